"""Webhooks: the secret in constant time, then the size, then the update; 200 only when it is committed."""

import hmac
import json

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.telegram import TelegramChannel
from bot.service import Service

LARGEST = 1024 * 1024
"""Bytes of a webhook's body that are read."""
SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header


async def body_of(request: Request) -> bytes | None:
    """Return the body, or None when it is larger than `LARGEST`; no more than that is ever held."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > LARGEST:
        return None
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return body


async def telegram(request: Request) -> Response:
    """Take in an update of Telegram. Wrong or missing secret, or too large: 403 and nothing else."""
    service: Service = request.app.state.service
    name = "telegram-staff" if request.url.path.endswith("/staff") else "telegram"
    channel = service.house.channels.get(name)
    secret = service.house.settings.telegram_webhook_secret.get_secret_value()
    given = request.headers.getlist(SECRET)
    right = len(given) == 1 and bool(secret) and hmac.compare_digest(given[0].encode(), secret.encode())
    if not right or not isinstance(channel, TelegramChannel):
        return Response(status_code=403)
    body = await body_of(request)
    if body is None:
        return Response(status_code=403)
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        return Response(status_code=200)
    if isinstance(raw, dict):
        await service.take_telegram(channel, raw)
    return Response(status_code=200)
