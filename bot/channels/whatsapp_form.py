"""WhatsApp through Twilio: the forms of its webhooks become Updates and reports; a bubble becomes what it can show.

Names and telephone numbers beside the sender's address are dropped here. Parameters:
https://www.twilio.com/docs/messaging/guides/webhook-request and https://www.twilio.com/docs/whatsapp/api
"""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from bot.channels.parting import pieces
from bot.channels.update import Outgoing, Report, Update
from bot.channels.whatsapp_errors import of_code
from flows.events import FromReporter, Said, Sent, Shared
from flows.understanding.text import clean

NAME = "whatsapp"
LONGEST = 1600
"""Characters of a message (https://www.twilio.com/docs/api/errors/21617)."""
_FIELDS = 500
_KINDS = {"image": "photo", "audio": "voice", "video": "video", "text": "document", "application": "document"}
_TYPES = {"contacts": "contact", "contact": "contact", "sticker": "sticker"}
"""Messages whose files are no document and no photo (a card with names, a picture without meaning)."""
_STATUSES = {
    **dict.fromkeys(("accepted", "scheduled", "queued", "sending"), "queued"),
    **{status: status for status in ("sent", "delivered", "read")},
    **dict.fromkeys(("failed", "undelivered", "canceled"), "failed"),
}
"""Twilio's statuses as ours (https://www.twilio.com/docs/messaging/api/message-resource#message-status-values)."""

Form = Mapping[str, tuple[str, ...]]


def form_of(body: bytes) -> Form | None:
    """Return the fields of a form, each with all its values, blanks included; None for what is no form of ours."""
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
    except ValueError:
        return None
    form: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        form[name] = (*form.get(name, ()), value)
    return form


def read(form: Form, channel: str = NAME) -> Update | None:
    """Return what an inbound message means, or None for what carries no sender or no id. Never raises."""
    provider_id, address = _first(form, "MessageSid") or _first(form, "SmsMessageSid"), _first(form, "From")
    if not provider_id or not address.startswith("whatsapp:") or len(provider_id) > 64 or len(address) > 200:
        return None
    return Update(channel, provider_id, address, _event(form))


def read_report(form: Form) -> Report | None:
    """Return what a status callback tells, or None for a status that is none."""
    provider_id, error = _first(form, "MessageSid"), _first(form, "ErrorCode")
    if not provider_id or len(provider_id) > 64:
        return None
    code = int(error) if error.isascii() and error.isdecimal() and len(error) < 8 else 0
    return report(provider_id, _first(form, "MessageStatus"), code)


def report(provider_id: str, status: str, error: int) -> Report | None:
    """Return what Twilio's `status` and number of an error mean, or None for a status that is none."""
    known = _STATUSES.get(status.lower(), "")
    return Report(provider_id, known, of_code(error) if known == "failed" else None) if known else None


def has_media(form: Form) -> bool:
    """Return whether a message came with files, which the provider keeps beside it."""
    return _first(form, "NumMedia") not in {"", "0"}


def composed(message: Outgoing) -> tuple[str, ...]:
    """Return the texts that WhatsApp shows for a bubble: its digits stand in the text, and a long one is parted."""
    return tuple(pieces(message.text, LONGEST))


def variables(message: Outgoing) -> str:
    """Return the variables of a template as Twilio takes them: a JSON object, numbered from 1, none of them empty.

    An empty one is refused: https://www.twilio.com/docs/api/errors/21656
    """
    values = message.template.variables if message.template else ()
    return json.dumps({str(place): value or "-" for place, value in enumerate(values, 1)}, ensure_ascii=False)


def _event(form: Form) -> FromReporter:
    latitude, longitude = _degrees(_first(form, "Latitude"), 90), _degrees(_first(form, "Longitude"), 180)
    words = clean(_first(form, "Body"))
    if latitude is not None and longitude is not None:
        return Shared(latitude, longitude)
    kind = _KINDS.get(_first(form, "MediaContentType0").partition("/")[0], "other")
    kind = _TYPES.get(_first(form, "MessageType"), kind)
    if has_media(form) or kind != "other":
        return Sent(kind, clean(_first(form, "MediaUrl0")), words)
    pressed = clean(_first(form, "ButtonText"))
    return Said(words or pressed) if words or pressed else Sent("other")


def _first(form: Form, name: str) -> str:
    values = form.get(name, ())
    return values[0] if values else ""


def _degrees(value: str, most: int) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if -most <= number <= most else None
