"""The floor: the rows of the same conversation of the same people, committed by the bare driver, one commit a turn.

The conversation is first held through the whole path, one message after another and with nothing delivered, while the
rows that each turn writes are noted. Then the same rows, with the same lengths of ciphertext, are written again to a
fresh encrypted file of the same form with the same pragmas, `synchronous=FULL` among them. Queries, ciphers and all
thinking are left out: what is measured against this floor has to pay for them.
"""

import asyncio
import time

from bot.measuring.ground import Ground
from bot.measuring.people import conversation, must_have_arrived, place_of
from bot.measuring.turns import write
from bot.opening import open_database, opened
from bot.receiving import Door
from storage import floor as bare
from storage.floor import Record


def recorded(ground: Ground, count: int) -> Record:
    """Hold the conversation of `count` people and return the rows of each turn."""
    people = range(1001, 1001 + count)
    with opened(ground.settings("recorded")) as house:
        with bare.record(house.database) as noted:
            asyncio.run(_hold(Door(house), list(conversation(people, place_of(house))), noted))
        must_have_arrived(house, people)
        return noted


def floor(ground: Ground, noted: Record, name: str) -> float:
    """Return how many recorded turns a second the bare driver commits on a fresh file."""
    database = open_database(ground.settings(name))
    try:
        bare.commit_again(database, [])  # opens the file
        start = time.perf_counter()
        bare.commit_again(database, noted.turns)
        return len(noted.turns) / (time.perf_counter() - start)
    finally:
        database.close()


async def _hold(door: Door, payloads: list[bytes], noted: Record) -> None:
    for raw in payloads:
        await write(door, raw)
        noted.cut()
