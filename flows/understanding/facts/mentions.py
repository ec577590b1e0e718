"""Who is named in a text, and whose somebody is."""

from dataclasses import replace

from flows.understanding.facts.describing import (
    called,
    counts_children,
    gap_which,
    goes_along,
    is_aged,
    is_other_word,
    is_work,
    right_after,
    says_what,
    with_children,
)
from flows.understanding.facts.lists import lists
from flows.understanding.facts.mention import Mention
from flows.understanding.facts.merging import merged
from flows.understanding.facts.nouns import NOBODY, OUTSIDERS, is_job, is_name, is_sex, is_title, owned, unknown
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.vocabulary import DATA, DENIALS, PEOPLE, owner

_LISTS = lists("mentions")
_COMPOSED: dict[str, str] = DATA["composed"]
_CHAINED: dict[str, str] = DATA["chained"]
_KIN = frozenset({"sepupu", "keponakan"})
"""What somebody's child is to the writer, where the text also calls it so."""
_OF = frozenset({"suami", "istri", "anak", "adik", "kakak", "teman", "pacar", "ibu", "ayah", "keponakan", "cucu"})
"""Who is somebody's also with "dari" between ("istri dari adik saya")."""
_ANYBODY = frozenset({"pedagang", "lelaki"})
"""Who is told better by the word that follows ("dokternya, atasan saya")."""
_GENERAL: dict[str, list[str]] = DATA["general"]
_ANYBODY_AT_ALL = frozenset({"perempuan", "lelaki", "siswi", "pasien", "korban", "anak", "murid"})
_YOUNG = frozenset({"anak", "adik", "kakak", "cucu", "keponakan", "bayi", "teman", "sepupu"})
_SEXES = frozenset(_LISTS["sexes"])
_COURTS = _LISTS["courts"]
_SPOUSE = frozenset({"suami", "istri"})
"""Whose "istrinya" is she of whom it was told before ("istri adik saya … istrinya")."""
_STEP = _LISTS["step"]
_SEXED = dict.fromkeys(_LISTS["called_men"], "L") | dict.fromkeys(_LISTS["called_women"], "P")
"""The sex that the first word of a name of several says."""
_WHILE = ("back_then", "since", "after", "while")
"""Marks of words that open a clause of time."""
_WHENEVER = _LISTS["whenever"]
_TOLD_BY = frozenset(_LISTS["told_by"])
_APART = _LISTS["apart"]
_ROOTS = _LISTS["roots"]
_ADDRESSED = _LISTS["addressed"]
_THAT = lists("shared")["that"]
_GLUED = _LISTS["glued"]
_BRINGS = _LISTS["brings"]
_IF = _LISTS["if"]
_CULPRIT = _LISTS["culprit"]
_DESCRIBED = frozenset({"pasien", "warga", "murid", "korban", "klien"})
"""Who is told by the next word as well ("pasien nenek 83 tahun")."""
_BY_SEX = frozenset({"nenek", "kakek", "ibu", "ayah", "mbah", "perempuan", "lelaki", "bayi"})
_BETWEEN = 2
"""Words such as "perempuan" or "tiri" that may stand between somebody and whose it is ("anak laki-laki saya")."""


