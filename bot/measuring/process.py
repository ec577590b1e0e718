"""A served process, as an operator runs it: how long until it answers, how fast its webhook is, how much it holds."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bot
from bot.measuring.ground import Ground
from bot.measuring.people import STEPS, conversation
from bot.measuring.provider import Provider, provider
from bot.settings import PREFIX, Settings
from flows.errors import HotlineError

SECRET = "ukur-ukur-ukur-ukur"  # noqa: S105 - of a service on loopback that lives for seconds
_TOKEN = "1:ukur"  # noqa: S105 - the same
_LONGEST = 30


class NotServed(HotlineError):
    """The measured service did not start, or refused what was brought to its webhook."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running service: its process, its port, and how many seconds it took to answer."""

    pid: int
    port: int
    start_s: float

    def rss_mib(self) -> float:
        """Return the resident memory of the process, in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    def cpu_s(self) -> float:
        """Return how many seconds the process has worked."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Line:
    """One kept connection to the webhook of a service."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak over an open connection."""
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, port: int) -> "Line":
        """Connect to `port` on loopback."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def ask(self, method: str, path: str, body: bytes = b"") -> int:
        """Send a request and return the status of its answer."""
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self._writer.write(head.encode() + body)
        answer = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        fields = dict(line.split(": ", 1) for line in answer.splitlines()[1:] if ": " in line)
        await self._reader.readexactly(int(fields.get("content-length", "0")))
        return int(answer.split(" ", 2)[1])

    async def bring(self, payload: bytes) -> None:
        """Bring an update to the webhook. Raises NotServed when it is not taken."""
        status = await self.ask("POST", "/webhooks/telegram", payload)
        if status != 200:
            raise NotServed(f"the webhook answered {status}")

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


def served_settings(ground: Ground, name: str, taker: Provider) -> Settings:
    """Return the settings of a fresh installation whose Telegram is `taker`."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return ground.settings(name, port=port, public_url=f"http://127.0.0.1:{port}", telegram_api_url=taker.url)


@asynccontextmanager
async def served(settings: Settings) -> AsyncIterator[Served]:
    """Run `pelita serve` in a process of its own until the block ends."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "serve"],
        env=environment(settings),
        cwd=settings.data_dir.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        await _answers(settings.port, process, start)
        yield Served(process.pid, settings.port, time.perf_counter() - start)
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait, _LONGEST)


async def start(ground: Ground, name: str) -> float:
    """Return how many seconds a fresh process takes until it says that it runs."""
    async with provider() as taker, served(served_settings(ground, name, taker)) as running:
        return running.start_s


async def memory(ground: Ground, name: str, turns: int, at_once: int) -> tuple[float, float]:
    """Return the resident memory in MiB after `turns` turns through the webhook, and how many came in a second."""
    people = range(1001, 1001 + -(-turns // STEPS))
    payloads = list(conversation(people, "lewati"))[:turns]
    async with provider() as taker, served(served_settings(ground, name, taker)) as running:
        start = time.perf_counter()
        await bring_all(running.port, payloads, at_once)
        return running.rss_mib(), len(payloads) / (time.perf_counter() - start)


async def bring_all(port: int, payloads: Iterable[bytes], at_once: int) -> None:
    """Bring payloads to a webhook over `at_once` kept connections."""
    waiting = iter(payloads)

    async def carry() -> None:
        line = await Line.open(port)
        for payload in waiting:
            await line.bring(payload)
        line.close()

    await asyncio.gather(*(carry() for _ in range(at_once)))


async def _answers(port: int, process: "subprocess.Popen[Any]", since: float) -> None:
    while True:
        if process.poll() is not None or time.perf_counter() - since > _LONGEST:
            raise NotServed(f"`serve` ended with {process.returncode}")
        try:
            line = await Line.open(port)
            status = await line.ask("GET", "/health/live")
            line.close()
        except OSError:
            await asyncio.sleep(0.005)
            continue
        if status == 200:
            return
        await asyncio.sleep(0.005)


def environment(settings: Settings) -> dict[str, str]:
    """Return the environment of the process: our settings and none of the operator's."""
    own = {
        "DATA_DIR": settings.data_dir,
        "MASTER_KEY_FILE": settings.master_key_file,
        "ORGANISATION": settings.organisation,
        "PORT": settings.port,
        "PUBLIC_URL": settings.public_url,
        "TELEGRAM_API_URL": settings.telegram_api_url,
        "TELEGRAM_TOKEN": _TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
    }
    usual = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    paths = [str(Path(bot.__file__).parent.parent), *filter(None, [usual.get("PYTHONPATH", "")])]
    usual["PYTHONPATH"] = os.pathsep.join(paths)
    return usual | {f"{PREFIX}{name}": str(value) for name, value in own.items()}
