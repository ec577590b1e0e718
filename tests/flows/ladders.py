"""A ladder of three rungs, who is on duty, and climbs of it, for tests of the escalation."""

import json
from datetime import UTC, datetime, timedelta

from flows.escalation import Climb, begin, climb
from flows.rungs import Escalation, Ladder, Rung

NIGHT = datetime(2025, 6, 2, 15, 10, tzinfo=UTC)
FIVE = timedelta(minutes=5)
LADDER = Ladder(
    rungs=(
        Rung("kota", "konselor", FIVE),
        Rung("kota", "cadangan", FIVE),
        Rung("provinsi", "koordinator", 2 * FIVE),
    ),
    repeat=3 * FIVE,
)
HIGHER = Ladder((Rung("provinsi", "koordinator", FIVE), LADDER.rungs[0]), FIVE)
ON_DUTY = {"konselor": ("ani", "budi"), "cadangan": ("citra",), "koordinator": ("dewi",)}
MEMBERS = ["ani", "budi", "citra", "dewi"]


def who(rung):
    return ON_DUTY[rung.role]


def on_duty(**roles):
    return lambda rung: tuple(roles.get(rung.role, ()))


def opened(level="tinggi", ladder=LADDER):
    return begin(ladder, level=level, now=NIGHT)


def after(*times, who=who, escalation=None):
    """Climb at each of these times after the start and give the last climb."""
    last = Climb(escalation or opened())
    for moment in times:
        last = climb(last.escalation, now=NIGHT + moment, who=who)
    return last


def names(climbed):
    return [page.member for page in climbed.pages]


def at_the_end():
    return after(0 * FIVE, FIVE, 2 * FIVE, 4 * FIVE)


def again_through_json(escalation):
    return Escalation.from_data(json.loads(json.dumps(escalation.to_data())))
