"""In what kind of place it happened: at home, at work, at school, in public, on the net."""

from collections.abc import Iterator
from itertools import pairwise

from flows.understanding.facts.dealings import is_care, is_dealt_in, is_waited_in
from flows.understanding.facts.fact import LIKELY, Fact
from flows.understanding.facts.lists import lists
from flows.understanding.facts.online import called, is_all_of_it, is_chatted, sent, ways
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.scenes import (
    is_ahead,
    is_denied,
    is_invited,
    is_left_with,
    is_met,
    is_refused,
    is_scene,
    is_told_there,
    is_visited,
)
from flows.understanding.facts.setting import ONLINE, Setting, placed, setting
from flows.understanding.facts.spots import KNOCKS, ROOMS, SHOPS, is_beside, is_shop, spots, there
from flows.understanding.facts.story import Story
from flows.understanding.facts.struck import broken, is_struck
from flows.understanding.facts.vocabulary import PEOPLE
from flows.understanding.facts.working import STAFF

_LISTS = lists("kinds")
_STREETS = _LISTS["streets"]
_WEEKDAYS = _LISTS["weekdays"]
_DATED = _LISTS["dated"]
_STOCK = _LISTS["stock"]
_WHILE = _LISTS["while"]


def place_kind(story: Story) -> Iterator[Fact]:
    """Yield the kinds of place where something happened, once each."""
    said, told = story.said, setting(story)
    hurt = {said.sentence[act.mark.first] for act in story.acts}
    found, struck = _places(said)
    all_of_it = [one for one in found if is_all_of_it(said, one)] if hurt else []
    found = all_of_it or found
    public = {said.sentence[mark.first] for mark in found if mark.code not in {"rumah_tangga", "daring"}}
    seen: set[str] = set()
    met: Mark | None = None
    for mark in found:
        hit = mark in struck or said.is_a(mark.first, *KNOCKS)
        if (hit and not is_struck(story, mark)) or is_care(said, mark) or is_waited_in(story, mark):
            continue
        near = hit or mark in all_of_it or is_dealt_in(story, mark) or _is_near(story, mark, hurt)
        if (told.online or is_chatted(said, mark)) and mark.code == "daring" and hurt and not near:
            met = met or mark
        here = said.sentence[mark.first]
        place = placed(story, mark, told, hurt=here in hurt, public=here in public)
        if place is None or not near or place.code in seen or not _happened(story, place):
            continue
        seen.add(place.code)
        yield said.fact("place_kind", place.code, place.first, place.last)
    net = _on_net(story, told, met, hurt=bool(hurt)) if not seen else None
    if net:
        seen.add("daring")
        yield net
    where = next((mark for mark in found if _works_at(story, mark)), None) or _staff_of(story)
    if where and told.employed and not all_of_it and not seen - {"daring"}:
        yield said.fact("place_kind", "tempat_kerja", where.first, where.last, LIKELY)


def _places(said: Said) -> tuple[list[Mark], set[Mark]]:
    """Return the places that are named, the widest of each, and those of them that somebody strikes at."""
    struck = set(broken(said))
    found = _chained(said, _widest(sorted([*named(said), *struck], key=lambda one: (one.first, -one.last))))
    return [one for one in found if not (said.is_banjar and said.words[one.first].word == "nang")], struck


def _is_near(story: Story, mark: Mark, hurt: set[int]) -> bool:
    """Return whether a place stands where it is told what happened: by its sentence, or as the scene of it."""
    said, here = story.said, story.said.sentence[mark.first]
    after = {sentence + 1 for sentence in hurt} & _timed(said) - {said.sentence[one.first] for one in _left(said)}
    if here in hurt | after or (said.inside(here, "happened") and hurt) or is_scene(said, mark):
        return True
    if here + 1 in hurt and (_is_entered(said, mark) or is_met(story, mark)):
        return True
    heard = any(mark.code == "hearsay" and said.sentence[mark.first] == here for mark in said.of("marks"))
    return heard and any(sentence < here for sentence in hurt)


