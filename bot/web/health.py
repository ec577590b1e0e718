"""Whether the service is well, in three depths: it answers; it can serve; all its work comes to an end in time.

An answer names codes and parts of the machine, never a case: nobody need be signed in to ask.
"""

import asyncio
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.auditing import auditor as auditing
from bot.auditing import saying
from bot.auditing.cycles import stuck
from bot.house import House
from bot.log import logger
from bot.service import Service
from storage import schema

_PATIENCE = 2.0
"""Seconds that the writer, and a reader, may take to answer."""


async def live(_request: Request) -> Response:
    """Answer that the process runs."""
    return PlainTextResponse("ok")


async def ready(request: Request) -> Response:
    """Answer whether the service can take in a message: its database in the right form and writable, a channel there.

    Asked before the first message, and by a proxy; what is wrong is named, with status 503.
    """
    return _answer(await _not_ready(_service(request).house))


async def deep(request: Request) -> Response:
    """Answer whether every sweep and the auditor came to their end in time, and the auditor found all well."""
    service = _service(request)
    problems = await _not_ready(service.house)
    problems += [f"cycle_stuck {one.subject}" for one in stuck(service.cycles.ages(), datetime.now(UTC))]
    if service.auditor is not None:
        age = service.auditor.age
        problems += ["audit_late"] if age is None or age > auditing.LATE else []
        problems += [code for code in saying.codes(service.auditor.findings) if code != "cycle_stuck"]
    return _answer(problems)


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


async def _not_ready(house: House) -> list[str]:
    checks = {
        "database": asyncio.to_thread(lambda: schema.found_by_readers(house.database) == schema.NEEDED),
        "writer": asyncio.wrap_future(house.writer.submit(lambda _uow: True)),
    }
    problems = [] if house.channels else ["channels"]
    for name, check in checks.items():
        try:
            good = await asyncio.wait_for(check, _PATIENCE)
        except Exception as error:
            logger().error("not ready", kind=name, error=type(error).__name__)
            good = False
        problems += [] if good else [name]
    return problems


def _answer(problems: list[str]) -> Response:
    status = 503 if problems else 200
    return JSONResponse({"status": "well" if not problems else "not well", "problems": problems}, status)
