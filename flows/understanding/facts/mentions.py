"""Who is named in a text, whose somebody is, and whom "dia" and "-nya" mean."""

from dataclasses import dataclass, replace

from flows.understanding.facts.nouns import NOBODY, is_job, is_sex, is_title, owned, unknown
from flows.understanding.facts.numbers import number
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.vocabulary import DATA, DENIALS, PEOPLE, owner

_COMPOSED: dict[str, str] = DATA["composed"]
_CHAINED: dict[str, str] = DATA["chained"]
_JOBS = frozenset(DATA["titles"]["jobs"])
"""Codes that only say what somebody works as, right after their name."""
_ANYBODY = frozenset(DATA["titles"]["anybody"])
"""Codes that are only another word for somebody, after a comma."""
_OUTSIDE = frozenset(code for code, entry in PEOPLE.items() if entry["side"] != "keluarga")
_GROWN = frozenset({"ibu", "ayah", "kakek", "nenek"})
"""Words for relatives by which any grown woman or man is called."""
_KIN = frozenset({"sepupu", "keponakan"})
"""What somebody's child is to the writer, where the text also calls it so."""
_SHORT = 4
"""Letters of a word up to which "di" is no passive."""
_STEP = ("tiri", "sambung", "kuwalon", "kualon")
"""Words that make a parent a step-parent."""
_WHILE = ("back_then", "since", "after", "while")
"""Marks of words that open a clause of time."""
_BACK = 6
"""Mentions before a pronoun among which it has its meaning."""
_BETWEEN = 2
"""Words such as "perempuan" or "tiri" that may stand between somebody and whose it is ("anak laki-laki saya")."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who is named: `saya`, `dia`, or a code of people."""

    code: str
    first: int
    last: int
    whose: str = ""
    """`saya`, `dia`, the code of another person, or empty."""
    denied: bool = False
    """True after "bukan"."""
    beside: bool = False
    """True where only their house or the way to them is told ("di rumah ibu")."""
    sentence: int = 0
    """The number of the sentence."""
    lesser: bool = False
    """True where only a clause of time or condition tells of them ("waktu ibu ke pasar …", "semenjak suami …")."""
    turned: bool = False
    """True right after "tapi": the sentence is about them ("majikan baik, tapi anaknya …")."""
    sex: str = ""
    """The sex that a word beside the name says ("rekan kerja saya, ibu 34 tahun")."""
    itself: str = ""
    """Which word the writer uses for herself, as a code of people ("saya ibunya")."""

    @property
    def named(self) -> bool:
        """True when this is no pronoun."""
        return self.code not in {"saya", "dia"}


def mentions(said: Said) -> tuple[Mention, ...]:
    """Return everybody who is named, in the order of the text."""
    nouns = {mark.first: owned(said, mark) for mark in (*said.of("people"), *unknown(said))}
    found: list[Mention] = []
    place = 0
    while place < len(said.words):
        said.steps += 1
        mark = nouns.get(place)
        if mark and mark.code == "mantan_pacar" and mark.last == place + 1 and said.at_person(mark.last):
            place = mark.last
            continue
        if mark and (mark.code == NOBODY or is_job(said, mark) or _counts_children(said, mark)):
            place = mark.last
            continue
        if mark and found and _says_what(said, mark, found[-1]):
            place = mark.last
            continue
        if mark and found and _is_work(said, mark, found[-1]):
            place = mark.last
            continue
        if mark and found and _is_aged(said, mark, found[-1]):
            found[-1] = replace(found[-1], sex=PEOPLE[mark.code]["sex"])
            place = mark.last
            continue
        if mark and not is_title(said, mark) and not is_sex(said, mark):
            one = _noun(said, mark, nouns, found)
            place = one.last
            if not (found and _is_other_word(said, one, found[-1])):
                found.append(one)
            continue
        if said.is_a(place, "saya", "dia"):
            code = "saya" if said.is_a(place, "saya") else "dia"
            thing = place > 0 and said.means(place - 1, "thing") and said.clause[place - 1] == said.clause[place]
            bare = place > 0 and said.words[place - 1].word in DENIALS
            found.append(Mention(code, place, place + 1, denied=bare, beside=thing, sentence=said.sentence[place]))
        place += 1
    return tuple(found)


def _says_what(said: Said, mark: Mark, one: Mention) -> bool:
    """Return whether a word says what somebody just named is ("suami saya guru", "pemilik warung, bapak-bapak")."""
    gap = said.means(mark.first - 1, "being") and not said.is_a(mark.first - 1, "ini") and one.last == mark.first - 1
    if gap and one.named and mark.code in _JOBS and not owner(said.words[mark.last - 1].word)[1]:
        return True
    if not one.named or one.last != mark.first or said.sentence[one.first] != said.sentence[mark.first]:
        return False
    ended = owner(said.words[mark.last - 1].word)[1]
    same = said.clause[one.last - 1] == said.clause[mark.first]
    parent = one.code in _OUTSIDE and mark.code in {"ibu", "ayah"} and mark.last == mark.first + 1
    if not same and parent and not ended and not said.is_a(mark.last, "saya"):
        return True
    word = mark.code in {"lelaki", "perempuan"} or (not same and mark.code in _ANYBODY)
    return not ended and ((same and mark.code in _JOBS and one.whose != "") or word)


