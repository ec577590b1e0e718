"""Welcome and safety: the first thing asked is whether it is safe to write, the second whether danger is near."""

from datetime import timedelta

from flows.effects import Consent
from flows.hotline.pace import ASKED, DULL
from flows.states import Choice, Option, Quiet, State

_AGREE = (
    Option("setuju", "next", (Consent("help"), Consent("statistics"))),
    Option("terbatas", "next", (Consent("help"), Consent("statistics", granted=False))),
)
"""Purposes are agreed to one by one (UU 27/2022 art. 22). Whether another service may be told is asked at the end."""


def states() -> tuple[State, ...]:
    """Return the states up to consent."""
    return (
        Choice(
            name="welcome",
            options=(Option("bantu", "safe"), Option("info", "info"), Option("nomor", "returning")),
            quiet=DULL,
            keeps=False,
        ),
        Choice(
            name="safe",
            options=(Option("aman", "danger"), Option("tidak", "unsafe")),
            quiet=ASKED,
            keeps=False,
        ),
        Choice(
            name="unsafe",
            options=(Option("bahaya", "emergency"), Option("nanti", "exit")),
            quiet=Quiet(timedelta(minutes=10), "rest"),
            keeps=False,
        ),
        Choice(
            name="danger",
            options=(Option("ya", "emergency"), Option("tidak", "privacy"), Option("ragu", "emergency")),
            quiet=Quiet(timedelta(minutes=5), "rest"),
            skip="privacy",
            short=True,
        ),
        Choice(
            name="privacy",
            options=(*_AGREE, Option("info", "info"), Option("tanya", "privacy_more")),
            quiet=ASKED,
            short=True,
        ),
        Choice(
            name="privacy_more",
            options=(*_AGREE, Option("info", "info")),
            quiet=ASKED,
            short=True,
        ),
    )
