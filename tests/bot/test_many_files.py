"""A phone that sends file after file fills no disk: of one conversation only so many are fetched within a day."""

from datetime import timedelta
from pathlib import Path

from storage import files
from tests.bot.whatsapp import Ground, ground


def fetched(house: Ground) -> int:
    with house.house.database.look() as uow:
        return len(files.due(uow, house.clock.now(), limit=1000))


async def test_of_many_files_the_first_are_fetched_and_all_are_told(tmp_path: Path) -> None:
    async with ground(tmp_path) as house:
        ibu = await house.talk()
        for _ in range(25):
            await ibu.sends_photo(b"\xff\xd8\xff")
        await house.settle()
        assert fetched(house) == 20
        assert sum("ada kiriman baru" in text for text in house.others.of("sari")) == 25
        house.clock.move(timedelta(days=1))
        await ibu.sends_photo(b"\xff\xd8\xff")
        await house.settle()
        assert fetched(house) == 21
