"""What was done, by whom and to whom: the words of violence with their voice, and the people around them."""

from dataclasses import dataclass, replace

from flows.understanding.facts.happening import (
    caused,
    is_only_hit,
    is_passive,
    is_real,
    is_said_twice,
    is_state,
    is_thing,
    on_things,
    widest,
)
from flows.understanding.facts.lists import lists
from flows.understanding.facts.mention import Mention, meant
from flows.understanding.facts.nominal import is_nominal, told_by_noun
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.suffering import (
    AFTER,
    BEFORE,
    STRONG,
    after_active,
    before_passive,
    inside,
    is_by,
    stops,
)
from flows.understanding.facts.turned import instead, named_after, opening, opens_sentence
from flows.understanding.facts.vocabulary import PEOPLE

_LISTS = lists("acts")
_NOBODY_HURT = frozenset(code for code, entry in PEOPLE.items() if entry.get("cared_for"))
"""Who is not meant by "dia" when somebody does harm."""
_ABLE = frozenset(PEOPLE) - _NOBODY_HURT - {"adik", "cucu", "keponakan", "nenek", "perempuan", "korban"}
"""Who is meant by "dia" when somebody does harm, where the sentences before are about them."""
_GROWN = 17
"""Years from which somebody's child may be who does harm."""
_WHILE_DOING = _LISTS["while_doing"]
_QUARRELS = _LISTS["quarrels"]
_WED = _LISTS["wed"]
_AND_THEN = _LISTS["and_then"]
_OLD = _LISTS["old"]
_SPOUSES = frozenset({"suami", "pasangan", "mantan_suami", "pacar"})
_LURED = _NOBODY_HURT | {"adik", "cucu", "keponakan", "sepupu"}
"""To whom it is done also where they are told to chat or to meet."""
_MOTHERLY = frozenset({"ibu", "nenek", "mbakyu"})
"""By whom an embrace is no violence."""


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
    for mark in widest(said.of("violence")):
        if is_said_twice(said, mark) or not is_real(said, mark):
            continue
        if is_only_hit(said, mark):
            continue
        if is_passive(said, mark) and is_thing(said, mark, people, at):
            continue
        mark = on_things(said, mark, at)
        noun = is_nominal(said, mark)
        act = (
            Act(mark, *told_by_noun(said, mark, people, at))
            if noun
            else _passive(said, mark, people, at, found)
            if is_passive(said, mark)
            else _active(said, mark, people, at, found)
        )
        act = _goes_on(said, act, found)
        if said.means(mark.first, "tender") and mark.last == mark.first + 1 and act.by in _MOTHERLY:
            continue
        if said.is_a(mark.first, *_QUARRELS):
            act = _quarrel(act, people)
        told = _told_by(said, act, people) if said.quoted[mark.first] else act
        found += [told] if told else []
    return tuple(found)


def _goes_on(said: Said, act: Act, done: list[Act]) -> Act:
    """Return a deed after "dan" that ends on to whom, by who did the one before ("menyeret ibu dan memukulinya")."""
    first, before = act.mark.first, done[-1] if done else None
    word = said.words[first].word
    joined = said.is_a(first - 1, *_AND_THEN) and word.endswith("nya")
    if before is None or not joined or word.startswith("di") or not (before.patients and before.by):
        return act
    same = said.sentence[before.mark.first] == said.sentence[first]
    return Act(act.mark, before.patients, before.agent, before.by) if same else act


def _quarrel(act: Act, people: tuple[Mention, ...]) -> Act:
    """Return who suffers where two fight: not who more often does harm ("temanku berantem sama suaminya")."""
    one, other = act.by, act.patients[0] if act.patients else ""
    if not other or other not in STRONG or one in STRONG:
        return act
    return Act(act.mark, (one,) if one else (), next(who for who in people if who.code == other), other)


def _told_by(said: Said, act: Act, people: tuple[Mention, ...]) -> Act | None:
    """Return an act inside a quotation: threats count, and what a child says was done to it."""
    first = act.mark.first
    while first and said.quoted[first]:
        first -= 1
    speaker = next((one.code for one in reversed(people) if one.last <= first + 1), "")
    if "saya" in act.patients and speaker in _NOBODY_HURT:
        return Act(act.mark, (speaker,), act.agent, act.by)
    return Act(act.mark, (), None, "") if act.mark.code == "psikis" else None


