"""The organisation file: everything that differs between offices. It is read at start and checked whole."""

import re
import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from bot.hours import Week, week
from bot.mistakes import Where, told
from bot.organisation_calls import NEAR, Duty, LadderPart, Length, NearPart, PagingPart, RungPart
from bot.organisation_duty import Clock, HolidaysPart, Part, RotationPart, ShiftPart
from bot.organisation_routine import Routine
from flows.errors import Refused
from flows.levels import LEVELS
from flows.retention import Periods
from flows.roster import Rotation, Shift
from flows.rungs import Ladder, Rung
from flows.understanding.places import gazetteer

OpenHours = Annotated[Week, BeforeValidator(week)]


class Office(Part):
    """What the office is called, and where it is. `greeting` and `exit_text` are all that a newcomer sees of it."""

    name: str
    unit: str
    greeting: str
    exit_text: str
    zone: str
    areas: tuple[str, ...] = Field(min_length=1)
    languages: tuple[Literal["id", "id-mudah", "jv", "en"], ...] = Field(default=("id",), min_length=1)
    """The languages a reporter may choose by a word; everybody is greeted in the first."""
    day_from: Clock
    day_to: Clock
    words_on_whatsapp: bool = False
    """Whether what a reporter writes may go to a counselor's WhatsApp, where nothing can be taken back afterwards."""


class Line(Part):
    """A service that answers a telephone. `verified` is the day on which the office rang it; empty: not yet.

    `hours` is what people read; `open` in the file says the same for the machine, empty where nobody knows.
    """

    label: str
    number: str
    address: str = ""
    hours: str = ""
    week: OpenHours = Field(default=(), alias="open")
    source: str = ""
    verified: str = ""


class Kept(Part):
    """How long things stay. No Indonesian rule was found for these: the office must decide."""

    unfinished: Length = timedelta(days=7)
    routing: Length = timedelta(days=30)
    traffic: Length = timedelta(days=30)
    readable: Length = timedelta(hours=24)
    adult: str = "1 tahun"

    def periods(self) -> Periods:
        """Return these in the form in which retention is computed."""
        return Periods(unfinished=self.unfinished, routing=self.routing, traffic=self.traffic, readable=self.readable)


