"""What a reporter has told in running text, as answers to the questions of the report: nothing is asked twice.

Only what the text says surely is an answer; it is shown for correction, and whoever changes it is right.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta

from flows.hotline.circumstances import MORE_RELATIONS, RELATIONS, band
from flows.hotline.young import says_child
from flows.hours import PARTS
from flows.session import Answer
from flows.understanding.facts.fact import LIKELY, SURE, Facts
from flows.understanding.facts.reading import read_facts
from flows.understanding.places import Gazetteer
from flows.understanding.tokens import tokens
from flows.understanding.words import ago, deaf

_FEWEST, _STORY = 4, 8
"""Words from which a text may hold answers, and from which it may be the whole story."""
_DAYS = {"hari_ini": 1, "tiga_hari": 4, "minggu": 8}
"""Days from the one on which it happened, up to, not including, which an answer to "when" is right."""
_LONG_AGO = "lama"
_LONG = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?", re.ASCII)
"""A year or a month, where no day was told."""
_KINDS = frozenset({"fisik", "psikis", "seksual", "penelantaran"})
_NEEDS = frozenset({"dokter", "bicara", "hukum", "tempat"})
_MORE_NEEDS = frozenset({"polisi", "sekolah", "ekonomi"})
_ACCESS = {"serumah": "serumah", "dekat": "dekat", "tahu_alamat": "dekat", "jauh": "jauh", "ditahan": "jauh"}
_HOURS = {part: hours for part, hours in PARTS.items() if part != "kapan"}
_CONTACT = {
    "jangan_hubungi": "sendiri",
    "wa_saja": "chat",
    "chat_saja": "chat",
    "jangan_telepon": "chat",
}
"""The wish that is kept, the most careful first. That she may be telephoned, and where, she is asked herself."""

Reads = Callable[[str, datetime, str], Mapping[str, Answer]]


def reader(places: Gazetteer) -> Reads:
    """Return the function that reads answers out of a text written at an aware time, for an office with `places`.

    To the question that was `asked` what is likely is an answer, to all others only what is sure.
    """

    def read(text: str, now: datetime, asked: str = "") -> Mapping[str, Answer]:
        if says_child(text):
            return {"who": ("anak_korban",)}
        written = {"contact": ("chat",), "emergency_call": ("chat",)} if deaf(text) else {}
        words = len(tokens(text))
        if words < _FEWEST:
            return written
        found = written | dict(_answers(read_facts(text, now=now, places=places), now, asked))
        if "when" not in found and ago(text):
            found["when"] = (ago(text),)
        if "kinds" in found and words >= _STORY:
            found["story"] = (text,)
        return found

    return read


def _answers(facts: Facts, now: datetime, asked: str) -> Iterator[tuple[str, Answer]]:
    who = _sure(facts, "writer") or (_sure(facts, "writer", LIKELY) if asked == "who" else ())
    if len(who) == 1:
        yield "who", who
    violence = _sure(facts, "violence")
    kinds, more = _split(violence, _KINDS)
    if violence:
        yield "kinds", kinds
    if more:
        yield "kinds_more", more
    when = [_bucket(value, now) for value in _sure(facts, "when")]
    if any(when):
        yield "when", (min(filter(None, when), key=[*_DAYS, _LONG_AGO].index),)
    kecamatan = _sure(facts, "kecamatan")
    if len(kecamatan) == 1:
        yield "place", kecamatan
    yield from _people(facts, asked)
    yield from _wishes(facts)


def _people(facts: Facts, asked: str) -> Iterator[tuple[str, Answer]]:
    relation = _sure(facts, "relation") or (_sure(facts, "relation", LIKELY) if asked == "relation" else ())
    if len(relation) == 1 and relation[0] in RELATIONS:
        yield "relation", relation
    elif len(relation) == 1 and relation[0] in MORE_RELATIONS:
        yield from (("relation", ("lain",)), ("relation_more", relation))
    near = {_ACCESS.get(value, "") for value in _sure(facts, "access")}
    if len(near) == 1 and "" not in near:
        yield "access", tuple(near)
    ages = {band(int(fact.value)) for fact in facts.of("age") if fact.confidence == SURE and fact.owner == "korban"}
    if len(ages) == 1 and "" not in ages:
        yield "age", tuple(ages)


def _wishes(facts: Facts) -> Iterator[tuple[str, Answer]]:
    needs = _sure(facts, "need")
    first, more = tuple(one for one in needs if one in _NEEDS), tuple(one for one in needs if one in _MORE_NEEDS)
    if first or more:
        yield "needs", (*first, *(("lain",) if more else ()))
    if more:
        yield "needs_more", more
    said = _sure(facts, "contact")
    wish = next((meant for code, meant in _CONTACT.items() if code in said), "")
    if wish:
        yield "contact", (wish,)
    hours = {_part_of_day(fact.detail) for fact in facts.of("contact") if fact.value == "hours"}
    if wish == "chat" and len(hours) == 1 and "" not in hours:
        yield "hours", tuple(hours)


def _sure(facts: Facts, field: str, confidence: str = SURE) -> Answer:
    """Return the different values of a field that have this `confidence`, in the order of the text."""
    values = (str(fact.value) for fact in facts.of(field) if fact.confidence == confidence and fact.value != "")
    return tuple(dict.fromkeys(values))


def _split(values: Answer, first: frozenset[str]) -> tuple[Answer, Answer]:
    """Return the values of the first question, and those of the second where one says there are more."""
    more = tuple(value for value in values if value not in first)
    return (*(value for value in values if value in first), *(("lain",) if more else ())), more


def _bucket(value: str, now: datetime) -> str:
    """Return which answer to "when" a time is, empty for what lies ahead or is no one day; a month or a year that is
    over is long ago.
    """
    said = value.partition("/")[0]
    try:
        day = datetime.fromisoformat(said).date()
    except ValueError:
        ago = now.date() - _last_day(said) if _LONG.fullmatch(said) else timedelta()
        return _LONG_AGO if ago.days >= _DAYS["minggu"] else ""
    days = (now.date() - day).days
    return next((name for name, most in _DAYS.items() if days < most), _LONG_AGO) if days >= 0 else ""


def _last_day(month_or_year: str) -> date:
    year, _, month = month_or_year.partition("-")
    months = int(year) * 12 + int(month or 12)
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def _part_of_day(hours: str) -> str:
    """Return the part of the day in which hours such as "19:00-21:00" or "19:00-" lie, empty where they lie in none."""
    first, _, last = hours.partition("-")
    if not first:
        return ""
    starts, ends = int(first[:2]), int(last[:2] or first[:2])
    return next((name for name, part in _HOURS.items() if starts in part and starts <= ends <= part.stop), "")
