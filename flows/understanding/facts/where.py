"""Where it happened: the kecamatan, kelurahan or desa that is named inside running text."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.understanding.facts.fact import LIKELY, SURE, Fact
from flows.understanding.facts.gazette import LONGEST, Names, names
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import DATA, WORDS, owner
from flows.understanding.places import Gazetteer

_PLACES = DATA["places"]
_WORDS, _STRICT = frozenset(_PLACES["words"]), frozenset(_PLACES["strict"])
_LEADS = frozenset((*_PLACES["leads"], *_PLACES["kecamatan"], *_PLACES["kelurahan"]))
_KECAMATAN, _KELURAHAN = frozenset(_PLACES["kecamatan"]), frozenset(_PLACES["kelurahan"])


@dataclass(frozen=True, slots=True)
class _Named:
    codes: frozenset[str]
    first: int
    last: int
    sure: bool = True
    area: bool = False


def named_places(story: Story, places: Gazetteer) -> Iterator[Fact]:
    """Yield kecamatan and kelurahan; a name that several bear is a fact with candidates, unless the text says which."""
    found = _narrowed([one for one in _found(story, names(places)) if story.counts(one.first)])
    seen = set()
    for one in found:
        for fact in _facts(story, one):
            key = (fact.field, fact.value, fact.candidates)
            if key not in seen:
                seen.add(key)
                yield fact


def _found(story: Story, known: Names) -> list[_Named]:
    said, place = story.said, 0
    found: list[_Named] = []
    while place < len(said.words):
        one = next(
            (
                hit
                for length in range(LONGEST, 0, -1)
                if (hit := _at(story, known, place, length, after=bool(found) and found[-1].last == place))
            ),
            None,
        )
        one = one or _slip(story, known, place)
        found += [one] if one else []
        place = one.last if one else place + 1
    return found


def _at(story: Story, known: Names, place: int, length: int, *, after: bool) -> _Named | None:
    said = story.said
    said.steps += 1
    last = place + length
    if last > len(said.words) or said.sentence[last - 1] != said.sentence[place]:
        return None
    packed = "".join(token.word for token in said.words[place:last])
    lead = _lead(story, place)
    if packed in known.codes:
        if length == 1 and packed in _STRICT and lead not in _KECAMATAN | _KELURAHAN:
            return None
        if length == 1 and packed in _WORDS and lead not in _LEADS and not after:
            return None
        codes = _level(known.codes[packed], lead)
        return _Named(codes, place, last) if codes else None
    return _Named(known.areas[packed], place, last, area=True) if packed in known.areas else None


def _lead(story: Story, place: int) -> str:
    """Return the word that leads to a place, without its ending, and past whose it is ("omah kulo …")."""
    said = story.said
    if not place:
        return ""
    word = said.words[place - 1].word
    if said.is_a(place - 1, "saya") and place > 1 and said.words[place - 2].word in _LEADS:
        return said.words[place - 2].word
    return word if word in _LEADS else owner(word)[0]


def _level(codes: frozenset[str], lead: str) -> frozenset[str]:
    """Return the codes that are meant: what is called a desa is no kecamatan, and a kecamatan goes before its desa."""
    kecamatan = frozenset(code for code in codes if len(code) == 8)
    if lead in _KELURAHAN and codes - kecamatan:
        return codes - kecamatan
    if lead in _KECAMATAN and kecamatan:
        return kecamatan
    return frozenset(code for code in codes if len(code) == 8 or code[:8] not in kecamatan)


def _slip(story: Story, known: Names, place: int) -> _Named | None:
    """Return a place with one letter wrong, right after a word that leads to a place."""
    said = story.said
    lead = said.words[place - 1].word if place else ""
    if lead not in _LEADS or said.words[place].word in WORDS or any(form in WORDS for form in said.forms[place]):
        return None
    for length in (2, 1):
        packed = "".join(token.word for token in said.words[place : place + length])
        name, compared = known.slipped(packed) if packed.isalpha() else ("", 0)
        said.steps += compared
        if name and not (name in _STRICT or packed in known.areas) and place + length <= len(said.words):
            return _Named(_level(known.codes[name], lead), place, place + length, sure=False)
    return None


def _narrowed(found: list[_Named]) -> list[_Named]:
    """Return the places, what is ambiguous narrowed by what is not; a whole area counts only where it stands alone."""
    areas = frozenset(code for one in found if one.area for code in one.codes)
    real = [one for one in found if not one.area]
    if not real:
        return found
    certain = {code[:8] for one in real if len(one.codes) == 1 for code in one.codes}
    narrowed = []
    for one in real:
        within = frozenset(code for code in one.codes if code[:8] in certain)
        within = within or frozenset(code for code in one.codes if code[:8] in areas)
        narrowed.append(_Named(within or one.codes, one.first, one.last, one.sure) if len(one.codes) > 1 else one)
    return narrowed


def _facts(story: Story, one: _Named) -> Iterator[Fact]:
    said, sure = story.said, SURE if one.sure else LIKELY
    kecamatan = sorted({code[:8] for code in one.codes})
    kelurahan = sorted(code for code in one.codes if len(code) > 8)
    yield _told(story, "kecamatan", kecamatan, one, sure)
    if kelurahan and len(kelurahan) == len(one.codes):
        yield _told(story, "kelurahan", kelurahan, one, sure)
    said.steps += 1


def _told(story: Story, field: str, codes: list[str], one: _Named, sure: str) -> Fact:
    value = codes[0] if len(codes) == 1 else ""
    start, end = story.said.words[one.first].start, story.said.words[one.last - 1].end
    words = story.said.text[start:end]
    candidates = () if value else tuple(codes)
    return Fact(field=field, value=value, start=start, end=end, confidence=sure, words=words, candidates=candidates)
