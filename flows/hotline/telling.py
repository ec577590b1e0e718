"""What she is told in between, once: that she is not alone, that a person is being called, that care must be quick.

Where danger was heard it is told on the way to that person: first what is warm, then what is of use.
"""

from flows.hotline.report import ORDER
from flows.priority import RECENT, only_images
from flows.session import Session

DYING, BLAMELESS, CALLED, CARE, MEDICINE = "dying", "blameless", "called", "care", "medicine"
"""Blocks of the template of all that is said in more than one state."""
_REPORT = frozenset({*ORDER, "check"})
_FIRST = frozenset({"emergency_place", "emergency_call"})
"""The questions of the emergency path that may be its first."""
_EMERGENCY = _FIRST | {"emergency_number", "waiting", "status"}
_OTHERS = frozenset({"keluarga", "saksi", "instansi"})
"""Answers to "who" of those who write for somebody else."""
_LONG_AGO = "lama"


def due(session: Session) -> tuple[str, ...]:
    """Return the blocks that belong before what is asked now, whether they were said already or not."""
    if session.state in _REPORT:
        return _in_report(session)
    if session.state == "danger":
        return (BLAMELESS,) * (_sexual(session) and session.answer("who") not in _OTHERS)
    return _in_danger(session) if session.state in _EMERGENCY and session.case and not session.accepted else ()


def _in_report(session: Session) -> tuple[str, ...]:
    called = session.case and not session.accepted and session.state != "nearby"  # there she is told how it stands
    told = (DYING,) * _dying(session) + (CALLED,) * called + (CARE,) * _needs_care(session)
    asks = session.state == "needs" and CARE not in (*told, *session.shown)
    return told + (MEDICINE,) * (asks and _may_need_medicine(session))


def _in_danger(session: Session) -> tuple[str, ...]:
    """One thing at a time: care, which is long, comes with the bubble after the first."""
    child = session.answer("who") == "anak_korban"  # a child is told so by each question of this path
    blames = _sexual(session) and session.answer("who") not in _OTHERS and not child
    first = (DYING,) * _dying(session) + (BLAMELESS,) * blames
    begun = session.state not in _FIRST or "emergency_place" in session.answers
    return first + (CARE,) * (begun and _needs_care(session))


def _dying(session: Session) -> bool:
    """Return whether somebody thinks of dying, be it herself or the one for whom she writes."""
    return "suicide" in session.signals or "ingin_mati" in session.answers.get("signs", ())


def _sexual(session: Session) -> bool:
    return "seksual" in session.answers.get("kinds", ()) or "sexual" in session.signals


def _needs_care(session: Session) -> bool:
    recent = session.answer("when") in RECENT or "recent_72h" in session.signals
    return _sexual(session) and recent and not only_images(session)


def _may_need_medicine(session: Session) -> bool:
    return _sexual(session) and session.answer("when") != _LONG_AGO and not only_images(session)


def language(session: Session) -> str:
    """Return the language that suits her better than the usual one: a child is spoken to as a child."""
    return "id-mudah" if session.answer("who") == "anak_korban" else "id"
