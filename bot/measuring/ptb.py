"""The same conversation in python-telegram-bot's ConversationHandler, made durable: the house that is usually built.

Written as its documentation shows (examples/conversationbot.py, examples/persistentconversationbot.py): one state per
question, answers in `user_data`, the reply sent inside the handler. ConversationHandler needs updates one after
another (`concurrent_updates` is off by default, and its documentation says to leave it so). PicklePersistence keeps
everything in memory and writes on `flush` (`on_flush=True`), once per update in a single file; stores that the bot
does not use are switched off. Its file is then synced to the disk, as a commit is. It is not encrypted, it is written
in place (a crash while it is written loses everybody), nothing is rendered, and sending costs nothing but the client's
own work: all of that is in its favour. As it comes (`on_flush=False`) it writes its file at every change, up to three
times a turn; that is measured beside it, and no ratio is taken from it.
"""

import asyncio
import json
import os
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

from telegram import ReplyKeyboardMarkup, ReplyKeyboardRemove, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PersistenceInput,
    PicklePersistence,
    filters,
)
from telegram.request import BaseRequest, RequestData

from bot.house import House
from bot.measuring.ground import Ground
from bot.measuring.people import LAST, STATES, conversation, place_of
from bot.opening import opened
from flows.states import options_of

_ANSWER = {"ok": True, "result": {"message_id": 1, "date": 1_790_000_000, "chat": {"id": 1, "type": "private"}}}
_ME = {"ok": True, "result": {"id": 1, "is_bot": True, "first_name": "Pelita", "username": "pelita_bot"}}
_App: TypeAlias = "Application[Any, Any, Any, Any, Any, Any]"
_Kept: TypeAlias = PicklePersistence[Any, Any, Any]
_TOLD = dict[str, tuple[str, list[str]]]
_Callback = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, str]]


class Offline(BaseRequest):
    """Answers every call at once, without a network."""

    @property
    def read_timeout(self) -> float | None:
        """No timeout."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Take whatever is sent."""
        answer = _ME if url.endswith("/getMe") else _ANSWER
        return 200, json.dumps(answer).encode()


def ptb(ground: Ground, name: str, count: int, *, once: bool = True) -> float:
    """Return its durable turns a second with `count` people; it writes its file `once` a turn, or as it comes."""
    with opened(ground.settings(name)) as house:
        told, place = _told(house), place_of(house)
    kept = _Kept(
        ground.folder / name / "conversations.pickle",
        store_data=PersistenceInput(bot_data=False, chat_data=False, callback_data=False),
        on_flush=once,
    )
    return asyncio.run(_hold(kept, told, range(1001, 1001 + count), place))


async def _hold(kept: _Kept, told: _TOLD, people: range, place: str) -> float:
    app = ApplicationBuilder().token("1:ptb").request(Offline()).updater(None).job_queue(None).persistence(kept).build()
    app.add_handler(_handler(told))
    payloads = list(conversation(people, place))
    async with app:
        for raw in conversation(range(1, 21), place):
            await _turn(app, kept, raw)
        start = time.perf_counter()
        for raw in payloads:
            await _turn(app, kept, raw)
        return len(payloads) / (time.perf_counter() - start)


async def _turn(app: _App, kept: _Kept, raw: bytes) -> None:
    """Process one update, and return when what it changed is on the disk."""
    await app.process_update(Update.de_json(json.loads(raw), app.bot))
    await app.update_persistence()
    await kept.flush()
    with kept.filepath.open("rb+") as file:
        os.fsync(file.fileno())


def _handler(told: _TOLD) -> "ConversationHandler[ContextTypes.DEFAULT_TYPE]":
    words = filters.TEXT & ~filters.COMMAND
    after = dict(zip((*STATES, LAST), (*STATES[1:], LAST, LAST), strict=True))
    return ConversationHandler(
        entry_points=[MessageHandler(words, _greet(told))],
        states={state: [MessageHandler(words, _hear(state, to, told))] for state, to in after.items()},
        fallbacks=[MessageHandler(filters.COMMAND, _greet(told))],
        name="report",
        persistent=True,
    )


def _greet(told: _TOLD) -> _Callback:
    async def greet(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> str:
        await _ask(update, told, STATES[0])
        return STATES[0]

    return greet


def _hear(state: str, following: str, told: _TOLD) -> _Callback:
    """Return the callback of a state: note the answer, ask the next question."""

    async def hear(update: Update, context: ContextTypes.DEFAULT_TYPE) -> str:
        assert update.message is not None  # noqa: S101 - only messages come here
        assert context.user_data is not None  # noqa: S101 - a person wrote it
        said = update.message.text or ""
        to = state if state == "story" and said != "selesai" else following
        context.user_data.setdefault(state, []).append(said)
        await _ask(update, told, to)
        return to

    return hear


async def _ask(update: Update, told: _TOLD, state: str) -> None:
    assert update.message is not None  # noqa: S101 - only messages come here
    text, options = told[state]
    keyboard = ReplyKeyboardMarkup([[option] for option in options], one_time_keyboard=True) if options else None
    await update.message.reply_text(text, reply_markup=keyboard or ReplyKeyboardRemove())


def _told(house: House) -> _TOLD:
    """Return what Pelita asks in each state, and the labels of its options."""
    told = {}
    for state in (*STATES, LAST):
        options = options_of(house.flow[state])
        body = {"state": state, "blocks": [(state, "ask")], "options": options, "facts": {"who": "", "opened": False}}
        told[state] = (house.wording.bubble(body, {}), [house.wording.label(state, key) for key in options])
    return told
