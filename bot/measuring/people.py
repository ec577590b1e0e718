"""The conversation that is measured, as Telegram's payloads: ten states, messages of at most 60 characters.

No two people tell the same story, so that each is listened to anew. It stops at the first question after the ten
states. Sending the report is left out: its receipt is slow on purpose.
"""

import json
from collections.abc import Iterator

from bot.house import House
from flows.errors import HotlineError
from storage import conversations

STATES = ("welcome", "safe", "danger", "privacy", "who", "story", "kinds", "signs", "when", "place")
LAST = "needs"
"""Where everybody stands in the end."""
LONGEST = 60


class WrongWay(HotlineError):
    """The measured conversation did not go through its ten states: the figures would mean nothing."""


def messages(place: str, chat: int = 0) -> tuple[tuple[str, str], ...]:
    """Return the state in which `chat` writes each message, and the message; the first one meets nobody yet."""
    told = (
        ("", "halo"),
        ("welcome", "1"),
        ("safe", "1"),
        ("danger", "2"),
        ("privacy", "1"),
        ("who", "1"),
        ("story", f"Suami sering marah dan memukul saya di depan anak. {chat}"),
        ("story", "selesai"),
        ("kinds", "1 2"),
        ("signs", "6"),
        ("when", "4"),
        ("place", place),
    )
    assert all(len(text) <= LONGEST for _, text in told)  # noqa: S101 - the length is part of what is measured
    return told


STEPS = len(messages(""))
"""Messages of one person, and replies to her: each message is answered with one bubble."""


def payload(update_id: int, chat: int, text: str) -> bytes:
    """Return a message of `chat` as Telegram sends it. https://core.telegram.org/bots/api#update"""
    sender = {"id": chat, "is_bot": False, "first_name": "Pelapor", "language_code": "id"}
    message = {
        "message_id": update_id,
        "from": sender,
        "chat": {"id": chat, "first_name": "Pelapor", "type": "private"},
        "date": 1_790_000_000,
        "text": text,
    }
    return json.dumps({"update_id": update_id, "message": message}).encode()


def conversation(people: range, place: str) -> Iterator[bytes]:
    """Yield all that `people` (ids of chats) write, everybody's first message before anybody's second."""
    said = {chat: messages(place, chat) for chat in people}
    for step in range(STEPS):
        for chat in people:
            yield payload(chat * 100 + step, chat, said[chat][step][1])


def place_of(house: House) -> str:
    """Return the name of a place that this office knows and no other place shares."""
    return min(house.places.labels.values(), key=len)


def must_have_arrived(house: House, people: range) -> None:
    """Raise WrongWay unless all of `people` stand where the conversation leads."""
    with house.database.look() as uow:
        for chat in people:
            stored = conversations.find(uow, "telegram", str(chat))
            where = stored.session.state if stored else "nowhere"
            if where != LAST:
                raise WrongWay(f"somebody stands in {where} instead of {LAST}")
