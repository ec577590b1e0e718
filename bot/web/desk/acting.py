"""What is done with a case at the desk. Each leads back to the case; what was typed is never lost on the way."""

from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.duty import leaving_out, offers
from bot.talk import answering, holder
from bot.talk.conversation import let_go
from bot.web.desk import access, cases, sheet
from bot.web.desk.access import Visitor
from flows.errors import NotFound
from storage import escalations, held, inbox, overview
from storage.database import UnitOfWork
from storage.rows import Row

_Work = Callable[[UnitOfWork, Row, datetime], str]


async def accept(request: Request, visitor: Visitor) -> Response:
    """Take the case, if nobody has it or it is offered; whoever has it says that she keeps it."""
    house, me = access.house(request), visitor.row

    def work(uow: UnitOfWork, case: Row, now: datetime) -> str:
        page = escalations.newest_page(uow, me.id, case.id)
        if case.status == "held" and case.holder_id == me.id:
            if not offers.is_open(uow, case):
                return "yours"
            offers.keep(house, uow, case, now)
            return "kept"
        return "accepted" if answering.take(house, uow, me, case, now, page) else "late"

    return await _back(request, visitor, work)


async def decline(request: Request, visitor: Visitor) -> Response:
    """Say that she cannot; whoever comes next is called."""
    house, me = access.house(request), visitor.row

    def work(uow: UnitOfWork, case: Row, now: datetime) -> str:
        page = escalations.newest_page(uow, me.id, case.id)
        if page is None or page.status != "out":
            return "late"
        answering.decline(house, uow, me, page, now)
        return "declined"

    return await _back(request, visitor, work)


async def recuse(request: Request, visitor: Visitor) -> Response:
    """Let her say that she is too near to the case, once she has ticked that she is sure: it is closed to her then."""
    house, me, text = access.house(request), visitor.row, cases.typed(request)
    if request.state.form.get("sure") != "ya" or cases.is_long(text):
        return await cases.show(request, visitor, 422, "long" if cases.is_long(text) else "near", "recuse", text)

    def work(uow: UnitOfWork, case: Row, now: datetime) -> str:
        if leaving_out.recuse(house, uow, me, case, text, now):
            let_go(house, uow, case.conversation_id, now)
        return ""

    await _done(request, visitor, work)
    return RedirectResponse("/desk", status_code=303)


async def answer(request: Request, visitor: Visitor) -> Response:
    """Send what was typed to the reporter, as from the holder's phone."""
    house, text = access.house(request), cases.typed(request)

    def work(uow: UnitOfWork, case: Row, now: datetime) -> str:
        if _is_first(request, uow, text, now):
            holder.say(house, uow, case, text, now)
        return "held" if overview.words_sent(uow, case.conversation_id)[-1].status == "held" else "sent"

    return await _written(request, visitor, "answer", text, work)


async def note(request: Request, visitor: Visitor) -> Response:
    """Keep a note; it goes to nobody."""
    house, text = access.house(request), cases.typed(request)

    def work(uow: UnitOfWork, case: Row, now: datetime) -> str:
        if _is_first(request, uow, text, now):
            holder.work_note(house, uow, case, text, now)
        return "noted"

    return await _written(request, visitor, "note", text, work)


async def hand(request: Request, visitor: Visitor) -> Response:
    """Offer the case to a colleague, or to whoever is on duty; it stays hers until somebody accepts."""
    house, text, name = access.house(request), cases.typed(request), request.state.form.get("to", "")

    def work(uow: UnitOfWork, case: Row, now: datetime) -> str:
        meant = offers.meant(uow, case, name)
        if meant is None or meant[1]:
            return "nobody"
        if not _is_first(request, uow, f"{name}\n{text}", now):
            return "offered"
        return "offered" if holder.offer(house, uow, case, meant[0], text, now) else "unreachable"

    if cases.is_long(text):
        return await cases.show(request, visitor, 422, "long", "hand", text)
    told = await _held(request, visitor, work)
    if told in {"not_yours", "nobody"}:
        return await cases.show(request, visitor, 409 if told == "not_yours" else 422, told, "hand", text)
    return cases.to_case(request.path_params["code"], told)


