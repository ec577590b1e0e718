"""What travels in the Bot API: users, chats, messages, buttons, refusals and request parameters.

Fields and their names: https://core.telegram.org/bots/api#available-types. Ways of passing
parameters: https://core.telegram.org/bots/api#making-requests.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from starlette.requests import Request

Json = dict[str, Any]


class Refusal(Exception):
    """The Bot API says no: an error code, a description and perhaps a delay in seconds."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.retry_after = retry_after

    def wire(self) -> Json:
        answer: Json = {"ok": False, "error_code": self.code, "description": str(self)}
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


def bad_request(reason: str) -> Refusal:
    return Refusal(400, f"Bad Request: {reason}")


class Button(NamedTuple):
    """One button under a message; a button that opens a link has no data."""

    label: str
    data: str | None


@dataclass(frozen=True, slots=True)
class User:
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    is_bot: bool = False

    def wire(self) -> Json:
        names = {"last_name": self.last_name, "username": self.username}
        present = {key: value for key, value in names.items() if value is not None}
        return {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name} | present


@dataclass(frozen=True, slots=True)
class Chat:
    id: int
    type: str
    names: Mapping[str, str]

    def wire(self) -> Json:
        return {"id": self.id, "type": self.type, **self.names}


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it was at one moment; an edit makes a new one with the same id."""

    bot: str
    chat: Chat
    message_id: int
    date: datetime
    sender: User | None
    text: str = ""
    markup: Json | None = None
    protect_content: bool = False
    edited: datetime | None = None
    content: Json = field(default_factory=dict)

    @property
    def from_bot(self) -> bool:
        return self.sender is not None and self.sender.is_bot

    @property
    def buttons(self) -> list[list[Button]]:
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [[Button(one["text"], one.get("callback_data")) for one in row] for row in rows]

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.bot, self.chat.id, self.message_id)

    def wire(self) -> Json:
        optional = {
            "from": self.sender.wire() if self.sender else None,
            "edit_date": int(self.edited.timestamp()) if self.edited else None,
            "text": self.text or None,
            "reply_markup": self.markup if self.markup and "inline_keyboard" in self.markup else None,
            "has_protected_content": self.protect_content or None,
        }
        present = {key: value for key, value in optional.items() if value is not None}
        date = int(self.date.timestamp())
        return {"message_id": self.message_id, "date": date, "chat": self.chat.wire(), **present, **self.content}


class Parameters:
    """The parameters of one call; values from a form are strings, from JSON they have a type."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "yes", "1"}

    def structure(self, name: str) -> Any:
        """Read an object or array, which the documents want JSON-serialized in a form."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None


async def read_parameters(request: Request) -> Parameters:
    """Read a call's parameters from the query string and any of the three kinds of body."""
    body = await request.body()
    kind = request.headers.get("content-type", "")
    values: Json = dict(request.query_params)
    if kind.startswith("application/json"):
        values |= _json_object(body)
    elif kind.startswith("application/x-www-form-urlencoded"):
        values |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    elif kind.startswith("multipart/form-data"):
        values |= _multipart_fields(kind, body)
    return Parameters(values)


def _json_object(body: bytes) -> Json:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise bad_request("can't parse the request body as a JSON object")
    return value


def _multipart_fields(kind: str, body: bytes) -> Json:
    envelope = f"Content-Type: {kind}\r\n\r\n".encode()
    parts = BytesParser(policy=HTTP).parsebytes(envelope + body).iter_parts()
    fields = {part.get_param("name", header="content-disposition"): part for part in parts}
    return {str(name): _decoded(part.get_payload(decode=True)) for name, part in fields.items()}


def _decoded(payload: Any) -> str:
    return payload.decode(errors="replace") if isinstance(payload, bytes) else ""
