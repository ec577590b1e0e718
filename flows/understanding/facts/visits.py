"""Who did it and can come: who comes again and again, has a key, fetches the child, knows where somebody lives."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.nearness import of_doer, told_of
from flows.understanding.facts.said import Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import owner

_LISTS = lists("visits")
_OFTEN = _LISTS["often"]
_STILL = _LISTS["still"]
_COMES = _LISTS["comes"]
_AND_THEN = _LISTS["and_then"]
_PASSES = _LISTS["passes"]
_HITHER = frozenset(_LISTS["hither"])
_TO = _LISTS["to"]
HERS = frozenset(_LISTS["hers"])
_KNOWN = frozenset((*_LISTS["known"], *HERS))
_FINDS = _LISTS["finds"]
_KNOWS = _LISTS["knows"]
_KEEPS = _LISTS["keeps"]
_VEHICLE = _LISTS["vehicle"]
_SUDDENLY = _LISTS["suddenly"]
_FETCHES = _LISTS["fetches"]
_SEEKS = _LISTS["seeks"]
_FLEES = _LISTS["flees"]
_PARTED = _LISTS["parted"]
_LIVES_OR_WORKS = _LISTS["lives_or_works"]
_DAILY = _LISTS["daily"]
_HELP = _LISTS["help"]
_DENIES = _LISTS["denies"]
_TO_SOMEWHERE = _LISTS["to_somewhere"]
_EACH_TIME = _LISTS["each_time"]
_OF_KEYS = _LISTS["of_keys"]
_KEYS = _LISTS["keys"]
_THAT = _LISTS["that"]
_HOURS = _LISTS["hours"]
_OF_OFFICE = _LISTS["of_office"]
_LIVES = _LISTS["lives"]
_WHERE = _LISTS["where"]
_FETCHED = _LISTS["fetched"]
_REACH = 6
"""Words between "tahu" and what is known."""


def comes(story: Story) -> tuple[int, int] | None:
    """Return the words that say that who did it comes, has a key or knows where she is, or None."""
    said = story.said
    parted = _is_parted(story)
    for place in range(len(said.words) if story.agents or story.acts else 0):
        if not story.counts(place):
            continue
        last = _key(said, place) or _knows(story, place)
        still = any(said.is_a(at, *_STILL) for at in said.before(place, 3))
        last = last or _after_flight(story, place)
        last = last or ((_again(story, place) or _fetched(said, place)) if parted or still else 0)
        if last and of_doer(story, place):
            return place, last
    return None


def _after_flight(story: Story, place: int) -> int:
    """Return where "dia nyusul kesini" ends, if she fled before ("saya lari ke rumah ibu, dia datang"), else 0."""
    said = story.said
    if not said.is_a(place, *_COMES, *_SEEKS) and said.words[place].word not in _HITHER:
        return 0
    fled = (at for at in range(place) if said.is_a(at, *_FLEES) and story.counts(at))
    away = next((at for at in fled if _has_fled(story, at)), None)
    if away is None or said.clause[away] == said.clause[place] or _denied(said, place) or place in story.at:
        return 0
    if any(said.is_a(at, *_HELP) for at in said.before(place, 5)):
        return 0
    return _to_her(story, place + 1) or place + 1


def _has_fled(story: Story, place: int) -> bool:
    """Return whether who suffers went to another house ("lari ke rumah ibu", "ngungsi nang omahe mbakku")."""
    said = story.said
    part = [at for at in said.after(place + 1, 4) if said.clause[at] == said.clause[place]]
    house = any(any(form in HERS for form in said.forms[at]) or said.words[at].word in _HITHER for at in part)
    number = told_of(story, place)
    return house and number is not None and story.role(number) in {"korban", "pelapor"}


def _is_parted(story: Story) -> bool:
    """Return whether who did it and who suffers are told to live apart."""
    said = story.said
    if any(one.code.startswith("mantan_") for one in story.agents):
        return True
    words = range(len(said.words))
    apart = any(said.is_a(place, "serumah", "sarumah") and said.is_a(place - 1, "tidak") for place in words)
    return apart or any(said.is_a(place, *_PARTED) for place in words)


def _denied(said: Said, place: int, *, knows: bool = False) -> bool:
    near = (at for at in said.before(place, 3) if said.clause[at] == said.clause[place])
    return any(said.is_a(at, *_DENIES) or (not knows and said.is_a(at, "pernah")) for at in near)


def _again(story: Story, place: int) -> int:
    """Return where "sering datang", "tiap sore lewat depan rumah" or "rancak ka rumah" ends, else 0."""
    said = story.said
    clause = said.clause[place]
    near = [at for at in said.before(place, 4) if said.clause[at] == clause]
    here = [at for at in said.after(place + 1, 3) if said.clause[at] == clause]
    often = any(said.is_a(at, *_OFTEN) for at in near)
    often = often or any(said.is_a(at, *_EACH_TIME) for at in here[:1])
    often = often or (
        len(here) > 0
        and said.clause[place - 1] != clause
        and any(said.is_a(at, "sekali") for at in said.before(place, 4))
    )
    if not often or _denied(said, place) or place in story.at:
        return 0
    if said.words[place].word in _HITHER and said.words[place].word not in {"sini", "kene"}:
        return place + 1
    if said.is_a(place, *_COMES):
        end = _to_her(story, place + 1)
        bare = not here or said.is_a(here[0], *_AND_THEN)
        return end or (place + 1 if bare else 0)
    if said.is_a(place, *_PASSES):
        return _to_her(story, place + 1)
    if said.is_a(place, *_TO_SOMEWHERE) and said.is_a(place - 1, *_OFTEN):
        return _to_her(story, place)
    return 0


def _to_her(story: Story, first: int) -> int:
    """Return where "ke rumah", "depan kosku" or "kesini" ends, where it stands at `first`, else 0."""
    said = story.said
    led = False
    for at in said.after(first, 4):
        word = said.words[at].word
        if word in _HITHER and (led or word not in {"sini", "kene"}):
            return at + 1
        if said.is_a(at, *_TO):
            led = True
        elif led and any(form in HERS for form in said.forms[at]):
            other = story.at.get(at + 1, story.at.get(at))
            return at + 1 if other is None or story.role(other) != "pelaku" else 0
        elif not said.is_a(at, *_OFTEN, *_SUDDENLY):
            return 0
    return 0


def _key(said: Said, place: int) -> int:
    """Return where "pegang kunci cadangan kosku" ends, else 0."""
    if not said.is_a(place, *_KEYS) or said.means(place + 1, "money"):
        return 0
    near = [at for at in said.before(place, 3) if said.clause[at] == said.clause[place]]
    keeps = any(said.is_a(at, *_KEEPS) for at in near) and not any(said.is_a(at, "tidak") for at in near)
    other = said.is_a(place + 1, *_VEHICLE) or said.is_a(place + 2, *_VEHICLE)
    ends = not said.has(place + 1) or said.clause[place + 1] != said.clause[place]
    what = said.is_a(place + 1, *_OF_KEYS, *HERS)
    return place + 1 if keeps and not other and (ends or what or said.is_a(place + 1, "juga", "lagi")) else 0


def _knows(story: Story, place: int) -> int:
    """Return where "tahu password sama alamat kosan" ends, else 0."""
    said = story.said
    finds = said.is_a(place, *_FINDS) and any(said.is_a(at, "alamat", "lokasi") for at in said.after(place + 1, 3))
    if not (finds or said.is_a(place, *_KNOWS)) or _denied(said, place, knows=True):
        return 0
    for at in said.after(place + 1, _REACH):
        if said.clause[at] != said.clause[place] or said.is_a(at, *_THAT):
            return 0
        if at in story.at and story.people[story.at[at]].named and not story.people[story.at[at]].beside:
            return 0
        bare, whose = owner(said.words[at].word)
        lives = _is_found(story, place, at)
        hours = said.is_a(at, *_HOURS) and said.is_a(at + 1, *_DAILY)
        if lives or hours or bare in _KNOWN or any(form in _KNOWN for form in said.forms[at]):
            known = said.is_a(at + 1, *_OF_OFFICE) and said.is_a(at, "alamat")
            return 0 if (whose == "dia" and story.of_self) or known else at + 1
    return 0


def _is_found(story: Story, place: int, at: int) -> bool:
    """Return whether "tahu …" at `place` goes on with where she lives or works ("di mana ulun bagawi")."""
    said, who = story.said, story.at.get(at - 1)
    if who is None or story.role(who) not in {"korban", "anak"} or story.people[who].beside:
        return False
    if said.is_a(at, *_LIVES):
        return True
    part = (*range(place + 1, at), *said.after(at + 1, 3))
    asks = any(said.is_a(on, *_WHERE) for on in part)
    return asks and said.is_a(at, *_LIVES_OR_WORKS)


def _fetched(said: Said, place: int) -> int:
    """Return where "sering jemput anak di rumah" ends, else 0."""
    if not said.is_a(place, *_FETCHES) or _denied(said, place):
        return 0
    near = [at for at in said.after(place + 1, 5) if said.clause[at] == said.clause[place]]
    child = any(said.is_a(at, *_FETCHED) for at in near[:2])
    return next((at + 1 for at in near if child and any(form in HERS for form in said.forms[at])), 0)
