"""Who writes, what the perpetrator is to whom it happens to, and the sex of both where a word says it."""

from collections.abc import Iterator

from flows.understanding.facts.fact import LIKELY, SURE, Fact
from flows.understanding.facts.mentions import Mention
from flows.understanding.facts.said import Mark
from flows.understanding.facts.spots import spots
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import DATA, PEOPLE

_OF_CHILD: dict[str, str] = DATA["of_child"]
_OWN_CHILDREN = frozenset({"anak", "bayi"})
_PARTNER = {"istri": "suami", "suami": "istri", "pasangan": "pasangan", "pacar": "pacar"}
"""What somebody is to their partner."""
_STRANGER = "orang_tak_dikenal"
_WARDS = frozenset(code for code, entry in PEOPLE.items() if entry["side"] == "murid")
"""Who is in the care of an institution."""
_ANYBODY = frozenset({"lelaki", "perempuan", "siswi", "pasien", "korban", "murid"})
_SIDES = {"keluarga": "keluarga", "saksi": "saksi", "murid": "instansi"}


def writer(story: Story, *, young: bool) -> Iterator[Fact]:
    """Yield who writes; `young` when the writer says to be under 18."""
    told = {mark.code: mark for mark in reversed(story.said.of("writer")) if _of_writer(story, mark)}
    acts = story.acts
    if story.of_self and not acts and story.agents:
        one = story.agents[0]
        yield story.said.fact("writer", "anak_korban" if young else "korban", one.first, one.last, LIKELY)
        return
    if story.of_self and acts:
        act = next((act for act in acts if "saya" in act.patients), acts[0])
        code = "anak_korban" if young else "korban"
        yield story.said.fact("writer", code, act.mark.first, act.mark.last, SURE if act.patients else LIKELY)
        return
    for code in ("instansi", "korban", "keluarga", "saksi"):
        if code in told and (acts or code != "korban"):
            yield story.said.fact("writer", code, told[code].first, told[code].last)
            return
    own = next((one for one in story.people if one.itself and _of_kin(story, one)), None)
    if own and acts:
        yield story.said.fact("writer", _SIDES[PEOPLE[own.itself]["side"]], own.first, own.last)
        return
    if acts and story.victims and _saw(story):
        mark = next(mark for mark in story.said.of("marks") if mark.code == "sees")
        yield story.said.fact("writer", "saksi", mark.first, mark.last, LIKELY)
        return
    named = [one for one in story.people if one.code in story.victims[:1]]
    one = next((one for one in named if one.whose == "saya"), named[0] if named else None)
    if one and acts:
        side = _side(story, one)
        if side:
            yield story.said.fact("writer", side, one.first, one.last, SURE if one.whose == "saya" else LIKELY)


def _saw(story: Story) -> bool:
    """Return whether the writer only saw or heard it, and nobody of her own is named."""
    own = any(one.whose == "saya" for one in story.people if one.named)
    seen = any(mark.code == "sees" and story.said.is_a(mark.first - 1, "saya") for mark in story.said.of("marks"))
    return seen and not own


def _of_kin(story: Story, one: Mention) -> bool:
    """Return whether the word somebody uses for herself says what she is to who suffers ("saya kakaknya").

    Not a title ("saya ibu Rina"), nor what anybody is ("saya perempuan").
    """
    if one.itself not in PEOPLE or PEOPLE[one.itself]["side"] not in _SIDES or one.itself in _ANYBODY:
        return False
    return one.whose == "dia" or one.whose in PEOPLE or story.said.at_person(one.last)


def _of_writer(story: Story, mark: Mark) -> bool:
    """Return whether "saya" of a phrase is the writer, not whose somebody is ("suami saya guru")."""
    number = story.at.get(mark.first)
    return story.counts(mark.first) and (number is None or story.people[number].first == mark.first)


def _side(story: Story, one: Mention) -> str:
    """Return who writes about somebody: family of one's own, else by the outsider they belong to."""
    side = PEOPLE[one.code]["side"]
    own = any(
        other.whose == "saya" and PEOPLE[other.code]["side"] == "keluarga" for other in story.people if other.named
    )
    if (
        one.whose == "dia"
        and side == "keluarga"
        and not own
        and not any(other.code in _WARDS for other in story.people)
    ):
        return "saksi"
    if side == "keluarga" and one.whose != "saya":
        outside = [
            PEOPLE[other.code]["side"]
            for other in story.people[:6]
            if other.named and (other not in story.agents or (other.whose == "saya" and one.whose == "dia"))
        ]
        side = next((other for other in outside if other in {"saksi", "murid"}), side)
        if one.whose in PEOPLE:
            side = PEOPLE[one.whose]["side"]
        elif side == "keluarga" and one.whose == "" and PEOPLE[one.code]["relation"] != "orang_tua":
            return "saksi" if story.said.is_a(one.first - 1, "ada") else ""
    return _SIDES.get(side, "saksi")


def relation(story: Story) -> Iterator[Fact]:
    """Yield what each perpetrator is to whom it happens to, with the finer word beside the code."""
    seen = set()
    strange = [mark for mark in story.said.of("marks") if mark.code == "stranger" and story.counts(mark.first)]
    for one in story.agents:
        entry = PEOPLE.get(one.code)
        if not entry or not entry["relation"]:
            continue
        entry = _of_partner(story, one) or _of_work(story, one) or entry
        code, detail = entry["relation"], str(entry.get("as", one.code))
        sure = SURE if story.acts else LIKELY
        if not story.of_self and set(story.victims) & _OWN_CHILDREN and one.whose == "saya" and one.code in _OF_CHILD:
            code, detail, sure = "orang_tua", _OF_CHILD[one.code], LIKELY
        unknown = one.code == "pedagang" and any(one.last <= mark.first <= one.last + 1 for mark in strange)
        detail = "" if one.code in _WARDS else detail
        detail = _STRANGER if unknown or (one.code == "lelaki" and strange) else detail
        detail = "" if detail == code or (detail in {"pasangan"}) else detail
        if (code, detail) not in seen:
            seen.add((code, detail))
            yield story.said.fact("relation", code, one.first, one.last, sure, detail=detail)
    if not seen and story.acts and strange:
        first = strange[0]
        yield story.said.fact("relation", "lainnya", first.first, first.last, LIKELY, detail=_STRANGER)


