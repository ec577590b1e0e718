"""A case at the desk: why it is read is asked once, every opening is noted, and what is new shows by itself."""

from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.talk import holder
from bot.web.desk import access, render, sheet
from bot.web.desk.access import Visitor
from flows.errors import NotFound
from flows.understanding.text import LONGEST
from storage import audit, overview
from storage.database import UnitOfWork
from storage.ids import new_id
from storage.rows import Row

REASONS = ("menangani", "membantu", "serah_terima", "pengawasan", "lain")
_PART = "case_part"
_WRITING = frozenset({"sent", "held", "released", "nothing_held", "noted"})
"""Notices after which she goes on writing: the page opens there."""


async def case_page(request: Request, visitor: Visitor) -> Response:
    """Show a case, or the form that asks why, before it is opened for the first time."""
    code = request.path_params["code"]

    def asked(uow: UnitOfWork) -> str:
        return overview.reason(uow, visitor.row.id, sheet.find(uow, visitor, code).id)

    if not await access.look(request, asked):
        return await _ask_why(request, visitor)
    return await show(request, visitor)


async def case_part(request: Request, visitor: Visitor) -> Response:
    """Show the part of a case that refreshes itself; it is noted as read now and then, not every time."""
    house, code = access.house(request), request.path_params["code"]
    now = house.clock.now()

    def read(uow: UnitOfWork) -> tuple[bool, dict[str, Any]]:
        case = _asked(uow, visitor, code)
        told = sheet.head(house, uow, visitor, case, now) | sheet.opened(house, uow, visitor, case)
        return sheet.is_noted(uow, visitor, case, now), told

    noted, told = await access.look(request, read)
    if not noted:
        await access.write(request, lambda uow: sheet.opening(house, uow, visitor, told["case"], now))
    return await access.aside(request, lambda: render.fragment(request, _PART, visitor, **told))


async def give_reason(request: Request, visitor: Visitor) -> Response:
    """Keep why the visitor reads a case: the code where it can be counted, her words sealed with the transcript."""
    house, code = access.house(request), request.path_params["code"]
    now, form = house.clock.now(), request.state.form
    reason, words = form.get("reason", ""), typed(request)
    if reason not in REASONS or is_long(words):
        return await _ask_why(request, visitor, "long" if is_long(words) else "reason", reason, words)

    def work(uow: UnitOfWork) -> str:
        case = sheet.find(uow, visitor, code)
        if overview.give_reason(uow, visitor.row.id, case.id, reason, now):
            audit.note(uow, "reason_given", actor=visitor.row.id, subject=case.code, now=now, reason=reason)
            if words:
                holder.note(uow, case, words, now, kind="reason")
        return str(case.code)

    return to_case(await access.write(request, work))


async def show(
    request: Request,
    visitor: Visitor,
    status: int = 200,
    wrong: str = "",
    form: str = "",
    text: str = "",
    number: str | None = None,
) -> Response:
    """Show a case whole, after noting that it is read.

    `wrong` is the code of what did not work in `form`, and `text` what she had typed there: it is never lost.
    """
    house, code = access.house(request), request.path_params["code"]
    now = house.clock.now()

    def note(uow: UnitOfWork) -> None:
        sheet.opening(house, uow, visitor, _asked(uow, visitor, code), now)

    def read(uow: UnitOfWork) -> dict[str, Any]:
        case = _asked(uow, visitor, code)
        return sheet.head(house, uow, visitor, case, now) | sheet.opened(house, uow, visitor, case)

    await access.write(request, note)
    told = await access.look(request, read)
    more = {"wrong": wrong, "form": form, "text": text, "number": number, "once": new_id()}

    def shown() -> Response:
        mark = render.mark_of(request, _PART, visitor, told)
        return render.page(request, "case", visitor, status, **told, **more, mark=mark, refreshed=False)

    return await access.aside(request, shown)


def typed(request: Request) -> str:
    """Return what was typed into the form, its lines ended as everywhere else."""
    text: str = request.state.form.get("text", "")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def is_long(text: str) -> bool:
    """Return whether a text does not fit one message; an emoji counts twice, as the provider counts it."""
    return len(text.encode("utf-16-le")) // 2 > LONGEST


def to_case(code: str, notice: str = "") -> Response:
    """Lead back to a case; `notice` is the code of what is told there."""
    told = f"?pesan={notice}" if notice else ""
    where = "#write" if notice in _WRITING else ""
    return RedirectResponse(f"/desk/cases/{code.lstrip('#')}{told}{where}", status_code=303)


def _asked(uow: UnitOfWork, visitor: Visitor, code: str) -> Row:
    """Return a case that the visitor may open and has said why. Raises NotFound."""
    case = sheet.find(uow, visitor, code)
    if not overview.reason(uow, visitor.row.id, case.id):
        raise NotFound("she was not asked yet why she reads it")
    return case


async def _ask_why(request: Request, visitor: Visitor, wrong: str = "", reason: str = "", text: str = "") -> Response:
    house, code = access.house(request), request.path_params["code"]
    now: datetime = house.clock.now()
    told = await access.look(request, lambda uow: sheet.head(house, uow, visitor, sheet.find(uow, visitor, code), now))
    chosen = reason or ("menangani" if told["hers"] or told["called"] else "")
    more = {"reasons": REASONS, "wrong": wrong, "chosen": chosen, "text": text}
    return render.page(request, "reason", visitor, 422 if wrong else 200, **told, **more)
