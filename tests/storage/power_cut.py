"""The house for one update, in a process that a test kills: `python -m tests.storage.power_cut FOLDER INSTANT`.

It opens the real house on the files of FOLDER, takes in `update.json` as the webhook does, notes in `answered` that the
provider would have its 200 now, and delivers into `accepted.jsonl`, which is on the disk before `send` returns.
"""

import asyncio
import json
import os
import sys
from datetime import datetime
from pathlib import Path

from bot.channels.telegram_form import parse
from bot.channels.update import Outgoing, Receipt, Update
from bot.clock import SetClock
from bot.house import House
from bot.opening import open_house
from bot.receiving import Door
from bot.settings import Settings
from bot.talk.delivery import Delivery

OFFICE = Path(__file__).parents[2] / "deploy" / "organisations" / "kota-mojokerto.toml"
NAMES = ("telegram", "telegram-staff")


class FileChannel:
    """A provider that has accepted what is in its file, whatever happens to us after."""

    reports = False
    window = None

    def __init__(self, name: str, file: Path) -> None:
        self.name, self._file = name, file

    async def send(self, address: str, message: Outgoing) -> Receipt:
        """Accept a message durably."""
        line = {"channel": self.name, "to": address, "said": list(message.said), "text": message.text}
        write(self._file, json.dumps(line) + "\n")
        return Receipt(os.urandom(4).hex())

    async def close(self) -> None:
        """Nothing to let go of."""


def write(file: Path, text: str) -> None:
    """Add to a file so that a power cut cannot take it back."""
    with file.open("a", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())


def settings_in(folder: Path) -> Settings:
    """Return the settings of the installation in `folder`."""
    return Settings(
        _env_file=None, data_dir=folder / "data", master_key_file=folder / "keys" / "master.key", organisation=OFFICE
    )


def house_in(folder: Path, now: datetime) -> House:
    """Open the house of `folder` at the instant `now`."""
    house = open_house(settings_in(folder), SetClock(now))
    house.channels = {name: FileChannel(name, folder / "accepted.jsonl") for name in NAMES}
    return house


def update_in(folder: Path) -> Update:
    """Return the update that waits in `folder`."""
    sent = json.loads((folder / "update.json").read_text())
    update = parse(json.dumps(sent["update"]).encode(), sent["channel"])
    assert update is not None
    return update


async def serve_once(folder: Path, now: datetime) -> None:
    """Take in the update, answer the provider, deliver."""
    house = house_in(folder, now)
    await Door(house).take(update_in(folder))
    write(folder / "answered", "200\n")
    await Delivery(house).drain()


if __name__ == "__main__":
    asyncio.run(serve_once(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])))
