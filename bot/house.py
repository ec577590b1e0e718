"""The house: everything real that was built at start, handed to whatever acts. Tests build it the same way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.channels.update import Outgoing, Receipt
from bot.clock import Clock
from bot.organisation import Organisation
from bot.settings import Settings
from bot.talk.wording import Wording
from flows.hours import is_exact
from flows.states import OUTSIDE, Flow, options_of
from flows.understanding.places import Gazetteer
from storage.database import Database
from storage.vault import ServerKeys
from storage.writer import Writer

LOCATED = "lokasi"
"""The answer of a place that was shared as a location; where it is stands in the transcript alone."""


class Channel(Protocol):
    """Sends messages on one channel."""

    name: str

    @property
    def reports(self) -> bool:
        """Whether the provider tells afterwards what became of a message."""

    @property
    def window(self) -> timedelta | None:
        """How long after a person's last message free text may be sent to her; None for ever."""

    async def send(self, address: str, message: Outgoing) -> Receipt:
        """Send one bubble. Raises SendError, typed by what to do about it."""

    async def close(self) -> None:
        """Let go of connections."""


@dataclass(slots=True)
class House:
    """One installation, opened."""

    settings: Settings
    organisation: Organisation
    keys: ServerKeys
    database: Database
    writer: Writer
    clock: Clock
    flow: Flow
    places: Gazetteer
    wording: Wording
    channels: Mapping[str, Channel] = field(default_factory=dict)
    demo: bool = False
    """Whether nobody reads what is written here: every page must say so."""

    def local(self, now: datetime) -> datetime:
        """Return `now` in the office's own zone."""
        return now.astimezone(self.organisation.zone)

    def shown(self, at: datetime | None) -> str:
        """Return the time of day as people read it ("21.04"), in the office's zone; empty for none."""
        return self.local(at).strftime("%H.%M") if at else ""

    def is_code(self, state: str, value: str) -> bool:
        """Return whether `value`, answered in `state`, is a code of the flow and no word of the reporter."""
        asked = self.flow.states.get(state)
        return (
            value in self.places.labels
            or value in {OUTSIDE, LOCATED}
            or (asked is not None and value in options_of(asked))
            or (state == "hours" and is_exact(value))
        )
