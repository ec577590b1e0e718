"""A webhook of Telegram is looked after: that what is written reaches us is seen from Telegram's side."""

from pathlib import Path

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.channels import telegram_webhook
from bot.channels.telegram import TelegramChannel
from tests.bot.whole import PUBLIC, STAFF, Whole, whole_house

LONG = 10.0**9


@pytest.fixture(autouse=True)
def often(monkeypatch):
    monkeypatch.setattr(telegram_webhook, "LOOKS", 0.01)
    monkeypatch.setattr(telegram_webhook, "OPENS", 0.01)


def forget(whole: Whole) -> None:
    """Let every sweep seem to have ended long ago."""
    cycles = whole.service.cycles
    cycles._ended = dict.fromkeys(cycles.ages(), -LONG)


def heard(whole: Whole, name: str) -> bool:
    return whole.service.cycles.ages()[f"hears {name}"] < LONG


async def looked(whole: Whole, times: int) -> None:
    """Return when Telegram was asked so many times more."""
    before = len(whole.telegram.calls("getWebhookInfo"))
    await whole.telegram.wait_for(lambda: len(whole.telegram.calls("getWebhookInfo")) >= before + times)


async def test_a_webhook_that_works_is_heard_also_when_nobody_writes(tmp_path: Path) -> None:
    async with whole_house(tmp_path) as whole:
        await looked(whole, 1)
        assert not any(name.startswith("opens") for name in whole.service.cycles.ages())
        forget(whole)
        await whole.telegram.wait_for(lambda: heard(whole, "telegram") and heard(whole, "telegram-staff"))


async def test_a_bot_whose_updates_are_refused_is_not_heard_until_they_are_taken(tmp_path: Path) -> None:
    async with whole_house(tmp_path) as whole:
        right = whole.house.settings
        whole.house.settings = right.model_copy(update={"telegram_webhook_secret": SecretStr("another")})
        await whole.reporter().says("halo")
        await looked(whole, 4)
        forget(whole)
        with capture_logs() as logged:
            await looked(whole, 4)
        assert not heard(whole, "telegram")
        assert heard(whole, "telegram-staff")
        told = {(one["channel"], one["error"]) for one in logged if one["event"] == "webhook not heard"}
        assert told == {("telegram", "unreached")}

        whole.house.settings = right
        await whole.telegram.redeliver(PUBLIC)
        await whole.telegram.wait_for(lambda: heard(whole, "telegram"))


async def test_a_webhook_that_somebody_else_has_moved_is_set_again(tmp_path: Path) -> None:
    async with whole_house(tmp_path) as whole:
        thief = TelegramChannel(STAFF, whole.telegram.url, "thief")
        ours, _ = await thief.webhook()
        await thief.set_webhook("http://127.0.0.1:9/elsewhere", "another-secret-of-his")
        sets = len(whole.telegram.calls("setWebhook"))
        await whole.telegram.wait_for(lambda: len(whole.telegram.calls("setWebhook")) > sets)
        assert (await thief.webhook())[0] == ours
        await whole.staff["sari"].says("#siapa")
        await whole.staff["sari"].hears("Jaga sekarang")
        await thief.close()
