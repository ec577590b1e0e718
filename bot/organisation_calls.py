"""The parts of the organisation file about calls: whom each level calls, how people are woken, what they owe then."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from bot.organisation_duty import Part, length
from flows.paging import Paging

Length = Annotated[timedelta, BeforeValidator(length)]
NEAR = "dekat"
"""In a rung, the team of the reporter's own kecamatan: they are neighbours, so it is called only after her yes."""


class NearPart(Part):
    """The team of a kecamatan, by the code of that kecamatan."""

    area: str
    team: str


class RungPart(Part):
    """Whom to call, and how long to wait for an answer; no wait at all calls the next rung at the same time."""

    team: str
    role: str
    delay: Length


class LadderPart(Part):
    """The ladder of one level, and the time within which the office wants a person to answer.

    With `areas` (beginnings of codes) its rungs count there only; target and reply are those of the ladder without.
    """

    level: Literal["rendah", "sedang", "tinggi", "kritis"]
    areas: tuple[str, ...] = ()
    target: Length
    repeat: Length
    reply: Length | None = None
    """How long a reporter's message to the person who has her case may stay unanswered; usual: see `unanswered`."""
    rungs: tuple[RungPart, ...] = Field(min_length=1)


class Duty(Part):
    """What is asked of those on duty besides the ladders.

    `most_red`: whoever has that many open red cases is passed over. `keep`: how long she may take to say that she keeps
    a case after her shift. `offer`: how long a colleague may take to answer an offer.
    """

    most_red: int = Field(default=2, ge=1)
    keep: Length = timedelta(minutes=30)
    offer: Length = timedelta(minutes=15)


class PagingPart(Part):
    """How people on duty are woken: see `flows.paging.Paging`. A call needs a telephone sender and a proven number."""

    second: Length = timedelta(minutes=1)
    call: Length = timedelta(minutes=2)
    again: Length = timedelta(minutes=1)
    calls_for: tuple[Literal["rendah", "sedang", "tinggi", "kritis"], ...] = ("kritis",)
    calls_per_hour: int = Field(default=6, ge=1)
    pages_per_hour: int = Field(default=20, ge=1)
    bundle: Length = timedelta(minutes=15)

    def paging(self) -> Paging:
        """Return these in the form in which the next way is computed."""
        return Paging(**{**dict(self), "calls_for": frozenset(self.calls_for)})
