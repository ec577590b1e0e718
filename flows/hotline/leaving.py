"""Leaving: the chat falls silent or is erased; duty never does. The answers do not tell whether a report exists."""

from flows.effects import CancelQueued, Consent, Forget, Tell
from flows.hotline.pace import DULL
from flows.states import BACK, Choice, End, Option, State

_NO_MORE = tuple(Consent(purpose, granted=False) for purpose in ("help", "statistics", "referral"))
"""Withdrawal is noted for every purpose; what follows for the case a person decides (rule 9)."""


def states() -> tuple[State, ...]:
    """Return the ways out."""
    return (
        End(name="exit", enters=(CancelQueued(),)),
        End(name="left", says=False),
        End(name="parked", says=False),
        End(name="ended", says=False),
        Choice(name="erase", options=(Option("ya", "erased"), Option("tidak", BACK)), quiet=DULL, keeps=False),
        End(name="erased", enters=(CancelQueued(), Tell("erased"), Forget())),
        Choice(name="withdraw", options=(Option("ya", "withdrawn"), Option("tidak", BACK)), quiet=DULL),
        End(name="withdrawn", enters=(CancelQueued(), *_NO_MORE, Tell("withdrawn"), Forget())),
    )
