"""Numbers as people write them: in figures and in words of Indonesian, Javanese and Banjar."""

from flows.understanding.facts.said import Said
from flows.understanding.facts.vocabulary import DATA

_WORDS = DATA["calendar"]["numbers"]
_TEN, _TENS = "puluh", "puluhan"
"""What stands behind how many tens there are, and behind about how many ("lima puluhan")."""


def _read() -> dict[tuple[str, ...], int]:
    """Return every number word; those of two words stand in the data in pairs after the first form ("dua belas")."""
    found: dict[tuple[str, ...], int] = {}
    for value, entry in enumerate(_WORDS["words"]):
        names = entry.split()
        if value > 11:
            found[tuple(names[:2])] = value
            names = names[2:]
        found.update({(name,): value for name in names})
    for ten, entry in enumerate(_WORDS["tens"]):
        names = entry.split()
        found.update({tuple(names[:2]): ten * 10} if names else {})
        found.update({(name,): ten * 10 for name in names[2:]})
    found.update({tuple(pair.split()): value for pair, value in _WORDS["pairs"].items()})
    return found


_NUMBERS = _read()


def number(said: Said, place: int) -> tuple[int, int] | None:
    """Return the number that begins at `place` and the place after it, or None."""
    figures = said.number(place)
    if figures >= 0:
        return figures, place + 1
    if not said.has(place):
        return None
    pair = tuple(token.word for token in said.words[place : place + 2])
    pair = (pair[0], _TEN) if pair[1:] == (_TENS,) else pair
    for length in (2, 1):
        value = _NUMBERS.get(pair[:length])
        said.steps += 1
        if value is not None and length == 1 and value < 10 and pair[1:] in {("walas",), ("welas",)}:
            return value + 10, place + 2
        if value is not None and len(pair) >= length:
            unit = _NUMBERS.get((said.words[place + length].word,), 0) if said.has(place + length) else 0
            whole = value % 10 == 0 and value >= 20 and 0 < unit < 10
            return (value + unit, place + length + 1) if whole else (value, place + length)
    return None