def _of_work(story: Story, agent: Mention) -> dict[str, str] | None:
    """Return the relation at work of whom a pupil would call otherwise: the head of a teacher, a senior in a factory."""
    teaches = any(mark.code == "instansi" and story.said.is_a(mark.first + 1, "guru") for mark in story.said.of("writer"))
    if agent.code == "kakak_kelas" and _at_work(story, agent):
        return {"relation": "rekan_kerja", "as": "rekan_kerja"}
    heads = story.said.words[agent.first].word in {"kepala", "kepsek", "wakil", "ketua"}
    return {"relation": "rekan_kerja", "as": "atasan"} if story.of_self and teaches and heads else None


def _at_work(story: Story, agent: Mention) -> bool:
    """Return whether a "senior" is one at work: a place of work is named and no school."""
    said = story.said
    senior = said.is_a(agent.first, "senior", "seniornya", "seniorku")
    kinds = {mark.code for mark in (*said.of("place_kind"), *spots(said))}
    return senior and "tempat_kerja" in kinds and "sekolah" not in kinds


def _of_partner(story: Story, agent: Mention) -> dict[str, str] | None:
    """Return the relation of somebody outside the family to their own partner ("tetangga saya memukul istrinya")."""
    if PEOPLE[agent.code]["side"] == "keluarga":
        return None
    own = [one.code for one in story.people if one.code in story.victims[:1] and one.whose == "dia"]
    other = _PARTNER.get(own[0]) if own else None
    return {"relation": PEOPLE[other or own[0]]["relation"], "as": other} if other else None


def sexes(story: Story) -> Iterator[Fact]:
    """Yield the sex of who suffers and who does it, once each, by the word for them or one beside it."""
    seen = set()
    for fact in (*_by_word(story), *_by_name(story)):
        key = (fact.owner, fact.value)
        if key not in seen:
            seen.add(key)
            yield fact


def _by_name(story: Story) -> Iterator[Fact]:
    for number, one in enumerate(story.people):
        sex = (PEOPLE[one.code]["sex"] or one.sex) if one.named else ""
        role = story.role(number) if sex and story.counts(one.first) else ""
        if role == "korban" or (role == "pelaku" and one.code in story.doers):
            yield story.said.fact("sex", sex, one.first, one.last, owner=role)


def _by_word(story: Story) -> Iterator[Fact]:
    """Yield what "perempuan", "laki2" and the like say of the person before them or around them."""
    said = story.said
    for mark in said.of("sexes"):
        if not story.counts(mark.first) or not _describes(story, mark) or said.means(mark.last, "others"):
            continue
        if _of_doer(story, mark):
            yield said.fact("sex", mark.code, mark.first, mark.last, owner="pelaku")
            continue
        number = story.at.get(mark.first, story.nearest(mark.first, 10))
        after = story.at.get(mark.last)
        if number is None and after is not None and story.said.clause[mark.last] == story.said.clause[mark.first]:
            number = after
        if any(said.means(here, "stranger") for here in said.before(mark.first, 10)) and story.acts:
            yield said.fact("sex", mark.code, mark.first, mark.last, LIKELY, owner="pelaku")
            continue
        number = number if number is not None else story.subject(mark.first)
        if number is None:
            continue
        role = story.role(number)
        if role in {"korban", "pelaku"}:
            yield said.fact("sex", mark.code, mark.first, mark.last, owner=role)


def _of_doer(story: Story, mark: Mark) -> bool:
    """Return whether a word for a sex says who did it ("yang ngerekam cewek")."""
    said, first = story.said, mark.first - 1
    first -= said.means(first, "is_said_to_be") or said.is_a(first, "saya")
    before = first - (said.number(first) > 0)
    if any(
        one.group == "violence" and one.last == before + 1 and said.words[before].word.startswith("di")
        for here in (before, before - 1)
        for one in said.at.get(here, ())
    ):
        return said.clause[before] == said.clause[mark.first]
    deeds = (one for here in (first, first - 1) for one in said.at.get(here, ()) if one.group == "violence")
    told = any(said.means(one.first - 1, "which") and not said.words[one.first].word.startswith("di") for one in deeds)
    return told and said.has(first) and said.sentence[first] == said.sentence[mark.first]


def _describes(story: Story, mark: Mark) -> bool:
    """Return whether a word for a sex describes who was named: beside the name, after a comma, or after an age."""
    said, before = story.said, mark.first - 1
    if mark.first in story.at or mark.first == 0 or said.clause[before] != said.clause[mark.first]:
        return True
    if before in story.at or said.means(before, "describing"):
        return True
    if said.means(before, "also") and before - 1 in story.at:
        return True
    number = story.nearest(mark.first, 3)
    if number is not None and story.people[number].named and story.people[number].last >= before - 1:
        return not said.means(before, "apart")
    near = [place for place in said.before(mark.first, 3) if said.clause[place] == said.clause[mark.first]]
    apart = any(said.means(place, "apart") for place in near)
    return not apart and any(said.is_a(place, "saya") and not _owned(story, place) for place in near)


def _owned(story: Story, place: int) -> bool:
    """Return whether "saya" at `place` says whose somebody is."""
    return place in story.at and story.people[story.at[place]].named
