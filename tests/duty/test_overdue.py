"""After a stop with many deadlines the most urgent come first, also where there are more than are looked at at once."""

import asyncio
from datetime import timedelta

from bot.channels.simulator import SimulatorChannel
from bot.measuring.overdue import call_for_many
from bot.service import work_off
from bot.talk.delivery import Delivery
from flows.levels import LEVELS

MANY = 220
"""More than one look of a sweep."""


def test_of_more_deadlines_than_one_look_takes_the_most_urgent_are_worked_off_first(hotline):
    hotline.on_duty("first").backup("second").begins_at("2026-11-23 01:00")
    house = hotline.house
    house.channels["telegram"] = SimulatorChannel("telegram", lambda _: (), lambda *_: None, longest=4096)
    asyncio.run(_left_undone(house))
    before = hotline.rows("SELECT max(rowid) AS last FROM pages")[0]["last"]
    house.clock.move(timedelta(hours=6))

    for _ in range(3):
        work_off(house, house.clock.now())

    paged = hotline.rows(
        "SELECT level FROM pages JOIN cases ON cases.id = case_id WHERE pages.rowid > ? ORDER BY pages.rowid", before
    )
    ranks = [LEVELS.index(row["level"]) for row in paged]
    assert set(ranks) == set(range(len(LEVELS)))
    assert ranks == sorted(ranks, reverse=True)
    hotline.counselor("first").skims()


async def _left_undone(house):
    await call_for_many(house, MANY)
    await Delivery(house).drain()
