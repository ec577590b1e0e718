"""Who writes, and what the perpetrator is to whom it happens to."""

from collections.abc import Iterator, Sequence

from flows.understanding.facts.fact import LIKELY, SURE, Fact
from flows.understanding.facts.lists import lists
from flows.understanding.facts.mention import Mention
from flows.understanding.facts.said import Mark
from flows.understanding.facts.spots import spots
from flows.understanding.facts.story import Story
from flows.understanding.facts.victims import is_institution
from flows.understanding.facts.vocabulary import DATA, PEOPLE

_LISTS = lists("people")
_OF_CHILD: dict[str, str] = DATA["of_child"]
_OWN_CHILDREN = frozenset({"anak", "bayi"})
_SPOUSE_OF = {"P": "suami", "L": "istri"}
"""Who somebody of a sex is married to."""
_PARTNER = {"istri": "suami", "suami": "istri", "pasangan": "pasangan", "pacar": "pacar"}
"""What somebody is to their partner."""
_STEP = frozenset(_LISTS["step"])
_HEADS = _LISTS["heads"]
_SENIORS = _LISTS["seniors"]
_THEIR_FATHER = _LISTS["their_father"]
_STRANGER = "orang_tak_dikenal"
_WARDS = frozenset(code for code, entry in PEOPLE.items() if entry["side"] == "murid")
"""Who is in the care of an institution."""
_ANYBODY = frozenset({"lelaki", "perempuan", "siswi", "pasien", "korban", "murid"})
_JOBS = frozenset(DATA["titles"]["jobs"])
"""Codes that say what the writer works as, not what she is to anybody ("saya tukang becak")."""
_SIDES = {"keluarga": "keluarga", "saksi": "saksi", "murid": "instansi"}


def writer(story: Story, *, young: bool) -> Iterator[Fact]:
    """Yield who writes; `young` when the writer says to be under 18."""
    told = {mark.code: mark for mark in reversed(story.said.of("writer")) if _of_writer(story, mark)}
    acts = story.acts
    if story.of_self and not acts and story.agents:
        by = story.agents[0]
        yield story.said.fact("writer", "anak_korban" if young else "korban", by.first, by.last, LIKELY)
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
    if acts and is_institution(story.said):
        mark = next(mark for mark in story.said.of("marks") if mark.code == "institution")
        yield story.said.fact("writer", "instansi", mark.first, mark.last, LIKELY)
        return
    herself = next((one for one in story.people if one.itself and _of_kin(story, one)), None)
    if herself and acts:
        yield story.said.fact("writer", _SIDES[PEOPLE[herself.itself]["side"]], herself.first, herself.last)
        return
    if acts and story.victims and _saw(story):
        mark = next(mark for mark in story.said.of("marks") if mark.code == "sees")
        yield story.said.fact("writer", "saksi", mark.first, mark.last, LIKELY)
        return
    named = [one for one in story.people if one.code in story.victims[:1]]
    one = next((one for one in named if one.whose == "saya"), named[0] if named else None)
    if one and one.code in _WARDS and one.whose == "":
        own = (other for other in story.people if other.code in _OWN_CHILDREN and other.whose == "saya")
        one = next((other for other in own if story.role(story.people.index(other)) == "korban"), one)
    if one and acts:
        side = _side(story, one)
        if not side and one.code in {"perempuan", "lelaki"} and one.whose == "":
            side = "saksi"
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
    if one.itself in _JOBS:
        return False
    of_somebody = story.said.is_a(one.last, "dari") and any(
        story.said.at_person(place) for place in story.said.after(one.last + 1, 3)
    )
    return of_somebody or one.whose == "dia" or one.whose in PEOPLE or story.said.at_person(one.last)


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
        elif one.code in _OWN_CHILDREN and any(by.whose == "saya" and by.code in _OF_CHILD for by in story.agents):
            return "keluarga"
        elif side == "keluarga" and one.whose == "" and PEOPLE[one.code]["relation"] != "orang_tua":
            return "saksi" if story.said.is_a(one.first - 1, "ada") else ""
    return _SIDES.get(side, "saksi")


