"""The methods that send, edit and delete messages.

Each rule is from the method's own entry at https://core.telegram.org/bots/api#sendmessage and
#updating-messages; the words of a refusal, which that page leaves out, are those of the provider's
server (github.com/tdlib/telegram-bot-api, Client.cpp). Characters are Unicode code points:
https://core.telegram.org/constructor/config, `message_length_max`.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import httpx

from .telegram_wire import Json, Message, Parameters, bad_request
from .telegram_world import Bot, World

LONGEST_TEXT = 4096
LONGEST_DATA = 64  # bytes
MOST_DELETED = 100
DELETABLE_FOR = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Asked:
    """One call: who asks for what."""

    world: World
    bot: Bot
    given: Parameters
    transport: httpx.AsyncBaseTransport


def send_message(asked: Asked) -> Json:
    text, markup = _text(asked.given), _markup(asked.given)
    chat = asked.world.write_to(asked.bot, asked.given.text("chat_id"))
    message = Message(
        bot=asked.bot.token,
        chat=chat,
        message_id=next(asked.bot.message_ids),
        date=asked.world.now(),
        sender=asked.bot.user,
        text=text,
        markup=markup,
        protect_content=asked.given.flag("protect_content"),
    )
    asked.world.accept(message)
    return message.wire()


def edit_message_text(asked: Asked) -> Json:
    """Change the text; a keyboard that is not given again goes away."""
    return _edit(asked, text=_text(asked.given), markup=_markup(asked.given))


def edit_message_reply_markup(asked: Asked) -> Json:
    return _edit(asked, markup=_markup(asked.given))


def _edit(asked: Asked, **changes: Any) -> Json:
    old = _find_message(asked, "message to edit not found")
    if old.sender != asked.bot.user:
        raise bad_request("message can't be edited")
    new = replace(old, **changes)
    if (new.text, new.buttons) == (old.text, old.buttons):
        same = "specified new message content and reply markup are exactly the same as a current content"
        raise bad_request(f"message is not modified: {same} and reply markup of the message")
    new = replace(new, edited=asked.world.now())
    asked.world.show(new)
    return new.wire()


def delete_message(asked: Asked) -> bool:
    _delete(asked, [_find_message(asked, "message to delete not found")])
    return True


def delete_messages(asked: Asked) -> bool:
    """Delete those that are found; the others are skipped."""
    ids = asked.given.structure("message_ids")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MOST_DELETED:
        raise bad_request("too many message identifiers specified")
    chat = asked.world.find_chat(asked.bot, asked.given.text("chat_id"))
    keys = [(asked.bot.token, chat.id, int(one)) for one in ids]
    _delete(asked, [asked.world.visible[key] for key in keys if key in asked.world.visible])
    return True


def _delete(asked: Asked, messages: list[Message]) -> None:
    if any(asked.world.now() - one.date >= DELETABLE_FOR for one in messages):
        raise bad_request("message can't be deleted for everyone")
    for one in messages:
        asked.world.visible.pop(one.key, None)
    asked.world.changed()


def _find_message(asked: Asked, otherwise: str) -> Message:
    chat = asked.world.find_chat(asked.bot, asked.given.text("chat_id"))
    key = (asked.bot.token, chat.id, asked.given.number("message_id"))
    if key not in asked.world.visible:
        raise bad_request(otherwise)
    return asked.world.visible[key]


def _text(given: Parameters) -> str:
    raw, mode = given.text("text"), given.text("parse_mode").lower()
    if mode not in {"", "html"}:
        raise bad_request("unsupported parse_mode")  # Markdown: not covered here
    text = "".join(_Text(raw).parts) if mode else raw
    if not text.strip():
        raise bad_request("message text is empty")
    if len(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return text


class _Text(HTMLParser):
    """Collects what is left of HTML without its tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _markup(given: Parameters) -> Json | None:
    markup = given.structure("reply_markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    for row in markup.get("inline_keyboard", []):
        for button in row:
            _check_button(button)
    return markup


def _check_button(button: Json) -> None:
    if not button.get("text"):
        raise bad_request('can\'t parse inline keyboard button: field "text" must be of type String')
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if set(button) <= {"text", "style", "icon_custom_emoji_id"}:
        raise bad_request("text buttons are unallowed in the inline keyboard")
