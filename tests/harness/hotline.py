"""The hotline of a story: the real house on a real encrypted file, a clock that is set, and everybody's phones."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.channels.simulator import SimulatorChannel
from bot.channels.terminal import NAME as TERMINAL
from bot.channels.update import Outgoing, Update
from bot.channels.whatsapp import WINDOW
from bot.channels.whatsapp_form import LONGEST, composed
from bot.channels.whatsapp_form import NAME as WHATSAPP
from bot.clock import SetClock
from bot.house import House
from bot.opening import close_house, open_house
from bot.prompt import Prompt
from bot.reading import read_case, reader
from flows.errors import NotFound
from flows.events import FromReporter
from flows.session import Session
from storage import cases, conversations
from storage.conversations import Stored
from storage.ids import new_id
from storage.transcript import Line
from tests.harness.ground import COORDINATOR, PASSWORD, STAFF, new_member, settle_in, wait_for_no_disk
from tests.harness.office import ALWAYS, ROLES, Office
from tests.harness.people import Counselor, Person, Reporter

TONIGHT = "2026-11-22 22:10"


class Hotline:
    """One office with its people. Whatever was sent and not asserted fails the story at its end."""

    def __init__(
        self, folder: Path, at: str = TONIGHT, *, staff: tuple[str, ...] = STAFF, office: Office | None = None
    ) -> None:
        """Open an office in `folder` at the local time `at`; the coordinator is on duty, nobody else yet."""
        self.office = office or Office()
        if not self.office.held:
            self.office.put("koordinator", COORDINATOR, *ALWAYS)
        self._settings = settle_in(folder, staff)
        self._zone = self.office.organisation().zone
        self._clock = SetClock(self._local(at))
        self._people: dict[str, Person] = {}
        self.on_whatsapp = False
        self._opened: Prompt | None = None
        for name in (COORDINATOR, *staff):
            self.counselor(name)

    @property
    def prompt(self) -> Prompt:
        """The prompt, opened where it is not: with the shifts as they stand now."""
        if self._opened is None:
            self._loop = asyncio.Runner()
            office = self.office.organisation()
            house = open_house(self._settings, self._clock, organisation=office)
            wait_for_no_disk(house.database)
            self._opened = Prompt(house)
            if self.on_whatsapp:
                house.channels = {**house.channels, WHATSAPP: self._whatsapp()}
        return self._opened

    @property
    def house(self) -> House:
        """The house."""
        return self.prompt.house

    def close(self) -> None:
        """Close the house and everything real in it."""
        if self._opened is not None:
            close_house(self._opened.house)
            self._loop.close()
            self._opened = None

    def restart(self) -> "Hotline":
        """Close everything and open it again on the same files, as after a crash or a release."""
        self.close()
        self.settles()
        return self

    # People

    def victim(self, name: str = "ibu") -> Reporter:
        """Return the reporter who writes from the phone called `name`."""
        person = self._people.setdefault(name, Reporter(self, name))
        assert isinstance(person, Reporter), f"{name} is on the staff"
        return person

    def counselor(self, name: str) -> Counselor:
        """Return somebody on the staff."""
        person = self._people.setdefault(name, Counselor(self, name))
        assert isinstance(person, Counselor), f"{name} is a reporter"
        return person

    def coordinator(self) -> Counselor:
        """Return the coordinator."""
        return self.counselor(COORDINATOR)

    def enrols(self, name: str) -> str:
        """Enrol one more counselor and return the one-time code that she gets."""
        return new_member(self.house, name)

    # Channels

    def reporters_on_whatsapp(self) -> "Hotline":
        """Let reporters write on WhatsApp from now on: no buttons, a window of a day, long bubbles in parts.

        A simulated channel stands in under its name, as in the demo; what the provider reports afterwards is not in it.
        """
        self.on_whatsapp = True
        return self._new_roster()

    def _whatsapp(self) -> SimulatorChannel:
        def bubbles(message: Outgoing) -> list[dict[str, Any]]:
            return [{"text": text, "buttons": [], "said": list(message.said)} for text in composed(message)]

        def put(_channel: str, address: str, bubble: Mapping[str, Any]) -> None:
            self._people[address].phone.take(self._shown(self._clock.now()), dict(bubble))

        return SimulatorChannel(WHATSAPP, bubbles, put, longest=LONGEST, window=WINDOW)

    def _channel_of(self, name: str) -> str:
        return WHATSAPP if self.on_whatsapp and isinstance(self._people.get(name), Reporter) else TERMINAL

    # Duty

    def on_duty(self, name: str, starts: str = ALWAYS[0], ends: str = ALWAYS[1], *, role: str = ROLES[0]) -> "Hotline":
        """Put `name` on duty every day from `starts` to `ends`; a story says "first" before "backup"."""
        self._shift = starts, ends
        self.office.put(role, name, starts, ends)
        return self._new_roster()

    def backup(self, name: str) -> "Hotline":
        """Let `name` be called after the one who was put on duty last, in the same hours."""
        return self.on_duty(name, *self._shift, role=ROLES[1])

    def nobody_on_duty(self) -> "Hotline":
        """Take everybody off duty, the coordinator too."""
        self.office.clear()
        return self._new_roster()

    def _new_roster(self) -> "Hotline":
        """Have the house opened again before anything else happens: so a changed organisation file is read."""
        self.close()
        return self

    # Time

    def at(self, moment: str) -> "Hotline":
        """Let time pass until the local `moment`: "22:30", today or tomorrow, or "2026-11-23 07:00"."""
        return self._until(self._local(moment))

    def begins_at(self, moment: str) -> "Hotline":
        """Set the clock, before anything has happened, to a local moment: also one that is over."""
        self._clock.at = self._local(moment).astimezone(UTC)
        return self

    def wait(self, **length: float) -> "Hotline":
        """Let time pass, each deadline worked off when it is due."""
        return self._until(self._clock.now() + timedelta(**length))

    def sleeps(self, **length: float) -> "Hotline":
        """Let time pass while nothing runs at all: the server is down, nothing is worked off."""
        self._clock.move(timedelta(**length))
        return self

    def local_time(self) -> datetime:
        """Return the time that it is in the office."""
        return self._clock.now().astimezone(self._zone)

    def _until(self, moment: datetime) -> "Hotline":
        self._run(lambda: self.prompt.wait(moment - self._clock.now()))
        return self

    def _local(self, moment: str) -> datetime:
        if len(moment) > len("22:10"):
            return datetime.fromisoformat(moment).replace(tzinfo=self._zone)
        now = self._clock.now().astimezone(self._zone)
        hour, minute = map(int, moment.split(":"))
        then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        return then if then >= now else then + timedelta(days=1)

    def _shown(self, at: datetime) -> str:
        return at.astimezone(self._zone).strftime("%H:%M")

    # What happens

    def happens(self, name: str, *events: FromReporter) -> None:
        """Let `events` arrive from `name`, the last one before anything is answered, and see what follows."""
        self._run(lambda: self._take(name, events))

    async def _take(self, name: str, events: tuple[FromReporter, ...]) -> None:
        for event in events:
            await self.prompt.door.take(Update(self._channel_of(name), new_id(), name, event))
        await self.prompt.settle()

    def takes_in(self, name: str, event: FromReporter, provider_id: str = "") -> None:
        """Let an update arrive while nothing can be delivered; with a provider's id it may arrive twice."""
        self._run(lambda: self.prompt.door.take(Update(TERMINAL, provider_id or new_id(), name, event)))

    def settles(self) -> None:
        """Work off all that is due now."""
        self._run(lambda: self.prompt.settle())

    def _run(self, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        prompt = self.prompt
        self._loop.run(work())
        rung = {row["chat"] for row in self.rows("SELECT DISTINCT chat FROM phones")}
        for person in self._people.values() if rung else ():
            if self._chat(person.name) in rung:
                person.phone.read(prompt.look(person.name), self._shown)

    def _chat(self, name: str) -> bytes:
        return self.house.keys.address_index(TERMINAL, name)

    # What is kept

    def conversation_of(self, name: str) -> Stored | None:
        """Return the conversation that the address of `name` continues."""
        with self.house.database.look() as uow:
            return conversations.find(uow, self._channel_of(name), name)

    def session(self, conversation_id: str) -> Session | None:
        """Return the session of a conversation, also one that has ended; None where it was erased."""
        with self.house.database.look() as uow, suppress(NotFound):
            return conversations.load(uow, conversation_id).session
        return None

    def newest_conversation(self) -> str:
        """Return the id of the conversation that was opened last."""
        return str(self.rows("SELECT id FROM conversations ORDER BY opened_at DESC, rowid DESC LIMIT 1")[0]["id"])

    def case(self) -> Any:
        """Return the newest case; fails when there is none."""
        found = self.cases()
        assert found, "no case was opened"
        return found[0]

    def case_of(self, name: str) -> Any:
        """Return the case of the conversation that the phone of `name` continues."""
        stored = self.conversation_of(name)
        return next(case for case in self.cases() if stored is not None and case.id == stored.case_id)

    def cases(self) -> list[Any]:
        """Return all cases, the newest first."""
        with self.house.database.look() as uow:
            return list(cases.listed(uow))

    def transcript(self, code: str, reads_as: str = COORDINATOR) -> list[Line]:
        """Return what a member reads of a case with her password."""
        with self.house.database.look() as uow:
            who = reader(uow, reads_as, PASSWORD)
        now = self._clock.now()
        return self.house.writer.do(lambda uow: read_case(self.house, uow, who, code, now))[1]

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Return rows of the real database."""
        with self.house.database.reader.connect() as connection:
            return [dict(row) for row in connection.exec_driver_sql(query, values).mappings()]

    def file(self, name: str) -> Path:
        """Return a file of the data directory."""
        return self._settings.data_dir / name

    # The end

    def nothing_else_was_sent(self) -> None:
        """Fail where anybody got something that the story never asked for, known to it or not."""
        for person in self._people.values():
            person.phone.expect_nothing()
        if self._opened is None:
            return
        known = {self._chat(name) for name in self._people}
        strange = [row for row in self.rows("SELECT chat FROM phones") if row["chat"] not in known]
        assert not strange, f"{len(strange)} messages went to addresses that the story does not know"


__all__ = ["TONIGHT", "Hotline"]