def relation(story: Story, sexed: Sequence[Fact] = ()) -> Iterator[Fact]:
    """Yield what each perpetrator is to whom it happens to, with the finer word beside the code.

    `sexed`: of which sex people are; by it "bojone" of a woman is her husband.
    """
    victims = {fact.value for fact in sexed if fact.owner == "korban"}
    spouse = _SPOUSE_OF.get(str(victims.pop()), "") if len(victims) == 1 else ""
    seen = set()
    strange = [mark for mark in story.said.of("marks") if mark.code == "stranger" and story.counts(mark.first)]
    for one in story.agents:
        entry = PEOPLE.get(one.code)
        if not entry:
            continue
        entry = _of_partner(story, one) or _of_work(story, one) or entry
        if not entry["relation"]:
            continue
        code, detail = entry["relation"], str(entry.get("as", one.code))
        sure = SURE if story.acts else LIKELY
        if not story.of_self and set(story.victims) & _OWN_CHILDREN and one.whose == "saya" and one.code in _OF_CHILD:
            code, detail, sure = "orang_tua", _OF_CHILD[one.code], LIKELY
        unknown = one.code == "pedagang" and any(one.last <= mark.first <= one.last + 1 for mark in strange)
        detail = "" if one.code in _WARDS else detail
        unknown = unknown or (one.code == "lelaki" and code == "lainnya" and bool(strange))
        detail = _STRANGER if unknown else detail
        detail = spouse if detail == "pasangan" else detail
        detail = "" if detail == code else detail
        if (code, detail) not in seen:
            seen.add((code, detail))
            yield story.said.fact("relation", code, one.first, one.last, sure, detail=detail)
    if not seen and story.acts and strange:
        first = strange[0]
        yield story.said.fact("relation", "lainnya", first.first, first.last, LIKELY, detail=_STRANGER)


def _step(story: Story, agent: Mention, child: Mention) -> dict[str, str] | None:
    """Return a step-parent, where the child is called so ("ibu sebelah nyubitin anak tirinya")."""
    words = {token.word for token in story.said.words[child.first : child.last]}
    named = {"L": "ayah_tiri", "P": "ibu_tiri"}.get(_sex(agent), "")
    return {"relation": "orang_tua", "as": named} if named and words & _STEP else None


def _of_work(story: Story, agent: Mention) -> dict[str, str] | None:
    """Return the relation at work of whom a pupil calls otherwise: the head of a teacher, a senior in a factory."""
    said = story.said
    teaches = any(mark.code == "instansi" and said.is_a(mark.first + 1, "guru") for mark in said.of("writer"))
    if agent.code == "kakak_kelas" and _at_work(story, agent):
        return {"relation": "rekan_kerja", "as": "rekan_kerja"}
    heads = said.words[agent.first].word in _HEADS
    return {"relation": "rekan_kerja", "as": "atasan"} if story.of_self and teaches and heads else None


def _at_work(story: Story, agent: Mention) -> bool:
    """Return whether a "senior" is one at work: a place of work is named and no school."""
    said = story.said
    senior = said.is_a(agent.first, *_SENIORS)
    kinds = {mark.code for mark in (*said.of("place_kind"), *spots(said))}
    return senior and "tempat_kerja" in kinds and "sekolah" not in kinds


def _of_own_child(story: Story, agent: Mention) -> bool:
    """Return whether who did it is called the father of the writer's child ("anakku ndelok aku diseret bapake")."""
    back = [one for one in story.people if one.last <= agent.first and one.named]
    theirs = agent.whose == "dia" or story.said.words[agent.last - 1].word in _THEIR_FATHER
    return agent.code == "ayah" and theirs and bool(back) and _is_own(back[-1])


def _is_own(one: Mention) -> bool:
    """Return whether this is the writer's child."""
    return one.code in _OWN_CHILDREN and one.whose == "saya"


def _sex(one: Mention) -> str:
    """Return the sex that the words for somebody say, or nothing."""
    return str(PEOPLE[one.code]["sex"]) or one.sex


def _of_partner(story: Story, agent: Mention) -> dict[str, str] | None:
    """Return the relation of somebody outside the family to their own partner ("tetangga saya memukul istrinya")."""
    if PEOPLE[agent.code]["side"] == "keluarga" and agent.code != "ayah":
        return None
    if story.victims == ("saya",) and _of_own_child(story, agent):
        return {"relation": "suami_istri", "as": "suami"}
    own = [one.code for one in story.people if one.code in story.victims[:1] and one.whose == "dia"]
    if own and own[0] in _OWN_CHILDREN and not any(one.whose == "saya" for one in story.people if one.code == own[0]):
        first = next(one for one in story.people if one.code == own[0] and one.whose == "dia")
        if agent.first > first.first and not agent.whose and agent.code == "tetangga":
            return None  # "adikku, bocahe …, digrayahi tonggo": the child is not the neighbour's
        return _step(story, agent, first) or {
            "relation": "orang_tua",
            "as": {"L": "ayah", "P": "ibu"}.get(_sex(agent), "orang_tua"),
        }
    other = _PARTNER.get(own[0]) if own else None
    return {"relation": PEOPLE[other or own[0]]["relation"], "as": other} if other else None
