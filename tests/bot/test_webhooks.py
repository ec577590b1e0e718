"""The webhook lets in what carries the secret, once, and answers 200 only when it is committed."""

import asyncio
import json
from dataclasses import dataclass

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import select

from bot.channels.telegram import TelegramChannel
from bot.clock import SetClock
from bot.commands.installation import prepare
from bot.opening import close_house, open_house
from bot.service import Service
from bot.settings import Settings
from bot.web.app import create_app
from bot.web.webhooks import LARGEST
from storage.tables import Inbox
from tests.bot.test_telegram_payloads import DOCUMENTED, HOSTILE, json_values, message
from tests.bot.whole import OFFICE
from tests.storage.things import NOW

SECRET = "a-secret-of-sixteen-marks"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATH = "/webhooks/telegram"
NOWHERE = "http://127.0.0.1:9"


@dataclass(frozen=True)
class Web:
    """A service, and the one event loop in which it lives."""

    service: Service
    loop: asyncio.Runner

    @property
    def house(self):
        return self.service.house


@pytest.fixture(scope="module")
def web(tmp_path_factory):
    """Return the service of a real house whose workers do not run, so that nothing is sent."""
    folder = tmp_path_factory.mktemp("webhooks")
    given = Settings(
        _env_file=None,
        data_dir=folder / "data",
        master_key_file=folder / "keys" / "master.key",
        organisation=OFFICE,
        telegram_webhook_secret=SecretStr(SECRET),
    )
    prepare(given)
    house = open_house(given, SetClock(NOW))
    house.channels = {"telegram": TelegramChannel("1:token", NOWHERE, "telegram", timeout=0.1)}
    with asyncio.Runner() as loop:
        yield Web(Service(house), loop)
    close_house(house)


def posts(web, *requests):
    """Send requests to the application, one after the other, and return the statuses."""

    async def send():
        transport = httpx.ASGITransport(create_app(web.service))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            statuses = [(await client.send(client.build_request(**request))).status_code for request in requests]
        await web.service.stop()
        return statuses

    return web.loop.run(send())


def post(content=b"{}", headers=None, path=PATH, method="POST"):
    """Return a request with the right secret, or with other headers."""
    given = [(HEADER, SECRET)] if headers is None else headers
    return {"method": method, "url": path, "content": content, "headers": given}


def taken(web):
    """Return the numbers of the updates that were taken, and of those that had to be put aside."""
    with web.house.database.look() as uow:
        rows = uow.read(select(Inbox.__table__)).all()
    return {row.provider_id for row in rows}, {row.provider_id for row in rows if row.body is not None}


def numbered(number, **content):
    return json.dumps(message(**content) | {"update_id": number}).encode()


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [(HEADER, "")],
        [(HEADER, "another-secret-of-it")],
        [(HEADER, SECRET[:-1])],
        [(HEADER, SECRET + "x")],
        [(HEADER, "x" + SECRET)],
        [(HEADER, SECRET.upper())],
        [(HEADER, f"{SECRET},{SECRET}")],
        [(HEADER, f"{SECRET} {SECRET}")],
        [(HEADER, SECRET), (HEADER, SECRET)],
        [(HEADER, SECRET), (HEADER, "another")],
        [(HEADER, "é" * 25)],
        [("Authorization", f"Bearer {SECRET}")],
    ],
    ids="none empty wrong short prefixed suffixed upper comma twice doubled two foreign elsewhere".split(),  # noqa: SIM905
)
def test_without_the_secret_nobody_gets_in(web, headers):
    encoded = [(name, value.encode()) for name, value in headers]
    before = taken(web)
    assert posts(web, post(numbered(1, text="halo"), encoded)) == [403]
    assert taken(web) == before


def test_a_secret_in_the_address_or_the_body_is_none(web):
    in_body = json.dumps({**message(text="x"), "secret_token": SECRET}).encode()
    assert posts(web, post(in_body, [], f"{PATH}?secret={SECRET}")) == [403]


