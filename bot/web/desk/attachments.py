"""Voice messages, pictures and files of a case: given to a member to keep, never shown inside a page.

What the provider says of a file proves nothing, so the browser is told to guess nothing and to open nothing.
"""

from mimetypes import guess_extension

from starlette.requests import Request
from starlette.responses import Response

from bot.web.desk import access, sheet
from bot.web.desk.access import Visitor
from flows.errors import NotFound
from storage import audit, files, overview
from storage.database import UnitOfWork

_ENDS = {".oga": ".ogg", ".ogx": ".ogg", ".jpe": ".jpg"}
_KNOWN = frozenset({".ogg", ".mp3", ".wav", ".m4a", ".amr", ".jpg", ".png", ".webp", ".mp4", ".3gp", ".pdf"})


async def download(request: Request, visitor: Visitor) -> Response:
    """Give a file of a case, opened with the visitor's own key, and note it. Raises NotFound."""
    house, code, wanted = access.house(request), request.path_params["code"], request.path_params["file"]
    now = house.clock.now()

    def read(uow: UnitOfWork) -> tuple[str, files.Content]:
        case = sheet.find(uow, visitor, code)
        if not overview.reason(uow, visitor.row.id, case.id):
            raise NotFound("she was not asked yet why she reads it")
        opened = sheet.transcripts(uow, visitor, case)
        found = next(filter(None, (files.read(uow, key, wanted, pair) for key, pair in opened)), None)
        if found is None:
            raise NotFound("no such file")
        return str(case.code), found

    case, content = await access.look(request, read)
    await access.write(
        request, lambda uow: audit.note(uow, "file_read", actor=visitor.row.id, subject=case, now=now, file=wanted)
    )
    name = f"{case.lstrip('#')}-{wanted[:6]}{end_of(content.content_type)}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content.body, media_type="application/octet-stream", headers=headers)


def end_of(content_type: str) -> str:
    """Return how the name of a file ends, for what people can open safely; ".bin" for everything else."""
    kind = content_type.partition(";")[0].strip().lower()
    end = guess_extension(kind) or ""
    end = _ENDS.get(end, end)
    return end if end in _KNOWN else ".bin"