async def send_held(request: Request, visitor: Visitor) -> Response:
    """Let what is held go to the reporter, once the holder has made sure who writes."""
    house = access.house(request)

    def work(uow: UnitOfWork, case: Row, now: datetime) -> str:
        if not holder.send_held(house, uow, case, now):
            return "nothing_held"
        return "held" if held.waits(uow, case.conversation_id) else "released"

    wrong = await _held(request, visitor, work)
    if wrong == "not_yours":
        return await cases.show(request, visitor, 409, wrong, "send")
    return cases.to_case(request.path_params["code"], wrong)


async def close(request: Request, visitor: Visitor) -> Response:
    """Close the case, once she has said that she is sure."""
    house, text = access.house(request), cases.typed(request)
    if request.state.form.get("sure") != "ya":
        return await cases.show(request, visitor, 422, "unsure", "close", text)

    def work(uow: UnitOfWork, case: Row, now: datetime) -> str:
        return "closed_unsent" if holder.close(house, uow, visitor.row, case, text, now) else "closed"

    return await _written(request, visitor, "close", text, work, closes=True)


async def number(request: Request, visitor: Visitor) -> Response:
    """Show the number that the reporter offered, on this page only; that it was shown is noted."""
    shown = ""

    def work(uow: UnitOfWork, case: Row, now: datetime) -> str:
        nonlocal shown
        shown = holder.number(uow, visitor.row, case, now)
        return ""

    wrong = await _held(request, visitor, work)
    if wrong == "not_yours":
        return await cases.show(request, visitor, 409, wrong, "number")
    return await cases.show(request, visitor, number=shown)


async def _back(request: Request, visitor: Visitor, work: _Work) -> Response:
    """Do `work` with the case, and lead back to it with what came of it."""
    code = request.path_params["code"]
    return cases.to_case(code, await _done(request, visitor, work))


async def _written(
    request: Request, visitor: Visitor, form: str, text: str, work: _Work, *, closes: bool = False
) -> Response:
    """Do `work` with a case that the visitor holds; where that is not so, or the text is wrong, show it again."""
    wrong = "empty" if not text and not closes else "long" if cases.is_long(text) else ""
    if wrong:
        return await cases.show(request, visitor, 422, wrong, form, text)
    told = await _held(request, visitor, work, again="closed" if closes else "")
    if told == "not_yours":
        return await cases.show(request, visitor, 409, told, form, text)
    return cases.to_case(request.path_params["code"], told)


async def _held(request: Request, visitor: Visitor, work: _Work, again: str = "") -> str:
    """Do `work` with the case if it is still the visitor's; return "not_yours" otherwise.

    `again` is returned instead where she has closed it herself: a double tap on closing.
    """

    def if_held(uow: UnitOfWork, case: Row, now: datetime) -> str:
        if case.holder_id != visitor.row.id or case.status == "open":
            return "not_yours"
        return work(uow, case, now) if case.status == "held" else again or "not_yours"

    return await _done(request, visitor, if_held)


async def _done(request: Request, visitor: Visitor, work: _Work) -> str:
    code, now = request.path_params["code"], access.house(request).clock.now()

    def whole(uow: UnitOfWork) -> str:
        case = sheet.find(uow, visitor, code)
        if not overview.reason(uow, visitor.row.id, case.id):
            raise NotFound("she was not asked yet why she reads it")
        return work(uow, case, now)

    return await access.write(request, whole)


def _is_first(request: Request, uow: UnitOfWork, text: str, now: datetime) -> bool:
    """Return whether this very form with this very text comes for the first time: a double tap says nothing twice."""
    once: str = request.state.form.get("once", "")
    return not once or inbox.take(uow, "desk", uow.keys.word_hash(f"{request.url.path}\n{once}\n{text}").hex(), now)