class Organisation(Part):
    """One office, as its file describes it."""

    office: Office
    emergency: tuple[Line, ...] = Field(min_length=1)
    services: tuple[Line, ...] = ()
    crisis: Line | None = None
    """Whom somebody who thinks of dying may call beside us; nothing is said of it where the office names none."""
    shifts: tuple[ShiftPart, ...] = ()
    rotations: tuple[RotationPart, ...] = ()
    holidays: HolidaysPart = HolidaysPart()
    ladders: tuple[LadderPart, ...]
    nearby: tuple[NearPart, ...] = ()
    duty: Duty = Duty()
    paging: PagingPart = PagingPart()
    routine: Routine = Routine()
    kept: Kept = Kept()

    @model_validator(mode="after")
    def _is_complete(self) -> "Organisation":
        levels = [ladder.level for ladder in self.ladders if not ladder.areas]
        if sorted(levels) != sorted(LEVELS):
            raise ValueError(f"perlu tepat satu tangga untuk setiap tingkat: {', '.join(LEVELS)}")
        manned = {(rule.team, rule.role) for rule in self.roster()}
        if self.office.day_from >= self.office.day_to:
            raise ValueError("day_from harus lebih pagi daripada day_to")
        for ladder in self.ladders:
            if not ladder.target or ladder.reply == timedelta():
                raise ValueError(f"target dan reply pada tangga {ladder.level} harus lebih dari nol")
            if not ladder.repeat:
                raise ValueError(f"repeat pada tangga {ladder.level} harus lebih dari nol")
            for team, role in ((team, rung.role) for rung in ladder.rungs for team in self._called(rung)):
                if (team, role) not in manned:
                    raise ValueError(f"anak tangga {team}/{role} tidak punya jadwal piket satu pun")
            if ladder.rungs[-1].team == NEAR:
                raise ValueError(f'anak tangga terakhir pada {ladder.level} tidak boleh "{NEAR}"')
            if any(rung.team == NEAR for rung in ladder.rungs) and not self.nearby:
                raise ValueError(f'tangga {ladder.level} memanggil "{NEAR}", tetapi tidak ada [[nearby]]')
        served = gazetteer(self.office.areas).labels
        strange = [part.area for part in self.nearby if part.area not in served]
        if strange:
            raise ValueError(f"nearby: bukan kecamatan yang dilayani: {', '.join(strange)}")
        unknown = [area for area in self.office.areas if not gazetteer([area]).labels]
        if unknown:
            raise ValueError(f'kode wilayah tidak dikenal: {", ".join(unknown)}; tulis seperti "35.76"')
        if not (self.duty.keep and self.duty.offer):
            raise ValueError("duty.keep dan duty.offer harus lebih dari nol")
        if self.kept.readable > timedelta(hours=24):
            raise ValueError("kept.readable paling lama 24 jam: sesudah itu server tidak boleh lagi membaca laporan")
        if any(not line.number.strip() for line in self.emergency):
            raise ValueError("nomor darurat tidak boleh kosong")
        if self.crisis and not self.crisis.number.strip():
            raise ValueError("nomor crisis tidak boleh kosong; hapus bagian [crisis] kalau tidak ada")
        try:
            ZoneInfo(self.office.zone)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"zona waktu {self.office.zone} tidak dikenal") from None
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The office's own time zone."""
        return ZoneInfo(self.office.zone)

    def roster(self) -> tuple[Shift | Rotation, ...]:
        """Return shifts and rotations in the form in which duty is computed."""
        return (*(part.shift() for part in self.shifts), *(part.rotation() for part in self.rotations))

    def people(self) -> dict[str, str]:
        """Return everybody who has a shift or a turn, with a team of hers, in the order of the file."""
        turns = ((name, part.team) for part in self.rotations for name in part.members)
        return dict([*((part.member, part.team) for part in self.shifts), *turns])

    def ladder(self, level: str, area: str = "", *, near: bool = False) -> Ladder:
        """Return the ladder of `level` in the kecamatan `area` (its code); `near`: its own team may be called too."""
        part = self._part(level, area)
        rungs = (self._rung(rung, area) for rung in part.rungs if near or rung.team != NEAR)
        return Ladder(tuple(rung for rung in rungs if rung.team != NEAR), part.repeat)

    def near_rung(self, level: str, area: str) -> tuple[int, Rung] | None:
        """Return the rung of the team in the kecamatan `area` on the ladder of `level`, with its place; None for none.

        Its place is the one it has where that team may be called.
        """
        for place, rung in enumerate(self._part(level, area).rungs):
            if rung.team == NEAR and area in self.near_areas():
                return place, self._rung(rung, area)
        return None

    def near_areas(self) -> frozenset[str]:
        """Return the kecamatan whose own team may be called, once a reporter there said yes."""
        asked = any(rung.team == NEAR for part in self.ladders for rung in part.rungs)
        return frozenset(part.area for part in self.nearby if asked)

    def posts(self) -> tuple[tuple[str, str], ...]:
        """Return every team and role that a ladder may call, from the most urgent ladder."""
        rungs = [rung for part in reversed(self.ladders) for rung in part.rungs]
        return tuple(dict.fromkeys((team, rung.role) for rung in rungs for team in self._called(rung)))

    def _part(self, level: str, area: str) -> LadderPart:
        """Return the ladder of `level` that is most particular to `area`."""

        def fits(part: LadderPart) -> int:
            return max((len(one) for one in part.areas if area.startswith(one)), default=-1 if part.areas else 0)

        return max((part for part in self.ladders if part.level == level), key=fits)

    def _rung(self, rung: RungPart, area: str) -> Rung:
        own = next((part.team for part in self.nearby if part.area == area), NEAR)
        return Rung(own if rung.team == NEAR else rung.team, rung.role, rung.delay)

    def _called(self, rung: RungPart) -> tuple[str, ...]:
        """Return the teams that a rung may call."""
        return tuple(part.team for part in self.nearby) if rung.team == NEAR else (rung.team,)

    def target(self, level: str) -> timedelta:
        """Return within which time the office wants a person to answer at `level`."""
        return self._part(level, "").target

    def unanswered(self, level: str) -> timedelta:
        """Return how long a reporter's message in an open conversation may wait for an answer at `level`."""
        usual = timedelta(minutes=5 if level == LEVELS[-1] else 30)
        return self._part(level, "").reply or usual

    def teams(self) -> tuple[str, ...]:
        """Return the teams that may stand on any ladder."""
        return tuple(dict.fromkeys(team for part in self.ladders for rung in part.rungs for team in self._called(rung)))

    def day_begins(self, now: datetime) -> datetime:
        """Return `now` by day, else the next instant at which the office's day begins."""
        local = now.astimezone(self.zone)
        if self.office.day_from <= local.time() < self.office.day_to:
            return now
        day = local.date() if local.time() < self.office.day_from else local.date() + timedelta(days=1)
        return datetime.combine(day, self.office.day_from, self.zone).astimezone(now.tzinfo)


def load_organisation(path: Path) -> Organisation:
    """Read the organisation file. Raises Refused, naming the place and what to mend."""
    try:
        return Organisation.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise Refused(f"Berkas kantor {path} tidak ada. Contoh: deploy/organisations/.") from None
    except (OSError, UnicodeDecodeError):
        raise Refused(f"Berkas kantor {path} tidak dapat dibaca. Simpan sebagai teks UTF-8.") from None
    except tomllib.TOMLDecodeError as wrong:
        raise Refused(f"Berkas kantor {path} bukan TOML yang benar: {_line(wrong)}.") from None
    except ValidationError as wrong:
        raise Refused(f"Berkas kantor {path} belum benar. {told(wrong, _place)}.") from None


def _line(wrong: tomllib.TOMLDecodeError) -> str:
    found = re.search(r"line (\d+), column (\d+)", str(wrong))
    return f"lihat baris {found[1]}, kolom {found[2]}" if found else "berkas berakhir di tengah-tengah"


def _place(where: Where) -> str:
    """Return a place in the file as people count: ("shifts", 0, "from") is "shifts ke-1, from"."""
    words = ", ".join(f"\0{part + 1}" if isinstance(part, int) else part for part in where)
    return words.replace(", \0", " ke-")
