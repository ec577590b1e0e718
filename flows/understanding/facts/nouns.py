"""Words for people that name somebody, and those that do not: titles, jobs, half of "laki-laki"."""

import re

from flows.understanding.facts.lists import lists
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.vocabulary import DATA, PHRASES, SINGLE, one, owner

_LISTS = lists("nouns")
_REPEATED = re.compile(r"(.)\1{2,}")
_TITLES = frozenset(DATA["titles"]["words"])
_ALWAYS = frozenset(DATA["titles"]["always"])
"""Titles that are no relative of the writer even before "saya"."""
_BANJAR_VERBS = frozenset({"bulik"})
"""Words that are no relatives in Banjar: "bulik" is to come home."""
_CALLED = {
    **dict.fromkeys(_LISTS["men_before_a_letter"], "lelaki"),
    **dict.fromkeys(_LISTS["women_before_a_letter"], "perempuan"),
    "mbah": "orang_lain",
}
"""Whom a title before the first letter of a name means ("Pak M", "mbak Y")."""
_SMALL = (
    "by_now",
    "left",
    "recent",
    "coming",
    "hearsay",
    "happened",
    "neutral",
    "wish",
    "no",
    "break",
    "but",
    "only",
    "there_is",
    "since",
    "some",
    "by",
    "sees",
    "back_then",
    "age",
)
_WORK = frozenset({"pedagang", "sopir", "satpam", "dosen", "guru", "atasan", "aparat", "tokoh_agama", "ustaz"})
"""What somebody is called by who has a title before it."""
_SEEN = _LISTS["seen"]
_SEXED = dict.fromkeys(_LISTS["women"], "perempuan") | dict.fromkeys(_LISTS["men"], "lelaki")
"""Whom a word for a sex means that stands alone."""
_TURNED_TO = _LISTS["turned_to"]
_OFTEN = _LISTS["often"]
_SHORT = 4
_ITSELF = frozenset(_LISTS["itself"])
OUTSIDERS = frozenset({"tetangga", "guru", "pacar_ibu", "majikan", "atasan", "sopir", "ustaz", "satpam"})
"""Whom "bapak itu" means where one of them was named before."""
WORK_OF = _LISTS["work_of"]
_TITLES_OF_WORK = _LISTS["titles_of_work"]
_BEFORE_WORK = _LISTS["before_work"]
_NAMED = _LISTS["named"]
_MATES = _LISTS["mates"]
NOBODY = "bukan_orang"
"""Words for people that name nobody: "anak motor", "ibu rumah tangga"."""


def owned(said: Said, mark: Mark) -> Mark:
    """Return "temanku" of "temanku cerita", or "anak kos saya", who are somebody; "teman cerita" is nobody."""
    word = said.words[mark.first].word
    if word in _BANJAR_VERBS and said.is_banjar:
        return Mark(mark.group, NOBODY, mark.first, mark.last)
    if mark.code == NOBODY and word == "anak" and mark.last == mark.first + 2 and said.is_a(mark.last, "saya"):
        return Mark(mark.group, "orang_lain", mark.first, mark.last)
    if mark.code == "bayi" and said.means(mark.first - 1, "since"):
        return Mark(mark.group, NOBODY, mark.first, mark.last)
    if work := _of_work(said, mark):
        return work
    if _is_called_by_work(said, mark):
        return Mark(mark.group, "pedagang", mark.first, mark.first + 2)
    weak = any(one.group == "vulnerable" for one in said.at.get(mark.last, ()))
    weak = weak and said.clause[mark.first - 1] != said.clause[mark.first] and mark.first > 0
    if word in _ITSELF and (weak or said.means(mark.last, "kindly")):
        return Mark(mark.group, NOBODY, mark.first, mark.last)
    bare, ending = owner(word)
    if mark.code != NOBODY or not ending:
        return mark
    alone = (code for parts, group, code in PHRASES.get(one(bare), ()) if group == "people" and len(parts) == 1)
    return Mark(mark.group, next(alone, NOBODY), mark.first, mark.first + 1)


