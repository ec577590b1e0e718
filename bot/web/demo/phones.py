"""The phones of the demo: what each would show. They live in this process only; after a restart they are empty."""

import secrets
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.channels import telegram_form, whatsapp_form
from bot.channels.simulator import SimulatorChannel
from bot.channels.update import Outgoing
from bot.channels.whatsapp import WINDOW
from bot.clock import Clock
from bot.web.demo.samples import SAMPLES

REPORTERS = {"telegram": "telegram", "whatsapp": "whatsapp"}
"""The reporters' phones, and the channel of each."""
STAFF = ("sari", "dewi", "ratna")
"""The phones of people on duty, all with the staff bot."""
STAFF_CHANNEL = "telegram-staff"
KEPT = 50
"""Bubbles that a phone keeps."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One bubble. `mine`: the owner of the phone sent it; `kind` says what it is where it is no text."""

    at: datetime
    mine: bool
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    protected: bool = False
    kind: str = "text"


@dataclass(slots=True)
class Phone:
    """One phone, and what is on its screen."""

    name: str
    channel: str
    address: str
    bubbles: deque[Bubble] = field(default_factory=lambda: deque(maxlen=KEPT))
    pressed: set[str] = field(default_factory=set)
    unseen: int = 0

    @property
    def is_whatsapp(self) -> bool:
        """Whether it shows WhatsApp; else Telegram."""
        return self.channel == whatsapp_form.NAME

    @property
    def is_staff(self) -> bool:
        """Whether it belongs to somebody on duty."""
        return self.channel == STAFF_CHANNEL

    def put(self, bubble: Bubble) -> None:
        """Show a bubble."""
        self.bubbles.append(bubble)
        self.unseen += 0 if bubble.mine else 1

    def shows(self, data: str) -> bool:
        """Return whether a button with `data` is on the screen."""
        return any(data == shown for bubble in self.bubbles for _, shown in bubble.buttons)


class Phones:
    """All phones of the demo, and the channels that end at them."""

    def __init__(self, clock: Clock) -> None:
        """Lay out the phones; their addresses are the same at each start, so that a talk can go on."""
        self._clock = clock
        self.by_name = {name: Phone(name, channel, _first(name)) for name, channel in REPORTERS.items()}
        self.by_name |= {name: Phone(name, STAFF_CHANNEL, _first(name)) for name in STAFF}

    def channels(self) -> Mapping[str, SimulatorChannel]:
        """Return the channels, under the names of the real ones and with what these would send."""
        longest = telegram_form.LONGEST
        return {
            "telegram": SimulatorChannel("telegram", _telegram, self._deliver, longest=longest, files=SAMPLES),
            STAFF_CHANNEL: SimulatorChannel(STAFF_CHANNEL, _telegram, self._deliver, longest=longest),
            whatsapp_form.NAME: SimulatorChannel(
                whatsapp_form.NAME,
                _whatsapp,
                self._deliver,
                longest=whatsapp_form.LONGEST,
                window=WINDOW,
                files=SAMPLES,
            ),
        }

    def renew(self, phone: Phone) -> None:
        """Give the phone to somebody who has never written: another address, an empty screen."""
        phone.address = _address(phone.channel, secrets.randbelow(10**8))
        phone.bubbles.clear()
        phone.pressed.clear()
        phone.unseen = 0

    def _deliver(self, channel: str, address: str, shown: Mapping[str, Any]) -> None:
        """Show what a channel sent; a phone that was given away gets nothing any more."""
        rows = (shown.get("reply_markup") or {}).get("inline_keyboard", ())
        keys = tuple((key["text"], key["callback_data"]) for row in rows for key in row)
        bubble = Bubble(self._clock.now(), False, shown["text"], keys, bool(shown.get("protect_content")))
        for phone in self.by_name.values():
            if (phone.channel, phone.address) == (channel, address):
                phone.put(bubble)


def _first(name: str) -> str:
    names = (*REPORTERS, *STAFF)
    return _address(REPORTERS.get(name, STAFF_CHANNEL), names.index(name) + 1)


def _address(channel: str, number: int) -> str:
    """Return an address that no real person can have: area code 000 is given to nobody."""
    return f"whatsapp:+62000{number:08}" if channel == whatsapp_form.NAME else str(7_000_000_000 + number)


def _telegram(message: Outgoing) -> tuple[Mapping[str, Any], ...]:
    return (telegram_form.composed(message),)


def _whatsapp(message: Outgoing) -> tuple[Mapping[str, Any], ...]:
    return tuple({"text": text} for text in whatsapp_form.composed(message))
