"""The report: `next` asks the first question that is still open, so nothing is asked twice and all can be changed."""

from collections.abc import Callable, Collection
from datetime import timedelta
from functools import partial
from itertools import pairwise

from flows.effects import Consent, IssueReceipt, OpenCase, Widen
from flows.hotline import circumstances
from flows.hotline.pace import ASKED
from flows.hotline.phone import telephone
from flows.hours import said
from flows.session import Session
from flows.states import Branch, Choice, FreeText, Option, Place, Quiet, Several, State
from flows.understanding.places import Gazetteer

ORDER = (
    *("who", "story", "kinds", "kinds_more", "signs", "access", "when", "place", "relation", "relation_more"),
    *("age", "needs", "needs_more", "contact", "number", "hours", "nearby"),
)
"""The questions in the order in which they are asked; some are asked only after certain answers."""

ONLY_AFTER = {
    "kinds": {"kinds_more": "lain"},
    "relation": {"relation_more": "lain"},
    "needs": {"needs_more": "lain"},
    "contact": {"number": "telepon"},
}
"""Questions that follow one answer of another, which stand and fall with it."""
ANEW = {"contact": ("hours",)}
"""Hours that were agreed for a chat are none for a call."""


_SEND = (Option("kirim", "receipt"), Option("rujuk", "receipt", (Consent("referral"),)))
"""Ways to send: with `rujuk` another service may be told without asking her again."""


def states(places: Gazetteer, near: Collection[str] = ()) -> tuple[State, ...]:
    """Return the questions of the report, its summary and its receipt; `near` are the kecamatan with their own team."""
    decide = partial(_open, near=near)
    return (
        Branch(
            name="next",
            reads=(*ORDER, "emergency_place", "heard"),
            ways={name: name for name in (*ORDER, "check")},
            decide=decide,
        ),
        *_happened(places),
        *circumstances.states(),
        *_wanted(),
        Choice(name="check", options=(*_SEND, Option("lihat", "summary"), Option("ubah", "change")), quiet=ASKED),
        Choice(name="summary", options=(*_SEND, Option("ubah", "change")), quiet=ASKED),
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
            options=("polisi", "sekolah", "ekonomi", "disabilitas", "lainnya"),
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
            reads=said,
            skip="next",
        ),
        Choice(
            name="nearby",
            options=(
                Option("ya", "resume", (Consent("nearby"), Widen())),
                Option("tidak", "resume", (Consent("nearby", granted=False),)),
            ),
            quiet=ASKED,
            skip="resume",
        ),
    )


def _changes() -> tuple[State, ...]:
    """Return the menus of what can be changed, one page after the other."""
    pages = {
        "change": ("who", "story", "kinds", "when"),
        "change_more": ("place", "relation", "signs", "needs"),
        "change_last": ("age", "contact"),
    }
    after = dict(pairwise(pages))
    return tuple(
        Choice(
            name=page,
            options=tuple(Option(name, name) for name in names)
            + ((Option("lain", after[page]),) if page in after else ()),
            quiet=ASKED,
            skip="check",
        )
        for page, names in pages.items()
    )


_MOST = 12
"""Questions of a whole report; one more is asked while she waits, or not at all."""
_BEFORE = ("safe", "danger", "privacy")
_SECOND = ("kinds_more", "access", "relation_more", "needs_more", "number", "hours")
"""Second pages: they follow one answer of the question before them."""
_ONLY_WHERE: dict[str, Callable[[Session], bool]] = {
    "kinds_more": lambda session: "lain" in session.answers.get("kinds", ()),
    "access": lambda session: bool(session.answers.get("signs")),
    "relation_more": lambda session: session.answer("relation") == "lain",
    "age": lambda session: "relation" in session.heard and session.answer("who") != "korban",
    "needs_more": lambda session: "lain" in session.answers.get("needs", ()),
    "number": lambda session: session.answer("contact") == "telepon",
    "hours": lambda session: session.answer("contact") in {"chat", "telepon"},
}
"""Questions that are not asked of everybody.

At most twelve are asked of one person: the age gives way where it had to be asked who did it. Who writes for herself
has said that she is no child.
"""


def widens(session: Session, near: Collection[str]) -> str:
    """Return the question whether the team of her kecamatan may be called too, where there is one and it was not asked.

    They are neighbours: it is asked late, and nobody of them is called without a yes.
    """
    if not near:
        return ""
    place = session.answer("emergency_place") or session.answer("place")
    return "nearby" if place in near and "nearby" not in session.answers else ""


def _open(session: Session, near: Collection[str] = ()) -> str:
    """Return the first question that is still open, or `check`.

    What was done is asked also where it was read out of her words, with that ticked: one seldom tells all of it.
    """
    unsure = {"kinds"}.intersection(session.heard)
    asked = ORDER if widens(session, near) and _asked(session) < _MOST else ORDER[:-1]
    missing = (name for name in asked if name not in session.answers or name in unsure)
    return next((name for name in missing if _ONLY_WHERE.get(name, _everybody)(session)), "check")


def _asked(session: Session) -> int:
    """Return how many questions were asked up to now, second pages aside; what was read was not."""
    answered = session.answers.keys() & set(ORDER) - set(_SECOND)
    return len(_BEFORE) + len(answered - set(session.heard))


def _everybody(_session: Session) -> bool:
    return True
