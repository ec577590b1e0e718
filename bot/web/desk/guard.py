"""Stands around every page of the desk: the right host only, calm pages for what fails, and the headers on all."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.log import logger
from bot.web.desk import hosts
from bot.web.desk.problems import Problem, told
from flows.errors import NotFound

Open = Callable[[Request], Awaitable[Response]]
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
_YEAR = 365 * 24 * 60 * 60


def guarded(page: Open) -> Open:
    """Return `page` as it may be served."""

    async def endpoint(request: Request) -> Response:
        if not hosts.is_ours(request):
            return _with_headers(request, PlainTextResponse("Not Found", status_code=404))
        try:
            response = await page(request)
        except Problem as problem:
            response = told(request, problem.status, **{"kept": _kept(request), **problem.facts})
        except NotFound:
            response = told(request, 404)
        except Exception as error:
            logger().error("desk failed", error=type(error).__name__)
            response = told(request, 500, kept=_kept(request))
        return _with_headers(request, response)

    return endpoint


def _kept(request: Request) -> str:
    """Return the text that she had typed, to be shown to her; never what another site made her browser send."""
    form: dict[str, str] = getattr(request.state, "form", {})
    return form.get("text", "") if request.headers.get("sec-fetch-site") == "same-origin" else ""


def _with_headers(request: Request, response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "no-store")
    if hosts.is_secure(request):
        response.headers["Strict-Transport-Security"] = f"max-age={_YEAR}"
    return response