def test_where_no_secret_is_set_nobody_gets_in(web):
    was = web.house.settings
    web.house.settings = was.model_copy(update={"telegram_webhook_secret": SecretStr("")})
    try:
        assert posts(web, post(b"{}", [(HEADER, "")]), post(b"{}", [])) == [403, 403]
    finally:
        web.house.settings = was


def test_the_bot_that_is_not_there_has_no_webhook(web):
    assert posts(web, post(path=f"{PATH}/staff")) == [403]


def test_an_update_with_the_secret_is_committed_before_the_answer(web):
    assert posts(web, post(numbered(2, text="halo"))) == [200]
    assert "2" in taken(web)[0]


def test_an_update_that_comes_again_is_answered_and_taken_once(web):
    with web.house.database.look() as uow:
        before = len(uow.read(select(Inbox.__table__)).all())
    assert posts(web, *[post(numbered(3, text="halo"))] * 3) == [200] * 3
    with web.house.database.look() as uow:
        assert len(uow.read(select(Inbox.__table__)).all()) == before + 1


def test_only_posting_is_possible_and_only_there(web):
    methods = ("GET", "PUT", "DELETE", "PATCH", "OPTIONS")
    assert posts(web, *(post(method=method) for method in methods)) == [405] * 5
    assert posts(web, post(path="/webhooks/other"), post(path="/")) == [404, 404]
    assert posts(web, post(method="GET", path="/health/live", headers=[])) == [200]


@pytest.mark.parametrize("excess", [1, LARGEST], ids=["by a byte", "by far"])
def test_what_is_too_large_is_refused(web, excess):
    assert posts(web, post(b" " * (LARGEST + excess))) == [403]


def test_what_is_just_small_enough_is_read(web):
    whole = numbered(4, text="halo")
    assert posts(web, post(whole + b" " * (LARGEST - len(whole)))) == [200]
    assert "4" in taken(web)[0]


def test_what_is_too_large_and_does_not_say_so_is_refused_all_the_same(web):
    async def endless():
        for _ in range(LARGEST // 1000 + 2):
            yield b" " * 1000

    assert posts(web, post(endless())) == [403]


@pytest.mark.parametrize("length", ["-1", "x", "1e9", "99999999999999999999", "²"])
def test_a_length_that_is_none_does_no_harm(web, length):
    headers = [(HEADER, SECRET), ("Content-Length", length.encode())]
    assert posts(web, post(b"{}", headers))[0] in {200, 403}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"update_id":' + b"9" * 5000 + b"}",
        b'{"a":1,"a":2}',
    ],
    ids=["empty", "half", "list", "null", "no text", "deep", "long number", "twice"],
)
def test_what_is_no_update_is_answered_and_forgotten(web, body):
    before = taken(web)
    assert posts(web, post(body)) == [200]
    assert taken(web) == before


def test_ten_thousand_fields_do_no_harm(web):
    fields = {f"field_{number}": number for number in range(10_000)}
    assert posts(web, post(json.dumps(message(text="halo") | {"update_id": 5} | fields).encode())) == [200]


@pytest.mark.parametrize("depth", [100, 300, 900, 980, 995, 1500])
def test_deep_nesting_is_never_an_error_of_ours(web, depth):
    inner = '{"a":' * depth + "1" + "}" * depth
    body = numbered(1000 + depth, text="halo").replace(b'"text"', f'"deep": {inner}, "text"'.encode())
    assert posts(web, post(body)) == [200]


def test_no_payload_of_any_form_has_to_be_put_aside(web):
    payloads = [payload for _, payload, _ in (*DOCUMENTED, *HOSTILE)]
    requests = [post(json.dumps(one | {"update_id": number}).encode()) for number, one in enumerate(payloads, 10_000)]
    assert posts(web, *requests) == [200] * len(payloads)
    assert taken(web)[1] == set()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.fixed_dictionaries({"text": json_values | st.text(), "voice": json_values}), min_size=1, max_size=8))
def test_whatever_is_said_is_heard_and_never_put_aside(web, contents):
    first = len(taken(web)[0]) + 100_000
    requests = [post(numbered(number, **content)) for number, content in enumerate(contents, first)]
    assert posts(web, *requests) == [200] * len(contents)
    assert taken(web)[1] == set()