def _passive(said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int], done: list[Act]) -> Act:
    patients = inside(said, mark, people, at) if "di" not in said.words[mark.first].word[:2] else ()
    start = mark.last if patients else mark.first
    doers = frozenset(act.by for act in done)
    before = {act.agent.first for act in done[-3:] if act.agent}
    if not patients:
        told = tuple(replace(one, beside=True) if one.first in before else one for one in people) if before else people
        patients = before_passive(said, mark, told, at, doers)
    for place in (*range(start, mark.last), *said.after(mark.last, AFTER)):
        if stops(said, mark, place) or said.words[mark.first].word.startswith(_WED):
            break
        one = people[at[place]] if place in at else None
        state = is_state(said, mark) and not said.words[mark.first].word.startswith("di")
        if one and state and not said.means(one.first - 1, "by"):
            break
        if one and (said.means(one.first - 1, "called") or (one.beside and one.named)):
            break
        if one and one.code != "saya" and one.code != "bayi" and not (one.code == "dia" and one.beside):
            patients = _left_with(mark, patients, one, people)
            return Act(mark, patients, one if one.named else None, meant(people, at[place], frozenset(patients)))
    by = next(
        (people[at[place]] for place in said.before(mark.first, BEFORE) if _did_before(said, people, at, place)), None
    )
    by = by or opens_sentence(said, mark, people, patients) or _makes(said, mark, people, at, patients)
    if by is None and mark.last == mark.first + 1 and _by_them(said, mark):
        back = [one for one in people if one.last <= mark.first and one.named and not one.beside and not one.denied]
        back = [one for one in back if one.code not in patients and 0 <= said.sentence[mark.first] - one.sentence <= 1]
        by = back[-1] if back and patients else None
    return Act(mark, patients, by, by.code if by else "")


def _left_with(mark: Mark, patients: tuple[str, ...], by: Mention, people: tuple[Mention, ...]) -> tuple[str, ...]:
    """Return the mother whom her husband left, not her baby ("warga punya bayi 5 bulan, ditinggal kabur suaminya")."""
    if mark.code != "penelantaran" or patients != ("bayi",) or by.whose != "dia" or by.code not in _SPOUSES:
        return patients
    back = (one for one in people if one.last <= mark.first and one.named and not one.beside)
    return next(((one.code,) for one in back if one.code not in {"bayi", "anak"}), patients)


def _makes(
    said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int], patients: tuple[str, ...]
) -> Mention | None:
    """Return who made those who suffer do something right before ("tante nyuruh dia kerja, kalau salah disiram")."""
    for place in said.before(mark.first, BEFORE):
        if said.means(place, "makes"):
            doer = next((at[here] for here in said.before(place, 2) if here in at), None)
            one = people[doer] if doer is not None else None
            return one if one and one.named and one.code not in patients and not one.denied else None
    return None


def _by_them(said: Said, mark: Mark) -> bool:
    """Return whether a passive ends on who did it ("ditulaknya", "dipukulnya")."""
    word = said.words[mark.first].word
    return word.startswith("di") and word.endswith("nya") and len(word) > 6


def _did_before(said: Said, people: tuple[Mention, ...], at: dict[int, int], place: int) -> bool:
    """Return whether somebody at `place` did what was told just before ("dibawa sama tetangga, lalu …")."""
    return place in at and people[at[place]].named and is_by(said, people[at[place]])


def _active(said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int], done: list[Act]) -> Act:
    told = named_after(said, mark, people, at)
    if told is not None:
        return Act(mark, inside(said, mark, people, at) or told[1], told[0], told[0].code)
    first, made = caused(said, mark, at)
    number = _doer(said, mark, people, at, first)
    if number is not None and people[number].denied:
        number = instead(said, number, people, at)
    doer = people[number].code if number is not None else ""
    if number is not None and said.means(mark.first, "labour") and doer not in STRONG:
        worker = meant(people, number)
        return Act(mark, (worker,) if worker else (), None, "")
    patients = inside(said, mark, people, at)
    if not patients and made is not None:
        patients = (people[made].code,) if people[made].code != "dia" else ()
    himself = frozenset({doer, meant(people, number)} if number is not None and doer == "dia" else {doer})
    own = said.means(mark.last - 1, "body") and said.words[mark.last - 1].word.endswith("nya")
    own = own or (said.means(mark.last, "body") and said.words[mark.last].word.endswith("nya"))
    patients = patients or after_active(said, mark, people, at, himself if own else frozenset({doer}))
    lured = bool(patients) and mark.code == "seksual" and doer in _LURED
    if lured and number is not None and people[number].named and PEOPLE.get(patients[0], {}).get("side") == "saksi":
        stranger = next((one for one in people if one.code == patients[0]), None)
        if patients[0] in STRONG | {"kenalan_daring"} and doer != patients[0]:
            return Act(mark, (doer,), stranger, patients[0])  # "ponakanku chat mesum sama om2 dari tiktok"
    hurt = (_NOBODY_HURT - _of_sentence(said, mark, people, patients)) | frozenset(patients)
    if number is None:
        known = {act.by for act in done} & STRONG
        if patients and set(patients) <= known and said.means(mark.first - 1, "after"):
            return Act(mark, (), None, patients[0])
        opens = opening(said, mark, people, patients)
        return Act(mark, patients, opens, opens.code if opens else "")
    one = people[number]
    rather = _rather(said, mark, people, one, patients)
    if rather:
        return Act(mark, patients, rather, rather.code)
    by = meant(people, number, hurt, _ABLE) or meant(people, number, frozenset(patients), _ABLE)
    by = _stronger(said, mark, people, one, by, patients) if one.code == "dia" else by
    before = next((act.by for act in reversed(done) if act.by and act.by not in hurt), "")
    return Act(mark, patients, one if one.named else None, before if one.code == "dia" and before else by)


