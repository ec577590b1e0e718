"""What every channel turns its payloads into, and what it is given to send."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from flows.errors import HotlineError
from flows.events import Edited, FromReporter, Gone, Picked, Said, Sent, Shared

_EVENTS: dict[str, Any] = {event.__name__: event for event in (Said, Picked, Sent, Shared, Edited, Gone)}


@dataclass(frozen=True, slots=True)
class Update:
    """One thing that happened on a channel. `address` is opaque; no name of a person is in it.

    `late`: by the provider's own clock it was written more than two minutes ago. It is heard, and calls people, but
    no reply goes out: what lands at 03.00 to what she wrote at 22.00 could betray her.
    """

    channel: str
    provider_id: str
    address: str
    event: FromReporter
    late: bool = False

    def to_bytes(self) -> bytes:
        """Return the update as bytes, to be put aside."""
        event = {"name": type(self.event).__name__, **asdict(self.event)}
        known: dict[str, Any] = {"channel": self.channel, "provider_id": self.provider_id, "address": self.address}
        return json.dumps({**known, "event": event, "late": self.late}).encode()

    @classmethod
    def from_bytes(cls, value: bytes) -> "Update":
        """Read what `to_bytes` wrote."""
        data = json.loads(value)
        event = data.pop("event")
        return cls(**data, event=_EVENTS[event.pop("name")](**event))


@dataclass(frozen=True, slots=True)
class Button:
    """A button: what it shows, and what comes back when it is pressed (64 bytes at most on Telegram)."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Template:
    """A text that the provider has approved: what we call it ("page"), and the values that stand in it."""

    name: str
    variables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One bubble. `protected` keeps it from being forwarded where the channel can do that.

    `said` names the wording in it ("danger.ask", "page"), so that a script or a test need not know the words. `key` is
    the id under which the provider's reports come back, `lives` how many seconds the provider may keep it waiting (0:
    as long as it likes), `template` what goes in place of the text where only an approved one may.
    """

    text: str
    buttons: tuple[Button, ...] = field(default=())
    protected: bool = False
    said: tuple[str, ...] = ()
    key: str = ""
    lives: int = 0
    template: Template | None = None


class SendError(HotlineError):
    """The provider did not take a message. `kind` says what to do about it:

    retry (not accepted, try again), throttled (after `delay` seconds), blocked (the person stopped us), outside_window
    (only a template may go), no_template (and there is none), permanent (content or configuration: raise an alarm),
    unknown (it may have been accepted).
    """

    def __init__(self, kind: str, delay: float = 0, taken: tuple[str, ...] = ()) -> None:
        """Say what kind of refusal it is, after how many seconds to try again, and which parts had been taken."""
        super().__init__(kind)
        self.kind = kind
        self.delay = delay
        self.taken = taken


LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a file that is fetched; a bot gets no larger ones (https://core.telegram.org/bots/api#getfile)."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that a provider had for us; `content_type` is its own word for it and proves nothing."""

    content_type: str
    body: bytes


RANKS = {"queued": 1, "sent": 2, "delivered": 3, "read": 4, "failed": 5}
"""How far a message has come. Reports come out of order: one that says less than an earlier one changes nothing."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a provider told afterwards of a message of ours: a status of `RANKS`, and what to do when it failed."""

    provider_id: str
    status: str
    error: SendError | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the provider answered to a message it took: its id, its clock where it shows one, and the ids of the parts
    that went before where a long message had to be parted."""

    provider_id: str
    provider_time: datetime | None = None
    parts: tuple[str, ...] = ()