def _of_work(said: Said, mark: Mark) -> Mark | None:
    """Return who is called a grown man or woman and then by what they are ("bapak penjual es", "ibu dosen")."""
    place = mark.first + 1
    if mark.last != place or said.words[mark.first].word not in _TITLES_OF_WORK:
        return None
    if not said.has(place) or said.clause[place] != said.clause[mark.first]:
        return None
    others = (one for one in said.at.get(place, ()) if one.group == "people" and one.code in _WORK)
    return next((Mark(mark.group, one.code, mark.first, one.last) for one in others), None)


def _is_called_by_work(said: Said, mark: Mark) -> bool:
    """Return whether a grown man or woman is called by what they are ("bapak notarisnya", "ibu kasirnya")."""
    place = mark.first + 1
    if mark.last != place or said.words[mark.first].word not in _BEFORE_WORK or not said.has(place):
        return False
    word = said.words[place].word
    return said.clause[place] == said.clause[mark.first] and word.endswith("nya") and _is_noun(said, place)


def unknown(said: Said) -> list[Mark]:
    """Return who is named by a word that nobody knows, beside an age or after "salah satu".

    "Oleh mekanik berumur 35" did it; "salah satu operator kami" is in the care of who writes.
    """
    found = []
    for mark in said.of("marks"):
        if mark.code == "one_of" and _is_unknown(said, mark.last):
            ours = any(said.is_a(place, "saya") for place in said.after(mark.last + 1, 2))
            found.append(Mark("people", "pasien" if ours else "orang_lain", mark.last, mark.last + 1))
        elif mark.code == "age" and mark.first and _is_unknown(said, mark.first - 1):
            place = mark.first - 1
            led = said.means(place - 1, "by") or said.is_a(place - 1, "dari", "pada")
            led = led and not any(one.group == "people" for one in said.at.get(place - 2, ()))
            if led and said.clause[place] == said.clause[mark.first]:
                found.append(Mark("people", "pedagang", place, place + 1))
    for mark in said.of("violence"):
        if said.words[mark.first].word.startswith("di") and _is_aged_next(said, mark.last):
            found.append(Mark("people", "pedagang", mark.last, mark.last + 1))
    for place in range(len(said.words) - 1):
        sex = _CALLED.get(said.words[place].word)
        initial = said.words[place + 1]
        if place and said.words[place - 1].word in _NAMED:
            continue
        if sex and len(initial.word) == 1 and said.text[initial.start].isupper() and not said.at.get(place + 1):
            found.append(Mark("people", sex, place, place + 2))
    return [*found, *_opening(said), *_ours(said), *_by_sex(said), *_officials(said)]


def _by_sex(said: Said) -> list[Mark]:
    """Return who is named by a sex alone, as seen, met or hit ("lihat cowok mukul cewek", "nganter cewek")."""
    found = []
    for mark in said.of("sexes"):
        place, before = mark.first, mark.first - 1
        same = before >= 0 and said.clause[before] == said.clause[place]
        if not same or said.at_person(place) or said.is_a(mark.last, "saya", "dia") or owner(said.words[place].word)[1]:
            continue
        seen = said.is_a(before, *_SEEN) or _is_hit(said, before)
        word = said.words[place].word.rstrip("2")
        if seen and word in _SEXED:
            found.append(Mark("people", _SEXED[word], place, mark.last))
    return found


def _is_hit(said: Said, place: int) -> bool:
    """Return whether an active verb of violence ends at `place`."""
    marks = (one for here in (place, place - 1) if said.has(here) for one in said.at.get(here, ()))
    return any(
        one.group == "violence" and one.last == place + 1 and not said.words[one.first].word.startswith("di")
        for one in marks
    )