def _happened(story: Story, mark: Mark) -> bool:
    """Return whether it is told of a place that it happened there, and no more than that somebody is or goes there."""
    said = story.said
    if is_ahead(said, mark) or is_refused(said, mark) or is_left_with(said, mark):
        return False
    if is_denied(said, mark) or is_invited(story, mark) or is_told_there(story, mark):
        return False
    return story.counts(mark.first) and not _only_stays(story, mark)


def _on_net(story: Story, told: Setting, met: Mark | None, *, hurt: bool) -> Fact | None:
    """Return that it happened on the net: by what was sent or called, or since who did it is known from there."""
    met = met or next(iter([*called(story), *sent(story)]), None)
    if met and story.counts(met.first):
        return story.said.fact("place_kind", "daring", met.first, met.last)
    if told.online and hurt and not story.said.means_anywhere("met"):
        one = next(agent for agent in story.agents if agent.code in ONLINE)
        return story.said.fact("place_kind", "daring", one.first, one.last, LIKELY)
    return None


def named(said: Said) -> list[Mark]:
    """Return every place that a text names by its kind."""
    return [*said.of("place_kind"), *spots(said), *there(said), *ways(said)]


def _chained(said: Said, found: list[Mark]) -> list[Mark]:
    """Return places of which one stands in the next as that ("di ruang kerjanya di kampus")."""
    chained: list[Mark] = []
    for mark in found:
        last = chained[-1] if chained else None
        mine = last is not None and last.last == mark.first - 1 and said.is_a(last.last, "saya")
        joined = last and (last.last == mark.first or mine) and said.clause[last.first] == said.clause[mark.first]
        if last and joined and said.is_a(mark.first, "di") and "daring" not in {last.code, mark.code}:
            code = mark.code if mark.code != "rumah_tangga" and not is_beside(said, mark) else last.code
            code = last.code if said.is_a(mark.last - 1, *_STREETS) else code
            chained[-1] = Mark(last.group, code, last.first, mark.last)
        else:
            chained.append(mark)
    return chained


def _works_at(story: Story, mark: Mark) -> bool:
    """Return whether who suffers works in a place: what somebody from work does is done there."""
    said = story.said
    shop = mark.code == "tempat_kerja" or any(said.is_a(place, *SHOPS) for place in range(mark.first, mark.last))
    if not shop or (not said.means(mark.first - 1, "employed") and not said.means(mark.first - 2, "employed")):
        return False
    number = story.nearest(mark.first, 6)
    return number is None or story.role(number) in {"korban", "pelapor"}


def _staff_of(story: Story) -> Mark | None:
    """Return the place whose staff the writer, who suffers, is ("saya karyawati pabrik", "sy kasir minimarket")."""
    said = story.said
    for place in range(1, len(said.words) if story.of_self else 0):
        staff = said.is_a(place, *STAFF) and said.is_a(place - 1, "saya") and story.counts(place)
        near = staff and said.has(place + 1) and said.clause[place + 1] == said.clause[place]
        if near and is_shop(said, place + 1):
            return Mark("place_kind", "tempat_kerja", place, place + 2)
    return None


def _is_entered(said: Said, mark: Mark) -> bool:
    """Return whether somebody enters, or is taken there: what is told next happens there ("suka masuk kamarku. …")."""
    if said.is_a(mark.first, "masuk", "mlebu"):
        return True
    return said.is_a(mark.first, "ke", "ka") and any(
        said.means(place, "brought") for place in said.before(mark.first, 4)
    )


def _left(said: Said) -> list[Mark]:
    """Return the words that say where somebody is now, not where it happened."""
    return [mark for mark in said.of("marks") if mark.code == "left"]


def _timed(said: Said) -> set[int]:
    """Return the sentences that say when: after a deed such a one tells of it ("Itu hari Selasa di ruang tamu")."""
    marks = [*said.of("day"), *said.of("near"), *said.of("part")]
    named = (place for place in range(len(said.words)) if said.is_a(place, *_DATED, *_WEEKDAYS))
    return {said.sentence[mark.first] for mark in marks} | {said.sentence[place] for place in named}


def _widest(marks: list[Mark]) -> list[Mark]:
    """Return the phrases that stand in no longer one ("di rumah" in "di rumah teman")."""
    widest: list[Mark] = []
    for mark in marks:
        if widest and mark.first < widest[-1].last:
            if mark.last - mark.first > widest[-1].last - widest[-1].first:
                widest[-1] = mark
            continue
        widest.append(mark)
    return widest


