"""A provider that takes messages, or fails in every way a provider can; what it took outlives the house."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.terminal import NAME
from bot.channels.update import Outgoing, Receipt, SendError

FAULTS = ("retry", "throttled", "unknown", "unknown_but_taken", "permanent")
_AGAIN_AFTER = 7.0


@dataclass(frozen=True, slots=True)
class Taken:
    """One message that the provider took: it stands on a phone, whatever became of us after."""

    at: datetime
    address: str
    message: Outgoing

    @property
    def said(self) -> str:
        """What kind of message it is."""
        return self.message.said[0] if self.message.said else ""


@dataclass
class Provider:
    """Stands in for the terminal under its name."""

    now: Callable[[], datetime]
    must_be_on: Callable[[], None]
    taken: list[Taken] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """What befalls the next messages to each address."""
    gone: set[str] = field(default_factory=set)
    """Who has blocked us."""
    name = NAME
    reports = False
    window = None

    async def send(self, address: str, message: Outgoing) -> Receipt:
        """Take a message, or raise SendError as its address has it coming."""
        self.must_be_on()
        if address in self.gone:
            raise SendError("blocked")
        fault = self.faults[address].pop(0) if self.faults[address] else ""
        if fault in {"", "unknown_but_taken"}:
            self.taken.append(Taken(self.now(), address, message))
        if fault:
            raise SendError(fault.removesuffix("_but_taken"), _AGAIN_AFTER if fault == "throttled" else 0)
        return Receipt(f"taken-{len(self.taken)}")

    async def close(self) -> None:
        """Nothing to let go of."""
