"""Hears danger in a sentence. It only ever raises: nothing it does not hear makes anything safer."""

from dataclasses import dataclass

from flows.data import load
from flows.understanding.text import plain

URGENT = frozenset(
    {
        "danger_now",
        "weapon",
        "threat_to_kill",
        "suicide",
        "medical",
        "confined",
        "strangulation",
        "recent_72h",
        "perpetrator_reads",
    }
)
"""Labels for which a trained counselor would want to be woken; the others describe the case."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence says: its labels, and whether it is worth the question "aman?"."""

    labels: tuple[str, ...] = ()
    unsure: bool = False

    @property
    def urgent(self) -> bool:
        """True when a person should be called now."""
        return not URGENT.isdisjoint(self.labels)


_DATA = load("lexicon.toml")
_PHRASES = {label: tuple(f" {plain(word)} " for word in entry["words"]) for label, entry in _DATA["labels"].items()}
_UNSURE = tuple(f" {plain(word)} " for word in _DATA["unsure"]["words"])


def hear(text: str) -> Heard:
    """Return what `text` says by the phrases of the lexicon, compared as whole words."""
    said = f" {plain(text)} "
    labels = tuple(label for label, phrases in _PHRASES.items() if any(phrase in said for phrase in phrases))
    return Heard(labels, any(phrase in said for phrase in _UNSURE))