def _only_stays(story: Story, mark: Mark) -> bool:
    """Return whether somebody only is there, works there or fled there."""
    said = story.said
    if is_scene(said, mark) or is_visited(story, mark) or _object(story, mark):
        return False
    if any(said.means(place, "comes") for place in said.before(mark.first, 3)) and not said.is_a(mark.first, "di"):
        number = story.nearest(mark.first)
        return number is None or story.role(number) != "pelaku"
    before = [place for place in said.before(mark.first, 2) if said.clause[place] == said.clause[mark.first]]
    if mark.code == "daring" or (said.is_a(mark.first, "ke", "ka") and _is_entered(said, mark)):
        return False
    if any(said.is_a(place, "ke") for place in before[:1]) and said.words[mark.first].word != "ke":
        return True
    if before and said.means(before[0], "at_rest") and _in_room(said, mark):
        return not (_hurt_in(story, mark) or said.inside(said.sentence[mark.first], "happened"))
    if before and said.means(before[0], "at_rest") and _hurt_in(story, mark) and _is_while(said, mark):
        return False
    if before and _is_stock(said, before[0]):
        return False
    if before and before[0] not in story.at and not said.is_a(before[0], "saya") and said.means(before[0], "stay"):
        return True
    if any(
        act.mark.first < mark.first and said.clause[act.mark.first] == said.clause[mark.first] for act in story.acts
    ):
        return False
    colleague = any(PEOPLE[agent.code]["relation"] == "rekan_kerja" for agent in story.agents)
    if mark.code == "tempat_kerja" and colleague and _hurt_in(story, mark):
        return False
    hit = is_dealt_in(story, mark)
    before = [at for at in before if not (said.is_a(at, "saya") and (hit or _deed_between(story, at, mark)))]
    own = [place for place in before if not (place in story.at and story.people[story.at[place]].named)]
    return any(said.means(place, "stay") for place in own)


def _object(story: Story, mark: Mark) -> bool:
    """Return whether "saya" before a place is whom something is done to ("mepet aku di jembatan trus megang dada")."""
    said, me = story.said, mark.first - 1
    clause = said.clause[mark.first]
    if not me or not said.is_a(me, "saya") or me - 1 in story.at or said.clause[me - 1] != clause:
        return False
    doers = (story.at[at] for at in said.before(me, 8) if at in story.at and said.clause[at] == clause)
    done = any(act.mark.first >= mark.last and said.clause[act.mark.first] == clause for act in story.acts)
    return done and any(story.role(number) == "pelaku" for number in doers)


def _is_stock(said: Said, place: int) -> bool:
    """Return whether goods are counted, and nobody lies in a hospital ("pas stok opname di gudang toko")."""
    return said.is_a(place, "opname") and said.is_a(place - 1, *_STOCK)


def _is_while(said: Said, mark: Mark) -> bool:
    """Return whether a place is told of as where somebody was while it happened ("pas aku tidur di rumah kakek")."""
    near = [place for place in said.before(mark.first, 4) if said.clause[place] == said.clause[mark.first]]
    return any(said.is_a(place, *_WHILE) for place in near)


def _deed_between(story: Story, place: int, mark: Mark) -> bool:
    """Return whether something is done to somebody between them and a place ("aku diparani nang kos")."""
    said = story.said
    words = (said.words[here].word for here in range(place + 1, mark.first))
    return any(word.startswith("di") and len(word) > len("di") + 2 for word in words)


def _in_room(said: Said, mark: Mark) -> bool:
    """Return whether a room of a house is named, where people sleep and wash ("guring di kamar")."""
    words = [token.word for token in said.words[mark.first : mark.last]]
    return bool(ROOMS & {*words, *(f"{one} {other}" for one, other in pairwise(words))})


def _hurt_in(story: Story, mark: Mark) -> bool:
    """Return whether something was done in the sentence of a place."""
    here = story.said.sentence[mark.first]
    return any(story.said.sentence[act.mark.first] == here for act in story.acts)
