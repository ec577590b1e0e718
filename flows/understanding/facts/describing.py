"""Words for people that only describe who was named: what they are, how old, with whom."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.mention import Mention
from flows.understanding.facts.numbers import number
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.vocabulary import DATA, PEOPLE, owner

_LISTS = lists("describing")
_JOBS = frozenset(DATA["titles"]["jobs"])
"""Codes that only say what somebody works as, right after their name."""
_ANYBODY = frozenset(DATA["titles"]["anybody"])
"""Codes that are only another word for somebody, after a comma."""
_TITLED = dict.fromkeys(_LISTS["titled_women"], "P") | dict.fromkeys(_LISTS["titled_men"], "L")
"""The sex that a title before a name says."""
_NAMED = _LISTS["named"]
_YOUNG = _LISTS["young"]
_AGED = _LISTS["aged"]
_PARENTS = _LISTS["parents"]
_BRINGS = _LISTS["brings"]
_OUTSIDE = frozenset(code for code, entry in PEOPLE.items() if entry["side"] != "keluarga")
_WIDOWED = 3
"""Words of an age between somebody and that they are widowed."""
_SHORT = 4
"""Letters of a word up to which "di" is no passive."""
_GROWN = frozenset({"ibu", "ayah", "kakek", "nenek"})
"""Words for relatives by which any grown woman or man is called."""


def called(said: Said, place: int, one: Mention) -> str:
    """Return the sex that a title before a name says of who was just named ("pelatihnya, bu Ratna", "mandor, pak Djo").

    Empty where no title stands at `place` or somebody else is meant by it.
    """
    sex = _TITLED.get(said.words[place].word, "")
    named = place - 1 if place and said.words[place - 1].word in _NAMED else place
    near = one.named and one.last == named and said.sentence[one.first] == said.sentence[place]
    apart = near and (named != place or said.clause[place] != said.clause[place - 1])
    unknown = said.has(place + 1) and not said.at.get(place + 1) and said.number(place + 1) < 0
    unknown = unknown and said.clause[place + 1] == said.clause[place] and not said.is_a(place + 1, "saya", "dia")
    apart = apart or (near and unknown and _is_name(said, place + 1))
    return sex if sex and apart and unknown and not PEOPLE[one.code]["sex"] else ""


def _is_name(said: Said, place: int) -> bool:
    """Return whether the unknown word at `place` is a name: in capitals, or before a comma or an age."""
    after = place + 1
    ends = not said.has(after) or said.clause[after] != said.clause[place]
    return said.text[said.words[place].start].isupper() or ends or number(said, after) is not None


def says_what(said: Said, mark: Mark, one: Mention) -> bool:
    """Return whether a word says what somebody just named is ("suami saya guru", "pemilik warung, bapak-bapak")."""
    gap = said.means(mark.first - 1, "being") and not said.is_a(mark.first - 1, "ini") and one.last == mark.first - 1
    if gap and one.named and mark.code in _JOBS and not owner(said.words[mark.last - 1].word)[1]:
        return True
    if gap_which(said, mark, one) or _is_widow(said, mark, one):
        return True
    if not one.named or one.last != mark.first or said.sentence[one.first] != said.sentence[mark.first]:
        return False
    ended = owner(said.words[mark.last - 1].word)[1]
    same = said.clause[one.last - 1] == said.clause[mark.first]
    parent = one.code in _OUTSIDE and mark.code in {"ibu", "ayah"} and mark.last == mark.first + 1
    old = one.code in _OUTSIDE and mark.code in {"nenek", "kakek"} and mark.last == mark.first + 1
    if ((not same and parent) or old) and not ended and not said.is_a(mark.last, "saya"):
        return True
    word = (
        mark.code in {"lelaki", "perempuan"}
        or said.words[mark.first].word == "laki"
        or (not same and mark.code in _ANYBODY)
    )
    word = word or (same and mark.code == "tetangga" and one.code == "teman")
    word = word or (not same and _is_young(said, mark, one))
    return not ended and ((same and mark.code in _JOBS and one.whose != "") or word)


def _is_young(said: Said, mark: Mark, one: Mention) -> bool:
    """Return whether a word after a comma only says of which sex a young relative is ("putune, arek wedok …")."""
    bare = mark.code == "anak" and mark.last <= mark.first + 2 and not owner(said.words[mark.last - 1].word)[1]
    young = one.code in {"cucu", "keponakan", "adik", "anak", "sepupu"} and one.whose not in {"", "saya"}
    sexed = any(other.group == "sexes" for place in (mark.last - 1, mark.last) for other in said.at.get(place, ()))
    return bare and young and sexed and said.words[mark.first].word in _YOUNG


def is_work(said: Said, mark: Mark, one: Mention) -> bool:
    """Return whether a word after a name and an age only says what they work as ("saya 41 tahun, dosen")."""
    if mark.code not in _JOBS or one.sentence != said.sentence[mark.first] or not mark.first:
        return False
    opens = said.clause[mark.first - 1] != said.clause[mark.first] and not said.is_a(mark.last, "saya")
    between = range(one.last, mark.first)
    aged = [place for place in between if number(said, place) is not None]
    plain = all(number(said, place) or said.means(place, "age") or said.is_a(place, "tahun", "an") for place in between)
    opens = opens or (bool(aged) and aged[-1] == mark.first - 1 and not said.is_a(mark.last, "saya"))
    return opens and bool(aged) and plain and not owner(said.words[mark.last - 1].word)[1]


def _is_widow(said: Said, mark: Mark, one: Mention) -> bool:
    """Return whether a word after a name and an age says that they are widowed ("acil ulun 48 janda")."""
    between = range(one.last, mark.first)
    aged = all(number(said, place) is not None or said.is_a(place, *_AGED) for place in between)
    same = one.named and one.sentence == said.sentence[mark.first] and len(between) <= _WIDOWED
    return same and aged and bool(between) and said.means(mark.first, "widowed")


def gap_which(said: Said, mark: Mark, one: Mention) -> bool:
    """Return whether a word says which one of two is meant ("majikan saya yang ibu")."""
    which = said.means(mark.first - 1, "which") and one.last == mark.first - 1
    outside = one.named and one.code in _OUTSIDE and mark.code in {"ibu", "ayah", "perempuan", "lelaki"}
    outside = outside or _which_sex(mark, one)
    return which and outside and not owner(said.words[mark.last - 1].word)[1]


def _which_sex(mark: Mark, one: Mention) -> bool:
    """Return whether a word only says of which sex a relative is ("menantu saya yang perempuan ini")."""
    return one.named and not PEOPLE[one.code]["sex"] and mark.code in {"perempuan", "lelaki"}


def counts_children(said: Said, mark: Mark) -> bool:
    """Return whether children are only counted beside a widow or a mother ("rondo anak siji")."""
    alone = said.means(mark.first - 1, "widowed") and number(said, mark.last) is not None
    counted = said.is_a(mark.first - 2, *_PARENTS) and number(said, mark.first - 1) is not None
    alone = alone or (counted and said.is_a(mark.first - 3, "seorang", "saya") and said.means(mark.last, "age"))
    return alone and mark.code in {"anak", "bayi"} and said.clause[mark.first - 1] == said.clause[mark.first]


def is_aged(said: Said, mark: Mark, one: Mention) -> bool:
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


def is_other_word(said: Said, one: Mention, before: Mention) -> bool:
    """Return whether a relative only says who was just named ("om saya, adik ibu, …")."""
    last = before.last + said.is_a(before.last, "sendiri", "kandung")
    near = before.named and last == one.first and said.sentence[before.first] == said.sentence[one.first]
    apart = near and said.clause[one.first] != said.clause[one.first - 1]
    ends = not said.has(one.last) or said.clause[one.last] != said.clause[one.first]
    ends = ends or said.means(one.last, "age") or said.number(one.last) > 0
    again = one.whose == "saya" and before.whose == "dia" and ends and not said.bracket[one.first]
    again = again or (one.code == "saudara_orang_tua" and before.code in {"paman", "tante"})
    return apart and (one.whose in PEOPLE or again)


def goes_along(said: Said, mark: Mark, before: list[Mention]) -> bool:
    """Return whether somebody only is with who was named before ("tetangga bersama dua temannya")."""
    ended = owner(said.words[mark.last - 1].word)[1] == "dia"
    first = mark.first - 1
    first -= first > 0 and number(said, first) is not None
    if any(
        said.words[place].word.startswith("di") and len(said.words[place].word) > _SHORT
        for place in said.before(first, 4)
    ):
        return False
    named = bool(before) and before[-1].named and before[-1].sentence == said.sentence[mark.first]
    led = said.means(first, "along") or said.is_a(first, *_BRINGS)
    return ended and named and PEOPLE[mark.code]["side"] == "saksi" and led


def with_children(said: Said, mark: Mark, before: list[Mention]) -> bool:
    """Return whether children only are with who was named right before ("seorang ibu dengan dua anak")."""
    first = mark.first - 1
    counted = first > 0 and number(said, first) is not None
    first -= counted
    near = bool(before) and before[-1].named and (before[-1].last == first or said.means(first - 1, "widowed"))
    return near and mark.code in {"anak", "bayi"} and (counted or mark.code == "bayi") and said.means(first, "along")


def right_after(said: Said, one: Mention, mark: Mark) -> bool:
    """Return whether a name says what somebody is: "saya ibunya", "saya seorang ayah", "saya 23 tahun, mahasiswi"."""
    between = range(one.last, mark.first)
    words = {"perempuan", "siswi"}
    plain = all(said.means(place, "being") for place in between)
    aged = mark.code in words and all(said.number(place) > 0 or said.is_a(place, "tahun", "umur") for place in between)
    return said.sentence[one.first] == said.sentence[mark.first] and len(between) <= 3 and (plain or aged)
