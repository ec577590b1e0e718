"""What becomes of a message when free text may not go any more: a template goes, or it waits until the person writes.

WhatsApp takes free text for 24 hours after a person's last message. A page goes as an approved template. Whatever else
is meant for somebody on duty is held, and a template asks her to write. A reporter is never asked: her phone must not
ring after a day of silence, so what was written to her waits. https://www.twilio.com/docs/api/errors/63016
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.channels.update import Template
from bot.house import House
from bot.talk import notices, reach, settling
from storage import cases, conversations, held, outbox
from storage.database import UnitOfWork
from storage.rows import Row

TEMPLATES = frozenset({"page", "pages", outbox.KNOCK})
"""The kinds of message to people on duty that go as templates."""
_AGAIN = timedelta(minutes=15)
"""How long after one knock the next may go to somebody on duty."""


def is_over(house: House, row: Row, heard_at: datetime | None, now: datetime) -> bool:
    """Return whether only a template may go to this chat, heard last at `heard_at`."""
    if house.channels[row.channel].window is None:
        return False
    return bool(row.outside) or row.kind == outbox.KNOCK or reach.only_templates(house, row.channel, heard_at, now)


def wait_for_reporter(house: House, uow: UnitOfWork, row: Row, now: datetime) -> None:
    """Hold what a person wrote until the reporter writes; what the machine would say has lost its sense by then."""
    if row.kind != "words":
        settling.expired(house, uow, row, now)
        return
    if cases.is_closed(uow, row.conversation_id):
        outbox.drop(uow, row.id, "cancelled")  # nobody would ever send it
        return
    held.hold(uow, row.id)
    stored = conversations.load(uow, row.conversation_id)
    notices.to_holder(house, uow, stored, "held_window", {}, now)


def wait_for_member(uow: UnitOfWork, row: Row, body: Mapping[str, Any], now: datetime) -> None:
    """Hold a notice until the member writes, and ask her to; the words of a closed case do not wait."""
    if row.conversation_id and cases.is_closed(uow, row.conversation_id):
        outbox.drop(uow, row.id, "cancelled")
        return
    held.hold(uow, row.id)
    if not held.knocked(uow, row.chat, now - _AGAIN):
        same = {name: getattr(row, name) for name in ("lane", "channel", "chat", "contact_id")}
        asked = {"template": "staff", "variables": [body["facts"].get("code", "")]}
        outbox.queue(uow, {**same, "kind": outbox.KNOCK, "made_at": now, "due_at": now}, asked, uow.keys.wrap)


def template(row: Row, body: Mapping[str, Any]) -> Template:
    """Return the template that goes in place of a message."""
    if row.kind == "page":
        facts = body["facts"]
        return Template("page", (facts["colour"], facts["code"], facts["at"]))
    if row.kind == "pages":
        return Template("page", (str(body["facts"]["count"]), ", ".join(body["facts"]["tasks"]), body["facts"]["at"]))
    return Template(body["template"], tuple(body.get("variables", ())))
