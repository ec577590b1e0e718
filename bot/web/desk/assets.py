"""The files that the pages need: a fixed list, read once, the same for everybody."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from flows.errors import NotFound

_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class File:
    """What is sent for one name."""

    kind: str
    content: bytes
    tag: str


@cache
def served() -> dict[str, File]:
    """Return the files by name."""
    found = {}
    for file in (files("bot.web") / "static").iterdir():
        kind = next((kind for end, kind in _KINDS.items() if file.name.endswith(end)), "")
        if kind:
            content = file.read_bytes()
            found[file.name] = File(kind, content, f'"{hashlib.sha256(content).hexdigest()[:16]}"')
    return found


async def static(request: Request) -> Response:
    """Send one file. Raises NotFound for every other name."""
    file = served().get(request.path_params["name"])
    if file is None:
        raise NotFound("no such file")
    headers = {"Cache-Control": f"public, max-age={_DAY}", "ETag": file.tag}
    if request.headers.get("if-none-match") == file.tag:
        return Response(status_code=304, headers=headers)
    return Response(file.content, media_type=file.kind, headers=headers)
