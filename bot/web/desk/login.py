"""The pages with which one comes in and goes out: login, setting up the codes, logging out, where one is signed in."""

from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.web.desk import admission, cookies, forms, qr
from bot.web.desk.access import CODE, LOGIN, Page, Visitor, house, look, visitor_of, write
from bot.web.desk.admission import Admitted, Claim, Gate
from bot.web.desk.problems import Problem
from bot.web.desk.render import page
from flows.errors import NotFound
from storage import audit, codes, desk_sessions, vault
from storage.database import UnitOfWork

HOME = "/desk"


async def login_form(request: Request) -> Response:
    """Show the login form; who is signed in already is led on."""
    visitor = await visitor_of(request)
    if visitor is not None:
        return RedirectResponse(CODE if visitor.is_half else HOME, status_code=303)
    return _form(request, "out" if "keluar" in request.query_params else "")


async def login(request: Request) -> Response:
    """Let somebody in, or show the form again. The form is bound to this browser by a cookie of its own.

    An Origin alone would not do: our pages send no referrer, and browsers then send `Origin: null`.
    """
    await forms.read(request)
    browser = cookies.form_token(request)
    try:
        forms.must_be_own(request, desk_sessions.form_word(browser) if browser else "")
    except Problem:
        return _form(request, "form", 403)
    gate = _gate(request)
    if gate.is_crowded:
        return _form(request, "busy", 429, admission.BUSY)
    claim = _claim(request, browser)
    now = house(request).clock.now()
    begun = await write(request, lambda uow: admission.begin(uow, claim, now))
    if isinstance(begun, timedelta):
        return _form(request, "wait", 429, begun)
    own = await gate.unlock(begun.member, claim.password)
    admitted = await write(request, lambda uow: admission.finish(uow, claim, begun, own, house(request).clock.now()))
    if admitted is None:
        return _form(request, "wrong", 401)
    await _end_former(request, now)
    return _let_in(request, admitted)


async def code_form(request: Request, visitor: Visitor) -> Response:
    """Show the secret from which her phone makes the codes: as a picture, as a link, and in groups of four."""
    return await _code_form(request, visitor) if visitor.is_half else RedirectResponse(HOME, status_code=303)


async def set_up_codes(request: Request, visitor: Visitor) -> Response:
    """Take the first code; from then on she needs one at each login. Her login gets a new token."""
    if not visitor.is_half:
        return RedirectResponse(HOME, status_code=303)
    typed, now = request.state.form.get("code", ""), house(request).clock.now()
    token = await write(request, lambda uow: admission.confirm(uow, visitor.row, visitor.own, typed, now))
    if token is None:
        return await _code_form(request, visitor, wrong=True)
    response = RedirectResponse(HOME, status_code=303)
    cookies.put_token(request, response, token)
    return response


async def logout(request: Request, visitor: Visitor) -> Response:
    """End this login."""
    return await _end(request, visitor, visitor.session)


async def logins(request: Request, visitor: Visitor) -> Response:
    """Show where she is signed in."""
    now = house(request).clock.now()
    found = await look(request, lambda uow: desk_sessions.of_member(uow, visitor.row.id, now))
    return page(request, "logins", visitor, logins=found)


async def end_login(request: Request, visitor: Visitor) -> Response:
    """End one of her logins, here or elsewhere."""
    return await _end(request, visitor, request.path_params["id"])


PAGES = (
    Page(CODE, ("GET",), code_form, half=True),
    Page(CODE, ("POST",), set_up_codes, half=True),
    Page("/desk/logout", ("POST",), logout, half=True),
    Page("/desk/logins", ("GET",), logins),
    Page("/desk/logins/{id}/end", ("POST",), end_login),
)


async def _end(request: Request, visitor: Visitor, session: str) -> Response:
    now = house(request).clock.now()

    def work(uow: UnitOfWork) -> None:
        if not desk_sessions.end(uow, session, visitor.row.id):
            raise NotFound("no such login of hers")
        audit.note(uow, "desk_logout", actor=visitor.row.id, subject=visitor.row.id, now=now)

    await write(request, work)
    if session != visitor.session:
        return RedirectResponse("/desk/logins", status_code=303)
    response = RedirectResponse(f"{LOGIN}?keluar", status_code=303)
    cookies.take_away(request, response)
    return response


async def _end_former(request: Request, now: datetime) -> None:
    """End the login that this browser still had: its cookie is about to be replaced."""
    token = cookies.token(request)

    def work(uow: UnitOfWork) -> None:
        former = desk_sessions.find(uow, token, now)
        if former is not None:
            desk_sessions.end(uow, former.session.id, former.member.id)

    if token:
        await write(request, work)


def _let_in(request: Request, admitted: Admitted) -> Response:
    response = RedirectResponse(CODE if admitted.half else HOME, status_code=303)
    cookies.put_token(request, response, admitted.token)
    cookies.put_known(request, response, admitted.known)
    return response


def _claim(request: Request, browser: str) -> Claim:
    form: dict[str, str] = request.state.form
    client = request.client.host if request.client else ""
    name = form.get("name", "").strip()
    return Claim(name, form.get("password", ""), form.get("code", ""), client, browser, cookies.known(request))


def _form(request: Request, told: str, status: int = 200, wait: timedelta = timedelta(0)) -> Response:
    """Return the login form, bound to this browser."""
    browser = cookies.form_token(request) or vault.desk_token()
    form: dict[str, str] = getattr(request.state, "form", {})
    seconds = -(-wait // timedelta(seconds=1))
    facts = {
        "told": told,
        "wait": seconds,
        "typed": form.get("name", ""),
        "form_word": desk_sessions.form_word(browser),
    }
    response = page(request, "login", None, status, **facts)
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    cookies.put_form_token(request, response, browser)
    return response


async def _code_form(request: Request, visitor: Visitor, *, wrong: bool = False) -> Response:
    secret = await look(request, lambda uow: codes.secret_of(uow, visitor.row))
    if secret is None:
        raise Problem(500)
    shown = codes.shown(secret)
    link = qr.link(shown, visitor.row.name, house(request).organisation.office.unit)
    groups = " ".join(shown[start : start + 4] for start in range(0, len(shown), 4))
    facts = {"link": link, "picture": qr.picture(link), "groups": groups, "wrong": wrong}
    return page(request, "code", visitor, 422 if wrong else 200, **facts)


def _gate(request: Request) -> Gate:
    state = request.app.state
    if not hasattr(state, "desk_gate"):
        state.desk_gate = Gate()
    gate: Gate = state.desk_gate
    return gate
