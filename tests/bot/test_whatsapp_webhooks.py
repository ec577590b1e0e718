"""Only what Twilio signed for our public address gets in, once, and what is refused leaves nothing behind."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.channels.whatsapp_signature import is_signed
from bot.clock import SetClock
from bot.commands import serving
from bot.commands.installation import prepare
from bot.opening import close_house, open_house
from bot.service import Service
from bot.web.app import create_app
from bot.web.webhooks import LARGEST
from storage.tables import Inbox, Outbox, ProviderCopy
from tests.bot.loud import loud_log
from tests.bot.whatsapp import AT, HOST, INBOUND, STATUS, settings_in
from tests.bot.whole import SECONDARY
from tests.emulators.twilio import AUTH_TOKEN
from tests.emulators.twilio_signature import sign

PLACES = ("/webhooks/whatsapp", "/webhooks/whatsapp/status?message=abc")
HEADER = "X-Twilio-Signature"
FORM = {"MessageSid": "SM1", "From": "whatsapp:+6281230005001", "Body": "KENARI", "ProfileName": "", "Neu": "x"}
TYPE = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Web:
    """A service whose workers do not run, and the one event loop in which it lives."""

    service: Service
    loop: asyncio.Runner

    def posts(self, *requests: dict[str, Any]) -> list[int]:
        """Send requests to the application, one after the other, and return the statuses."""

        async def send() -> list[int]:
            transport = httpx.ASGITransport(create_app(self.service))
            async with httpx.AsyncClient(transport=transport, base_url="http://10.0.0.7:8080") as client:
                return [(await client.send(client.build_request(**one))).status_code for one in requests]

        return self.loop.run(send())

    def rows(self) -> list[int]:
        """Return how many rows there are of all that a message can leave."""
        with self.service.house.database.look() as uow:
            return [len(uow.read(table.__table__.select()).all()) for table in (Inbox, Outbox, ProviderCopy)]


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    settings = settings_in(tmp_path_factory.mktemp("webhooks"))
    prepare(settings)
    house = open_house(settings, SetClock(AT))
    house.channels = {
        "whatsapp": serving.whatsapp(settings.model_copy(update={"twilio_api_url": "http://127.0.0.1:9"}))
    }
    with asyncio.Runner() as loop:
        yield Web(Service(house), loop)
        loop.run(house.channels["whatsapp"].close())
    close_house(house)


def post(
    form: Any = FORM, signature: Any = None, url: str = INBOUND, path: str = "/webhooks/whatsapp", **changes: Any
) -> dict[str, Any]:
    """Return a request with `form`, signed for `url` unless a signature, or headers, are given."""
    signed = sign(url, form, AUTH_TOKEN) if signature is None else signature
    headers = signed if isinstance(signed, list) else [(HEADER, signed)]
    request = {"method": "POST", "url": path, "content": urlencode(form), "headers": [*TYPE.items(), *headers]}
    return request | changes


def numbered(number: object, **changes: str) -> dict[str, str]:
    return {**FORM, "MessageSid": f"SM{number}", **changes}


GOOD = sign(INBOUND, FORM, AUTH_TOKEN)
FORGED = {
    "none": post(signature=[]),
    "empty": post(signature=""),
    "wrong": post(signature=sign(INBOUND, FORM, "another-token")),
    "short": post(signature=GOOD[:-1]),
    "prefixed": post(signature=f"sha1={GOOD}"),
    "a blank before and another behind": post(signature=f"x {GOOD} x"),
    "comma": post(signature=f"{GOOD},{GOOD}"),
    "doubled": post(signature=[(HEADER, GOOD), (HEADER, GOOD)]),
    "doubled with another": post(signature=[(HEADER, GOOD), (HEADER, "x")]),
    "foreign letters": post(signature=[(HEADER, "é".encode() * 14)]),
    "of nothing": post(signature=sign(INBOUND, {}, AUTH_TOKEN)),
    "with an empty token": post(signature=sign(INBOUND, FORM, "")),
    "https": post(url=INBOUND.replace("http:", "https:")),
    "trailing slash": post(url=INBOUND + "/"),
    "another port": post(url=INBOUND.replace(".test", ".test:8080")),
    "the request's own host": post(url="http://10.0.0.7:8080/webhooks/whatsapp"),
    "another place": post(url=STATUS),
    "a query that was not signed": post(path="/webhooks/whatsapp?x=1"),
    "the other way round": post(url=f"{INBOUND}?x=1"),
    "a field added": post({**FORM, "NumMedia": "1"}, GOOD),
    "a blank field added": post({**FORM, "NumMedia": ""}, GOOD),
    "a field removed": post({name: FORM[name] for name in FORM if name != "Neu"}, GOOD),
    "a blank field removed": post({name: FORM[name] for name in FORM if name != "ProfileName"}, GOOD),
    "a field changed": post({**FORM, "Body": "KENARI "}, GOOD),
    "a field repeated": post(signature=GOOD, content=urlencode([*FORM.items(), ("Body", "KENARI-2")])),
    "another sender": post({**FORM, "From": "whatsapp:+6281230009999"}, GOOD),
    "10,000 fields": post({f"f{number}": "" for number in range(10_000)}),
    "invalid UTF-8": post(content=b"MessageSid=SM1&Body=%ff%fe"),
    "bytes": post(content=bytes(range(128, 256))),
    "JSON": post(content=b'{"MessageSid": "SM1"}', headers=[("Content-Type", "application/json"), (HEADER, GOOD)]),
    "too large": post(numbered(1, Body="KENARI" * (LARGEST // 6 + 1))),
    "a length that is none": post(headers=[*TYPE.items(), (HEADER, GOOD), ("Content-Length", "²".encode("latin-1"))]),
}


@pytest.mark.parametrize("request_", FORGED.values(), ids=FORGED)
def test_what_twilio_did_not_sign_for_us_leaves_no_row_and_no_word(web: Web, request_: dict[str, Any]) -> None:
    before = web.rows()
    with loud_log() as log:
        logging.getLogger("starlette").setLevel(logging.DEBUG)
        assert web.posts(request_) == [403]
    assert web.rows() == before
    assert "KENARI" not in log.getvalue()


def test_a_forged_report_changes_nothing(web: Web) -> None:
    form = {"MessageSid": "SM1", "MessageStatus": "failed", "ErrorCode": "63014"}
    path, url = "/webhooks/whatsapp/status?message=abc", f"{STATUS}?message=abc"
    before = web.rows()
    forged = [
        post(form, "x", path=path),
        post(form, path=path),
        post(form, url=STATUS, path=path),
        post(form, url=f"{STATUS}?message=abd", path=path),
        post({**form, "MessageStatus": "delivered"}, sign(url, form, AUTH_TOKEN), path=path),
    ]
    assert web.posts(*forged) == [403] * 5
    assert web.rows() == before
    assert web.posts(post(form, url=url, path=path), post({}, url=url, path=path)) == [200, 200]
    assert web.posts(post(form, url=STATUS, path="/webhooks/whatsapp/status")) == [200]


def test_what_is_too_large_and_does_not_say_so_is_refused_all_the_same(web: Web) -> None:
    form = numbered("large", Body="x" * LARGEST)

    async def in_pieces() -> AsyncIterator[bytes]:
        yield urlencode(form).encode()[:LARGEST]
        yield urlencode(form).encode()[LARGEST:]

    before = web.rows()
    assert web.posts(post(form, content=in_pieces())) == [403]
    assert web.rows() == before


def test_only_posting_is_possible(web: Web) -> None:
    methods = ("GET", "PUT", "DELETE", "PATCH", "OPTIONS")
    assert web.posts(*(post(method=method, path=path) for method in methods for path in PLACES)) == [405] * 10


def test_what_twilio_signed_is_taken_once_however_often_and_late_it_comes(web: Web) -> None:
    form = numbered("again")
    first = web.rows()
    assert web.posts(post(form)) == [200]
    after = web.rows()
    assert after > first
    assert web.posts(post(form), post(form)) == [200] * 2
    web.service.house.clock.move(web.service.house.channels["whatsapp"].window)  # tomorrow
    assert web.posts(post(form)) == [200]
    assert web.rows() == after


def test_blank_unknown_and_repeated_fields_are_signed_too(web: Web) -> None:
    form = numbered("fields", Empty="", **{"Baru[0]": "ä ö&=+%", "": ""})
    assert web.posts(post(form)) == [200]
    twice = [*numbered("twice").items(), ("Media", "b"), ("Media", "a")]
    signed = sign(INBOUND, {**numbered("twice"), "Media": "aMediab"}, AUTH_TOKEN)
    assert web.posts(post(signature=signed, content=urlencode(twice))) == [200]


def test_during_a_rotation_both_tokens_sign_and_afterwards_the_old_one_does_not(web: Web) -> None:
    house, old, new = web.service.house, numbered("old"), numbered("new")
    by_second = sign(INBOUND, new, SECONDARY)
    assert web.posts(post(old), post(new, by_second)) == [200, 200]
    was, before = house.settings, web.rows()
    promoted = {"twilio_auth_token": SecretStr(SECONDARY), "twilio_auth_token_secondary": SecretStr("")}
    house.settings = was.model_copy(update=promoted)
    try:
        assert web.posts(post(old), post(new, by_second), post(signature=sign(INBOUND, FORM, ""))) == [403, 200, 403]
    finally:
        house.settings = was
    assert web.rows() == before


def test_where_there_is_no_whatsapp_there_is_no_webhook(web: Web) -> None:
    house = web.service.house
    was, house.channels = house.channels, {}
    try:
        assert web.posts(post(numbered("no channel"))) == [403]
    finally:
        house.channels = was


def test_a_signature_is_none_of_an_empty_token() -> None:
    assert not is_signed(INBOUND, {}, sign(INBOUND, {}, ""), ["", ""])
    assert is_signed(INBOUND, {}, sign(INBOUND, {}, "x"), ["", "x"])
    assert HOST in INBOUND


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["Body", "From", "NumMedia", "Latitude", "Longitude", "MessageType", "MediaContentType0"])
        | st.text(max_size=9),
        st.text(max_size=40) | st.sampled_from(["0", "1", "nan", "1e999", "-7.4", "whatsapp:+62812", "contacts"]),
        max_size=8,
    ),
    st.sampled_from(PLACES),
)
def test_whatever_twilio_signs_is_never_an_error_of_ours(web: Web, form: dict[str, str], path: str) -> None:
    number = web.rows()[0]
    form = {
        "MessageSid": f"SM-{number}-{len(form)}",
        "From": "whatsapp:+6281230005002",
        "MessageStatus": "sent",
        **form,
    }
    assert web.posts(post(form, url=HOST + path, path=path)) == [200]
    with web.service.house.database.look() as uow:
        assert [row for row in uow.read(Inbox.__table__.select()).all() if row.body is not None] == []