def mentions(said: Said) -> tuple[Mention, ...]:
    """Return everybody who is named, in the order of the text."""
    marks = (mark for mark in (*said.of("people"), *unknown(said)) if not is_name(said, mark))
    nouns = {mark.first: owned(said, mark) for mark in marks if not _is_called(said, mark)}
    found: list[Mention] = []
    place = 0
    while place < len(said.words):
        said.steps += 1
        mark = nouns.get(place)
        if mark and mark.code == "mantan_pacar" and mark.last == place + 1 and said.at_person(mark.last):
            place = mark.last
            continue
        if mark and mark.code == NOBODY and said.number(mark.last - 1) > 0 and said.is_a(mark.last, "tahun", "bulan"):
            place += 1
            continue
        if mark and mark.code == "suami" and _is_own_parent(said, mark):
            mark = replace(mark, code="ayah", last=place + 1)
        if mark and mark.code == "kakak_kelas" and _is_sibling(said, mark):
            mark = replace(mark, code="kakak" if said.words[place].word.startswith("ka") else "adik", last=place + 1)
        if mark and (mark.code == NOBODY or is_job(said, mark) or counts_children(said, mark)):
            place = mark.last
            continue
        sex = called(said, place, found[-1]) if found and not (mark and mark.last > place + 1) else ""
        if sex:
            found[-1] = replace(found[-1], sex=sex)
            place += 1
            continue
        if mark and found and says_what(said, mark, found[-1]):
            plain = mark.code in {"perempuan", "lelaki"} or not gap_which(said, mark, found[-1])
            sex = PEOPLE[mark.code]["sex"] if mark.code in PEOPLE and plain else ""
            found[-1] = replace(found[-1], sex=found[-1].sex or sex)
            place = mark.last
            continue
        if mark and found and is_work(said, mark, found[-1]):
            place = mark.last
            continue
        if mark and found and is_aged(said, mark, found[-1]):
            found[-1] = replace(found[-1], sex=PEOPLE[mark.code]["sex"])
            place = mark.last
            continue
        if mark and not is_title(said, mark) and not is_sex(said, mark):
            one = _noun(said, mark, nouns, found)
            place = one.last
            if not (found and is_other_word(said, one, found[-1])):
                found.append(one)
            elif one.code in _GENERAL.get(found[-1].code, ()) or found[-1].code in _ANYBODY:
                found[-1] = replace(found[-1], code=one.code, sex=one.sex)
            elif PEOPLE[mark.code]["sex"]:
                found[-1] = replace(found[-1], sex=PEOPLE[mark.code]["sex"])
            continue
        if said.words[place].word == "dalem" and (said.is_a(place - 1, "di") or said.means(place + 1, "thing")):
            place += 1
            continue
        if said.is_a(place, "saya", "dia") and not (found and said.words[place].word in _APART):
            code = "saya" if said.is_a(place, "saya") else "dia"
            thing = place > 0 and said.means(place - 1, "thing") and said.clause[place - 1] == said.clause[place]
            bare = place > 0 and said.words[place - 1].word in DENIALS
            found.append(
                Mention(
                    code,
                    place,
                    place + 1,
                    denied=bare,
                    beside=thing,
                    sentence=said.sentence[place],
                    turned=said.means(place - 1, "but"),
                )
            )
        place += 1
    return merged(said, tuple(found))


def _is_called(said: Said, mark: Mark) -> bool:
    """Return whether a text opens by calling the reader ("kak ibu saya sering dibentak …"), no aunt."""
    called = mark.first == 0 and said.words[0].word in _ADDRESSED
    return called and mark.last > 1 and said.at_person(1)


def _is_sibling(said: Said, mark: Mark) -> bool:
    """Return whether a class is told of the writer's brother or sister ("adekku kelas 2 smk"), who is no schoolmate."""
    own = owner(said.words[mark.first].word)[1] == "saya" or said.is_a(mark.first + 1, "saya")
    return own and said.number(mark.last) > 0


def _is_own_parent(said: Said, mark: Mark) -> bool:
    """Return whether the writer says of which child he is the father ("saya bapak dari anak cowok umur 7")."""
    own = said.is_a(mark.first - 1, "saya") and said.clause[mark.first - 1] == said.clause[mark.first]
    return own and mark.last > mark.first + 2 and said.is_a(mark.last - 2, "dari")


