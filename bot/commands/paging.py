"""`pelita page-test` and `pelita drill`: whether a call would arrive, shown on real chats, and never counted."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated

import typer

from bot.commands.showing import length
from bot.duty import asking, drilling
from bot.house import House
from bot.opening import opened
from bot.running import is_running
from bot.settings import load_settings
from flows.errors import Refused
from storage import asks, drills
from storage.database import UnitOfWork
from storage.rows import Row

_LOOK = 1.0
"""Seconds between two looks at what the service has done."""
_OUTCOMES = {
    "accepted": "ada yang menerima",
    "nobody": "TIDAK ADA yang menerima",
    "stopped": "dihentikan, ada tugas sungguhan",
    "": "masih berjalan",
}
_Wait = Annotated[str, typer.Option(help='Menunggu paling lama, seperti "2m"; "0m": tidak menunggu.')]


def page_test(name: Annotated[str, typer.Argument(help="Nama anggota.")], wait: _Wait = "2m") -> None:
    """Send a member a marked test page; print when it was sent, arrived, and was answered. Status 1 where it was not.

    Raises Refused where no service runs that would send it, or where she has no chat.
    """
    patience = length(wait)
    with _served() as house:
        now = house.clock.now()
        ask_id = house.writer.do(lambda uow: asking.test(house, uow, name, now))
        typer.echo(f"Tes dikirim ke {name}, {house.shown(now)}. Bukan tugas, tidak dihitung.")
        for row in _seen(house, asks.get, ask_id, patience):
            if row.answered_at is not None:
                break
    print_test(house, row)
    if row.answered_at is None:
        raise typer.Exit(1)


def print_test(house: House, row: Row) -> None:
    """Print how far a test page came."""
    if row.sent_at is None:
        why = house.wording.code(f"error_{row.error}") if row.error else "belum ada kabar"
        typer.echo(f"BELUM SAMPAI di HP: {why}.")
    else:
        typer.echo(f"Sampai di HP sesudah {_seconds(row.sent_at - row.asked_at)}.")
    if row.answered_at is None:
        typer.echo("BELUM DIJAWAB.")
    else:
        typer.echo(f"Dijawab sesudah {_seconds(row.answered_at - row.asked_at)}.")


def drill(
    wait: _Wait = "30m",
    last: Annotated[bool, typer.Option(help="Hanya menampilkan latihan yang terakhir.")] = False,
) -> None:
    """Hold a drill down the real ladder of red cases, and print how it went. Status 1 where nobody accepted.

    Raises Refused where no service runs, another drill does, or a red case is open.
    """
    if last:
        with opened(load_settings()) as house:
            with house.database.look() as uow:
                found = drills.newest(uow)
            if found is None:
                raise Refused("Belum pernah ada latihan.")
            print_drill(house, found)
        return
    patience = length(wait)
    with _served() as house:
        now = house.clock.now()
        drill_id = house.writer.do(lambda uow: drilling.start(house, uow, "operator", now))
        typer.echo("Latihan dimulai. Setiap panggilan ditandai LATIHAN; hasilnya juga dikirim ke koordinator.")
        for row in _seen(house, drills.get, drill_id, patience):
            if row.ended_at is not None:
                break
        print_drill(house, row)
        if row.outcome != "accepted":
            raise typer.Exit(1)


def print_drill(house: House, row: Row) -> None:
    """Print a drill rung by rung: who was paged, when it arrived, what was answered when."""
    typer.echo(f"LATIHAN {row.code}, mulai {house.shown(row.started_at)}: {_OUTCOMES[row.outcome]}")
    with house.database.look() as uow:
        found = drilling.steps(house, uow, row)
    for number, rung in enumerate(found, 1):
        typer.echo(f"  {number}. {rung.post}{'' if rung.pages else ': KOSONG'}")
        for page in rung.pages:
            arrived = f"sampai {page.arrived} detik" if page.arrived is not None else "BELUM SAMPAI"
            after = f" {page.after} detik" if page.after is not None else ""
            typer.echo(f"     {page.name}: {arrived}, {page.answer}{after}")


@contextmanager
def _served() -> Iterator[House]:
    """Open the house beside the service that delivers. Raises Refused where none runs."""
    settings = load_settings()
    if not is_running(settings.data_dir):
        raise Refused("Layanan tidak berjalan, jadi tidak ada yang mengirim. Jalankan dulu: pelita serve")
    with opened(settings) as house:
        yield house


def _seen(
    house: House, get: Callable[[UnitOfWork, str], Row | None], row_id: str, patience: timedelta
) -> Iterator[Row]:
    """Yield a row again and again, as it is by then, until `patience` is over."""
    for _ in _looks(patience):
        with house.database.look() as uow:
            row = get(uow, row_id)
        if row is not None:
            yield row


def _looks(patience: timedelta) -> Iterator[None]:
    """Yield at once, then again and again until `patience` is over."""
    until = time.monotonic() + patience.total_seconds()
    yield
    while time.monotonic() < until:
        time.sleep(_LOOK)
        yield


def _seconds(length_: timedelta) -> str:
    return f"{round(length_.total_seconds())} detik"