def _stronger(
    said: Said, mark: Mark, people: tuple[Mention, ...], one: Mention, by: str, patients: tuple[str, ...]
) -> str:
    """Return who more often does such harm than a mother ("mama nikah lagi, bapak baruku … . dia elus pahaku")."""
    if by not in {"ibu", "orang_tua"} or mark.code != "seksual":
        return by
    near = (other for other in reversed(people) if 0 <= said.sentence[one.first] - other.sentence <= 1)
    strong = (other.code for other in near if other.last <= one.first and other.code in STRONG and not other.beside)
    return next((code for code in strong if code not in patients), by)


def _rather(
    said: Said, mark: Mark, people: tuple[Mention, ...], one: Mention, patients: tuple[str, ...]
) -> Mention | None:
    """Return somebody who more often does harm, named before a pronoun or before who is no more than an object.

    "Pacar saya marah kalau teman cowok chat, dia nyekik": in the sentence of a pronoun; "bapak nyari ibu bawa pisau":
    in the clause of a name.
    """
    if one.code == "saya" or one.code in STRONG:
        return None
    near = said.sentence if one.code == "dia" else said.clause
    back = [other for other in people if other.last <= one.first and near[other.first] == near[mark.first]]
    strong = [other for other in back if other.code in STRONG - {*patients, "pelaku"} and not other.beside]
    strong = [other for other in strong if not other.lesser] or strong
    return strong[-1] if strong and not strong[-1].denied else None


def _doer(said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int], first: int) -> int | None:
    """Return the number of who does what begins at `first`: who is named before it, else a pronoun."""
    number = None
    if said.is_a(first - 1, *_WHILE_DOING) and (opens := _opens_main(said, people, at, first)) is not None:
        return opens
    for place in said.before(first, BEFORE):
        if place not in at or (said.aside(place, mark.first) and mark.code != "penelantaran"):
            continue
        one = people[at[place]]
        along = said.means(place - 1, "along") and not said.is_a(place - 1, "dan")
        if along and one.code == "saya":
            continue
        if one.code == "saya" and place == first - 1 and not one.beside and said.clause[place] == said.clause[first]:
            return at[place]
        if one.code == "saya" and number is None and _only_self(said, mark, people, at):
            number = at[place]
        if one.code == "dia":
            told = [here for here in said.before(place, BEFORE) if here in at and _who_did(said, people[at[here]])]
            if told:
                return at[told[0]]
        if one.lesser and one.named and _told_before(said, people, one):
            continue
        if one.code != "saya" and not one.beside:
            number = at[place] if number is None or people[number].code == "saya" or one.named else number
            if one.code not in _NOBODY_HURT or _is_grown(said, one) or _of_old(said, mark, one):
                break
    return number


def _of_old(said: Said, mark: Mark, one: Mention) -> bool:
    """Return whether it is the grown child of somebody old who leaves them ("nenek …, anaknya gak kirim uang")."""
    left = mark.code == "penelantaran" and one.code == "anak" and one.whose == "dia"
    here = said.sentence[mark.first]
    old = (at for at in said.before(one.first, BEFORE) if said.sentence[at] == here)
    return left and any(said.is_a(at, *_OLD) for at in old)


def _opens_main(said: Said, people: tuple[Mention, ...], at: dict[int, int], first: int) -> int | None:
    """Return who opens the part of a sentence whose verb goes on with "sambil" ("adik minta istrinya … sambil …")."""
    here = [place for place in said.before(first, BEFORE) if said.clause[place] == said.clause[first]]
    named = [at[place] for place in here if place in at and not people[at[place]].beside]
    return named[-1] if named and people[named[-1]].named else None


def _told_before(said: Said, people: tuple[Mention, ...], one: Mention) -> bool:
    """Return whether somebody who more often does harm opens the sentence before "kalau mama tidur"."""
    back = [other for other in people if other.last <= one.first and other.sentence == one.sentence]
    return any(other.code in STRONG and not other.lesser and not other.beside for other in back)


def _is_grown(said: Said, one: Mention) -> bool:
    """Return whether somebody's child is told to be grown right after the word ("anaknya lakian 21 rancak …")."""
    ages = (said.number(place) for place in said.after(one.last, 3))
    return one.code == "anak" and any(age >= _GROWN for age in ages)


def _who_did(said: Said, one: Mention) -> bool:
    """Return whether somebody is described by what they did ("ojol yang nganterin dia … maksa masuk")."""
    return one.code in STRONG and said.means(one.last, "which")


def _of_sentence(said: Said, mark: Mark, people: tuple[Mention, ...], patients: tuple[str, ...]) -> frozenset[str]:
    """Return who is named before in the sentence of what the writer suffers: also a grown child may have done it."""
    if patients != ("saya",):
        return frozenset()
    here = said.sentence[mark.first]
    named = [one for one in people if said.sentence[one.first] == here and one.last <= mark.first and one.named]
    return frozenset(one.code for one in named if not one.beside)


def _only_self(said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int]) -> bool:
    """Return whether the writer alone can have done it ("saya memukul anak saya")."""
    return any(place in at and people[at[place]].named for place in said.after(mark.last, 2))
