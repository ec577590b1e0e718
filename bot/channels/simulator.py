"""The simulator: stands in for a channel under its name, with the bubbles that the real one would send.

Nothing leaves the machine. What a bubble looks like is made by the real channel's own `composed`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.channels.update import Fetched, Outgoing, Receipt, SendError

Bubbles = Sequence[Mapping[str, Any]]
Deliver = Callable[[str, str, Mapping[str, Any]], None]


class SimulatorChannel:
    """Puts bubbles on simulated phones."""

    reports = False

    def __init__(
        self,
        name: str,
        compose: Callable[[Outgoing], Bubbles],
        deliver: Deliver,
        *,
        longest: int,
        window: timedelta | None = None,
        files: Mapping[str, Fetched] | None = None,
    ) -> None:
        """Stand in for the channel `name`: what `compose` makes goes to `deliver(name, address, bubble)`.

        `longest` is how many characters the provider takes in one bubble, `window` how long it takes free text, and
        `files` what it has for whoever asks for a file of a kind.
        """
        self._files = files or {}
        self.name, self.window = name, window
        self._compose, self._deliver, self._longest = compose, deliver, longest
        self._sent = 0

    async def send(self, address: str, message: Outgoing) -> Receipt:
        """Put one bubble on the phone at `address`. Raises SendError for what the provider would refuse."""
        if message.template is not None:
            raise SendError("no_template")  # as with an account that has no approved texts
        bubbles = self._compose(message)
        if any(len(bubble["text"]) > self._longest for bubble in bubbles):
            raise SendError("permanent")
        for bubble in bubbles:
            self._deliver(self.name, address, bubble)
        self._sent += len(bubbles)
        return Receipt(f"simulated-{self._sent}")

    async def fetch_file(self, source: str) -> Fetched:
        """Return the sample that `source` begins with the name of. Raises SendError where there is none."""
        kind = source.rpartition("/")[2].partition("-")[0]
        if kind not in self._files:
            raise SendError("permanent")
        return self._files[kind]

    async def close(self) -> None:
        """Nothing to let go of."""
