"""The demo in a browser: an example office, three phones at one page, and a clock that can be put forward."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import typer
import uvicorn
from starlette.applications import Starlette

from bot.clock import Clock, ShiftedClock, SystemClock
from bot.commands.installation import prepare
from bot.commands.trial import AT_THE_PAGE, PASSWORD, trial_settings, unlinked
from bot.house import House
from bot.opening import opened
from bot.receiving import Door
from bot.running import running_lock
from bot.service import Service, waking
from bot.talk.delivery import Delivery
from bot.web.demo import payloads, people
from bot.web.demo.app import create_demo
from bot.web.demo.phones import Phones
from bot.web.demo.screen import Desk
from flows.errors import Refused
from storage import audit
from storage.meta import DEMO

HOST, PORTS = "127.0.0.1", range(8080, 8090)
"""Only this machine can open it; the first port that is free is taken."""


def play(folder: Path = AT_THE_PAGE) -> None:
    """Serve the demo until stopped."""
    with demo_app(folder, SystemClock()) as app, free_socket() as listening:
        house: House = app.state.service.house
        house.settings = house.settings.model_copy(update={"port": listening.getsockname()[1]})
        _tell(house, folder)
        config = uvicorn.Config(
            app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=1
        )
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


@contextlib.contextmanager
def demo_app(folder: Path, machine: Clock) -> Iterator[Starlette]:
    """Open the demo in `folder`, made anew where there is none, as an application that is yet to be started.

    Its clock runs with that of the `machine`, ahead of it where it was put ahead before. Raises Refused when it is
    running already, and when real data lie there.
    """
    settings = trial_settings(folder)
    prepare(settings, DEMO)
    with running_lock(settings.data_dir):
        services: list[Service] = []
        clock = ShiftedClock(machine)
        with opened(settings, clock, after_commit=waking(services), kind=DEMO) as house:
            clock.move(_ahead(house))
            phones = Phones(clock)
            house.channels = phones.channels()
            asyncio.run(_people(house, phones))
            services.append(Service(house))
            yield create_demo(services[0], phones, clock, Desk("/desk", PASSWORD, str(folder)))


@contextlib.contextmanager
def free_socket() -> Iterator[socket.socket]:
    """Listen on the first free port. Raises Refused when all are taken."""
    for port in PORTS:
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
            listening.listen()
        except OSError:
            listening.close()
            continue
        with listening:
            yield listening
        return
    raise Refused(f"Porta {PORTS[0]} sampai {PORTS[-1]} semuanya sedang dipakai. Hentikan salah satu program itu.")


def _ahead(house: House) -> timedelta:
    """Return how far the clock stood ahead when something was last noted: time in the data never runs backwards."""
    with house.database.look() as uow:
        newest = audit.newest(uow)
    now = house.clock.now()
    return max(newest - now, timedelta()) if newest else timedelta()


async def _people(house: House, phones: Phones) -> None:
    """Enrol the demo people, and let each send her link code from her own phone, as in real life."""
    door = Door(house)
    for name, code in unlinked(house).items():
        update = payloads.said(phones.by_name[name], code, house.clock.now())
        if update is not None:
            await door.take(update)
    await Delivery(house).drain()
    for phone in phones.by_name.values():
        phone.unseen = 0
    house.writer.do(lambda uow: people.set_up_codes(uow, house.clock.now()))


def _tell(house: House, folder: Path) -> None:
    address = f"http://{HOST}:{house.settings.port}/"
    ways = ", ".join(f"{login.name} {login.code}" for login in people.logins(house))
    typer.echo(f"PERCOBAAN, tidak ada orang yang membaca: {house.organisation.office.unit}, hanya di komputer ini.")
    typer.echo(f"  Tiga HP  {address}")
    typer.echo(f"  Meja     {address}desk  kata sandi {PASSWORD}; kode sekarang: {ways} (yang baru ada di halaman HP)")
    typer.echo(f"  Selesai  Ctrl+C. Mulai dari awal: hapus {folder}. Layanan sungguhan: isi token di .env")
