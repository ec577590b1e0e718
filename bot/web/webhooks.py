"""Webhooks: the secret or the signature in constant time, then the update; 200 only when it is committed."""

import asyncio
import hmac
import json

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.channels import whatsapp_form
from bot.channels.telegram import TelegramChannel
from bot.channels.whatsapp_form import Form
from bot.channels.whatsapp_signature import is_signed
from bot.service import Service
from bot.settings import Settings

LARGEST = 1024 * 1024
"""Bytes of a webhook's body that are read."""
PATIENCE = 10.0
"""Seconds in which a body must have come whole: one that never ends would keep the process from ending too."""
SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
SIGNATURE = "x-twilio-signature"
TELEGRAM, TELEGRAM_STAFF = "/webhooks/telegram", "/webhooks/telegram/staff"
WHATSAPP, WHATSAPP_STATUS = "/webhooks/whatsapp", "/webhooks/whatsapp/status"


def address(settings: Settings, path: str) -> str:
    """Return the public address of a webhook: what a provider is told, and what it signs."""
    return settings.public_url.rstrip("/") + path


async def body_of(request: Request, largest: int = LARGEST) -> bytes | None:
    """Return the body, or None when it is larger than `largest`; no more than that is ever held.

    Raises TimeoutError when it does not come whole in `PATIENCE`, and ClientDisconnect when it is broken off.
    """
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > largest:
        return None
    body = b""
    async with asyncio.timeout(PATIENCE):
        async for part in request.stream():
            body += part
            if len(body) > largest:
                return None
    return body


async def telegram(request: Request) -> Response:
    """Take in an update of Telegram. Wrong or missing secret, too large or never whole: 403 and nothing else."""
    service: Service = request.app.state.service
    name = "telegram-staff" if request.url.path == TELEGRAM_STAFF else "telegram"
    channel = service.house.channels.get(name)
    secret = service.house.settings.telegram_webhook_secret.get_secret_value()
    given = request.headers.getlist(SECRET)
    right = len(given) == 1 and bool(secret) and hmac.compare_digest(given[0].encode(), secret.encode())
    if not right or not isinstance(channel, TelegramChannel):
        return Response(status_code=403)
    body = await _whole(request)
    if body is None:
        return Response(status_code=403)
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        return Response(status_code=200)
    if isinstance(raw, dict):
        await service.take_telegram(channel, raw)
    return Response(status_code=200)


async def whatsapp(request: Request) -> Response:
    """Take in a message from WhatsApp. The answer is empty: what we say goes out by itself, with reports."""
    form = await signed_form(request, WHATSAPP)
    if form is None:
        return Response(status_code=403)
    update = whatsapp_form.read(form)
    if update is not None:
        await _service(request).door.take(update)
    return Response(status_code=200)


async def whatsapp_status(request: Request) -> Response:
    """Take in what Twilio tells of a message of ours, whose id stands in the address."""
    form = await signed_form(request, WHATSAPP_STATUS)
    if form is None:
        return Response(status_code=403)
    report, part = whatsapp_form.read_report(form), request.query_params.get("part", "")
    message = part or request.query_params.get("message", "")
    if report is not None and message:
        await _service(request).door.take_report(whatsapp_form.NAME, message, report, of_part=bool(part))
    return Response(status_code=200)


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


async def _whole(request: Request) -> bytes | None:
    """Return the body of a webhook, or None when it is too large or does not come whole."""
    try:
        return await body_of(request)
    except (TimeoutError, ClientDisconnect):
        return None


async def signed_form(request: Request, path: str, channel: str = whatsapp_form.NAME) -> Form | None:
    """Return the form when Twilio has signed it for our public address and we have that channel, else None."""
    house = _service(request).house
    given = request.headers.getlist(SIGNATURE)
    if len(given) != 1 or channel not in house.channels:
        return None
    body = await _whole(request)
    form = whatsapp_form.form_of(body) if body is not None else None
    if form is None:
        return None
    query = request.scope["query_string"].decode("latin-1")
    url = address(house.settings, path) + (f"?{query}" if query else "")
    tokens = (house.settings.twilio_auth_token, house.settings.twilio_auth_token_secondary)
    return form if is_signed(url, form, given[0], [token.get_secret_value() for token in tokens]) else None
