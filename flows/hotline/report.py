"""The report: `next` asks the first question that is still open, so nothing is asked twice and all can be changed."""

from datetime import timedelta

from flows.effects import IssueReceipt, OpenCase
from flows.hotline.pace import ASKED
from flows.hotline.phone import telephone
from flows.session import Session
from flows.states import Branch, Choice, FreeText, Option, Place, Quiet, Several, State
from flows.understanding.places import Gazetteer

ORDER = ("who", "story", "kinds", "kinds_more", "when", "place", "needs", "needs_more", "contact", "number", "hours")
"""The questions in the order in which they are asked; some are asked only after certain answers."""


ONLY_AFTER = {"kinds": {"kinds_more": "lain"}, "needs": {"needs_more": "lain"}, "contact": {"number": "telepon"}}
"""Questions that follow one answer of another, which stand and fall with it."""


def states(places: Gazetteer) -> tuple[State, ...]:
    """Return the questions of the report, its summary and its receipt."""
    return (
        Branch(name="next", reads=(*ORDER, "heard"), ways={name: name for name in (*ORDER, "check")}, decide=_open),
        *_happened(places),
        *_wanted(),
        Choice(
            name="check",
            options=(Option("kirim", "receipt"), Option("lihat", "summary"), Option("ubah", "change")),
            quiet=ASKED,
        ),
        Choice(name="summary", options=(Option("kirim", "receipt"), Option("ubah", "change")), quiet=ASKED),
        *_changes(),
        Choice(
            name="receipt",
            options=(Option("simpan", "waiting"),),
            quiet=Quiet(timedelta(minutes=30), "waiting"),
            enters=(OpenCase("laporan"), IssueReceipt()),
        ),
    )


def _happened(places: Gazetteer) -> tuple[State, ...]:
    return (
        Choice(
            name="who",
            options=tuple(Option(key, "next") for key in ("korban", "anak_korban", "keluarga", "saksi", "instansi")),
            quiet=ASKED,
            skip="next",
        ),
        FreeText(name="story", to="next", many=True, quiet=ASKED, skip="next"),
        Several(
            name="kinds",
            options=("fisik", "psikis", "seksual", "penelantaran", "lain"),
            to="next",
            quiet=ASKED,
            skip="next",
        ),
        Several(name="kinds_more", options=("eksploitasi", "tppo", "lainnya"), to="next", quiet=ASKED, skip="next"),
        Choice(
            name="when",
            options=tuple(Option(key, "next") for key in ("hari_ini", "tiga_hari", "minggu", "lama", "terus")),
            free="next",
            quiet=ASKED,
            skip="next",
        ),
        Place(name="place", to="next", places=places, quiet=ASKED, skip="next"),
    )


def _wanted() -> tuple[State, ...]:
    return (
        Several(
            name="needs",
            options=("dokter", "bicara", "hukum", "tempat", "lain"),
            to="next",
            quiet=ASKED,
            skip="next",
        ),
        Several(
            name="needs_more",
            options=("polisi", "sekolah", "ekonomi", "lainnya"),
            to="next",
            quiet=ASKED,
            skip="next",
        ),
        Choice(
            name="contact",
            options=tuple(Option(key, "next") for key in ("chat", "telepon", "sendiri")),
            quiet=ASKED,
            skip="next",
        ),
        FreeText(name="number", to="next", reads=telephone, quiet=ASKED, skip="next"),
        Choice(
            name="hours",
            options=tuple(Option(key, "next") for key in ("pagi", "siang", "malam", "kapan")),
            quiet=ASKED,
            skip="next",
        ),
    )


def _changes() -> tuple[State, ...]:
    first, later = ("who", "story", "kinds", "when"), ("place", "needs", "contact")
    return (
        Choice(
            name="change",
            options=(*(Option(name, name) for name in first), Option("lain", "change_more")),
            quiet=ASKED,
            skip="check",
        ),
        Choice(
            name="change_more",
            options=tuple(Option(name, name) for name in later),
            quiet=ASKED,
            skip="check",
        ),
    )


def _open(session: Session) -> str:
    """Return the first question that is still open, or `check`.

    What was done is asked also where it was read out of her words, with that ticked: one seldom tells all of it.
    """
    answers, unsure = session.answers, {"kinds"}.intersection(session.heard)
    asked = {
        "kinds_more": "lain" in answers.get("kinds", ()),
        "needs_more": "lain" in answers.get("needs", ()),
        "number": session.answer("contact") == "telepon",
        "hours": session.answer("contact") in {"chat", "telepon"},
    }
    still_open = (name for name in ORDER if name not in answers or name in unsure)
    return next((name for name in still_open if asked.get(name, True)), "check")
