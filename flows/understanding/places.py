"""Finds the kecamatan that somebody names, among the areas an office serves."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from flows.data import load, rows
from flows.understanding.text import plain

_SHORTEST_TYPO = 6
"""Letters below which a name must be spelled right: shorter names are one letter from each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """The names of an office's areas. Codes are those of Kepmendagri 300.2.2-2430/2025."""

    names: dict[str, tuple[str, ...]]
    """Plain name to the codes of the kecamatan it may mean."""
    labels: dict[str, str]
    """Code of a kecamatan to its official name, with its kabupaten or kota where two share a name."""
    listed: tuple[str, ...] = field(default=())
    """What a menu shows: every kecamatan and `luar` where they are at most five together, else nothing."""

    def find(self, text: str) -> tuple[str, ...]:
        """Return the kecamatan that `text` may mean: none, one, or several between which to ask."""
        said = plain(text)
        for lead in ("kecamatan ", "kec ", "kelurahan ", "kel ", "desa ", "di ", "daerah "):
            said = said.removeprefix(lead)
        if said in self.names:
            return self.names[said]
        packed = said.replace(" ", "")
        exact = {code for name, codes in self.names.items() if name.replace(" ", "") == packed for code in codes}
        if exact or len(packed) < _SHORTEST_TYPO:
            return tuple(sorted(exact))
        near = {codes for name, codes in self.names.items() if one_slip(packed, name.replace(" ", ""))}
        return next(iter(near)) if len(near) == 1 else ()


def one_slip(said: str, meant: str) -> bool:
    """Return whether `said` is `meant` with one letter wrong, missing, added, or two neighbours swapped."""
    if abs(len(said) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(said), len(meant)) and said[start] == meant[start]:
        start += 1
    rest, other = said[start:], meant[start:]
    return (
        rest[1:] == other
        or rest == other[1:]
        or rest[1:] == other[1:]
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    )


def gazetteer(areas: Iterable[str]) -> Gazetteer:
    """Return the gazetteer of `areas`, codes of kabupaten and kota ("35.76").

    A kelurahan or desa leads to its kecamatan; the name of a whole area leads to all of its kecamatan.
    """
    served = tuple(areas)
    aliases: dict[str, list[str]] = load("places.toml")["aliases"]
    area_names: dict[str, str] = {}
    kecamatan: dict[str, str] = {}
    names: dict[str, set[str]] = {}
    for code, name, _level in rows("places.csv"):
        if not code.startswith(served):
            continue
        parts = code.split(".")
        if len(parts) == 2:
            area_names[code] = name
            continue
        if len(parts) == 3:
            kecamatan[code] = name
        for spoken in (name, *aliases.get(code, ())):
            names.setdefault(plain(spoken), set()).add(".".join(parts[:3]))
    listed = (*kecamatan, "luar") if len(kecamatan) <= 4 else ()
    names = {**_whole_areas(area_names, aliases, kecamatan), **names}
    return Gazetteer(
        names={name: tuple(sorted(codes)) for name, codes in names.items()},
        labels=_labels(kecamatan, area_names),
        listed=listed,
    )


def _whole_areas(
    area_names: dict[str, str], aliases: dict[str, list[str]], kecamatan: Iterable[str]
) -> dict[str, set[str]]:
    """Return what people call whole areas; "Mojokerto" alone is the kota and the kabupaten."""
    names: dict[str, set[str]] = {}
    for area, name in area_names.items():
        bare = name.removeprefix("Kabupaten ").removeprefix("Kota ")
        for spoken in (name, bare, *aliases.get(area, ())):
            names.setdefault(plain(spoken), set()).update(code for code in kecamatan if code.startswith(f"{area}."))
    return names


def _labels(kecamatan: dict[str, str], area_names: dict[str, str]) -> dict[str, str]:
    names = list(kecamatan.values())
    return {
        code: f"{name} ({area_names.get(code[:5], code[:5])})" if names.count(name) > 1 else name
        for code, name in kecamatan.items()
    }
