"""Questions about danger and people: its signs, who did it and whether they are near, how old the person is.

The danger signs are in our own words, without a score and without the name of an instrument. A single critical one
calls a person now; whether it is near is the one question that follows.
"""

import re

from flows.hotline.pace import ASKED
from flows.priority import CRITICAL_SIGNS
from flows.states import Choice, Option, Several, State

RELATIONS = ("suami_istri", "orang_tua", "keluarga", "pacar_teman")
MORE_RELATIONS = ("tetangga", "guru", "majikan", "rekan_kerja", "lainnya")
"""Codes of the relation to the victim, as Kementerian PPPA's SIMFONI counts them."""
BANDS = {"usia_0_5": 6, "usia_6_12": 13, "usia_13_17": 18, "usia_18_59": 60, "usia_60": 130}
"""Bands of age, each with the first age that lies beyond it."""
_AGE = re.compile(r"(?<!\d)\d{1,3}(?!\d)")


def states() -> tuple[State, ...]:
    """Return the questions; each leads on to the next that is open."""
    return (
        Several(name="signs", options=CRITICAL_SIGNS, to="next", quiet=ASKED, skip="next", none=True),
        _one_of("access", ("serumah", "dekat", "jauh", "tidak_tahu")),
        _one_of("relation", (*RELATIONS, "lain")),
        _one_of("relation_more", MORE_RELATIONS),
        Choice(
            name="age", options=tuple(Option(key, "next") for key in BANDS), quiet=ASKED, skip="next", reads=band_said
        ),
    )


def band(age: int) -> str:
    """Return the band in which an age in years lies, empty for none that a person can have."""
    return next((name for name, beyond in BANDS.items() if 0 <= age < beyond), "")


def band_said(text: str) -> str:
    """Return the band of the one age that `text` names ("34", "umur 7 tahun"), or an empty string."""
    found = _AGE.findall(text)
    return band(int(found[0])) if len(found) == 1 else ""


def _one_of(name: str, keys: tuple[str, ...]) -> Choice:
    return Choice(name=name, options=tuple(Option(key, "next") for key in keys), quiet=ASKED, skip="next")
