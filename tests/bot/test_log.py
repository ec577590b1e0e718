"""What is logged holds known safe keys and nothing else, whatever our code or a library says."""

import io
import logging
from datetime import UTC, datetime

import pytest
import structlog
from telegram import Bot
from telegram.error import NetworkError

from bot import log
from bot.channels.telegram import TelegramChannel
from bot.channels.update import Outgoing, SendError
from tests.bot.loud import LIBRARIES, loud_log
from tests.emulators.telegram import Malformed, TelegramEmulator

NOW = datetime(2026, 3, 2, 15, 10, tzinfo=UTC)
CANARY = "kenari-rahasia"
TOKEN = f"424242:{CANARY}-token"


@pytest.fixture
def written():
    """Return what is written from here on, with every logger as loud as it can be."""
    with loud_log() as stream:
        yield stream


def test_a_safe_key_is_written_and_every_other_is_dropped(written):
    log.logger().info("turn failed", channel="telegram", tries=3, text=CANARY, address=CANARY, update={"a": CANARY})
    line = written.getvalue()
    assert 'event="turn failed"' in line
    assert "channel=telegram" in line
    assert "tries=3" in line
    assert CANARY not in line


def test_the_safe_keys_are_these_and_a_new_one_is_thought_about_first():
    told = "event level timestamp channel lane kind case member count seconds error status revision port host worker"
    assert {*told.split(), "tries", "table", "logger"} == log.SAFE


def test_of_an_exception_only_its_type_is_written(written):
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        log.logger().exception("turn failed", text=CANARY)
        log.logger().error("turn failed", exc_info=error)
        logging.getLogger("somebody.else").exception("could not parse %s", CANARY)
    lines = written.getvalue().splitlines()
    assert len(lines) == 3
    assert all("error=ValueError" in line for line in lines)
    assert CANARY not in written.getvalue()
    assert "Traceback" not in written.getvalue()


@pytest.mark.parametrize("name", [*LIBRARIES, "asyncio", "sqlalchemy.engine", "unheard.of"])
def test_a_librarys_words_are_dropped_at_every_level(written, name):
    logger = logging.getLogger(name)
    for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL):
        logger.log(level, "payload %s of %s", {"text": CANARY}, CANARY, extra={"text": CANARY}, stack_info=True)
    assert CANARY not in written.getvalue()
    assert f"critical logger={logger.name}" in written.getvalue()


async def test_the_token_is_never_written_by_the_real_libraries(written):
    async with TelegramEmulator(now=lambda: NOW) as telegram:
        telegram.add_bot(TOKEN, "pelita_bot")
        telegram.script("sendMessage", faults=[Malformed()])
        telegram.person(77, CANARY, known_to=[TOKEN])
        channel = TelegramChannel(TOKEN, telegram.url)
        with pytest.raises(SendError):
            await channel.send("77", Outgoing(CANARY))
        await channel.send("77", Outgoing(CANARY))
        await channel.close()
        stranger = TelegramChannel(f"{TOKEN}-of-nobody", telegram.url)
        with pytest.raises(SendError):
            await stranger.send("77", Outgoing(CANARY))
        await stranger.close()
    unreachable = Bot(TOKEN, base_url="http://127.0.0.1:9/bot")
    with pytest.raises(NetworkError):
        await unreachable.initialize()
    await unreachable.shutdown()
    told = written.getvalue()
    assert "logger=httpx" in told
    assert "logger=httpcore" in told
    assert "logger=telegram" in told
    for word in (CANARY, TOKEN, "424242", "/bot", "77"):
        assert word not in told.replace("line=77", ""), word


def test_the_libraries_are_quiet_when_nobody_makes_them_loud():
    stream = io.StringIO()
    root = logging.getLogger()
    before = root.handlers[:]
    log.set_up(stream)
    for name in LIBRARIES:
        logging.getLogger(name).info("request to %s", CANARY)
    root.handlers[:] = before
    structlog.reset_defaults()
    assert stream.getvalue() == ""
