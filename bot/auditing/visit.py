"""One look from outside: another process opens the rows, asks whether the service answers, and tells what is news."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from bot.auditing import auditor, clocks, looking, memory, outside, saying
from bot.auditing.chain import Chain
from bot.auditing.cycles import stuck
from bot.auditing.findings import Finding, in_order
from bot.clock import Clock
from bot.log import logger
from flows.retention import Periods
from storage import meta
from storage.database import Database, UnitOfWork

FILE = "alarm-check"
"""What a visitor has told, beside what the service has."""
_SECOND_LOOK = 10.0


@dataclass(frozen=True, slots=True)
class Visit:
    """What a look from outside needs; nothing of it writes to the database."""

    open_database: Callable[[], Database]
    clock: Clock
    periods: Periods
    folder: Path
    office: str
    zone: tzinfo
    live_url: str
    alarm_url: str = ""
    clocks: tuple[str, ...] = ()
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def look(self, *, tell: bool = False, full: bool = False) -> tuple[Finding, ...]:
        """Look, and once more where anything is found; return what is still there. With `tell`, news go outside."""
        found = await self._found(full=full)
        if found:
            await self.pause(_SECOND_LOOK)
            still = {one.key for one in await self._found(full=full)}
            found = [one for one in found if one.key in still]
        if tell:
            await self._tell(found)
        return in_order(found)

    async def _found(self, *, full: bool) -> list[Finding]:
        now = self.clock.now()
        found = [] if await outside.answers(self.live_url) else [Finding("service_down", "", now)]
        found += clocks.compare(now, await outside.times(self.clocks))
        try:
            database = self.open_database()
            try:
                with database.look() as uow:
                    found += looking.rows(uow, now, self.periods)
                    found += Chain().verify(uow, now, full=full)
                    found += self._of_the_service(uow, now, running=found[:1] != [Finding("service_down", "", now)])
            finally:
                database.close()
        except Exception:  # whatever keeps the rows from being read is what must be told
            found.append(Finding("database_closed", "", now))
        return found

    def _of_the_service(self, uow: UnitOfWork, now: datetime, *, running: bool) -> list[Finding]:
        """Return what the service's own auditor has left: when it looked last, and how old the sweeps were then."""
        kept = meta.get(uow, auditor.AUDITED)
        if not running or kept is None:
            return []
        noted = json.loads(kept)
        at = datetime.fromisoformat(noted["at"])
        if now - at > timedelta(seconds=auditor.LATE):
            return [Finding("audit_late", "", at)]
        return stuck(noted["ages"], at)

    async def _tell(self, found: list[Finding]) -> None:
        """Tell what is news; where it was not taken, it is news the next time too."""
        file, now = self.folder / FILE, self.clock.now()
        known, news = memory.weigh(memory.read(file), found, now)
        saying.log(news, now)
        if news and self.alarm_url:
            posted = saying.posted(news, self.office, self.zone, now)
            if not await outside.alarm(self.alarm_url, posted):
                return
        try:
            memory.write(file, known)
        except OSError as error:
            logger().error("audit could not write", error=type(error).__name__)
