"""At which address the desk opens. Any other Host is refused: a foreign name may have been pointed at this machine.

Without an https address only this machine may open it. A proxy on this machine that passes on requests from elsewhere,
with the Host made a local one, is known by what it notes of the request, and refused.
"""

from urllib.parse import urlsplit

from starlette.requests import Request

from bot.settings import Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names that a browser on this very machine uses; only for these is plain http enough."""
_USUAL = ":443"
_PASSED_ON = ("x-forwarded-", "forwarded", "x-real-ip", "via")


def secure_host(settings: Settings) -> str:
    """Return host (and port, where it is not the usual one) of the desk's https address; "" for this machine only."""
    for url in (settings.desk_url, settings.public_url):
        if url:
            parts = urlsplit(url)
            return parts.netloc.lower().removesuffix(_USUAL) if parts.scheme == "https" else ""
    return ""


def is_secure(request: Request) -> bool:
    """Return whether the desk is opened through https."""
    return bool(secure_host(_settings(request)))


def is_ours(request: Request) -> bool:
    """Return whether the request names the host at which the desk opens, and comes from this machine if it must."""
    given = request.headers.getlist("host")
    if len(given) != 1:
        return False
    host, secure = given[0].lower(), secure_host(_settings(request))
    if secure:
        return host.removesuffix(_USUAL) == secure
    if any(name.startswith(_PASSED_ON) for name in request.headers):
        return False
    name, colon, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    return (name if colon else host) in LOOPBACK and (not colon or port.isdecimal())


def origin(request: Request) -> str:
    """Return the origin of the desk's own pages, as a browser names it. Only for a host that is ours."""
    secure = secure_host(_settings(request))
    return f"https://{secure}" if secure else f"http://{request.headers['host'].lower().removesuffix(':80')}"


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.service.house.settings
    return settings
