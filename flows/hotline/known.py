"""What a reporter has told in running text, as answers to the questions of the report: nothing is asked twice.

Only what the text says surely is an answer; it is shown for correction, and whoever changes it is right.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from flows.session import Answer
from flows.understanding.facts.fact import SURE, Facts
from flows.understanding.facts.reading import read_facts
from flows.understanding.places import Gazetteer
from flows.understanding.tokens import tokens

_FEWEST, _STORY = 4, 8
"""Words from which a text may hold answers, and from which it may be the whole story."""
_DAYS = {"hari_ini": 1, "tiga_hari": 4, "minggu": 8}
"""Days from the one on which it happened, up to, not including, which an answer to "when" is right."""
_LONG_AGO = "lama"
_KINDS = frozenset({"fisik", "psikis", "seksual", "penelantaran"})
_NEEDS = frozenset({"dokter", "bicara", "hukum", "tempat"})
_MORE_NEEDS = frozenset({"polisi", "sekolah", "ekonomi"})
_CONTACT = {
    "jangan_hubungi": "sendiri",
    "wa_saja": "chat",
    "chat_saja": "chat",
    "jangan_telepon": "chat",
}
"""The wish that is kept, the most careful first. That she may be telephoned, and where, she is asked herself."""

Reads = Callable[[str, datetime], Mapping[str, Answer]]


def reader(places: Gazetteer) -> Reads:
    """Return the function that reads answers out of a text written at an aware time, for an office with `places`."""

    def read(text: str, now: datetime) -> Mapping[str, Answer]:
        words = len(tokens(text))
        if words < _FEWEST:
            return {}
        found = dict(_answers(read_facts(text, now=now, places=places), now))
        if "kinds" in found and words >= _STORY:
            found["story"] = (text,)
        return found

    return read


def _answers(facts: Facts, now: datetime) -> Iterator[tuple[str, Answer]]:
    who = _sure(facts, "writer")
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
    yield from _wishes(facts)


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


def _sure(facts: Facts, field: str) -> Answer:
    """Return the different values of a field that are sure, in the order of the text."""
    values = (str(fact.value) for fact in facts.of(field) if fact.confidence == SURE and fact.value != "")
    return tuple(dict.fromkeys(values))


def _split(values: Answer, first: frozenset[str]) -> tuple[Answer, Answer]:
    """Return the values of the first question, and those of the second where one says there are more."""
    more = tuple(value for value in values if value not in first)
    return (*(value for value in values if value in first), *(("lain",) if more else ())), more


def _bucket(value: str, now: datetime) -> str:
    """Return which answer to "when" a time is, empty for what lies ahead or is no one day."""
    try:
        day = datetime.fromisoformat(value.partition("/")[0])
    except ValueError:
        return ""
    ago = (now.date() - day.date()) // timedelta(days=1)
    return next((name for name, days in _DAYS.items() if ago < days), _LONG_AGO) if ago >= 0 else ""
