"""What comes back when a button is pressed: the conversation, the turn that showed it, and the option.

At most 64 bytes (Telegram, `callback_data`). A button of another conversation, or of an earlier turn, must do nothing.
"""

from bot.channels.update import Button
from flows.events import Picked

STALE = -1
"""The turn of a button that belongs nowhere any more."""


def data(conversation_id: str, turn: int, option: str) -> str:
    """Return the data of a reporter's button."""
    return f"{conversation_id[:8]}:{turn}:{option}"


def button(label: str, conversation_id: str, turn: int, option: str) -> Button:
    """Return a reporter's button."""
    return Button(label, data(conversation_id, turn, option))


def pressed(picked: Picked, conversation_id: str) -> Picked:
    """Return the event of a button that came back from the chat of this conversation."""
    conversation, _, rest = picked.option.partition(":")
    turn, _, option = rest.partition(":")
    if conversation != conversation_id[:8] or not turn.isdecimal():
        return Picked(option or picked.option, STALE)
    return Picked(option, int(turn))


def answered(option: str) -> tuple[str, str]:
    """Return answer and page of a button that came back from somebody on duty; empty when it is none."""
    answer, _, page_id = option.partition(":")
    return (answer, page_id) if answer in {"accept", "decline"} and page_id else ("", "")


def answered_ask(option: str) -> tuple[str, str]:
    """Return answer ("ready", "unable") and question of a button about no case; empty when it is none."""
    answer, _, ask_id = option.partition(":")
    return (answer, ask_id) if answer in {"ready", "unable"} and ask_id else ("", "")
