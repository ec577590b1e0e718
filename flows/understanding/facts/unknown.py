"""Who did it and is nowhere to be found: "lakinya kada tahu wahini di mana", "suami menghilang"."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.nearness import told_of
from flows.understanding.facts.said import Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import PEOPLE, owner

_LISTS = lists("unknown")
KNOWS = _LISTS["knows"]
_UNKNOWING = _LISTS["unknowing"]
_TO = _LISTS["to"]
_WHERE = _LISTS["where"]
_GONE_WHERE = frozenset(_LISTS["gone_where"])
_WHO = frozenset(_LISTS["who"])
_THEIRS = frozenset(_LISTS["theirs"])
_ABSENT = frozenset(_LISTS["absent"])
_GOALS = _LISTS["goals"]
OFFICES = _LISTS["offices"]
_WISHES = _LISTS["wishes"]
_FROM = _LISTS["from"]
_REACH = 4
"""Words between "tidak tahu" and what is not known."""
_VANISHES = _LISTS["vanishes"]
_LEFT = _LISTS["left"]
_SEARCHES = _LISTS["searches"]
FOUND = _LISTS["found"]
_STILL = _LISTS["still"]
ADVERBS = _LISTS["adverbs"]
_NEWS = _LISTS["news"]
_TAKES = _LISTS["takes"]
_MINDS = _LISTS["minds"]
_CARRIED_OFF = _LISTS["carried_off"]
_WHICH = lists("shared")["which"]
_PERSON = _LISTS["person"]
_CULPRITS = _LISTS["culprits"]
_THEY = _LISTS["they"]
_CAUGHT = _LISTS["caught"]
_POLICE = _LISTS["police"]
_ACQUAINTED = _LISTS["acquainted"]


def lost(story: Story) -> tuple[int, int] | None:
    """Return the words that say that nobody knows where or who it is who did it, or None."""
    if not (story.agents or story.acts):
        return None
    said = story.said
    for place in range(len(said.words)):
        if not story.counts(place) or said.quoted[place]:
            continue
        last = _not_known(story, place) or _vanished(story, place) or _sought(story, place) or _no_news(story, place)
        if last:
            return place, last
    return None


def _not_known(story: Story, place: int) -> int:
    """Return where "tidak tahu … di mana" ends, if it is said of who did it, else 0."""
    said = story.said
    if said.is_a(place, "tidak"):
        knows = next((at for at in said.after(place + 1, 4) if said.is_a(at, *KNOWS)), None)
        between = range(place + 1, knows if knows is not None else place)
        if knows is None or not all(said.is_a(at, *ADVERBS) or at in story.at for at in between):
            return 0
    elif said.words[place].word in _UNKNOWING:
        knows = place
    else:
        return 0
    here = [at for at in said.after(knows + 1, _REACH + 2) if said.clause[at] == said.clause[place]]
    if said.is_a(knows, "kenal", "mengenal") and (last := _stranger(story, here)):
        return last
    end, kind = next(
        ((end, kind) for at in here if (end := _asked(said, at)[0]) and (kind := _asked(said, at)[1])), (0, "")
    )
    if not end:
        return 0
    if _of_office(story, knows, end):
        return 0
    near = [*here[: end - knows + 2], *(at for at in said.before(place, 3) if said.clause[at] == said.clause[place])]
    inside = [story.at[at] for at in here if at < end and at in story.at and not story.people[story.at[at]].beside]
    taken = any(said.is_a(at, *_CARRIED_OFF) for at in here[: end - knows])
    inside = [] if taken else inside
    if any(story.role(number) != "pelaku" for number in inside):
        return 0
    if not inside and (any(said.is_a(at, *_GOALS) for at in near) or _leaves(story, place)):
        return 0
    if kind == "who":
        return end if _by_whom(story, end, inside) else 0
    if kind == "theirs" and not inside and not topic(story, place):
        return 0
    return end if inside or topic(story, place) else 0


def _stranger(story: Story, here: list[int]) -> int:
    """Return where "tidak mengenal laki-laki yang meremas …" ends, if what follows says what was done, else 0."""
    said = story.said
    which = next((at for at in here[1:4] if said.is_a(at, *_WHICH)), None)
    if which is None or not (
        said.is_a(here[0], "orang", "pelaku") or any(m.group == "sexes" for m in said.at.get(here[0], ()))
    ):
        return 0
    deeds = {act.mark.first for act in story.acts}
    return which if deeds & {which + 1, which + 2} else 0


def _of_office(story: Story, knows: int, end: int) -> bool:
    """Return whether it is the office or a service that the writer cannot find ("ga tau di mana kantor polisi")."""
    said = story.said
    around = [*range(knows + 1, end), *said.after(end, 2)]
    near = (at for at in around if said.clause[at] == said.clause[end - 1])
    return any(said.is_a(at, *OFFICES) for at in near)


def _leaves(story: Story, place: int) -> bool:
    """Return whether it is the writer who wants to leave and knows no place ("pgn keluar dr rumah tp gatau kemana")."""
    said = story.said
    near = [at for at in said.before(place, 8) if said.is_a(at, *_WISHES)]
    return bool(near) and not any(
        at in story.at and story.role(story.at[at]) == "pelaku" for at in said.before(place, 8)
    )


def _asked(said: Said, place: int) -> tuple[int, str]:
    """Return where "di mana", "siapa" or "alamatnya" that begins at `place` ends, and which kind it is."""
    word = said.words[place].word
    if word in _GONE_WHERE:
        return place + 1, "where"
    near = said.has(place + 1) and said.clause[place + 1] == said.clause[place]
    if near and said.is_a(place, *_TO) and said.words[place + 1].word in _WHERE:
        return place + 2, "where"
    if near and said.is_a(place, *_PERSON) and said.words[place + 1].word in _WHERE:
        return place + 2, "where"
    if word in _WHO:
        return place + 1, "who"
    bare, whose = owner(word)
    apart = near and said.words[place + 1].word in _CULPRITS and word in _THEIRS
    if apart:
        return place + 2, "theirs"
    return (place + 1, "theirs") if whose == "dia" and bare in _THEIRS else (0, "")


def _by_whom(story: Story, end: int, inside: list[int]) -> bool:
    """Return whether "siapa" means who did it: "siapa dia", "siapa yang nyebar", or nothing more follows."""
    said = story.said
    here = [at for at in said.after(end, 3) if said.clause[at] == said.clause[end - 1]]
    if not here or inside:
        return bool(inside) or (topic(story, end - 1) and not story.agents) or _strangers(story)
    if here[0] in story.at and story.role(story.at[here[0]]) == "pelaku":
        return True
    if said.is_a(here[0], *_THEY):
        return True
    deed = any(mark.group == "violence" for at in here for mark in said.at.get(at, ()))
    return said.is_a(here[0], *_WHICH) and deed and not story.agents


def _strangers(story: Story) -> bool:
    """Return whether all who did it are known by nothing ("akun palsu", "orang")."""
    return all(one.code in {"pelaku", "orang_tak_dikenal", "kenalan_daring", "lelaki"} for one in story.agents)


def topic(story: Story, place: int) -> bool:
    """Return whether what is said at `place` is said of who did it: named before in the sentence, else its subject."""
    said = story.said
    near = (story.at[at] for at in said.before(place, 14) if at in story.at)
    named = (one for one in near if story.people[one].code != "saya" and not story.people[one].beside)
    subject = next(named, None)
    subject = subject if subject is not None else story.subject(place)
    if subject is None:
        return False
    opens = told_of(story, place)
    if opens is not None and story.role(opens) == "pelaku" and story.people[opens].sentence == said.sentence[place]:
        return True
    return story.role(subject) == "pelaku" or (story.role(subject) == "korban" and _took(story, place))


def _took(story: Story, place: int) -> bool:
    """Return whether who did it took a child away before, so that nobody knows where the two are."""
    said = story.said
    taken = (at for at in range(place) if said.is_a(at, *_TAKES) and story.counts(at))
    away = any(said.is_a(on, *_LEFT) for at in taken for on in (at, *said.after(at + 1, 2)))
    return away and not story.of_self and bool(story.agents)


def _vanished(story: Story, place: int) -> int:
    """Return where "suami menghilang" ends, if who did it is gone without a trace, else 0."""
    said = story.said
    follows = said.has(place + 1) and said.clause[place + 1] == said.clause[place]
    what = follows and (said.is_a(place + 1, *_MINDS) or said.means(place + 1, "thing"))
    if not said.is_a(place, *_VANISHES) or what:
        return 0
    back = (at for at in said.before(place, 5) if said.clause[at] == said.clause[place])
    for at in back:
        if at in story.at:
            one = story.people[story.at[at]]
            return place + 1 if story.role(story.at[at]) == "pelaku" and not one.beside else 0
        if not said.is_a(at, *ADVERBS, *_LEFT, *_STILL):
            return 0
    return 0


def _sought(story: Story, place: int) -> int:
    """Return where "masih dicari polisi" or "belum ketemu" ends, if it is said of who did it, else 0."""
    said = story.said
    seeks = said.is_a(place, *_STILL) and said.is_a(place + 1, *_SEARCHES)
    missed = said.is_a(place, "tidak") and said.is_a(place + 1, *FOUND)
    if not (seeks or missed) or said.clause[place + 1] != said.clause[place]:
        return 0
    police = any(said.is_a(at, *_POLICE) for at in (*said.before(place, 3), *said.after(place + 2, 2)))
    active = seeks and not said.words[place + 1].word.startswith("di")
    if active and not police:
        return 0
    caught = missed and said.is_a(place + 1, *_CAUGHT)
    left = caught or any(said.is_a(at, *_LEFT, *_VANISHES) for at in said.before(place, 8))
    whose = story.nearest(place, 8)
    named = whose is not None and story.role(whose) == "pelaku"
    return place + 2 if named and (police or left) else 0


def _no_news(story: Story, place: int) -> int:
    """Return where "tidak ada kabar" ends, if it is said of who did it, else 0."""
    said = story.said
    if not said.is_a(place, "tidak"):
        return 0
    news = next((at for at in said.after(place + 1, 3) if said.is_a(at, *_NEWS)), None)
    if news is None or not all(said.is_a(at, *ADVERBS) for at in range(place + 1, news)):
        return 0
    mine = place - 1 in story.at and story.people[story.at[place - 1]].code == "saya"
    whom = (
        said.is_a(news + 1, *_FROM) and said.at_person(news + 2) and story.role(story.at.get(news + 2, 0)) != "pelaku"
    )
    return news + 1 if not (mine and whom) and topic(story, place) else 0


def wanders(story: Story, first: int, last: int) -> bool:
    """Return whether it is help that the writer cannot find ("saya ga tau kemana lagi minta tolong")."""
    said = story.said
    where = any(said.words[at].word in _GONE_WHERE or said.words[at].word in _WHERE for at in range(first, last))
    follows = [at for at in said.after(last, 3) if said.clause[at] == said.clause[first]]
    return where and any(said.is_a(at, *_GOALS) for at in follows)


def stranger_to_witness(story: Story, last: int) -> bool:
    """Return whether a passer-by does not know people who know each other ("aku ga kenal, cm liat aja")."""
    kenal = story.said.is_a(last - 1, *_ACQUAINTED)
    own = all(one.whose == "dia" or PEOPLE[one.code]["relation"] not in {"", "lainnya"} for one in story.agents)
    return kenal and not story.of_self and bool(story.agents) and own and not _strangers(story)
