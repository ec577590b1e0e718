"""Different words of one text for the same person made one: "mbah" a grandfather, "ibu" an old writer herself."""

from dataclasses import replace

from flows.understanding.facts.lists import lists
from flows.understanding.facts.mention import Mention
from flows.understanding.facts.said import Said
from flows.understanding.facts.vocabulary import PEOPLE

_LISTS = lists("merging")
_FINER = {
    "mertua": frozenset({"ibu_mertua", "ayah_mertua"}),
    "mbah": frozenset({"kakek", "nenek"}),
    "pasangan": frozenset({"suami", "istri"}),
}
"""Words that say no sex, with those that do."""
_HERSELF = frozenset({"ibu", "nenek", "mbah", "ayah", "kakek"})
"""By which words old people speak of themselves to somebody young."""
_WORDS_FOR_HERSELF = frozenset(_LISTS["words_for_herself"])
_TO_YOUNG = _LISTS["to_young"]
_BETWEEN = _LISTS["between"]
_SIDES = _LISTS["sides"]
_OPENS = 4


def merged(said: Said, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the people of a text with one code for each of them."""
    found = tuple(replace(one, lesser=True) if one.named and stands_by(said, one) else one for one in found)
    codes = {one.code for one in found}
    for code, finer in _FINER.items():
        known = codes & finer
        if code in codes and len(known) == 1:
            found = _renamed(found, code, known.pop(), whose=False)
    found = _to_young(said, found)
    herself = _herself(said, found)
    return _renamed(found, herself, "saya", whose=True) if herself else found


def stands_by(said: Said, one: Mention) -> bool:
    """Return whether somebody only stands by: "bojoku meneng ae", "ibu diam", "ibu kos tidak percaya"."""
    first = one.last + said.is_a(one.last, *_BETWEEN)
    if said.has(first) and said.clause[first] != said.clause[one.last - 1] and said.is_a(first, "tidak"):
        return False
    return any(said.means(place, "kindly") for place in (first, first + said.is_a(first, "tidak"))) or (
        said.is_a(first, "tidak") and said.is_a(first + 1, *_SIDES)
    )


def _renamed(found: tuple[Mention, ...], code: str, other: str, *, whose: bool) -> tuple[Mention, ...]:
    """Return the people with `code` called `other`; with `whose` also where somebody is theirs."""
    changed = (replace(one, code=other) if one.code == code and (not whose or not one.whose) else one for one in found)
    return tuple(replace(one, whose=other) if whose and one.whose == code else one for one in changed)


def _to_young(said: Said, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the people where an old writer, who opens with "Le" or "Nduk", first says "ibu iki" of herself."""
    if not found or not any(token.word in _TO_YOUNG for token in said.words[:_OPENS]) or found[0].whose:
        return found
    if not any(other.code == "saya" or other.whose == "saya" for other in found):
        return found
    one = found[0]
    opens = said.sentence[one.first] == 0 and said.words[one.first].word in _WORDS_FOR_HERSELF
    return (replace(one, code="saya", itself=one.code), *found[1:]) if opens else found


def _herself(said: Said, found: tuple[Mention, ...]) -> str:
    """Return by which word the writer speaks of herself, who never says "saya" ("Nak, ibu umur 64. Anak ibu …")."""
    if any(one.code == "saya" or one.whose == "saya" for one in found):
        return ""
    if not any(token.word in _TO_YOUNG for token in said.words[: _OPENS * 2]):
        return ""
    bare = [one.code for one in found if one.code in _HERSELF and one.code in PEOPLE and not one.whose]
    return bare[0] if (bare and found[0].code == bare[0]) or len(bare) > 1 else ""
