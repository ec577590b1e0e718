"""The priority table: from what was heard and answered to how fast a person must come, and why.

The levels are those of the office's response targets. The table only raises: no answer lowers what another raised,
and a person may override it both ways.
"""

from flows.levels import LEVELS
from flows.session import Session
from flows.understanding.labels import URGENT

RECENT = frozenset({"hari_ini", "tiga_hari"})
"""Answers to "when" that lie within 72 hours: medical care against HIV works only that long."""


def assess(session: Session) -> tuple[str, tuple[str, ...]]:
    """Return the level of what is known, and the codes of all reasons for that level, in the order heard."""
    reasons: dict[str, list[str]] = {level: [] for level in LEVELS}
    for signal in session.signals:
        if signal in URGENT - {"recent_72h"} or signal in {"diam_setelah_bahaya", "diam_setelah_suara"}:
            reasons["kritis"].append(signal)
        elif signal in {"recent_72h", "belum_didengar", "mesin_gagal"}:
            reasons["tinggi"].append(signal)
    if session.answer("danger") == "ya" or session.answer("unsafe") == "bahaya":
        reasons["kritis"].append("menjawab_bahaya")
    elif session.answer("danger") == "ragu":
        reasons["kritis"].append("menjawab_ragu")
    guessed = not session.case and not {"kinds", "when"}.isdisjoint(session.heard)
    if "seksual" in session.answers.get("kinds", ()) and session.answer("when") in RECENT and not guessed:
        reasons["tinggi"].append("recent_72h")
    if session.answer("who") == "anak_korban" or "child" in session.signals:
        reasons["tinggi"].append("child")
    reasons["sedang"] += [signal for signal in session.signals if signal in {"minta_petugas", "tidak_dipahami"}] or [
        "laporan"
    ]
    for level in reversed(LEVELS):
        if reasons[level]:
            return level, tuple(dict.fromkeys(reasons[level]))
    return "rendah", ()
