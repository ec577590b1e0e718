"""What was done, by whom and to whom: the words of violence with their voice, and the people around them."""

from dataclasses import dataclass

from flows.understanding.facts.happening import is_passive, is_real, is_said_twice, is_thing
from flows.understanding.facts.mentions import Mention, meant
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.vocabulary import PEOPLE

_BEFORE, _AFTER = 12, 6
_NOBODY_HURT = frozenset(code for code, entry in PEOPLE.items() if entry.get("cared_for"))
"""Who is not meant by "dia" when somebody does harm."""


@dataclass(frozen=True, slots=True)
class Act:
    """One word of violence that is told as having happened."""

    mark: Mark
    patients: tuple[str, ...]
    """`saya` or codes of people; empty where the sentence does not say."""
    agent: Mention | None
    """Who did it, where somebody is named."""
    by: str
    """The code of who did it, also where it is a pronoun; or empty."""


def acts(said: Said, people: tuple[Mention, ...]) -> tuple[Act, ...]:
    """Return what is told as having happened, in the order of the text."""
    at = {place: number for number, one in enumerate(people) for place in range(one.first, one.last)}
    found: list[Act] = []
    for mark in said.of("violence"):
        if (
            is_said_twice(said, mark)
            or not is_real(said, mark)
            or (is_passive(said, mark) and is_thing(said, mark, people, at))
        ):
            continue
        act = (
            _passive(said, mark, people, at, found)
            if is_passive(said, mark)
            else _active(said, mark, people, at, found)
        )
        told = _told_by(said, act, people) if said.quoted[mark.first] else act
        found += [told] if told else []
    return tuple(found)


def _told_by(said: Said, act: Act, people: tuple[Mention, ...]) -> Act | None:
    """Return an act inside a quotation: threats count, and what a child says was done to it."""
    first = act.mark.first
    while first and said.quoted[first]:
        first -= 1
    speaker = next((one.code for one in reversed(people) if one.last <= first + 1), "")
    if "saya" in act.patients and speaker in _NOBODY_HURT:
        return Act(act.mark, (speaker,), act.agent, act.by)
    return Act(act.mark, (), None, "") if act.mark.code == "psikis" else None


def _range(mark: Mark) -> range:
    return range(mark.first, mark.last)


def _passive(said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int], done: list[Act]) -> Act:
    patients: tuple[str, ...] = () if "di" in said.words[mark.first].word[:2] else _inside(said, mark)
    for place in said.before(mark.first, _BEFORE):
        if patients:
            break
        if said.means(place, "body") and said.words[place].word.endswith("ku"):
            patients = ("saya",)
        elif place in at and not people[at[place]].denied and not people[at[place]].beside:
            if any(act.agent == people[at[place]] for act in done[-3:]) or _only_tells(said, people, at, place):
                continue
            code = meant(people, at[place], frozenset(act.by for act in done))
            joined = at[place] and people[at[place] - 1].last == people[at[place]].first - 1
            both = joined and said.means(people[at[place]].first - 1, "and")
            patients = (code,) if code else ()
            other = meant(people, at[place] - 1) if both else ""
            patients = (other, *patients) if other else patients
            break
    for place in (*_range(mark), *said.after(mark.last, _AFTER)):
        if _stops(said, mark, place):
            break
        if place in at and people[at[place]].code != "saya":
            one = people[at[place]]
            return Act(mark, patients, one if one.named else None, meant(people, at[place], frozenset(patients)))
    return Act(mark, patients, None, "")


def _only_tells(said: Said, people: tuple[Mention, ...], at: dict[int, int], place: int) -> bool:
    """Return whether somebody only tells of it, and somebody else is named before ("ibu kurus, tetangga bilang …")."""
    one = people[at[place]]
    others = any(here in at and people[at[here]].named for here in said.before(one.first, _BEFORE))
    return one.named and others and said.means(one.last, "speaks")


def _stops(said: Said, mark: Mark, place: int) -> bool:
    """Return whether what stands at `place` no longer belongs to the verb ("di depan anak", "karena")."""
    if place < mark.last:
        return False
    aside = said.means(place, "facing")
    return said.clause[place] != said.clause[mark.last - 1] or said.means(place, "break") or aside


def _active(said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int], done: list[Act]) -> Act:
    number = None
    for place in said.before(mark.first, _BEFORE):
        if place in at:
            one = people[at[place]]
            if one.code == "saya" and number is None and _only_self(said, mark, people, at):
                number = at[place]
            if one.code != "saya" and not one.beside:
                number = at[place] if number is None or people[number].code == "saya" or one.named else number
                if one.code not in _NOBODY_HURT:
                    break
    if number is not None and people[number].denied:
        number = _instead(said, number, people, at)
    doer = people[number].code if number is not None else ""
    patients = _inside(said, mark) or _suffers(said, mark, people, at, frozenset({doer}))
    hurt = _NOBODY_HURT | frozenset(patients)
    if number is None:
        return Act(mark, patients, None, "")
    one = people[number]
    by = meant(people, number, hurt) or meant(people, number, frozenset(patients))
    before = next((act.by for act in reversed(done) if act.by and act.by not in hurt), "")
    return Act(mark, patients, one if one.named else None, before if one.code == "dia" and before else by)


def _only_self(said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int]) -> bool:
    """Return whether the writer alone can have done it ("saya memukul anak saya")."""
    return any(place in at and people[at[place]].named for place in said.after(mark.last, 2))


def _inside(said: Said, mark: Mark) -> tuple[str, ...]:
    """Return who suffers it by the phrase itself ("bunuh saya", "pegang badanku", "memukulku")."""
    own = (said.is_a(place, "saya") or said.words[place].word.endswith("ku") for place in _range(mark))
    return ("saya",) if any(own) else ()


def _suffers(
    said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int], doer: frozenset[str]
) -> tuple[str, ...]:
    """Return who is named after an active verb, also by a part of the body, and who is added with "dan"."""
    found: list[str] = []
    if said.words[mark.last - 1].word.endswith("nya") and mark.last - mark.first == 1:
        last = [one.code for one in people if one.last <= mark.first and one.named and one.code not in doer]
        return tuple(last[-1:])
    for place in said.after(mark.last, _AFTER):
        if _stops(said, mark, place):
            break
        word = said.words[place].word
        if place in at:
            code = meant(people, at[place], doer)
            if code and code not in found and (not found or said.means(people[at[place]].first - 1, "and")):
                found.append(code)
        elif not found and said.means(place, "body") and word.endswith("ku"):
            found.append("saya")
    return tuple(found)


def _instead(said: Said, number: int, people: tuple[Mention, ...], at: dict[int, int]) -> int | None:
    """Return who it was instead of somebody denied ("bukan suami saya tapi adiknya, adik ipar saya")."""
    turned = False
    for place in said.after(people[number].last, 15):
        turned = turned or said.means(place, "but")
        if turned and place in at and people[at[place]].code != "saya":
            return at[place]
    return None