def _is_object(said: Said, one: Mention) -> bool:
    """Return whether something is done to the writer by who is told of next ("yang ngurus saya kakak ipar")."""
    which = one.first - 2
    return which >= 0 and said.clause[which] == said.clause[one.first] and said.is_a(which, "yang", "sing")


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
    alone = bool(before) and right_after(said, before[-1], mark) and said.is_a(before[-1].first, "saya")
    alone = alone and not said.means(mark.first, "there_is") and code != "kenalan_daring"
    alone = alone and not said.is_a(mark.first, *_COURTS)
    alone = alone and not _is_object(said, before[-1]) and not before[-1].beside
    if alone and whose in _ANYBODY_AT_ALL | {"orang_lain"} and said.words[mark.last].word in {"seorang", "seseorang"}:
        whose, last = "", mark.last  # "saya rekan kerja seorang perempuan": she is somebody of her own
    described = code in _DESCRIBED and whose in _BY_SEX
    told_sex = str(PEOPLE[whose]["sex"]) if described else ""
    whose = "" if described else whose
    if alone and before[-1].code == "saya" and whose != "saya":
        together = said.clause[mark.first - 1] == said.clause[mark.first] or mark.code in {"perempuan", "siswi"}
        code = "saya" if together else code
    glued = said.words[mark.first].word in _GLUED and last == mark.first + 1
    if glued or (said.words[mark.first].word == "arek" and last == mark.last + 1 and whose == "dia"):
        code, whose = "dia", ""  # "arek e" of the east goes on about whoever was named
    if code in {"ayah", "kakek", "paman"} and whose == "" and said.is_a(last, *_THAT):
        known_before = {other.code for other in before}
        code = "lelaki" if known_before & OUTSIDERS and code not in known_before else code
    again = _same_stranger(said, mark, before) if whose == "dia" else None
    if again is not None:
        code, whose = again.code, "dia" if again.code == "kenalan_daring" else ""
    counted = with_children(said, mark, before)
    if whose == "" and (said.means(mark.first - 1, "has") or counted) and before and before[-1].named:
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
    code = _again(said, mark, code, before) if whose == "dia" and code == mark.code else code
    code = _CHAINED.get(f"{code} {whose}", code)
    kin = _CHAINED.get(f"{code} {known}", "") if whose == "dia" else ""
    kept = kin in _KIN and any(other.code == kin for other in nouns.values())
    code = kin if kept or (code in _SPOUSE and any(other.code == kin for other in before)) else code
    same = near and said.clause[mark.first - 1] == said.clause[mark.first]
    there = said.means(mark.first, "there_is")
    beside = same and said.means(mark.first - 1, "aside") and not there
    beside = beside or (same and code == "bayi" and said.means(mark.first - 1, "minds"))
    from_ = near and said.is_a(mark.first - 1, "dari") and bool(before) and before[-1].last == mark.first - 1
    beside = beside or (same and said.means(mark.first - 1, "called")) or (from_ and before[-1].named)
    beside = beside or (same and said.words[mark.first - 1].word in _TOLD_BY)
    beside = beside or (same and code == "teman" and said.is_a(mark.first - 1, *_BRINGS))
    lesser = same and any(said.means(mark.first - 1, name) for name in _WHILE)
    lesser = lesser or (same and bool(before) and said.is_a(mark.first - 1, *_WHENEVER))
    lesser = lesser and not (said.is_a(mark.first - 1, *_IF) and said.means(mark.first - 2, "speaks"))
    beside = beside or (same and (counted or goes_along(said, mark, before)))
    turned = near and said.means(mark.first - 1, "but")
    itself = mark.code if code == "saya" else ""
    sex = told_sex or (_sex_of(said, mark) if code in PEOPLE and not PEOPLE[code]["sex"] else "")
    where = said.sentence[mark.first]
    return Mention(code, mark.first, last, whose, denied, beside, where, lesser, turned, sex, itself)


def _again(said: Said, mark: Mark, code: str, before: list[Mention]) -> str:
    """Return the code under which the same word stood before ("mama sama pacarnya. pacarnya suka ngintip …")."""
    finer = {other for known, other in _COMPOSED.items() if known.split()[0] == code}
    word = said.words[mark.first].word
    for one in reversed(before):
        if one.code in finer and one.whose == "dia" and said.words[one.first].word == word:
            return one.code
    return code


