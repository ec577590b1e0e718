"""Renders the pages of the demo. Everything in them is escaped, and no code stands in a page."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.web.demo import people
from bot.web.demo.payloads import KINDS
from bot.web.demo.phones import KEPT, REPORTERS, STAFF, Phone
from bot.web.demo.play import Play
from bot.web.rendering import templates


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the desk is, the password of all demo people, and the folder in which the demo's data lie."""

    path: str
    password: str
    folder: str


class Screen:
    """What can be seen of a play. `word` is the proof that a form comes from our page."""

    def __init__(self, play: Play, word: str, desk: Desk) -> None:
        """Show `play` and the way to the `desk`."""
        self._play, self._word, self._desk = play, word, desk

    def index(self, staff: str, told: str = "") -> str:
        """Return the start page, with the phone of `staff` as the third."""
        shown = [self._play.phones.by_name[name] for name in (*REPORTERS, staff)]
        screens = {phone.name: self.phone(phone, staff) for phone in shown}
        parts = {"screens": screens, "clock": self.clock(staff, told), "logins": self.logins()}
        return self._render("index", phones=shown, **parts, staff=staff)

    def phone(self, phone: Phone, staff: str) -> str:
        """Return what one phone shows now; with that it is seen."""
        phone.unseen = 0
        facts = {"phone": phone, "staff": staff, "kept": KEPT, "people": self._people() if phone.is_staff else []}
        facts["on_duty"] = self._play.on_duty() if phone.is_staff else ""
        inner = self._render("screen", **facts, at=self._at)
        return self._render("phone", phone=phone, staff=staff, mark=mark(inner), inner=inner)

    def clock(self, staff: str, told: str = "") -> str:
        """Return the clock, and what became of putting it forward."""
        now = self._play.house.local(self._play.clock.now())
        ahead = round(self._play.clock.ahead / timedelta(minutes=1))
        return self._render("clock", now=now, ahead=ahead, told=told, staff=staff)

    def logins(self) -> str:
        """Return how the demo people sign in at the desk now."""
        return self._render("logins", logins=people.logins(self._play.house))

    def _people(self) -> list[Phone]:
        return [self._play.phones.by_name[name] for name in STAFF]

    def _at(self, at: datetime) -> str:
        return self._play.house.shown(at)

    def _render(self, name: str, **facts: Any) -> str:
        office = self._play.house.organisation.office
        known = {"office": office, "word": self._word, "kinds": KINDS, "desk": self._desk}
        return templates("demo").get_template(f"{name}.html").render(known | facts)


def mark(text: str) -> str:
    """Return what stands for a text, so that an unchanged part need not be sent again."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
