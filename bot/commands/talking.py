"""`pelita talk`: holds the conversation at a prompt, one message a call or many in a row."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from bot.clock import Clock, SetClock, SystemClock
from bot.house import House
from bot.opening import close_house, open_house
from bot.prompt import Prompt, Shown
from bot.running import is_running
from bot.settings import load_settings
from flows.errors import Refused

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def talk(
    as_: Annotated[str, typer.Option("--as", help="Siapa yang berbicara: nama apa saja.")] = "ibu",
    say: Annotated[str, typer.Option(help="Satu pesan; tanpa ini, hanya melihat yang masuk.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Untuk program.")] = False,
    at: Annotated[str, typer.Option(help='Jam berapa sekarang: "22.10" atau "2026-11-22T22:10".')] = "",
    wait: Annotated[str, typer.Option(help='Biarkan waktu berjalan sesudahnya: "6m", "2h", "30s".')] = "",
) -> None:
    """Say one thing as somebody and print what arrives on that person's phone."""
    settings = load_settings()
    if (at or wait) and is_running(settings.data_dir):
        raise Refused("Layanan sedang berjalan; --at dan --wait hanya bisa tanpa layanan.")
    house = open_house(settings)
    try:
        start = instant(house, at) if at else SystemClock().now()
        house.clock = SetClock(start)
        shown = asyncio.run(_once(house, as_, say, length(wait)))
    finally:
        close_house(house)
    print_shown(house, shown, as_json=as_json)


async def _once(house: House, name: str, text: str, wait: timedelta) -> list[Shown]:
    prompt = Prompt(house)
    await (prompt.say(name, text) if text else prompt.settle())
    if wait:
        await prompt.wait(wait)
    return prompt.look(name)


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
    return timedelta(**{_UNITS[unit]: int(number)})


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


__all__ = ["Clock", "instant", "length", "print_shown", "talk"]
