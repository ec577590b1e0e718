"""What triage listens for, and for which of it a trained counselor would want to be woken."""

LABELS = (
    "danger_now",
    "weapon",
    "threat_to_kill",
    "suicide",
    "medical",
    "confined",
    "strangulation",
    "recent_72h",
    "perpetrator_reads",
    "sexual",
    "child",
)
URGENT = frozenset(LABELS) - {"sexual", "child"}
"""Labels for which a trained counselor would want to be woken; the others describe the case."""
