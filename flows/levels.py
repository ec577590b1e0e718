"""The levels of urgency, from lowest to highest."""

LEVELS = ("rendah", "sedang", "tinggi", "kritis")
"""HIJAU, KUNING, ORANYE, MERAH."""


def rank(level: str) -> int:
    """Return how high `level` is; -1 for none."""
    return LEVELS.index(level) if level in LEVELS else -1


def higher(level: str, than: str) -> bool:
    """Return whether `level` is above `than`; an empty one is below all."""
    return rank(level) > rank(than)
