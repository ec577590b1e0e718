"""What a turn asks the outside to do, as data: the engine never sends and never stores.

`bot.perform` has one function for each of these.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

Fact = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of one template: `templates/messages/<language>/<state>.j2`, block `block`."""

    state: str
    block: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """One bubble to the reporter: its blocks in order, then the options of `state` with their digits."""

    state: str
    blocks: tuple[Block, ...]
    options: tuple[str, ...] = ()
    turn: int = 0
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Keep:
    """Put what the reporter sent into the sealed transcript; where `hidden`, only that it was one of her words."""

    hidden: bool = False


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Make this conversation a case that a person must answer; harmless when it is one already."""

    reason: str


@dataclass(frozen=True, slots=True)
class Escalate:
    """Call people on duty for the case at `level`, for `reasons` (codes); a rise calls again."""

    level: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consent:
    """The reporter agreed (or withdrew) for `purpose`; the text shown is recorded with its hash."""

    purpose: str
    granted: bool = True


@dataclass(frozen=True, slots=True)
class IssueReceipt:
    """Make a receipt number and show it in this turn's bubble, as fact `receipt`, this once."""


@dataclass(frozen=True, slots=True)
class SetWord:
    """Keep `word`, in the form in which it is compared, as her word of this `kind`, in place of an earlier one."""

    kind: str
    word: str


@dataclass(frozen=True, slots=True)
class Rebind:
    """Continue the conversation of the receipt (or of the identity word) on this address; this newcomer's one ends."""


@dataclass(frozen=True, slots=True)
class Relay:
    """Pass what the reporter sent to the person who holds the case."""


@dataclass(frozen=True, slots=True)
class Deliver:
    """Send the reporter what the person on duty wrote."""

    text: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep what the person on duty wrote until the reporter is heard again, and tell that person so."""

    text: str


@dataclass(frozen=True, slots=True)
class Release:
    """Send the reporter what was held, with `since` only what was written after that."""

    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell the person who holds the case, by the staff notice `notice`, what happened on the chat.

    `last` is when the reporter was heard before, where that is told.
    """

    notice: str
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class CancelQueued:
    """Take back every message to the reporter that was not sent yet."""


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Keep people and teams whose name is among `names` (plain words) out of this case: not called, and not let in."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Widen:
    """The reporter allowed that the team of her own kecamatan is called too: it joins the ladder that is under way."""


@dataclass(frozen=True, slots=True)
class Leave:
    """The chat ends here: the next message from this address is a newcomer's."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase: everything when no case exists, else the chat side only (rule 9)."""


Effect = (
    Say
    | Keep
    | OpenCase
    | Escalate
    | Consent
    | IssueReceipt
    | SetWord
    | Rebind
    | Relay
    | Deliver
    | Hold
    | Release
    | Tell
    | CancelQueued
    | LeaveOut
    | Widen
    | Leave
    | Forget
)
