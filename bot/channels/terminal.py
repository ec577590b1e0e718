"""The terminal: a channel whose phones are rows, so that a conversation can be held at a prompt and by a script."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.channels.update import Outgoing, Receipt

NAME = "terminal"


class TerminalChannel:
    """Puts messages on the phone of a name; `deliver` is given by whoever owns the phones."""

    name = NAME
    reports = False
    window = None

    def __init__(self, deliver: Callable[[str, Mapping[str, Any]], None]) -> None:
        """Deliver through `deliver(address, message)`."""
        self._deliver = deliver
        self._sent = 0

    async def send(self, address: str, message: Outgoing) -> Receipt:
        """Put one bubble on the phone of `address`."""
        self._sent += 1
        buttons = [[button.label, button.data] for button in message.buttons]
        self._deliver(address, {"text": message.text, "buttons": buttons, "said": list(message.said)})
        return Receipt(f"terminal-{self._sent}")

    async def close(self) -> None:
        """Nothing to let go of."""
