"""The operations on messages: create, fetch, redact, delete; `twilio_listing` has the list.

Each rule is from https://www.twilio.com/docs/messaging/api/message-resource (parameters
and limits); a code is from its page below https://www.twilio.com/docs/api/errors. The sender,
window and opt-out: /docs/whatsapp/api and /docs/whatsapp/key-concepts. Two refusals are from memory
of the provider, on no page that was at hand: 20009 for a message that is not finished, and 20001.
"""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from .twilio_wire import PERSON, UNFINISHED, Json, Message, Refusal, Template, new_sid, render
from .twilio_world import World

LONGEST_TEXT = 1600
LONGEST_VALIDITY = 36_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One call: of what, on which message or media, with which parameters."""

    world: World
    operation: str
    path: str
    message: str
    media: str
    given: dict[str, str]

    def text(self, name: str) -> str:
        return self.given.get(name, "")


def create_message(asked: Asked) -> Message:
    """Check a new message as Twilio does before it answers, and accept it."""
    world, account = asked.world, asked.world.account
    if account.status != "active":
        raise Refusal(401, 20003)
    sender, service = _sender(asked)
    to = _recipient(asked)
    template = _template(asked)
    text = render(template.text, _variables(asked)) if template else _body(asked)
    _check_validity(asked.text("ValidityPeriod"))
    callback = _callback(asked.text("StatusCallback"))
    if to in world.opted_out:
        raise Refusal(400, 21610)
    if template is None and world.outside_window == "answer" and not world.window_open(to):
        raise Refusal(400, 63016)
    message = Message(
        sid=new_sid("SM"),
        account=account.sid,
        sender=sender,
        to=to,
        text=text,
        direction="outbound-api",
        created=world.now(),
        status="accepted" if service else "queued",
        service=service,
        template=template,
        callback=callback,
        given=dict(asked.given),
    )
    world.accept(message)
    return message


def _sender(asked: Asked) -> tuple[str, str | None]:
    account, sender, service = asked.world.account, asked.text("From"), asked.text("MessagingServiceSid")
    if not sender and not service:
        raise Refusal(400, 21603, "A 'From' phone number is required.")
    if service and service != account.service:
        raise Refusal(404, 21701, "The Messaging Service does not exist")
    if sender and sender != account.sender:
        raise Refusal(400, 63007)
    return account.sender, service or None


def _recipient(asked: Asked) -> str:
    to = asked.text("To")
    if not to:
        raise Refusal(400, 21604, "A 'To' phone number is required.")
    if not to.startswith("whatsapp:"):
        raise Refusal(400, 21910, "Invalid From and To pair. From and To should be of the same channel")
    if not PERSON.fullmatch(to.removeprefix("whatsapp:")):
        raise Refusal(400, 21211, f"Invalid 'To' Phone Number: {to}")
    return to


def _body(asked: Asked) -> str:
    if asked.text("ContentVariables"):
        raise Refusal(400, 21654)
    if not asked.text("Body").strip():
        raise Refusal(400, 21619)
    if len(asked.text("Body")) > LONGEST_TEXT:
        raise Refusal(400, 21617)
    return asked.text("Body")


def _template(asked: Asked) -> Template | None:
    sid = asked.text("ContentSid")
    if sid and sid not in asked.world.templates:
        raise Refusal(400, 21655)
    return asked.world.templates[sid] if sid else None


def _variables(asked: Asked) -> dict[str, str]:
    try:
        values = json.loads(asked.text("ContentVariables") or "{}")
    except ValueError:
        values = None
    if not isinstance(values, dict) or not all(isinstance(one, str) for one in values.values()):
        raise Refusal(400, 21656)
    if not all(values.values()):
        raise Refusal(400, 21656)
    if any(len(one) > LONGEST_TEXT for one in values.values()):
        raise Refusal(400, 21658)
    return values


def _check_validity(seconds: str) -> None:
    if seconds and not (seconds.isdigit() and 1 <= int(seconds) <= LONGEST_VALIDITY):
        raise Refusal(400, 20001, f"Invalid parameter ValidityPeriod: {seconds}")


def _callback(url: str) -> str:
    """A status callback needs a valid host name; underscores are not allowed in it."""
    parts = urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname or "_" in parts.hostname):
        raise Refusal(400, 21609, f"The 'StatusCallback' URL {url} is not a valid URL.")
    return url


def fetch_message(asked: Asked) -> Json:
    return asked.world.find(asked.message, asked.path).wire()


def update_message(asked: Asked) -> Json:
    """Redact a finished message; the phone keeps what it shows."""
    message = asked.world.find(asked.message, asked.path)
    if asked.text("Status"):
        raise Refusal(400, 30409, "This message cannot be canceled")
    if asked.given.get("Body") != "":
        raise Refusal(400, 20001, "Invalid parameter Body: it must be an empty string")
    if message.status in UNFINISHED:
        raise Refusal(409, 20009, "Cannot modify this resource before it is complete")
    message.body, message.updated = "", asked.world.now()
    asked.world.changed()
    return message.wire()


def delete_message(asked: Asked) -> None:
    """Delete a finished message; its media stay until they are deleted themselves."""
    message = asked.world.find(asked.message, asked.path)
    if message.status in UNFINISHED:
        raise Refusal(409, 20009, "Cannot delete this resource before it is complete")
    del asked.world.messages[message.sid]
    asked.world.changed()
