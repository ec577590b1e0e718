"""The auditor of a running service: looks, looks again, tells, and only when all is well greets the monitor outside."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import Any

from bot.auditing import clocks, looking, memory, outside, saying
from bot.auditing.chain import Chain
from bot.auditing.clocks import Steady
from bot.auditing.cycles import Cycles, stuck
from bot.auditing.findings import Finding, in_order
from bot.auditing.memory import News
from bot.clock import Clock
from bot.log import logger
from flows.retention import Periods
from storage import meta
from storage.database import Database, UnitOfWork
from storage.writer import Writer

EVERY = 30
"""Seconds from one look to the next."""
LATE = 180
"""Seconds without a look that came to its end, from which the auditor itself is late."""
AUDITED = "audited"
"""Where the last look stands among the rows: when it began, and how old each sweep was then."""
_SECOND_LOOK = 10.0
"""Seconds after which what was found must still be there: after a pause of the machine all is late for a moment."""
_PATIENCE = 20.0
"""Seconds that a look, or a row of the writer, may take."""
_ASK_TIME = timedelta(minutes=10)
_MOST_UNSENT = 50
"""News that wait for an address outside, or a writer, that does not answer; of more, the oldest goes."""
Notify = Callable[[UnitOfWork, News, datetime], None]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where findings are told, and whose clocks ours is compared with."""

    folder: Path
    office: str = ""
    zone: tzinfo = UTC
    alarm_url: str = ""
    heartbeat_url: str = ""
    clocks: tuple[str, ...] = ()
    notify: Notify = lambda _uow, _news, _now: None
    """Queues an ordinary notice to people, in a transaction of the writer."""


class Auditor:
    """Looks once at each `cycle`; `findings` and `age` tell of the last one that came to its end."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        clock: Clock,
        periods: Periods,
        around: Surroundings,
        cycles: Cycles,
        steady: Callable[[], float] | None = time.monotonic,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Watch over `database`; `steady` is None where the clock is one that is moved on purpose."""
        self._database, self._writer, self._clock, self._periods = database, writer, clock, periods
        self._around, self._cycles, self._pause = around, cycles, pause
        self._steady = Steady(steady) if steady is not None else None
        self._chain = Chain()
        self._file = around.folder / memory.FILE
        self._known = memory.read(self._file)
        self._thread = ThreadPoolExecutor(1, "audit")
        self._asked: datetime | None = None
        self._differs: list[Finding] = []
        self._to_outside: deque[dict[str, Any]] = deque(maxlen=_MOST_UNSENT)
        self._to_people: deque[News] = deque(maxlen=_MOST_UNSENT)
        self._completed: float | None = None
        self.findings: tuple[Finding, ...] = ()

    @property
    def age(self) -> float | None:
        """How many seconds ago a look came to its end last; None before the first."""
        return None if self._completed is None else time.monotonic() - self._completed

    async def cycle(self) -> tuple[Finding, ...]:
        """Look, and tell what is news; return what was found. Nothing is raised but for a cancellation."""
        now = self._clock.now()
        moved = self._steady.look(now) if self._steady is not None else []
        found = await self._found(now)
        if found:
            await self._pause(_SECOND_LOOK)
            still = {one.key for one in await self._found(self._clock.now())}
            found = [one for one in found if one.key in still]
        self.findings = in_order([*found, *moved])
        await self._tell(self._clock.now())
        if not self.findings and self._around.heartbeat_url:
            await outside.heartbeat(self._around.heartbeat_url)
        self._completed = time.monotonic()
        return self.findings

    def close(self) -> None:
        """Let go of the thread."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _found(self, now: datetime) -> list[Finding]:
        return [
            *await self._write(now),
            *await self._look(now),
            *stuck(self._cycles.ages(), now),
            *await self._clock_of_others(now),
        ]

    async def _write(self, now: datetime) -> list[Finding]:
        """Have the writer note that a look began: a writer that hangs, or a disk that is full, is found by that."""
        told = json.dumps({"at": now.isoformat(), "ages": self._cycles.ages()}).encode()
        return await self._do(lambda uow: meta.put(uow, AUDITED, told), now)

    async def _do(self, work: Callable[[UnitOfWork], None], now: datetime) -> list[Finding]:
        try:
            await asyncio.wait_for(asyncio.wrap_future(self._writer.submit(work)), _PATIENCE)
        except Exception as error:
            logger().error("audit could not write", error=type(error).__name__)
            return [Finding("writer_stuck", "", now)]
        return []

    async def _look(self, now: datetime) -> list[Finding]:
        try:
            looked = asyncio.get_running_loop().run_in_executor(self._thread, self._rows, now)
            return await asyncio.wait_for(looked, _PATIENCE)
        except Exception as error:
            logger().error("audit could not look", error=type(error).__name__)
            return [Finding("audit_failed", "", now)]

    def _rows(self, now: datetime) -> list[Finding]:
        with self._database.look() as uow:
            return [*looking.rows(uow, now, self._periods), *self._chain.verify(uow, now)]

    async def _clock_of_others(self, now: datetime) -> list[Finding]:
        """Compare with the clocks of others, asked now and then; what differs is asked about at each look."""
        if self._around.clocks and (self._asked is None or abs(now - self._asked) >= _ASK_TIME or self._differs):
            others = await outside.times(self._around.clocks)
            self._asked = self._clock.now()
            self._differs = clocks.compare(self._asked, others)
        return self._differs

    async def _tell(self, now: datetime) -> None:
        self._known, news = memory.weigh(self._known, self.findings, now)
        try:
            memory.write(self._file, self._known)
        except OSError as error:
            logger().error("audit could not write", error=type(error).__name__)
        if news:
            saying.log(news, now)
            self._to_people.append(news)
            self._to_outside.append(saying.posted(news, self._around.office, self._around.zone, now))
        await self._send(now)

    async def _send(self, now: datetime) -> None:
        """Send what is to be told, and what could not be told before, the oldest first."""
        while self._around.alarm_url and self._to_outside:
            if not await outside.alarm(self._around.alarm_url, self._to_outside[0]):
                break
            self._to_outside.popleft()
        while self._to_people:
            news = self._to_people[0]
            if await self._do(partial(self._notify, news, now), now):
                break
            self._to_people.popleft()

    def _notify(self, news: News, now: datetime, uow: UnitOfWork) -> None:
        self._around.notify(uow, news, now)
