"""What can happen to a conversation: the reporter's events, silence, and what people on duty do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """The reporter wrote `text` (normalised, at most 4,096 characters)."""

    text: str


@dataclass(frozen=True, slots=True)
class Picked:
    """The reporter pressed the button of `option`, shown with turn number `turn`."""

    option: str
    turn: int


@dataclass(frozen=True, slots=True)
class Sent:
    """The reporter sent something that is not text: voice, photo, video, document, sticker, contact, other.

    `media` is the provider's id of the file, `text` the words written under it.
    """

    kind: str
    media: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """The reporter shared a location, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Edited:
    """The reporter changed an earlier message; `text` is what it says now."""

    text: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A receipt was typed and looked up before this turn; `throttled` when there were too many tries."""

    found: bool
    throttled: bool = False


@dataclass(frozen=True, slots=True)
class Worded:
    """One of the reporter's two words was typed alone and found before this turn: `kind` is identity or cover.

    `own` when it belongs to this conversation, and not to an earlier one of the same address.
    """

    kind: str
    own: bool = True


@dataclass(frozen=True, slots=True)
class Rebound:
    """A receipt typed elsewhere has brought this conversation to the address it was typed from.

    `worded` when it was the identity word, typed on the same address: that is still her.
    """

    worded: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """The reporter stopped our messages on this channel (blocked the bot)."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Our own mistake kept us from hearing what the reporter sent."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing was heard for as long as the state waits."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A person on duty took the case."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The person who holds the case wrote `text` to the reporter."""

    text: str


@dataclass(frozen=True, slots=True)
class Vouched:
    """The person who holds the case made sure who writes: what was held may go."""


@dataclass(frozen=True, slots=True)
class LetGo:
    """The person who held the case may not go on with it; others are called. `told`: the reporter may hear so."""

    told: bool = True


@dataclass(frozen=True, slots=True)
class Closed:
    """The person who holds the case closed it."""


@dataclass(frozen=True, slots=True)
class Exhausted:
    """Everybody on the ladder was called and nobody has accepted yet."""


FromReporter = Said | Picked | Sent | Shared | Edited | Returned | Worded | Rebound | Gone
FromStaff = Accepted | Answered | Vouched | LetGo | Closed | Exhausted
Event = FromReporter | FromStaff | Silence | Failed
