"""Forms: read once, never more than `LARGEST`, and only from our own pages.

Two proofs are asked for. The hidden field `csrf` follows from the token in the cookie, which no other page can read.
And where the browser tells from which page a request comes, that must be ours. An `Origin: null` proves nothing
either way: browsers send it from our own pages, since these send no referrer.
"""

import hmac
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from bot.web.desk import hosts
from bot.web.desk.problems import Problem
from bot.web.webhooks import body_of

LARGEST = 64 * 1024
"""Bytes of a form."""
MOST_FIELDS = 50
SAFE = frozenset({"GET", "HEAD"})
_KIND = "application/x-www-form-urlencoded"


async def read(request: Request) -> None:
    """Put the fields that were sent into `request.state.form`.

    Raises Problem for what is too large, does not come whole, or is no form.
    """
    request.state.form = {}
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _KIND:
        raise Problem(400)
    try:
        body = await body_of(request, LARGEST)
    except (TimeoutError, ClientDisconnect):
        raise Problem(408) from None
    if body is None:
        raise Problem(413)
    try:
        fields = parse_qsl(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Problem(400) from None
    request.state.form = {name: value.replace("\0", "") for name, value in fields}


def comes_from_us(request: Request) -> bool:
    """Return whether nothing that the browser tells says that another site sent this."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin", "null")
    return site in {None, "same-origin"} and origin.lower() in {"null", hosts.origin(request)}


def must_be_own(request: Request, expected: str) -> None:
    """Raise Problem unless the form that was read comes from our page and carries `expected`."""
    given: str = request.state.form.get("csrf", "")
    if not expected or not comes_from_us(request) or not hmac.compare_digest(given.encode(), expected.encode()):
        raise Problem(403, why="form")
