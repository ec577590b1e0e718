"""The floor: the rows of the same conversation of the same people, committed by the bare driver, one commit a turn.

The conversation is first held through the whole path, one message after another and with nothing delivered, while the
statements of each turn are written down with their values. Then the ones that change rows are executed again on a
fresh encrypted file of the same form. Queries, ciphers and everything that is thought are left out, so the floor is
what no design with one commit a turn can beat; `with_reads` adds the queries.
"""

import asyncio
from dataclasses import dataclass

from bot.measuring.ground import Ground
from bot.measuring.people import conversation, must_have_arrived, place_of
from bot.measuring.turns import write
from bot.opening import close_house, open_database, open_house
from bot.receiving import Door
from bot.settings import Settings
from storage import floor as bare
from storage.floor import Record


@dataclass(frozen=True, slots=True)
class Floor:
    """Turns a second of the bare driver, and how many statements that change rows a turn has."""

    per_s: float
    with_reads_per_s: float
    rows: float


def recorded(ground: Ground, count: int) -> Record:
    """Hold the conversation of `count` people and return what each turn executed."""
    house = open_house(ground.settings("recorded"))
    people = range(1001, 1001 + count)
    try:
        with bare.record(house.database) as noted:
            asyncio.run(_hold(Door(house), list(conversation(people, place_of(house))), noted))
        must_have_arrived(house, people)
        return noted
    finally:
        close_house(house)


def floor(ground: Ground, noted: Record, name: str) -> Floor:
    """Commit recorded turns again with the bare driver, each kind on a fresh file."""
    changes = _seconds(ground.settings(f"{name}-changes"), noted, reads=False)
    everything = _seconds(ground.settings(f"{name}-reads"), noted, reads=True)
    turns = len(noted.turns)
    return Floor(turns / changes, turns / everything, noted.rows())


async def _hold(door: Door, payloads: list[bytes], noted: Record) -> None:
    for raw in payloads:
        await write(door, raw)
        noted.cut()


def _seconds(settings: Settings, noted: Record, *, reads: bool) -> float:
    database = open_database(settings)
    try:
        return bare.commit_again(database, noted.turns, reads=reads)
    finally:
        database.close()