def _is_work(said: Said, mark: Mark, one: Mention) -> bool:
    """Return whether a word after a name and an age only says what they work as ("saya 41 tahun, dosen")."""
    if mark.code not in _JOBS or one.sentence != said.sentence[mark.first] or not mark.first:
        return False
    opens = said.clause[mark.first - 1] != said.clause[mark.first] and not said.is_a(mark.last, "saya")
    between = range(one.last, mark.first)
    aged = [place for place in between if number(said, place) is not None]
    plain = all(number(said, place) or said.means(place, "age") or said.is_a(place, "tahun", "an") for place in between)
    return opens and bool(aged) and plain and not owner(said.words[mark.last - 1].word)[1]


def _counts_children(said: Said, mark: Mark) -> bool:
    """Return whether children are only counted beside a widow or a mother ("rondo anak siji")."""
    alone = said.means(mark.first - 1, "widowed") and number(said, mark.last) is not None
    return alone and mark.code in {"anak", "bayi"} and said.clause[mark.first - 1] == said.clause[mark.first]


def _is_aged(said: Said, mark: Mark, one: Mention) -> bool:
    """Return whether a word after a comma only says of which sex and age somebody is ("pasien, ibu 34 tahun")."""
    same = one.named and one.sentence == said.sentence[mark.first] and PEOPLE[one.code]["side"] in {"saksi", "murid"}
    opens = said.clause[mark.first - 1] != said.clause[mark.first]
    aged = said.has(mark.last) and (number(said, mark.last) is not None or said.means(mark.last, "age"))
    initial = said.words[mark.last - 1].word if mark.last - mark.first > 1 else ""
    if same and opens and len(initial) == 1:
        return True
    if not (same and opens and aged) or mark.code not in _GROWN or owner(said.words[mark.last - 1].word)[1]:
        return False
    return said.clause[one.first] + 1 == said.clause[mark.first]


def _is_other_word(said: Said, one: Mention, before: Mention) -> bool:
    """Return whether a relative only says who was just named ("om saya, adik ibu, …")."""
    near = before.named and before.last == one.first and said.sentence[before.first] == said.sentence[one.first]
    return near and said.clause[one.first] != said.clause[one.first - 1] and one.whose in PEOPLE


def _noun(said: Said, mark: Mark, nouns: dict[int, Mark], before: list[Mention]) -> Mention:
    """Return somebody with whose it is; who is named right after "saya" is the writer ("saya ibunya")."""
    whose, last = _whose(said, mark, nouns)
    code = mark.code
    if (
        before and before[-1].code == "saya" and before[-1].last == mark.first and whose == "anak"
    ):  # "saya ibunya anak …"
        whose, last = "dia", mark.last
    if code in {"ibu", "ayah"} and said.is_a(mark.last, *_STEP):
        code = f"{code}_tiri"
    if code == "ibu" and whose == "" and said.means(mark.first - 1, "some"):
        code = "perempuan"
    near = mark.first > 0 and said.sentence[mark.first - 1] == said.sentence[mark.first]
    denied = near and said.words[mark.first - 1].word in DENIALS
    alone = bool(before) and _right_after(said, before[-1], mark) and said.is_a(before[-1].first, "saya")
    alone = alone and not said.means(mark.first, "there_is") and code != "kenalan_daring"
    if alone and before[-1].code == "saya" and whose != "saya":
        together = said.clause[mark.first - 1] == said.clause[mark.first] or mark.code in {"perempuan", "siswi"}
        code = "saya" if together else code
    if whose == "" and said.means(mark.first - 1, "has") and before and before[-1].named:
        whose = "dia"
    known = whose
    if whose == "dia":
        known = next((one.code for one in reversed(before[-3:]) if one.named), "")
    elif whose in {"saya", ""}:
        known = ""
    code = _COMPOSED.get(f"{code} {known}", code) if known else code
    former = mark.code == "mantan_pacar" and mark.last == mark.first + 1
    if former:
        code = next((other.code for other in reversed(before) if other.code.startswith("mantan_")), code)
    code = _CHAINED.get(f"{code} {whose}", code)
    kin = _CHAINED.get(f"{code} {known}", "") if whose == "dia" else ""
    code = kin if kin in _KIN and any(other.code == kin for other in nouns.values()) else code
    same = near and said.clause[mark.first - 1] == said.clause[mark.first]
    beside = same and said.means(mark.first - 1, "aside")
    from_ = near and said.is_a(mark.first - 1, "dari") and bool(before) and before[-1].last == mark.first - 1
    beside = beside or (same and said.means(mark.first - 1, "called")) or (from_ and before[-1].named)
    lesser = same and any(said.means(mark.first - 1, name) for name in _WHILE)
    beside = beside or (same and _goes_along(said, mark, before))
    turned = near and said.means(mark.first - 1, "but")
    itself = mark.code if code == "saya" else ""
    where = said.sentence[mark.first]
    return Mention(code, mark.first, last, whose, denied, beside, where, lesser, turned, itself=itself)


