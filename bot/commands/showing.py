"""What the commands at a prompt share: times as people type them, and phones as people read them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import typer

from bot.clock import SystemClock
from bot.house import House
from bot.prompt import Shown
from flows.errors import Refused
from storage import audit

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "j": "hours", "d": "days"}


_MOST = 10**6


def latest(house: House) -> datetime:
    """Return the present, or the newest time in the database where the clock was moved ahead of it before."""
    with house.database.look() as uow:
        noted = audit.newest(uow)
    now = SystemClock().now()
    return max(now, noted) if noted else now


def instant(house: House, at: str) -> datetime:
    """Return the instant meant by `at`: a time of today, or date and time, in the office's zone."""
    today = house.local(SystemClock().now())
    text = at.strip()
    try:
        if len(text) <= len("22:10:00"):
            clock = datetime.strptime(text.replace(".", ":")[:5], "%H:%M").time()  # noqa: DTZ007 - zone added below
            moment = datetime.combine(today.date(), clock, today.tzinfo)
        else:
            moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(f'Jam "{at}" tidak terbaca. Tulis seperti "22.10" atau "2026-11-22T22:10".') from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=today.tzinfo)).astimezone(UTC)


def length(text: str) -> timedelta:
    """Return the length of time that `text` means ("6m"); nothing means none."""
    if not text:
        return timedelta()
    number, unit = text[:-1], text[-1:]
    if not number.isdecimal() or unit not in _UNITS:
        raise Refused(f'Lama "{text}" tidak terbaca. Tulis seperti "30s", "6m", "2h".')
    wanted = timedelta(**{_UNITS[unit]: min(int(number), _MOST)})
    if wanted > timedelta(days=7):
        raise Refused("Paling lama 7 hari sekali jalan.")
    return wanted


def print_shown(house: House, shown: list[Shown], *, as_json: bool = False) -> None:
    """Print what arrived, for people or as one JSON list."""
    if as_json:
        typer.echo(json.dumps([_message(house, at, body) for at, body in shown], ensure_ascii=False))
        return
    for at, body in shown:
        typer.echo(f"[{house.shown(at)}] {body['text']}\n")


def _message(house: House, at: datetime, body: dict[str, Any]) -> dict[str, Any]:
    buttons = [{"label": label, "data": data} for label, data in body["buttons"]]
    told = {"at": house.local(at).isoformat(), "text": body["text"], "buttons": buttons}
    return {**told, "said": body.get("said", [])}
