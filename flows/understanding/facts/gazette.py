"""The names of the served places, packed without spaces, so that they are found inside running text."""

from dataclasses import dataclass
from functools import lru_cache

from flows.data import load, rows
from flows.understanding.places import Gazetteer, one_slip
from flows.understanding.text import plain

_SHORTEST_TYPO = 6
LONGEST = 3
"""Words of the longest name."""


@dataclass(frozen=True, slots=True)
class Names:
    """Packed name to the codes of the kecamatan, kelurahan and desa that bear it, and to whole areas."""

    codes: dict[str, frozenset[str]]
    areas: dict[str, frozenset[str]]
    """The name of a kota or kabupaten, to all of its kecamatan."""

    def slipped(self, packed: str) -> tuple[str, int]:
        """Return the one name that is `packed` with a slip of one letter, or nothing; and the names compared."""
        if len(packed) < _SHORTEST_TYPO:
            return "", 0
        near = [name for name in self.codes if abs(len(name) - len(packed)) < 2 and one_slip(packed, name)]
        return (near[0] if len(near) == 1 else ""), len(self.codes)


def names(places: Gazetteer) -> Names:
    """Return the names of the places that `places` serves."""
    return _names(tuple(sorted(places.labels)))


@lru_cache(maxsize=8)
def _names(kecamatan: tuple[str, ...]) -> Names:
    aliases: dict[str, list[str]] = load("places.toml")["aliases"]
    served = frozenset(kecamatan)
    areas = {code[:5] for code in served}
    codes: dict[str, set[str]] = {}
    whole: dict[str, set[str]] = {}
    for code, name, _level in rows("places.csv"):
        spoken = (name, *aliases.get(code, ()))
        if code in areas:
            bare = name.removeprefix("Kabupaten ").removeprefix("Kota ")
            for word in (*spoken, bare):
                inside = {one for one in served if one.startswith(f"{code}.")}
                whole.setdefault(_packed(word), set()).update(inside)
        elif code[:8] in served:
            for word in spoken:
                codes.setdefault(_packed(word), set()).add(code)
    return Names(
        {name: frozenset(found) for name, found in codes.items()},
        {name: frozenset(found) for name, found in whole.items()},
    )


def _packed(name: str) -> str:
    return plain(name).replace(" ", "")
