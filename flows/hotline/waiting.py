"""Waiting for a person, and talking with one: what is written now goes to that person."""

from flows.effects import IssueReceipt, OpenCase
from flows.hotline.pace import ASKED, PATIENT
from flows.session import Session
from flows.states import Branch, Listen, Option, Secret, State

_MENU = (
    Option("status", "status"),
    Option("nomor", "number_asked"),
    Option("cabut", "withdraw"),
    Option("kata", "word_identity"),
)


def states() -> tuple[State, ...]:
    """Return the states in which a report has been sent."""
    return (
        Listen(name="waiting", options=_MENU, quiet=PATIENT, short=True, enters=(OpenCase("petugas"),)),
        Listen(name="status", options=_MENU, quiet=PATIENT, short=True),
        Branch(
            name="number_asked",
            reads=("receipt",),
            ways={"first": "number_once", "again": "number_gone"},
            decide=_number,
        ),
        Listen(name="number_once", options=_MENU, quiet=PATIENT, enters=(IssueReceipt(),)),
        Listen(name="number_gone", options=_MENU, quiet=PATIENT),
        Secret(name="word_identity", kind="identity", to="word_cover", quiet=ASKED, skip="word_cover"),
        Secret(name="word_cover", kind="cover", to="words", quiet=ASKED, skip="words"),
        Branch(
            name="words",
            reads=("word_identity", "word_cover"),
            ways={"kept": "words_kept", "none": "waiting"},
            decide=_words,
        ),
        Listen(name="words_kept", options=_MENU, quiet=PATIENT),
        Listen(name="person", relays=True, quiet=PATIENT),
    )


def _number(session: Session) -> str:
    return "again" if session.receipt else "first"


def _words(session: Session) -> str:
    return "kept" if session.answer("word_identity") or session.answer("word_cover") else "none"