def _officials(said: Said) -> list[Mark]:
    """Return people to whom others turn where they do harm themselves ("pak RT megang pahaku", "diremas dokter")."""
    found = []
    for mark in said.of("violence"):
        passive = said.words[mark.first].word.startswith("di")
        if said.is_a(mark.first, "tidak"):
            continue
        near = said.after(mark.last, 3) if passive else said.before(mark.first, 4)
        for place in near:
            if said.clause[place] != said.clause[mark.first]:
                break
            starts = (place,) if passive else (place, place - 1, place - 2)
            marks = (one for here in starts for one in said.at.get(here, ()) if one.code == "official")
            one = next((one for one in marks if passive or one.last == place + 1), None)
            if one is not None and (passive or _does_it(said, one, mark)) and not _is_known(said, place):
                found.append(Mark("people", "pedagang", one.first, one.last))
                break
            if not (said.means(place, "by") if passive else said.is_a(place, *_OFTEN)):
                break
    return found


def _does_it(said: Said, one: Mark, deed: Mark) -> bool:
    """Return whether an official stands before a deed and nothing is done by or for them ("diperiksa dokter")."""
    before = one.first - 1
    same = before >= 0 and said.clause[before] == said.clause[one.first]
    led = same and (said.words[before].word.startswith("di") or said.is_a(before, *_TURNED_TO))
    return one.last <= deed.first and not led


def _is_known(said: Said, place: int) -> bool:
    """Return whether somebody else is named at `place` anyway."""
    return any(mark.group == "people" and mark.code != NOBODY for mark in said.at.get(place, ()))


def _is_aged_next(said: Said, place: int) -> bool:
    """Return whether an unknown word stands at `place` and then an age or a sex ("dihukum pengurus, usianya …")."""
    if not _is_unknown(said, place) or not said.has(place + 1) or said.sentence[place + 1] != said.sentence[place]:
        return False
    return any(mark.group == "sexes" or mark.code == "age" for mark in said.at.get(place + 1, ()))


def _opening(said: Said) -> list[Mark]:
    """Return who opens a sentence with a word nobody knows, before a word for a sex ("Terapisnya, laki-laki 30 …")."""
    found = {}
    for mark in said.of("sexes"):
        first = mark.first
        near = list(said.before(first, 6))
        start = near[-1] if near else first
        whole = start == 0 or said.sentence[start - 1] != said.sentence[start]
        named = any(said.at_person(place) for place in near)
        apart = first == start + 1 or (near and said.clause[first - 1] != said.clause[first])
        if near and apart and whole and not named and _is_noun(said, start):
            found[start] = Mark("people", "pedagang", start, start + 1)
    return list(found.values())


def _ours(said: Said) -> list[Mark]:
    """Return of whom an unknown word says that they are the writer's, and then who they are ("KPM saya, janda 42")."""
    found = []
    for place in range(len(said.words) - 2):
        last = place + 1
        opens = place == 0 or said.clause[place - 1] != said.clause[place]
        if not opens or not said.is_a(last, "saya"):
            continue
        if said.clause[last + 1] == said.clause[last]:
            sexed = any(mark.group == "sexes" and mark.code == "L" for mark in said.at.get(last + 1, ()))
            if sexed and _is_unknown(said, place) and len(said.words[place].word) > _SHORT:
                found.append(Mark("people", "pedagang", place, place + 1))
            continue
        if said.sentence[last + 1] != said.sentence[last] or not _is_unknown(said, place):
            continue
        described = any(mark.group == "sexes" or mark.code in {"age", "widowed"} for mark in said.at.get(last + 1, ()))
        if (described or said.number(last + 1) > 0 or said.at_person(last + 1)) and len(said.words[place].word) > 2:
            found.append(Mark("people", "pasien", place, place + 1))
    return found


