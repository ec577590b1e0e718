"""The priority table: from what was heard and answered to how fast a person must come, and why.

The levels are those of the office's response targets. The table only raises: no answer lowers what another raised,
and a person may override it both ways.
"""

from flows.levels import LEVELS
from flows.session import Session
from flows.understanding.labels import URGENT

RECENT = frozenset({"hari_ini", "tiga_hari"})
"""Answers to "when" that lie within 72 hours: medical care against HIV works only that long."""

CRITICAL_SIGNS = ("ancam_bunuh", "senjata", "cekik", "takut_dibunuh", "ingin_mati")
"""Answers to the danger signs: threat to kill, weapon, choking, fear of being killed, thoughts of dying."""
CHILDREN = frozenset({"usia_0_5", "usia_6_12", "usia_13_17"})
"""Bands of age below 18 (UU 35/2014 art. 1)."""
_ASKED = frozenset({"minta_petugas", "tidak_dipahami", "diam_setelah_ragu"})
"""Signals for which a person must come, though nothing urgent was heard."""
IMAGES, TOUCHED = "lewat_gambar", "kontak_badan"
"""Marks of what was told, which raise nothing: pictures or calls on the net; and what was done to a body."""
_MARKS = frozenset({IMAGES, TOUCHED})
DEAF = "tuli"
"""Signal: she said that she is deaf, so that she is not telephoned and goes first."""
VULNERABLE = "rentan"
"""The reason of people who go first within their level."""
_TOLD = ("story", "kinds", "kinds_more", "signs", "relation")
"""Questions about what happened: a report in which none is answered says hardly anything."""
_LONG_AGO, _FAR = "lama", "jauh"


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
    bodily = "seksual" in session.answers.get("kinds", ()) and not only_images(session)
    if bodily and session.answer("when") in RECENT and not guessed:
        reasons["tinggi"].append("recent_72h")
    for sign in session.answers.get("signs", ()):
        reasons[_of_sign(session, sign)].append(f"tanda_{sign}")
    if session.answer("who") == "anak_korban" or session.answer("age") in CHILDREN or "child" in session.signals:
        reasons["tinggi"].append("child")
    asked = [signal for signal in session.signals if signal in _ASKED]
    disabled = "disabilitas" in session.answers.get("needs_more", ()) or DEAF in session.signals
    vulnerable = session.answer("age") == "usia_60" or disabled
    only_talk = _wants_only_to_talk(session) and not asked and not vulnerable
    told = "laporan" if any(session.answers.get(state) for state in _TOLD) else "laporan_singkat"
    reasons["rendah" if only_talk else "sedang"] += [*(asked or [told]), *([VULNERABLE] if vulnerable else [])]
    for level in reversed(LEVELS):
        if reasons[level]:
            return level, tuple(dict.fromkeys(reasons[level]))
    return "rendah", ()


def only_images(session: Session) -> bool:
    """Return whether all that was told is done with pictures or on the net: for that no medicine has to be in time.

    Who told nothing of it is taken to have been touched, and so is who told anything beside it that may be that.
    """
    hurt = "fisik" in session.answers.get("kinds", ()) or not {TOUCHED, "medical"}.isdisjoint(session.signals)
    return IMAGES in session.signals and not hurt


def _of_sign(session: Session, sign: str) -> str:
    """Return the level of a danger sign: now, unless what happened lies long back or the one who did it is far away.

    Thoughts of dying are never far away.
    """
    if sign != "ingin_mati" and (session.answer("when") == _LONG_AGO or session.answer("access") == _FAR):
        return "tinggi"
    return "kritis"


def _wants_only_to_talk(session: Session) -> bool:
    """Return whether what happened lies long back, no sign of danger was named, and talking is all that is wished."""
    calm = (
        session.answer("when") == _LONG_AGO
        and session.answers.get("signs") == ()
        and _MARKS.issuperset(session.signals)
    )
    return calm and session.answers.get("needs") == ("bicara",)
