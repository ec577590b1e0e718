"""The web application: webhooks and health. Starting it starts the service, stopping it stops it."""

import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.routing import Route

from bot.channels.telegram import TelegramChannel
from bot.log import logger
from bot.service import Service
from bot.web import health, voice, webhooks
from bot.web.desk.routes import desk_routes


def create_app(service: Service) -> Starlette:
    """Return the application that serves `service`."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await service.start()
        await _open_channels(service)
        logger().info("ready", port=service.house.settings.port)
        yield
        await service.stop()

    app = Starlette(
        routes=[
            Route(webhooks.TELEGRAM, webhooks.telegram, methods=["POST"]),
            Route(webhooks.TELEGRAM_STAFF, webhooks.telegram, methods=["POST"]),
            Route(webhooks.WHATSAPP, webhooks.whatsapp, methods=["POST"]),
            Route(webhooks.WHATSAPP_STATUS, webhooks.whatsapp_status, methods=["POST"]),
            *voice.routes(),
            Route("/health/live", health.live),
            Route("/health/ready", health.ready),
            Route("/health/deep", health.deep),
            *desk_routes(),
        ],
        lifespan=lifespan,
    )
    app.state.service = service
    return app


async def _open_channels(service: Service) -> None:
    """Ask Telegram for webhooks where there is a public address, else poll; nothing waits for its answer."""
    settings = service.house.settings
    for channel in service.house.channels.values():
        if not isinstance(channel, TelegramChannel):
            continue
        if settings.public_url:
            path = webhooks.TELEGRAM_STAFF if channel.name == "telegram-staff" else webhooks.TELEGRAM
            url = webhooks.address(settings, path)
            secret = settings.telegram_webhook_secret.get_secret_value()
            service.listen(channel, url, secret)
        else:
            await service.poll(channel)
