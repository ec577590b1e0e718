"""The parts of the organisation file about duty: weekly shifts, rotations, and the office's own holidays."""

import re
from datetime import date, time, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from flows.roster import EVERY_DAY, Holds, Rotation, Shift

_DAYS = {"senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "sabtu": 5, "minggu": 6}
_TIME = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)", re.ASCII)
_HOLDS: dict[str, Holds] = {"setiap hari": "always", "hari kerja": "workdays", "hari libur": "holidays"}
_TURN = re.compile(r"([1-9]\d?\d?) hari", re.ASCII)
_TURNS = {"harian": 1, "mingguan": 7}
_LONGEST = len("99999h")
_UNITS = {"d": "seconds", "m": "minutes", "j": "hours", "h": "days"}


def length(value: object) -> object:
    """Read "5m" (menit), "30d" (detik), "2j" (jam), "7h" (hari)."""
    if isinstance(value, str) and value[:-1].isdecimal() and len(value) <= _LONGEST and value[-1:] in _UNITS:
        return timedelta(**{_UNITS[value[-1]]: int(value[:-1])})
    raise ValueError('tulis lamanya seperti "30d" (detik), "5m" (menit), "2j" (jam) atau "7h" (hari)')


def _clock(value: object) -> object:
    if isinstance(value, str) and (found := _TIME.fullmatch(value)):
        return time(int(found[1]), int(found[2]))
    raise ValueError('tulis jam seperti "16.00"')


def _weekdays(value: object) -> object:
    if value == "setiap hari":
        return frozenset(range(7))
    if isinstance(value, list) and value and all(day in _DAYS for day in value):
        return frozenset(_DAYS[day] for day in value)
    raise ValueError('tulis hari seperti ["senin", "selasa"] atau "setiap hari"')


def _turn(value: object) -> object:
    if isinstance(value, str) and value in _TURNS:
        return _TURNS[value]
    if isinstance(value, str) and (found := _TURN.fullmatch(value)):
        return int(found[1])
    raise ValueError('tulis lama giliran "harian", "mingguan", atau seperti "10 hari"')


def _date(value: object) -> object:
    if isinstance(value, date) and type(value) is date:
        return value
    raise ValueError("tulis tanggal seperti 2026-12-24, tanpa tanda kutip")


Clock = Annotated[time, BeforeValidator(_clock)]
Weekdays = Annotated[frozenset[int], BeforeValidator(_weekdays)]
Turn = Annotated[int, BeforeValidator(_turn)]
Day = Annotated[date, BeforeValidator(_date)]
When = Literal["setiap hari", "hari kerja", "hari libur"]


class Part(BaseModel):
    """A part of the organisation file: what it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ShiftPart(Part):
    """Who is on duty when. A shift that ends before it begins goes over midnight. `on`: on which kind of days."""

    team: str
    role: str
    member: str
    days: Weekdays
    from_: Clock = Field(alias="from")
    to: Clock
    on: When = "setiap hari"

    def shift(self) -> Shift:
        """Return it in the form in which duty is computed."""
        who = {"team": self.team, "role": self.role, "member": self.member}
        return Shift(**who, days=self.days, starts=self.from_, ends=self.to, holds=_HOLDS[self.on])


class RotationPart(Part):
    """Who take turns. A turn begins at `hand_over` on the day `begins`; with hours, each duty lasts `from` to `to`."""

    team: str
    role: str
    members: tuple[str, ...] = Field(min_length=1)
    turn: Turn
    begins: Day
    hand_over: Clock
    days: Weekdays = EVERY_DAY
    from_: Clock | None = Field(default=None, alias="from")
    to: Clock | None = None
    on: When = "setiap hari"

    @model_validator(mode="after")
    def _has_both_hours(self) -> "RotationPart":
        if (self.from_ is None) != (self.to is None):
            raise ValueError('isi "from" dan "to" keduanya, atau jangan keduanya')
        return self

    def rotation(self) -> Rotation:
        """Return it in the form in which duty is computed."""
        return Rotation(
            team=self.team,
            role=self.role,
            members=self.members,
            begins=self.begins,
            hand_over=self.hand_over,
            every=self.turn,
            days=self.days,
            starts=self.from_,
            ends=self.to,
            holds=_HOLDS[self.on],
        )


class HolidayPart(Part):
    """One holiday of the office's own."""

    date: Day
    name: str


class HolidaysPart(Part):
    """On which dates the office has a holiday: the national list, what it adds, and where it works all the same.

    `complete` are years whose list the office has written here whole, so that no warning is needed when the national
    list does not know them yet. `source` is the paper that says so.
    """

    national: bool = True
    add: tuple[HolidayPart, ...] = ()
    worked: tuple[Day, ...] = ()
    complete: tuple[int, ...] = ()
    source: str = ""

    @model_validator(mode="after")
    def _has_a_source(self) -> "HolidaysPart":
        if (self.add or self.worked or self.complete) and not self.source.strip():
            raise ValueError("sebutkan sumbernya (source), misalnya nomor keputusan")
        return self