def _same_stranger(said: Said, mark: Mark, before: list[Mention]) -> Mention | None:
    """Return the stranger who is called by the same word again ("ada om-om duduk mepet … omnya pakai topi")."""
    bare = owner(said.words[mark.first].word)[0]
    if mark.last != mark.first + 1:
        return None
    for one in before:
        back = 2 if one.code == "kenalan_daring" else 0
        words = (said.words[place].word for place in range(max(one.first - back, 0), one.last))
        if one.code in {"lelaki", "perempuan", "kenalan_daring"} and any(word.rstrip("2") == bare for word in words):
            return one
    return None


def _sex_of(said: Said, mark: Mark) -> str:
    """Return the sex that the word for somebody says, also where it is told as another ("suami adik")."""
    if mark.code in PEOPLE and PEOPLE[mark.code]["sex"]:
        return str(PEOPLE[mark.code]["sex"])
    return _SEXED.get(said.words[mark.first].word.rstrip("2"), "") if mark.last > mark.first + 1 else ""


def _is_genitive(said: Said, mark: Mark, other: Mark) -> bool:
    """Return whether a word on "-nya" or "-e" belongs to who is named right after it ("adiknya mama")."""
    same = said.clause[other.first] == said.clause[mark.first] and said.between(other.first - 1) == " "
    family = all(PEOPLE.get(one.code, {}).get("side") == "keluarga" for one in (mark, other))
    family = family or (PEOPLE[mark.code]["side"] == "keluarga" and other.code in {"tetangga", "teman"})
    plain = mark.last == mark.first + 1 and not is_sex(said, other) and not is_title(said, other)
    different = {mark.code, other.code} != {"ibu", "ayah"} and mark.code != other.code
    return same and family and plain and different


def _whose(said: Said, mark: Mark, nouns: dict[int, Mark]) -> tuple[str, int]:
    """Return whose somebody is, and where the naming ends."""
    if mark.code == "pelaku" and said.is_a(mark.first, *_CULPRIT):
        return "", mark.last
    for place in range(mark.first, mark.last):
        _, ending = owner(said.words[place].word)
        ending = "" if said.words[place].word in _ROOTS and place > mark.first else ending
        other = nouns.get(mark.last)
        other = other if other and said.clause[other.first] == said.clause[mark.first] else None
        there = said.means(mark.first - 1, "aside") and said.is_a(mark.first - 1, "rumah")
        if ending == "dia" and other and _is_genitive(said, mark, other):
            return other.code, _whose(said, other, {})[1]
        if ending == "dia" and there and other and not owner(said.words[other.first].word)[1]:
            return other.code, _whose(said, other, {})[1]
        if ending in {"saya", "dia"}:
            return ending, mark.last
        if said.words[place].word.endswith("ku") and len(said.words[place].word) > 5:
            return "saya", mark.last
        if said.is_a(place, "saya"):
            return "saya", mark.last
    here = mark.last
    if mark.code in {"anak", "bayi"} and said.is_a(here, "sebelah") and said.clause[here] == said.clause[mark.first]:
        return "tetangga", here + 1
    apart = said.has(here) and said.words[here].word in _APART and said.between(here - 1) in {" ", "-"}
    if apart:
        return "dia", here + 1
    for _ in range(_BETWEEN):
        if not said.has(here) or said.clause[here] != said.clause[mark.first]:
            return "", mark.last
        if said.is_a(here, "saya"):
            return "saya", here + 1
        if said.is_a(here, "dari") and here + 1 in nouns and {mark.code, nouns[here + 1].code} <= _OF:
            here += 1
        chained = here in nouns and nouns[here].code != NOBODY and said.between(here - 1).strip() not in {"&", "+", "/"}
        chained = chained and {mark.code, nouns[here].code} != {"ibu", "ayah"}
        chained = chained and not (mark.code in _YOUNG and said.words[here].word in _SEXES)
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