def _goes_along(said: Said, mark: Mark, before: list[Mention]) -> bool:
    """Return whether somebody only is with who was named before ("tetangga bersama dua temannya")."""
    ended = owner(said.words[mark.last - 1].word)[1] == "dia"
    first = mark.first - 1
    first -= first > 0 and number(said, first) is not None
    if any(said.words[place].word.startswith("di") and len(said.words[place].word) > _SHORT for place in said.before(first, 4)):
        return False
    named = bool(before) and before[-1].named and before[-1].sentence == said.sentence[mark.first]
    return ended and named and PEOPLE[mark.code]["side"] == "saksi" and said.means(first, "along")


def _right_after(said: Said, one: Mention, mark: Mark) -> bool:
    """Return whether a name says what somebody is: "saya ibunya", "saya seorang ayah", "saya 23 tahun, mahasiswi"."""
    between = range(one.last, mark.first)
    words = {"perempuan", "siswi"}
    plain = all(said.means(place, "being") for place in between)
    aged = mark.code in words and all(said.number(place) > 0 or said.is_a(place, "tahun", "umur") for place in between)
    return said.sentence[one.first] == said.sentence[mark.first] and len(between) <= 3 and (plain or aged)


def _whose(said: Said, mark: Mark, nouns: dict[int, Mark]) -> tuple[str, int]:
    """Return whose somebody is, and where the naming ends."""
    for place in range(mark.first, mark.last):
        _, ending = owner(said.words[place].word)
        other = nouns.get(mark.last)
        there = said.means(mark.first - 1, "aside") and said.is_a(mark.first - 1, "rumah")
        if ending == "dia" and there and other and not owner(said.words[other.first].word)[1]:
            return other.code, _whose(said, other, {})[1]
        if ending in {"saya", "dia"}:
            return ending, mark.last
        if said.words[place].word.endswith("ku") and len(said.words[place].word) > 5:
            return "saya", mark.last
        if said.is_a(place, "saya"):
            return "saya", mark.last
    here = mark.last
    for _ in range(_BETWEEN):
        if not said.has(here) or said.clause[here] != said.clause[mark.first]:
            return "", mark.last
        if said.is_a(here, "saya"):
            return "saya", here + 1
        chained = here in nouns and nouns[here].code != NOBODY
        chained = chained and {mark.code, nouns[here].code} != {"ibu", "ayah"}
        if chained and not is_title(said, nouns[here]) and not is_sex(said, nouns[here]):
            return nouns[here].code, _whose(said, nouns[here], {})[1]
        marks = said.at.get(here, ())
        wide = [one.last for one in marks if one.group == "sexes" or (one.group == "marks" and one.code == "adjective")]
        if not wide:
            return "", mark.last
        ending = owner(said.words[max(wide) - 1].word)[1]
        if ending in {"saya", "dia"}:
            return ending, max(wide)
        here = max(wide)
    return ("saya", here + 1) if said.is_a(here, "saya") else ("", mark.last)


def meant(
    found: tuple[Mention, ...],
    number: int,
    besides: frozenset[str] = frozenset(),
    topics: frozenset[str] | None = None,
) -> str:
    """Return the code of whom a mention means; a pronoun never means one of `besides`.

    It means who was named last in its own sentence, else whom the sentences before it are about, if that is one of
    `topics`, else who was named last of all; who is named only to say when, after the others.
    """
    one = found[number]
    if one.code != "dia":
        return one.code
    back = [other for other in reversed(found[max(0, number - _BACK) : number]) if not other.beside]
    named = [other for other in back if other.named]
    here = [other for other in named if other.sentence == one.sentence and not other.lesser]
    topic = [other for other in topic_of(back, one.sentence) if topics is None or other.code in topics]
    return next((other.code for other in (*here, *topic, *named) if other.code not in besides), "")


def topic_of(back: list[Mention], sentence: int) -> list[Mention]:
    """Return whom the sentences before `sentence` are about: who opens the nearest that does not open with a pronoun.

    `back` are the mentions before it, the nearest first.
    """
    opening: dict[int, Mention] = {}
    for other in back:
        known = opening.get(other.sentence)
        if other.code != "saya" and other.sentence < sentence and not other.lesser and not (known and known.turned):
            opening[other.sentence] = other
    return next(([one] for _, one in sorted(opening.items(), reverse=True) if one.named), [])
