"""In what kind of place it happened: at home, at work, at school, in public, on the net."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from flows.understanding.facts.fact import LIKELY, Fact
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.scenes import (
    is_ahead,
    is_invited,
    is_left_with,
    is_met,
    is_own_shop,
    is_refused,
    is_scene,
    is_told_there,
)
from flows.understanding.facts.spots import ROOMS, SHOPS, is_shop, spots, there
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import PEOPLE, owner

_UNSURE = ("gudang",)
"""Places that are a place of work only where somebody from work did it."""
_STAFF = ("karyawan", "karyawati", "pegawai", "buruh", "kasir", "staf", "staff", "operator", "pelayan", "spg")
"""What people are called who work in a place that is named right after ("karyawati pabrik")."""
_LANDLORDS = frozenset({"bapak_kos", "ibu_kos", "pemilik_kos"})
"""In whose houses a room is let: what they do there is done in no home of the family."""
_WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "senen", "seloso", "rebo", "kemis", "setu", "salasa")
_SWEETHEARTS = frozenset(code for code, entry in PEOPLE.items() if entry["relation"] == "pacar_teman")
_ONLINE = frozenset({"kenalan_daring"})
"""Whom people know from the net alone: what they do happens there."""


def place_kind(story: Story) -> Iterator[Fact]:
    """Yield the kinds of place where something happened, once each."""
    said = story.said
    hurt = {said.sentence[act.mark.first] for act in story.acts}
    after = {sentence + 1 for sentence in hurt} & _timed(said) - {said.sentence[one.first] for one in _left(said)}
    work = any(PEOPLE[agent.code]["relation"] == "rekan_kerja" for agent in story.agents)
    work = work or said.means_anywhere("works_together")
    employed = work or any(PEOPLE[agent.code]["relation"] == "majikan" for agent in story.agents)
    kin = any(PEOPLE[agent.code]["side"] == "keluarga" for agent in story.agents)
    lodged = any(agent.code in _LANDLORDS for agent in story.agents)
    online = any(agent.code in _ONLINE for agent in story.agents)
    at_home = any(PEOPLE[one.code]["side"] == "keluarga" and one.code not in _SWEETHEARTS for one in story.agents)
    boards = not at_home and bool(story.agents) and _boards(said)
    heard = {said.sentence[mark.first] for mark in said.of("marks") if mark.code == "hearsay"}
    seen: set[str] = set()
    met: Mark | None = None
    named = [*said.of("place_kind"), *spots(said), *there(said)]
    found = _widest(sorted(named, key=lambda one: (one.first, -one.last)))
    found = [one for one in found if not (said.is_banjar and said.words[one.first].word == "nang")]
    public = {said.sentence[mark.first] for mark in found if mark.code not in {"rumah_tangga", "daring"}}
    for mark in found:
        here = said.sentence[mark.first]
        near = here in hurt | after or (said.inside(here, "happened") and hurt)
        near = near or (here + 1 in hurt and (_is_entered(said, mark) or is_met(story, mark)))
        near = near or is_scene(said, mark)
        near = near or (here in heard and any(sentence < here for sentence in hurt))
        if online and mark.code == "daring" and hurt and not near:
            met = met or mark
        if not work and any(said.is_a(place, *_UNSURE) for place in range(mark.first, mark.last)):
            continue
        outside = not kin and mark.code == "rumah_tangga" and not _in_their_house(story, mark)
        if outside and (_is_theirs(said, mark) or _of_outsider(story, mark)):
            continue
        if mark.code == "rumah_tangga" and _is_washroom(said, mark) and (here in public or not _has_bath(said, mark)):
            continue
        if mark.code == "rumah_tangga" and bool(story.agents) and not at_home and _in_their_house(story, mark):
            mark = replace(mark, code="lainnya")
        if mark.code == "rumah_tangga" and not kin and not _of_house(said, mark):
            mark = replace(mark, code="lainnya" if lodged else "tempat_kerja" if work else mark.code)
        if mark.code == "rumah_tangga" and boards and not _of_house(said, mark):
            mark = replace(mark, code="lainnya")
        at_work = employed and any(said.is_a(place, *SHOPS) for place in range(mark.first, mark.last))
        if at_work or is_own_shop(said, mark):
            mark = replace(mark, code="tempat_kerja")
        if is_ahead(said, mark) or is_refused(said, mark) or is_left_with(said, mark):
            continue
        if is_invited(story, mark) or is_told_there(story, mark):
            continue
        if not near or mark.code in seen or not story.counts(mark.first) or _only_stays(story, mark):
            continue
        seen.add(mark.code)
        yield said.fact("place_kind", mark.code, mark.first, mark.last)
    if met and not seen and story.counts(met.first):
        seen.add("daring")
        yield said.fact("place_kind", "daring", met.first, met.last)
    if online and hurt and not seen and not said.means_anywhere("met"):
        one = next(agent for agent in story.agents if agent.code in _ONLINE)
        yield said.fact("place_kind", "daring", one.first, one.last, LIKELY)
    where = next((mark for mark in found if _works_at(story, mark)), None) or _staff_of(story)
    if where and employed and not seen - {"daring"}:
        yield said.fact("place_kind", "tempat_kerja", where.first, where.last, LIKELY)


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
        staff = said.is_a(place, *_STAFF) and said.is_a(place - 1, "saya") and story.counts(place)
        near = staff and said.has(place + 1) and said.clause[place + 1] == said.clause[place]
        if near and is_shop(said, place + 1):
            return Mark("place_kind", "tempat_kerja", place, place + 2)
    return None


def _of_house(said: Said, mark: Mark) -> bool:
    """Return whether a house is named, not a room alone."""
    return any(
        said.is_a(place, "rumah", "omah", "kontrakan", "ndalem", "griya") for place in range(mark.first, mark.last)
    )


def _boards(said: Said) -> bool:
    """Return whether a room that is let is spoken of: then a room alone is no home of a family."""
    return any(
        said.is_a(place, "kos", "kost", "kosan", "kostan", "ngekos", "ngekost") for place in range(len(said.words))
    )


def _is_entered(said: Said, mark: Mark) -> bool:
    """Return whether somebody enters, or is taken there: what is told next happens there ("suka masuk kamarku. …")."""
    if said.is_a(mark.first, "masuk", "mlebu"):
        return True
    return said.is_a(mark.first, "ke", "ka") and any(
        said.means(place, "brought") for place in said.before(mark.first, 4)
    )


def _is_washroom(said: Said, mark: Mark) -> bool:
    """Return whether only a toilet is named, which is anywhere that has one."""
    return any(said.is_a(place, "wc", "toilet", "mandi") for place in range(mark.first, mark.last))


def _has_bath(said: Said, mark: Mark) -> bool:
    """Return whether it is a bathroom or a toilet of a house."""
    return any(said.is_a(place, "mandi", "rumah", "kamar", "omah") for place in range(mark.first, mark.last))


def _is_theirs(said: Said, mark: Mark) -> bool:
    """Return whether it is the room of somebody ("di kamarnya"), which is no home where no relative did it."""
    return owner(said.words[mark.last - 1].word)[1] == "dia"


def _of_outsider(story: Story, mark: Mark) -> bool:
    """Return whether it is the room of an outsider who is named there ("di kamar pengasuh")."""
    number = story.at.get(mark.last)
    one = story.people[number] if number is not None else None
    return bool(one and one.code in PEOPLE and PEOPLE[one.code]["side"] == "saksi")


def _in_their_house(story: Story, mark: Mark) -> bool:
    """Return whether it is the house of the outsider who did it, where the writer was ("pacarku maksa di rumahnya")."""
    said = story.said
    theirs = any(owner(said.words[place].word) in {("rumah", "dia"), ("omah", "dia")} for place in _all(mark))
    back = next((story.at[at] for at in said.before(mark.first, 15) if at in story.at), None)
    other = [at for at in said.before(mark.first, 15) if at in story.at and story.people[story.at[at]].code != "saya"]
    doer = bool(other) and story.role(story.at[other[0]]) == "pelaku"
    led = said.is_a(mark.first, "di", "ke", "ka", "dalam") or said.is_a(mark.first - 1, "di", "ke", "ka")
    led = led or (said.is_a(mark.first, "masuk") and not story.of_self)
    return led and theirs and back is not None and doer


def _all(mark: Mark) -> range:
    """Return the words of a phrase."""
    return range(mark.first, mark.last)


def _left(said: Said) -> list[Mark]:
    """Return the words that say where somebody is now, not where it happened."""
    return [mark for mark in said.of("marks") if mark.code == "left"]


def _timed(said: Said) -> set[int]:
    """Return the sentences that say when: after a deed such a one tells of it ("Itu hari Selasa di ruang tamu")."""
    marks = [*said.of("day"), *said.of("near"), *said.of("part")]
    named = (place for place in range(len(said.words)) if said.is_a(place, "hari", "tanggal", "jam", *_WEEKDAYS))
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
    if is_scene(said, mark):
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
    if before and before[0] not in story.at and said.means(before[0], "stay"):
        return True
    if any(
        act.mark.first < mark.first and said.clause[act.mark.first] == said.clause[mark.first] for act in story.acts
    ):
        return False
    colleague = any(PEOPLE[agent.code]["relation"] == "rekan_kerja" for agent in story.agents)
    if mark.code == "tempat_kerja" and colleague and _hurt_in(story, mark):
        return False
    before = [place for place in before if not (said.is_a(place, "saya") and _deed_between(story, place, mark))]
    own = [place for place in before if not (place in story.at and story.people[story.at[place]].named)]
    return any(said.means(place, "stay") for place in own)


def _is_stock(said: Said, place: int) -> bool:
    """Return whether goods are counted, and nobody lies in a hospital ("pas stok opname di gudang toko")."""
    return said.is_a(place, "opname") and said.is_a(place - 1, "stok", "stock", "stocks")


def _is_while(said: Said, mark: Mark) -> bool:
    """Return whether a place is told of as where somebody was while it happened ("pas aku tidur di rumah kakek")."""
    near = [place for place in said.before(mark.first, 4) if said.clause[place] == said.clause[mark.first]]
    return any(said.is_a(place, "pas", "waktu", "saat", "ketika", "nalika", "wayah") for place in near)


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
