"""Fetches what reporters send besides words, and seals it; then the provider's copy can go."""

import asyncio
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol, runtime_checkable

from bot.channels.update import Fetched, SendError
from bot.house import House
from bot.log import logger
from bot.writing import AsyncWriter
from storage import conversations, files, provider_copies
from storage.database import UnitOfWork
from storage.rows import Row

TRIES = 12
"""Tries, with growing waits, within the hour for which the provider keeps its copy on our account."""
_LONGEST_WAIT = timedelta(minutes=10)


@runtime_checkable
class HasFiles(Protocol):
    """A channel from which files can be fetched."""

    async def fetch_file(self, source: str) -> Fetched:
        """Return a file by the provider's name of it, at most 20 MB. Raises SendError."""


class FileFetching:
    """Works off the files that are waiting at providers."""

    def __init__(self, house: House) -> None:
        """Fetch over the channels the house has now."""
        self.house = house
        self._writer = AsyncWriter(house.writer)

    async def fetch_due(self) -> int:
        """Fetch what is due, one after the other, since each may be large; return how many were worked off."""
        now = self.house.clock.now()
        with self.house.database.look() as uow:
            waiting = files.due(uow, now)
        for row in waiting:
            fetched = await self._fetched(row)
            await self._writer.do(partial(_settle, row, fetched, now))
        return len(waiting)

    async def _fetched(self, row: Row) -> files.Sealed | SendError:
        channel = self.house.channels.get(row.channel)
        if not isinstance(channel, HasFiles):
            return SendError("permanent")
        try:
            with self.house.database.look() as uow:
                stored = conversations.load(uow, row.conversation_id)
            found = await channel.fetch_file(files.source(row, stored.flight_key))
            content = files.Content(found.content_type, found.body)
            return await asyncio.to_thread(files.seal, row, stored.public_key, content)  # not while turns wait
        except Exception as error:
            wrong = error if isinstance(error, SendError) else SendError("unknown")
            logger().info("file not fetched", channel=row.channel, kind=wrong.kind, tries=row.tries)
            return wrong


def _settle(row: Row, fetched: files.Sealed | SendError, now: datetime, uow: UnitOfWork) -> None:
    if isinstance(fetched, SendError):
        wait = min(timedelta(seconds=5 * 2**row.tries), _LONGEST_WAIT)
        again = fetched.kind not in {"permanent", "blocked"} and row.tries < TRIES
        files.later(uow, row, now + wait if again else None)
        return
    files.keep(uow, row, fetched)
    provider_copies.due_now(uow, row.channel, row.provider_id, now)
