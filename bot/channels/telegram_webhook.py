"""A Telegram webhook that is looked after: opened, seen to work, and set again where somebody else has set it.

https://core.telegram.org/bots/api#getwebhookinfo
"""

import asyncio
from collections.abc import Callable

from bot.channels.telegram import TelegramChannel, TelegramError

OPENS, LOOKS = 5.0, 30.0
"""Seconds until the next try to open it, and between looks at whether it works."""


async def listen_for_ever(
    channel: TelegramChannel,
    url: str,
    secret: str,
    *,
    opened: Callable[[], None],
    heard: Callable[[], None],
    failed: Callable[[str], None],
    came: Callable[[], int],
) -> None:
    """Have Telegram send what `channel` is written to `url` with `secret`, for as long as the service runs.

    `opened` is called once it does, `heard` after each look at which it still did. That it does not is told to `failed`
    by what went wrong: "moved" where it is sent somewhere else, which is put right; "unreached" where updates wait and
    none `came` since the last look (how many came in all): the address cannot be reached from outside, its certificate
    is over, or what comes is refused; else the error of Telegram's answer.
    """
    while not await _done(channel, url, secret, failed):
        await asyncio.sleep(OPENS)
    opened()
    before = came()
    while True:
        await asyncio.sleep(LOOKS)
        try:
            sent_to, waiting = await channel.webhook()
        except TelegramError as error:
            failed(type(error).__name__)
            continue
        now = came()
        if sent_to != url:
            failed("moved")
            await _done(channel, url, secret, failed)
        elif waiting and now == before:
            failed("unreached")
        else:
            heard()
        before = now


async def _done(channel: TelegramChannel, url: str, secret: str, failed: Callable[[str], None]) -> bool:
    try:
        await channel.set_webhook(url, secret)
    except TelegramError as error:
        failed(type(error).__name__)
        return False
    return True
