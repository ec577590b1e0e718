"""The payloads that a provider would send for what is done on a phone, in the provider's own form.

https://core.telegram.org/bots/api#update and https://www.twilio.com/docs/messaging/guides/webhook-request
"""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from bot.channels import telegram_form, whatsapp_form
from bot.channels.update import Update
from bot.web.demo.phones import Phone

KINDS = ("voice", "photo", "location")
"""What a phone can send beside text."""
_PLACE = {"latitude": -7.4722, "longitude": 112.4336}
"""Alun-alun Kota Mojokerto."""
_FILES = {"voice": "audio/ogg", "photo": "image/jpeg"}
_NAME = "Orang Percobaan"


def said(phone: Phone, text: str, now: datetime) -> Update | None:
    """Return the update of a text."""
    return _whatsapp(phone, {"Body": text}) if phone.is_whatsapp else _message(phone, {"text": text}, now)


def sent(phone: Phone, kind: str, now: datetime) -> Update | None:
    """Return the update of a voice message, a picture or a location."""
    if not phone.is_whatsapp:
        return _message(phone, _telegram_kind(kind), now)
    if kind == "location":
        return _whatsapp(phone, {"Latitude": str(_PLACE["latitude"]), "Longitude": str(_PLACE["longitude"])})
    file = f"https://api.twilio.com/2010-04-01/Media/{kind}-{secrets.token_hex(16)}"
    return _whatsapp(phone, {"NumMedia": "1", "MediaContentType0": _FILES[kind], "MediaUrl0": file})


def pressed(phone: Phone, data: str, now: datetime) -> Update | None:
    """Return the update of a pressed button."""
    query = {"id": secrets.token_hex(8), "from": _sender(phone), "message": _in_chat(phone, now), "data": data}
    return _telegram(phone, {"callback_query": query})


def _telegram_kind(kind: str) -> Mapping[str, Any]:
    file = {"file_id": f"{kind}-{secrets.token_hex(16)}", "file_unique_id": secrets.token_urlsafe(8)}
    content: dict[str, Mapping[str, Any]] = {
        "voice": {"voice": {**file, "duration": 4, "mime_type": _FILES["voice"]}},
        "photo": {"photo": [{**file, "width": 90, "height": 51}]},
        "location": {"location": _PLACE},
    }
    return content[kind]


def _message(phone: Phone, content: Mapping[str, Any], now: datetime) -> Update | None:
    return _telegram(phone, {"message": {**_in_chat(phone, now), "from": _sender(phone), **content}})


def _telegram(phone: Phone, content: Mapping[str, Any]) -> Update | None:
    raw = {"update_id": secrets.randbelow(2**51) + 1, **content}
    return telegram_form.parse(json.dumps(raw).encode(), phone.channel)


def _in_chat(phone: Phone, now: datetime) -> dict[str, Any]:
    chat = {"id": int(phone.address), "type": "private", "first_name": _NAME}
    return {"message_id": secrets.randbelow(2**31) + 1, "date": int(now.timestamp()), "chat": chat}


def _sender(phone: Phone) -> Mapping[str, Any]:
    return {"id": int(phone.address), "is_bot": False, "first_name": _NAME, "language_code": "id"}


def _whatsapp(phone: Phone, content: Mapping[str, str]) -> Update | None:
    form = {
        "MessageSid": f"SM{secrets.token_hex(16)}",
        "From": phone.address,
        "WaId": phone.address.removeprefix("whatsapp:+"),
        "ProfileName": _NAME,
        "To": "whatsapp:+62000",
        "Body": "",
        "NumMedia": "0",
    }
    read = whatsapp_form.form_of(urlencode({**form, **content}).encode())
    return whatsapp_form.read(read) if read is not None else None
