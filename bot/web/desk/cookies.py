"""The cookies of the desk: the token of a session, what binds the login form to this browser, and who came in here."""

import re

from starlette.requests import Request
from starlette.responses import Response

from bot.web.desk.hosts import is_secure

_SESSION, _FORM, _KNOWN = "meja", "meja-masuk", "meja-kenal"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_HALF_A_YEAR = 180 * 24 * 60 * 60


def token(request: Request) -> str:
    """Return the token of the session, or "" for none that could be one."""
    return _read(request, _SESSION)


def put_token(request: Request, response: Response, value: str) -> None:
    """Give the browser the token of a new session."""
    _put(request, response, _SESSION, value)


def form_token(request: Request) -> str:
    """Return what binds the login form to this browser, or "" for none."""
    return _read(request, _FORM)


def put_form_token(request: Request, response: Response, value: str) -> None:
    """Bind the login form to this browser."""
    _put(request, response, _FORM, value, _HALF_A_YEAR)


def known(request: Request) -> str:
    """Return what this browser kept of the member who came in here last, or "" for nothing."""
    return _read(request, _KNOWN, _HASH)


def put_known(request: Request, response: Response, value: str) -> None:
    """Let this browser keep that a member came in here."""
    _put(request, response, _KNOWN, value, _HALF_A_YEAR)


def take_away(request: Request, response: Response) -> None:
    """Let the browser forget its token."""
    _put(request, response, _SESSION, "", max_age=0)


def _name(request: Request, name: str) -> str:
    """Return the full name: under https with the prefix that no other host, path or plain page can set."""
    return f"__Host-{name}" if is_secure(request) else name


def _read(request: Request, name: str, form: "re.Pattern[str]" = _TOKEN) -> str:
    value = request.cookies.get(_name(request, name), "")
    return value if form.fullmatch(value) else ""


def _put(request: Request, response: Response, name: str, value: str, max_age: int | None = None) -> None:
    response.set_cookie(
        _name(request, name),
        value,
        max_age=max_age,
        path="/",
        secure=is_secure(request),
        httponly=True,
        samesite="strict",
    )
