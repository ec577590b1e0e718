"""What was deleted is forgotten as soon as nobody reads any more, without anybody asking again."""

import asyncio

import pytest
from sqlalchemy import select

from bot import service
from storage.tables import Conversation
from tests.harness import Hotline


def test_while_somebody_reads_the_service_tries_again_by_itself(
    hotline: Hotline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_AGAIN", 0)
    hotline.victim().says("halo").skims()
    running = service.Service(hotline.house)
    log = hotline.house.database.path.with_name("pelita.db-wal")

    async def forget() -> bool:
        await running._forget()
        await asyncio.sleep(0)
        await asyncio.sleep(0)  # the timer comes one turn later
        return running._wake["forget"].is_set()

    with hotline.house.database.look() as uow:
        uow.read(select(Conversation.__table__)).all()
        hotline.house.writer.do(lambda work: work.run(Conversation.__table__.update().values(live=True)))
        assert hotline._loop.run(forget())
    running._wake["forget"].clear()
    assert not hotline._loop.run(forget())
    assert log.stat().st_size == 0
