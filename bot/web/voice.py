"""Webhooks of telephone calls: what is spoken, the digit that was pressed, and how a call ended. All of them signed."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels import voice, voice_twiml
from bot.channels.whatsapp_form import Form
from bot.service import Service
from bot.talk import ringing
from bot.talk.ringing import Speech
from bot.web import webhooks

ANSWER, DIGIT, STATUS = "/webhooks/voice", "/webhooks/voice/digit", "/webhooks/voice/status"


async def answer(request: Request) -> Response:
    """Say what somebody who picked up is to hear."""
    service: Service = request.app.state.service
    if await webhooks.signed_form(request, ANSWER, voice.NAME) is None:
        return Response(status_code=403)
    call = request.query_params.get("call", "")
    with service.house.database.look() as uow:
        return _spoken(service, ringing.picked_up(service.house, uow, call), call)


async def pressed(request: Request) -> Response:
    """Do what the digit says that was pressed, and say what came of it when it is committed."""
    service: Service = request.app.state.service
    form = await webhooks.signed_form(request, DIGIT, voice.NAME)
    if form is None:
        return Response(status_code=403)
    call, now = request.query_params.get("call", ""), service.house.clock.now()
    digit, call_id = _first(form, "Digits"), _first(form, "CallSid")
    speech = await service.door.do(lambda uow: ringing.pressed(service.house, uow, call, digit, call_id, now))
    return _spoken(service, speech, call)


async def status(request: Request) -> Response:
    """Hear how a call ended."""
    service: Service = request.app.state.service
    form = await webhooks.signed_form(request, STATUS, voice.NAME)
    if form is None:
        return Response(status_code=403)
    call, now = request.query_params.get("call", ""), service.house.clock.now()
    how = _first(form, "CallStatus")
    await service.door.do(lambda uow: ringing.ended(service.house, uow, call, how, now))
    return Response(status_code=204)


def routes() -> list[Route]:
    """Return the addresses of the voice webhooks."""
    return [
        Route(path, does, methods=["POST"]) for path, does in ((ANSWER, answer), (DIGIT, pressed), (STATUS, status))
    ]


def _spoken(service: Service, speech: Speech, call: str) -> Response:
    action = f"{webhooks.address(service.house.settings, DIGIT)}?call={call}"
    told = voice_twiml.question(speech.text, action) if speech.asks else voice_twiml.answer(speech.text)
    return Response(told, media_type="text/xml")


def _first(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "")
