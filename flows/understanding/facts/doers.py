"""Who did it: by the sentence that tells it, else by who is called the perpetrator or stands beside the deed."""

from itertools import pairwise

from flows.understanding.facts.acts import Act
from flows.understanding.facts.lists import lists
from flows.understanding.facts.mention import Mention
from flows.understanding.facts.merging import stands_by
from flows.understanding.facts.nouns import OUTSIDERS, WORK_OF
from flows.understanding.facts.numbers import number
from flows.understanding.facts.said import Said
from flows.understanding.facts.suffering import STRONG
from flows.understanding.facts.turned import rages
from flows.understanding.facts.victims import keeping
from flows.understanding.facts.vocabulary import DATA, PEOPLE

_LISTS = lists("doers")
_THAT = lists("shared")["that"]
_TITLES = _LISTS["titles"]
_TO = _LISTS["to"]

_APPOSED = 2
"""Words between a word for somebody and a finer one for the same person."""
_GROWN = 17
"""Years from which a child of the writer may be who does it."""
_FINER = {code: frozenset(finer) for code, finer in DATA["general"].items()}
"""Words for the same person beside which a general one says nothing more."""
_CHILDREN = frozenset({"anak", "bayi"})


def agents_of(
    said: Said, done: tuple[Act, ...], victims: tuple[str, ...], people: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """Return who did it, once each; where no sentence says it, who is called the perpetrator or stands beside it."""
    found: dict[str, Mention] = {}
    for act in done:
        if act.agent and act.by not in victims and act.by != "korban" and not act.agent.denied:
            found.setdefault(act.by, act.agent)
        elif act.by and act.by not in {*victims, "saya", "korban"}:
            found.setdefault(act.by, next(one for one in people if one.code == act.by))
    found = {act: _rather(said, one, people) for act, one in found.items()}
    by = {act.agent.first for act in done if act.agent and 0 <= act.agent.first - act.mark.last <= 1}
    for one in [one for one in found.values() if one.first in by]:
        for other in _joined(said, one, people, victims):
            found.setdefault(other.code, other)
    if any(act.mark.code == "tppo" for act in done):
        agent = next((one for one in people if one.code == "agen" and not one.beside and not one.denied), None)
        found.update({agent.code: agent} if agent else {})
    named = _called(said, people, victims)
    if named and named.whose == "dia" and named.code in {"istri", "suami"} and set(found) - {"pelaku"}:
        named = None  # "bapaknya tidak tahu kelakuan istrinya", who was told of before
    if named:
        found.pop("pelaku", None)
        found.setdefault(named.code, named)
    if not [code for code in found if code != "pelaku"]:
        near = _meant_by(done, victims, people) if found else None
        near = (
            near
            or _maddens(said, victims, people)
            or _beside(said, done, victims, people)
            or _keeper(said, victims, people)
            or _partner(done, victims, people)
            or _only_one(said, done, victims, people)
            or _alone(said, done, victims, people)
        )
        near = near or _parent(done, victims, people) or _visited(said, victims, people)
        near = near if done else None
        if near:
            found[near.code] = near
    for code, one in tuple(found.items()):
        finer = _finer(said, one, people)
        if finer:
            found.pop(code)
            found.setdefault(finer.code, finer)
    found = {code: one for code, one in found.items() if not found.keys() & _FINER.get(code, frozenset())}
    return tuple(one for one in found.values() if "saya" in victims or one.whose or not _in_care(one))


def _joined(said: Said, one: Mention, people: tuple[Mention, ...], victims: tuple[str, ...]) -> tuple[Mention, ...]:
    """Return who did it with somebody ("diusir om sama tante"): named right after, and no child or bystander."""
    if not said.has(one.last) or not said.means(one.last, "and") or not one.named:
        return ()
    after = (other for other in people if other.first == one.last + 1 and other.named and other.code not in victims)
    same = (other for other in after if said.clause[other.first] == said.clause[one.first])
    return tuple(other for other in same if not _in_care(other) and not stands_by(said, other) and not other.beside)


def _finer(said: Said, one: Mention, people: tuple[Mention, ...]) -> Mention | None:
    """Return the finer word right behind a general one for the same person ("ipar saya laki-laki, kakak suami")."""
    behind = (other for other in people if other.code in _FINER.get(one.code, frozenset()) and other.first >= one.last)
    near = next((other for other in behind if other.first <= one.last + _APPOSED), None)
    between = range(one.last, near.first) if near else ()
    return near if all(said.at_person(here) or _sexed(said, here) for here in between) else None


def _sexed(said: Said, place: int) -> bool:
    """Return whether a word at `place` says no more than of which sex, or whose, somebody is."""
    return said.is_a(place, "saya") or any(mark.group == "sexes" for mark in said.at.get(place, ()))


def _in_care(one: Mention) -> bool:
    """Return whether this is a child, a pupil or a patient, of whom nobody says that they did it to somebody else."""
    return bool(PEOPLE[one.code].get("cared_for")) if one.code in PEOPLE else False


def _rather(said: Said, agent: Mention, people: tuple[Mention, ...]) -> Mention:
    """Return who somebody is said to be ("mbahnya itu bapak mertua saya"), else the same mention."""
    outside = {one.code for one in people if one.last <= agent.first and one.code in OUTSIDERS}
    if agent.code == "lelaki" and said.is_a(agent.last, *_THAT) and len(outside) == 1:
        return next(one for one in people if one.code in outside)
    start = agent.first - (said.is_a(agent.first - 1, *_TITLES))
    opens = start > 0 and said.clause[start - 1] != said.clause[start]
    if agent.code in {"lelaki", "pedagang", "perempuan"} and opens:
        here = [
            one for one in people if one.last <= agent.first and said.sentence[one.first] == said.sentence[agent.first]
        ]
        named = [one for one in here if one.named and not one.beside and not _in_care(one)]
        if len(named) == 1 and PEOPLE[named[0].code]["relation"]:
            return named[0]
    for one, other in pairwise(people):
        if (
            one.code == agent.code
            and other.named
            and other.first == one.last + 1
            and said.means(one.last, "is_said_to_be")
            and not (_in_care(other) and other.whose == "dia")
        ):
            return other
    return agent


def _called(said: Said, people: tuple[Mention, ...], victims: tuple[str, ...]) -> Mention | None:
    """Return who is called the perpetrator: "pelakunya tetangga", "pelakunya bukan bapaknya, tapi pacar ibunya"."""
    for here, one in enumerate(people):
        if one.named and one.first and said.is_a(one.first - 1, *WORK_OF) and one.code not in victims:
            return one
        makes = (
            one.named and one.first > 1 and said.means(one.first - 1, "makes") and said.means(one.first - 2, "which")
        )
        if makes and one.code not in victims and not _in_care(one):
            return one  # "yang nyuruh bapak2"
        if one.code != "pelaku" or one.beside:
            continue
        if here and people[here - 1].last == one.first and said.is_a(one.first, "yang", "sing"):
            return None if people[here - 1].code in victims else people[here - 1]
        for other in people[here + 1 : here + 3]:
            close = said.sentence[other.first] == said.sentence[one.first] and other.first - one.last <= 6
            led = any(said.means(at, "along") for at in range(one.last, other.first)) and not said.means(
                one.last, "and"
            )
            if close and other.named and not other.denied and other.code not in victims and not (led or other.beside):
                return other
    return None


def _meant_by(done: tuple[Act, ...], victims: tuple[str, ...], people: tuple[Mention, ...]) -> Mention | None:
    """Return whom "orang itu" means: who was named last before the deed and more often does harm than suffers it."""
    first = next((act.mark.first for act in done if act.by == "pelaku"), -1)
    back = [one for one in people if one.last <= first and one.code in STRONG - {"pelaku", *victims}]
    return next((one for one in reversed(back) if not one.beside and not one.denied), None)


def _keeper(said: Said, victims: tuple[str, ...], people: tuple[Mention, ...]) -> Mention | None:
    """Return in whose care who suffers is ("cucuku diasuh mantan mantu")."""
    kept = keeping(said, people)
    return kept[1] if kept and kept[0] in victims and kept[1].code not in victims else None


def _maddens(said: Said, victims: tuple[str, ...], people: tuple[Mention, ...]) -> Mention | None:
    """Return of whom the writer says that they make her ill or afraid ("yang bikin aku stres kakakku sendiri")."""
    ends = {mark.last for mark in said.of("marks") if mark.code == "maddens"}
    return next((one for one in people if one.first in ends and one.named and one.code not in victims), None)


def _visited(said: Said, victims: tuple[str, ...], people: tuple[Mention, ...]) -> Mention | None:
    """Return the only one who is named at all, to whom the writer went ("aku ke tukang pijat, dia megang2 …")."""
    named = [one for one in people if one.named and one.code not in victims]
    one = named[0] if len({other.code for other in named}) == 1 else None
    went = one is not None and one.code in STRONG and one.beside and said.is_a(one.first - 1, *_TO)
    return one if went and "saya" in victims else None


def _parent(done: tuple[Act, ...], victims: tuple[str, ...], people: tuple[Mention, ...]) -> Mention | None:
    """Return the parent of a child that is neglected, where nobody else is said to do it ("ditinggal … Ibunya …")."""
    left = any(act.mark.code == "penelantaran" for act in done)
    if not left or not victims or not PEOPLE.get(victims[0], {}).get("cared_for"):
        return None
    own = (one for one in people if one.named and one.whose == "dia" and not one.denied and not one.beside)
    return next((one for one in own if PEOPLE[one.code]["relation"] == "orang_tua"), None)


def _partner(done: tuple[Act, ...], victims: tuple[str, ...], people: tuple[Mention, ...]) -> Mention | None:
    """Return the writer's partner where nobody else who could have done it is named in the whole text."""
    named = [one for one in people if one.named and not one.beside and PEOPLE[one.code]["relation"]]
    grown = {one.code for one in named} - _CHILDREN
    if "saya" not in victims or not done or len(grown) != 1 or not grown <= {"suami", "istri", "pasangan", "pacar"}:
        return None
    return next(one for one in people if one.code in grown)


def _only_one(
    said: Said, done: tuple[Act, ...], victims: tuple[str, ...], people: tuple[Mention, ...]
) -> Mention | None:
    """Return the one person of the text who more often does harm than suffers it, where there is only one such."""
    strong = [one for one in people if one.code in STRONG and not one.beside and not one.denied]
    strong = [one for one in strong if not stands_by(said, one)]
    strong = [
        one for one in strong if one.code not in victims and PEOPLE[one.code]["relation"] not in {"", "orang_tua"}
    ]
    first = done[0].mark.first if done else 0
    strong = [one for one in strong if "saya" in victims or one.whose != "saya" or one.first < first]
    strong = [one for one in strong if one.code not in {"lelaki", "pelaku"}] or strong
    return strong[0] if len({one.code for one in strong}) == 1 else None


def _is_grown(said: Said, one: Mention) -> bool:
    """Return whether somebody is told to be 17 or older right after their name."""
    return any((told := number(said, place)) and told[0] >= _GROWN for place in said.after(one.last, 5))


def _alone(said: Said, done: tuple[Act, ...], victims: tuple[str, ...], people: tuple[Mention, ...]) -> Mention | None:
    """Return the one relative whom somebody who suffers names at all ("keponakan yang tinggal bersama saya …")."""
    named = [one for one in people if one.named and one.code != "pelaku" and PEOPLE[one.code]["relation"]]
    one = named[0] if named else None
    if victims != ("saya",) or one is None or len({other.code for other in named}) != 1:
        return None
    if _in_care(one) and not (one.code == "anak" and (_is_grown(said, one) or rages(said, one))):
        return None
    near = any(0 <= said.sentence[act.mark.first] - one.sentence <= 1 and one.first < act.mark.first for act in done)
    bad = not near or one.beside or one.denied or one.lesser
    bad = bad or said.means(one.last, "speaks") or said.means(one.last, "gone")
    return None if bad else one


def _beside(said: Said, done: tuple[Act, ...], victims: tuple[str, ...], people: tuple[Mention, ...]) -> Mention | None:
    """Return somebody with a relation who stands in a sentence of violence, or right before it, and does not suffer."""
    wanted = {said.sentence[act.mark.first] for act in done}
    for back in (0, 1):
        for one in people:
            known = one.named and not one.denied and not one.beside and PEOPLE[one.code]["relation"]
            if known and one.code not in victims:
                if said.means(one.last, "speaks") or stands_by(said, one):
                    continue
                young = one.code in _CHILDREN or PEOPLE[one.code]["side"] == "murid"
                if said.sentence[one.first] + back in wanted and not young:
                    return one
    return None
