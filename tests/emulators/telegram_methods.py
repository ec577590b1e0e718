"""The other methods of the Bot API, and the table of all of them but getUpdates.

Each rule is from the method's own entry at https://core.telegram.org/bots/api#available-methods;
the words of a refusal, which that page leaves out, are those of the provider's server
(github.com/tdlib/telegram-bot-api, Client.cpp).
"""

import re
from collections.abc import Callable

from . import telegram_messages as messages
from .telegram_mailbox import Webhook
from .telegram_messages import Asked
from .telegram_wire import Json, bad_request

LONGEST_TOAST = 200
LARGEST_FILE = 20 * 1024 * 1024
CHAT_ACTIONS = {"typing", "choose_sticker", "find_location"}
CHAT_ACTIONS |= {"record_video", "record_voice", "record_video_note"}
CHAT_ACTIONS |= {"upload_photo", "upload_video", "upload_voice", "upload_document", "upload_video_note"}


def get_me(asked: Asked) -> Json:
    abilities = ["can_join_groups", "can_read_all_group_messages", "supports_inline_queries"]
    abilities += ["can_connect_to_business", "has_main_web_app"]
    return asked.bot.user.wire() | dict.fromkeys(abilities, False)


def answer_callback_query(asked: Asked) -> bool:
    """Answer a press once it is known, is this bot's and is young enough."""
    press = asked.world.presses.get(asked.given.text("callback_query_id"))
    late = press is None or asked.world.now() - press.at > asked.world.press_expires_after
    if press is None or late or press.bot != asked.bot.token:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(asked.given.text("text")) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answered, press.toast = True, asked.given.text("text")
    asked.world.changed()
    return True


def get_file(asked: Asked) -> Json:
    stored = asked.world.files.get(asked.given.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if stored.size > LARGEST_FILE:
        raise bad_request("file is too big")
    unique = f"unique-{stored.file_id}"
    return {"file_id": stored.file_id, "file_unique_id": unique, "file_size": stored.size, "file_path": stored.path}


def send_chat_action(asked: Asked) -> bool:
    chat = asked.world.write_to(asked.bot, asked.given.text("chat_id"))
    action = asked.given.text("action")
    if action not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    asked.world.actions.append((asked.bot.token, chat.id, action))
    asked.world.changed()
    return True


def leave_chat(asked: Asked) -> bool:
    chat = asked.world.find_chat(asked.bot, asked.given.text("chat_id"))
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    asked.world.write_to(asked.bot, str(chat.id))
    asked.world.members[asked.bot.token, chat.id] = "left"
    asked.world.changed()
    return True


def set_my_description(asked: Asked) -> bool:
    return _keep(asked, "description", 512)


def set_my_short_description(asked: Asked) -> bool:
    return _keep(asked, "short_description", 120)


def _keep(asked: Asked, name: str, longest: int) -> bool:
    value = asked.given.text(name)
    if len(value) > longest:
        raise bad_request(f"{name.replace('_', ' ')} is too long")
    asked.bot.profile[name] = value
    return True


def set_my_commands(asked: Asked) -> bool:
    commands = asked.given.structure("commands") or []
    if len(commands) > 100:
        raise bad_request("too many commands specified")
    if any(not re.fullmatch(r"[a-z0-9_]{1,32}", one["command"]) for one in commands):
        raise bad_request("BOT_COMMAND_INVALID")
    asked.bot.profile["commands"] = commands
    return True


def set_webhook(asked: Asked) -> bool:
    """Set the webhook; HTTP on loopback is allowed here, where Telegram wants HTTPS."""
    url, secret = asked.given.text("url"), asked.given.text("secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    if not url:
        return delete_webhook(asked)
    if not url.startswith(("http://", "https://")):
        raise bad_request("invalid webhook URL specified")
    subscribe(asked)
    _drop_pending(asked)
    mailbox = asked.bot.mailbox
    mailbox.interrupt("terminated by setWebhook request")
    mailbox.webhook = Webhook(url, secret, asked.given.number("max_connections", 40), asked.transport)
    return True


def delete_webhook(asked: Asked) -> bool:
    _drop_pending(asked)
    asked.bot.mailbox.webhook = None
    return True


def _drop_pending(asked: Asked) -> None:
    if asked.given.flag("drop_pending_updates"):
        asked.bot.mailbox.pending.clear()


def subscribe(asked: Asked) -> None:
    """Note which updates the bot wants; without a word of it, what was noted before stays."""
    allowed = asked.given.structure("allowed_updates")
    if allowed is not None:
        asked.bot.mailbox.allowed = list(allowed)


def get_webhook_info(asked: Asked) -> Json:
    mailbox = asked.bot.mailbox
    url = mailbox.webhook.url if mailbox.webhook else ""
    info: Json = {"url": url, "has_custom_certificate": False, "pending_update_count": len(mailbox.pending)}
    if mailbox.webhook:
        info["max_connections"] = mailbox.webhook.max_connections
    if mailbox.allowed:
        info["allowed_updates"] = mailbox.allowed
    if mailbox.webhook and mailbox.last_error:
        info["last_error_date"] = int(mailbox.last_error[0].timestamp())
        info["last_error_message"] = mailbox.last_error[1]
    return info


METHODS: dict[str, Callable[[Asked], Json | bool]] = {
    "getme": get_me,
    "sendmessage": messages.send_message,
    "editmessagetext": messages.edit_message_text,
    "editmessagereplymarkup": messages.edit_message_reply_markup,
    "deletemessage": messages.delete_message,
    "deletemessages": messages.delete_messages,
    "answercallbackquery": answer_callback_query,
    "getfile": get_file,
    "sendchataction": send_chat_action,
    "leavechat": leave_chat,
    "setmydescription": set_my_description,
    "setmyshortdescription": set_my_short_description,
    "setmycommands": set_my_commands,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
}
