"""The colours that people know the levels by."""

from flows.levels import LEVELS

_COLOURS = dict(zip(LEVELS, ("HIJAU", "KUNING", "ORANYE", "MERAH"), strict=True))


def colour(level: str) -> str:
    """Return the colour that people know a level by."""
    return _COLOURS[level]
