"""Many requests or a long case at the desk hold up neither duty nor the messages."""

import asyncio
import threading

import pytest
from starlette.requests import Request

from bot.web.desk import access, render
from storage.database import UnitOfWork
from tests.web.desk import Desk
from tests.web.working import holds


def test_a_crowd_at_the_desk_leaves_threads_and_readers_of_the_database_to_duty(desk: Desk) -> None:
    request = Request({"type": "http", "app": desk.app, "headers": []})
    go_on = threading.Event()

    def stands(_uow: UnitOfWork) -> bool:
        return go_on.wait(20)

    def duty() -> bool:
        with desk.house.database.look():
            return True

    async def crowd() -> bool:
        waiting = [asyncio.ensure_future(access.look(request, stands)) for _ in range(60)]
        await asyncio.sleep(0)
        try:
            async with asyncio.timeout(5):
                return await asyncio.to_thread(duty)
        finally:
            go_on.set()
            await asyncio.gather(*waiting)

    assert desk.hotline._loop.run(crowd())


def test_no_page_with_a_case_or_the_list_is_made_in_the_thread_of_the_messages(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sari, code = holds(desk)
    here, made, real = threading.current_thread(), [], render._rendered

    def rendered(*given):  # type: ignore[no-untyped-def]
        made.append(threading.current_thread())
        return real(*given)

    monkeypatch.setattr(render, "_rendered", rendered)
    for path in (f"/desk/cases/{code}", f"/desk/cases/{code}/lines", "/desk", "/desk/list"):
        assert sari.gets(path).status_code == 200
        assert made
        assert here not in made
        made.clear()