def _is_noun(said: Said, place: int) -> bool:
    """Return whether an unknown word may be somebody: not a name of a place or a time, and no short word."""
    known = any(mark.group != "marks" for mark in said.at.get(place, ()))
    small = any(said.means(place, code) for code in _SMALL)
    return not known and not small and len(said.words[place].word) > _SHORT and said.number(place) < 0


def _is_unknown(said: Said, place: int) -> bool:
    """Return whether a word stands at `place` that means nothing of itself."""
    return said.has(place) and not said.at.get(place) and not said.is_a(place, "saya", "dia") and said.number(place) < 0


def is_name(said: Said, mark: Mark) -> bool:
    """Return whether a word is a name that only looks like one for somebody ("mbah Sumi"): in capitals, misspelled."""
    place, token = mark.first, said.words[mark.first]
    first = place == 0 or said.sentence[place - 1] != said.sentence[place]
    if first or mark.last != place + 1 or not said.text[token.start].isupper():
        return False
    before = said.text[said.words[place - 1].start]
    bare = owner(token.word)[0]
    return before.islower() and token.word not in SINGLE and bare not in SINGLE and not owner(token.word)[1]


def is_job(said: Said, mark: Mark) -> bool:
    """Return whether a word only says what somebody works as ("dia kerja sopir")."""
    before = mark.first - 1
    near = before >= 0 and said.clause[before] == said.clause[mark.first]
    owned_by = owner(said.words[mark.last - 1].word)[1] and said.is_a(before, *WORK_OF)
    fellow = said.is_a(before, "kerja") and said.is_a(before - 1, *_MATES)
    works = near and said.means(before, "works_as") and not fellow
    return works and not said.means(mark.first, "there_is") and not owned_by


def is_title(said: Said, mark: Mark) -> bool:
    """Return whether this is only how the reader is spoken to ("kak, …", "Ibu, saya mau lapor")."""
    word = _REPEATED.sub(r"\1", said.words[mark.first].word)
    if word in _ALWAYS and mark.last == mark.first + 1:
        return True
    if mark.last == mark.first + 2 and len(said.words[mark.last - 1].word) == 1:
        return False
    alone = mark.last == mark.first + 1 and not said.is_a(mark.last, "saya")
    called = mark.first <= 2 and said.between(mark.last - 1).lstrip().startswith(",")
    opens = mark.first == 0 or said.clause[mark.first - 1] != said.clause[mark.first]
    several = mark.last > mark.first + 1 and not said.is_a(mark.last - 1, "saya")
    if word in _TITLES and opens:
        return not several or said.between(mark.last - 1).lstrip().startswith(",")
    return alone and (word in _TITLES or (called and owner(word)[1] == "" and mark.first == 0))


def is_sex(said: Said, mark: Mark) -> bool:
    """Return whether "laki" is half of "laki-laki" and not a husband, as it is in Banjar."""
    word = said.words[mark.first].word
    if word == "laki" and mark.last == mark.first + 1 and not said.is_a(mark.last, "saya") and not said.is_banjar:
        alone = said.between(mark.first - 1).strip().endswith("(") or said.between(mark.first).strip().startswith(",")
        alone = alone or (said.means(mark.last, "age") and said.at_person(mark.first - 1))
        named = mark.first - 2 - said.is_a(mark.first - 2, "saya")
        which = said.is_a(mark.first - 1, "yang", "sing")
        ends = {one.last for back in (2, 3, 4) for one in said.at.get(mark.first - back, ()) if one.group == "people"}
        alone = alone or (which and (said.at_person(named) or mark.first - 1 in ends))
        alone = alone or (said.is_a(mark.first - 1, "saya") and said.at_person(mark.first - 2))
        if alone:
            return True
    if word == "laki2":
        return mark.last == mark.first + 1 or mark.code == "suami"
    return (
        mark.code == "suami"
        and word.startswith("laki")
        and (said.is_a(mark.first - 1, "laki") or said.is_a(mark.first + 1, "laki"))
    )
