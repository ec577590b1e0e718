"""Telegram's own form: payloads of the Bot API become Updates, and a bubble becomes what is sent.

Payloads are read by hand: an `Update` here drops every name at the edge, cannot fail on what it does not know, and logs
nothing, where the library's parser logs the raw payload when it cannot read it.
https://core.telegram.org/bots/api#update
"""

import json
from collections.abc import Mapping
from typing import Any

from bot.channels.update import Outgoing, Update
from flows.events import Edited, FromReporter, Gone, Picked, Said, Sent, Shared
from flows.understanding.text import clean

_KINDS = ("voice", "audio", "photo", "video", "video_note", "animation", "document", "sticker", "contact")
_KNOWN_AS = {"audio": "voice", "video_note": "video", "animation": "video"}
LONGEST = 4096
"""Characters of a message (https://core.telegram.org/bots/api#sendmessage)."""


def parse(payload: bytes, channel: str = "telegram") -> Update | None:
    """Return the update in `payload`, or None for what concerns no private chat. Never raises."""
    try:
        raw = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    return read(raw, channel) if isinstance(raw, dict) else None


def read(raw: Mapping[str, Any], channel: str = "telegram") -> Update | None:
    """Return what an update of the Bot API means, or None for groups, channels and what carries no id."""
    update_id, found = _id(raw.get("update_id")), _event(raw)
    if not update_id or found is None:
        return None
    address, event = found
    return Update(channel, update_id, address, event)


def _event(raw: Mapping[str, Any]) -> tuple[str, FromReporter] | None:
    pressed = _table(raw.get("callback_query"))
    if pressed:
        chat = _chat(_table(pressed.get("message"))) or _id(_table(pressed.get("from")).get("id"))
        return (chat, Picked(_text(pressed.get("data")), -1)) if chat else None
    edited = _table(raw.get("edited_message"))
    if edited:
        chat, text = _chat(edited), _text(edited.get("text")) or _text(edited.get("caption"))
        return (chat, Edited(text)) if chat and text else None
    changed = _table(raw.get("my_chat_member"))
    if changed:
        chat = _chat(changed)
        return (chat, Gone()) if chat and _table(changed.get("new_chat_member")).get("status") == "kicked" else None
    message = _table(raw.get("message"))
    chat = _chat(message)
    return (chat, _said(message)) if chat else None


def _chat(message: Mapping[str, Any]) -> str:
    chat = _table(message.get("chat"))
    return _id(chat.get("id")) if chat.get("type") == "private" else ""


def _id(value: Any) -> str:
    """Return an identifier: a whole number of at most 52 bits (https://core.telegram.org/bots/api#chat)."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() <= 52 else ""


def _text(value: Any) -> str:
    return clean(value) if isinstance(value, str) else ""


def _degrees(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and -180 <= value <= 180 else None


def _said(message: Mapping[str, Any]) -> FromReporter:
    text = message.get("text")
    if isinstance(text, str):
        return Said(clean(text.removeprefix("/start").strip() or "halo") if text.startswith("/start") else clean(text))
    place = _table(message.get("location"))
    latitude, longitude = _degrees(place.get("latitude")), _degrees(place.get("longitude"))
    if latitude is not None and longitude is not None:
        return Shared(latitude, longitude)
    for kind in _KINDS:
        if kind in message:
            caption = message.get("caption")
            words = clean(caption) if isinstance(caption, str) else ""
            return Sent(_KNOWN_AS.get(kind, kind), _file(message[kind]), words)
    return Sent("other")


def _file(value: Any) -> str:
    largest = value[-1] if isinstance(value, list) and value else value
    return _text(_table(largest).get("file_id"))


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def group_of(raw: Mapping[str, Any]) -> int | None:
    """Return the id of the group or channel that an update comes from: the bot leaves it and says nothing."""
    for name in ("message", "my_chat_member", "edited_message"):
        chat = _table(_table(raw.get(name)).get("chat"))
        if chat and chat.get("type") != "private" and isinstance(chat.get("id"), int):
            return int(chat["id"])
    return None


def press_of(raw: Mapping[str, Any]) -> str:
    """Return the id of a pressed button, which Telegram wants answered; empty for anything else."""
    return str(_table(raw.get("callback_query")).get("id", ""))


def composed(message: Outgoing) -> dict[str, Any]:
    """Return what is sent for one bubble, in the API's own form, all but the chat: one button a row.

    https://core.telegram.org/bots/api#sendmessage
    """
    rows = [[{"text": button.label, "callback_data": button.data}] for button in message.buttons]
    keyboard = {"inline_keyboard": rows} if rows else None
    return {"text": message.text, "reply_markup": keyboard, "protect_content": message.protected}
