"""The HTTP side: addresses, credentials, the shape of an answer and scripted silence.

Addresses and statuses: Twilio's OpenAPI (twilio_api_v2010.json). HTTP Basic with the account's SID
and the primary or secondary auth token: https://www.twilio.com/docs/usage/requests-to-twilio and
/docs/iam/api/authtoken. A suspended account is refused like wrong credentials (/docs/api/errors/20003);
that it may still be fetched, with its status, is the emulator's choice.
"""

import asyncio
import re
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC
from email.utils import format_datetime
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from .loopback import LoopbackServer
from .telegram_mailbox import first_of
from .telegram_server import disconnected
from .twilio_callbacks import Courier
from .twilio_calls import create_call
from .twilio_listing import list_messages
from .twilio_media import Store, delete_media, fetch_media, list_media
from .twilio_messages import Asked, create_message, delete_message, fetch_message, update_message
from .twilio_script import DropConnection, Fault, Later, Malformed, Script, TimeoutAfter, TimeoutBefore
from .twilio_wire import VERSION, Json, Message, Refusal
from .twilio_world import Call, World

MESSAGES = rf"/{VERSION}/Accounts/(?P<account>AC\w+)/Messages"
MESSAGE = rf"{MESSAGES}/(?P<message>(SM|MM)\w+)"
PATHS: list[tuple[str, dict[str, str]]] = [
    (rf"/{VERSION}/Accounts/(?P<account>AC\w+)\.json", {"GET": "FetchAccount"}),
    (rf"{MESSAGES}\.json", {"GET": "ListMessage", "POST": "CreateMessage"}),
    (rf"{MESSAGE}\.json", {"GET": "FetchMessage", "POST": "UpdateMessage", "DELETE": "DeleteMessage"}),
    (rf"{MESSAGE}/Media\.json", {"GET": "ListMedia"}),
    (rf"{MESSAGE}/Media/(?P<media>ME\w+)\.json", {"GET": "FetchMedia", "DELETE": "DeleteMedia"}),
    (rf"{MESSAGE}/Media/(?P<media>ME\w+)", {"GET": "FetchContent", "DELETE": "DeleteMedia"}),
    (rf"/{VERSION}/Accounts/(?P<account>AC\w+)/Calls\.json", {"POST": "CreateCall"}),
    (r"/stored/(?P<media>\w+)", {"GET": "FetchStored"}),
]
ANSWERS: dict[str, Callable[[Asked], Json | None]] = {
    "FetchMessage": fetch_message,
    "ListMessage": list_messages,
    "UpdateMessage": update_message,
    "DeleteMessage": delete_message,
    "ListMedia": list_media,
    "FetchMedia": fetch_media,
    "DeleteMedia": delete_media,
}


class MessagingApi:
    """The API as an ASGI application."""

    def __init__(self, world: World, script: Script, courier: Courier) -> None:
        self.world, self.script, self.courier = world, script, courier
        self.store = Store()
        self.server = LoopbackServer(self)
        self.closing = asyncio.Event()
        self.failures: list[Exception] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        afterwards: list[Callable[[], None]] = []
        try:
            response = await self._respond(Request(scope, receive), afterwards)
        except Refusal as refusal:
            response = refused(refusal)
        except Exception as failure:  # a fault of the emulator's own, which must fail the test
            self.failures.append(failure)
            response = refused(Refusal(500, 20500))
        try:
            if response is None:
                self.server.cut(scope["client"])  # ASGI has no word for hanging up
                await disconnected(receive)
            else:
                response.headers["Date"] = format_datetime(self.world.now().astimezone(UTC), usegmt=True)
                await response(scope, receive, send)
        finally:
            for step in afterwards:
                step()

    async def _respond(self, request: Request, afterwards: list[Callable[[], None]]) -> Response | None:
        """Find out what is asked; None means that the connection is cut without an answer."""
        path: str = request.scope["path"]
        found = [(match, by) for pattern, by in PATHS if (match := re.fullmatch(pattern, path))]
        if not found:
            raise Refusal(404, 20404, f"The requested resource {path} was not found")
        match, operations = found[0]
        if request.method not in operations:
            raise Refusal(405, 20004, "Method not allowed")
        names = match.groupdict()
        body = parse_qsl((await request.body()).decode(), keep_blank_values=True)
        given = dict(request.query_params) | dict(body)
        operation = operations[request.method]
        asked = Asked(self.world, operation, path, names.get("message", ""), names.get("media", ""), given)
        authorized = self._authorized(request)
        call = Call(operation, given.get("To", ""), given, self.world.now(), authorized)
        self.world.calls.append(call)
        self.world.changed()
        if operation != "FetchStored" and not (authorized and names["account"] == self.world.account.sid):
            raise Refusal(401, 20003)
        fault = self.script.next_fault(operation, call.to)
        return await self._carry_out(fault, asked, request, afterwards)

    def _authorized(self, request: Request) -> bool:
        kind, _, encoded = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "basic":
            return False
        user, _, password = b64decode(encoded).decode().partition(":")
        return self.world.account.knows(user, password)

    async def _carry_out(
        self, fault: Fault | None, asked: Asked, request: Request, afterwards: list[Callable[[], None]]
    ) -> Response | None:
        match fault:
            case None:
                return await self._answer(asked, None, afterwards)
            case TimeoutBefore(until):
                await self._keep_silent(request, until)
                return None
            case TimeoutAfter(until):
                await self._answer(asked, None, afterwards)
                while afterwards:
                    afterwards.pop(0)()
                await self._keep_silent(request, until)
                return None
            case Malformed(accepted) | DropConnection(accepted):
                done = await self._answer(asked, None, afterwards) if accepted else Response(status_code=200)
                return Response("<html>", done.status_code) if isinstance(fault, Malformed) else None
            case fault if isinstance(fault, Later):
                return await self._answer(asked, fault, afterwards)
            case _:
                raise fault.refusal()

    async def _answer(self, asked: Asked, fault: Fault | None, afterwards: list[Callable[[], None]]) -> Response:
        match asked.operation:
            case "CreateMessage":
                return await self._create(create_message(asked), fault, afterwards)
            case "CreateCall":
                return JSONResponse(create_call(asked).wire(), 201)
            case "FetchAccount":
                return JSONResponse(self.world.account.wire(self.world.began))
            case "FetchContent":
                return self.store.redirect(asked, self.server.url)
            case "FetchStored":
                return self.store.download(asked)
        answer = ANSWERS[asked.operation](asked)
        return Response(status_code=204) if answer is None else JSONResponse(answer)

    async def _create(self, message: Message, fault: Fault | None, afterwards: list[Callable[[], None]]) -> Response:
        answer = JSONResponse(message.wire(), 201)
        if not await self.courier.came_first(message, fault):
            self.courier.expect(message)
            afterwards.append(lambda: self.courier.carry(message, fault))
        return answer

    async def _keep_silent(self, request: Request, until: asyncio.Event | None) -> None:
        gone = [disconnected(request.receive), self.closing.wait(), *([until.wait()] if until else [])]
        await first_of(*map(asyncio.ensure_future, gone))


def refused(refusal: Refusal) -> Response:
    delay = {} if refusal.retry_after is None else {"Retry-After": str(refusal.retry_after)}
    return JSONResponse(refusal.wire(), refusal.status, headers=delay)
