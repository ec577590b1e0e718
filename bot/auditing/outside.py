"""The auditor's own way out: an alarm by POST, a heartbeat by GET, and the time as others have it.

It shares nothing with the delivery that it watches. Whatever fails here is logged and hurts nobody.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.log import logger

PATIENCE = 10.0
"""Seconds for each step of a request."""


async def alarm(url: str, told: Mapping[str, Any]) -> bool:
    """Send an alarm to `url` as JSON; return whether it was taken."""
    return await _taken("POST", url, "alarm not sent", told)


async def heartbeat(url: str) -> bool:
    """Tell a monitor outside that all is well; return whether it heard."""
    return await _taken("GET", url, "heartbeat not sent")


async def answers(url: str) -> bool:
    """Return whether somebody answers well at `url`, on this machine."""
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, follow_redirects=False, trust_env=False) as client:
            return (await client.get(url)).is_success
    except (httpx.HTTPError, httpx.InvalidURL):
        return False


async def times(urls: Iterable[str]) -> list[datetime]:
    """Return the times that the servers at `urls` have; whoever does not answer, or does not tell, is left out."""
    found = [await _time(url) for url in urls]
    return [at for at in found if at is not None]


async def _time(url: str) -> datetime | None:
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, follow_redirects=False) as client:
            return _date(await client.head(url))
    except (httpx.HTTPError, httpx.InvalidURL):
        return None


async def _taken(method: str, url: str, failed: str, told: Mapping[str, Any] | None = None) -> bool:
    """Ask, and return whether the answer is a good one. The address is a secret: it is not logged."""
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, follow_redirects=False) as client:
            answer = await client.request(method, url, json=told)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        logger().error(failed, error=type(error).__name__)
        return False
    if not answer.is_success:
        logger().error(failed, status=answer.status_code)
    return answer.is_success


def _date(answer: httpx.Response) -> datetime | None:
    try:
        return parsedate_to_datetime(answer.headers["date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return None
