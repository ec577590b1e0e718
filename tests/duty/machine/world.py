"""The world of a night: one office on real files, its clock, its power, its provider, and the phones of everybody."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from structlog.testing import capture_logs

from bot.channels.terminal import NAME
from bot.channels.update import Update
from bot.clock import SetClock
from bot.opening import close_house, open_house
from bot.receiving import Door
from bot.service import pass_time, settle
from bot.talk.delivery import Delivery
from bot.talk.wording import Wording
from flows.events import FromReporter
from flows.roster import Change
from storage import roster_changes
from tests.duty.machine.power import Power, PowerCut
from tests.duty.machine.provider import Provider, Taken
from tests.harness.ground import COORDINATOR, STAFF, cheap_stretching, settle_in, wait_for_no_disk
from tests.harness.office import ALWAYS, Office

REPORTERS = ("ibu", "adik", "tetangga")
MEMBERS = (*STAFF, COORDINATOR)
BEGINS = datetime(2026, 11, 22, 15, 10, tzinfo=UTC)
_STARTED_AGAIN = timedelta(seconds=3)
"""After a cut the supervisor starts the service again."""
_EXPECTED = frozenset(
    {"not sent", "nobody can be called", "no coordinator can be told", "could not be brought to duty"}
)
"""What the house may log: providers fail, and sometimes nobody is there."""


def _office() -> Office:
    """Return an office with three people and a coordinator; at night the third is the backup too."""
    office = Office()
    office.put("konselor", "first", *ALWAYS)
    office.put("cadangan", "second", "07:00", "23:00")
    office.put("cadangan", "third", "22:00", "08:00")
    office.put("koordinator", COORDINATOR, *ALWAYS)
    return office


class World:
    """What a machine plays with; every act ends when all that is due at that instant is worked off."""

    def __init__(self, folder: Path) -> None:
        """Open an office in `folder`, late on a Sunday evening."""
        self._around = ExitStack()
        self._around.enter_context(cheap_stretching())
        self._logged = self._around.enter_context(capture_logs())
        self.settings, self._office = settle_in(folder), _office().organisation()
        self.clock, self.power = SetClock(BEGINS), Power()
        self._around.enter_context(self.power.wired())
        self.provider = Provider(self.clock.now, self.power.must_be_on)
        self.put_back = timedelta()
        """How far the clock was put back, all in all: what is due may be due that much later."""
        self.loud: list[dict[str, Any]] = []
        """What was logged and should not have been."""
        self.has_news = True
        """Whether anything happened since the last restart."""
        self.cuts = 0
        self._wording: Wording | None = None
        self._open()
        self.acts(lambda: settle(self.house, self.door, self.delivery))

    def _open(self) -> None:
        self._loop = asyncio.Runner()
        self.house = open_house(self.settings, self.clock, organisation=self._office)
        self.house.wording = self._wording = self._wording or self.house.wording  # compiled once a night, for speed
        wait_for_no_disk(self.house.database)
        self.house.channels = {NAME: self.provider}
        self._loop.run(self._at_the_door())

    async def _at_the_door(self) -> None:
        self.door, self.delivery = Door(self.house), Delivery(self.house)

    def close(self) -> None:
        """Close the house, whatever state it is in, and put everything back as it was."""
        self._shut()
        self._around.close()

    def _shut(self) -> None:
        self._loop.close()
        close_house(self.house)

    # What happens

    def acts(self, work: Callable[[], Coroutine[Any, Any, object]]) -> bool:
        """Do `work`; return whether it came to its end. After a power cut the house is open again, and settled."""
        before, self.has_news = len(self._logged), True
        try:
            self._loop.run(work())
        except PowerCut:
            assert self.power.is_off
        self.loud += [one for one in self._logged[before:] if one["event"] not in _EXPECTED and not _of_cut(one)]
        if not self.power.is_off:
            return True
        self.cuts += 1
        self._shut()  # nothing is committed any more: this only lets go of files
        self.power.returns()
        self.clock.move(_STARTED_AGAIN)
        self._open()
        self.acts(lambda: settle(self.house, self.door, self.delivery))
        return False

    def happens(self, name: str, event: FromReporter) -> None:
        """Let something arrive from `name`; a provider that got no answer brings it again."""
        update = Update(NAME, os.urandom(8).hex(), name, event)
        while not self.acts(lambda: self.door.take(update)):
            continue
        self.settles()

    def settles(self) -> None:
        """Work off all that is due now."""
        self.acts(lambda: settle(self.house, self.door, self.delivery))

    def waits(self, length: timedelta) -> None:
        """Let time pass, each deadline worked off when it is due."""
        until = self.clock.now() + length
        while not self.acts(lambda: pass_time(self.house, self.door, self.delivery, until, self.clock.move)):
            continue

    def sleeps(self, length: timedelta) -> None:
        """Let time pass while nothing runs; below zero the clock is put back."""
        self.put_back -= min(length, timedelta())
        self.clock.move(length)
        self.settles()

    def restarts(self) -> None:
        """End the service in good order, and start it again; a power cut while it starts is another test's."""
        self.power.returns()
        self._shut()
        self._open()
        self.settles()
        self.has_news = False

    def changes_roster(self, change: Change) -> None:
        """Let the coordinator change the roster."""

        async def add() -> None:
            now = self.clock.now()
            self.house.writer.do(lambda uow: roster_changes.add(uow, change, COORDINATOR, now))

        self.acts(add)
        self.settles()

    # What is seen

    def on_phone(self, name: str) -> list[Taken]:
        """Return all that stands on the phone of `name`."""
        return [one for one in self.provider.taken if one.address == name]

    def buttons_of(self, name: str) -> list[str]:
        """Return the data of every button on the phone of `name`, also of those of long ago, the newest first."""
        return [button.data for one in reversed(self.on_phone(name)) for button in one.message.buttons]

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Return rows of the real database."""
        with self.house.database.reader.connect() as connection:
            return [dict(row) for row in connection.exec_driver_sql(query, values).mappings()]


def _of_cut(entry: dict[str, Any]) -> bool:
    return entry.get("error") == PowerCut.__name__
