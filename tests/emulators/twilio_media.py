"""Media: their list, their description, their deletion, and the bytes behind a redirect.

Media stay until they are deleted by themselves: https://www.twilio.com/docs/messaging/api/media-resource.
Without `.json` the address leads to the bytes. With authentication enforced, the answer redirects to
an address on another host that is good for four hours: help.twilio.com, "Protect Media Access with
HTTP Basic Authentication for Programmable Messaging".
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse, Response

from .twilio_messages import Asked
from .twilio_wire import VERSION, Json, Media, Refusal, new_sid

GOOD_FOR = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Link:
    media: str
    until: datetime


class Store:
    """The other host, where the bytes lie; a link needs no credentials."""

    def __init__(self) -> None:
        self.links: dict[str, Link] = {}

    def redirect(self, asked: Asked, base: str) -> Response:
        media = _find(asked)
        key = new_sid("")
        self.links[key] = Link(media.sid, asked.world.now() + GOOD_FOR)
        return RedirectResponse(f"http://localhost:{urlsplit(base).port}/stored/{key}", 307)

    def download(self, asked: Asked) -> Response:
        link = self.links.get(asked.media)
        if link is None or link.until <= asked.world.now() or link.media not in asked.world.media:
            return Response("AccessDenied", 403)
        media = asked.world.media[link.media]
        return Response(media.content, media_type=media.content_type)


def list_media(asked: Asked) -> Json:
    account = asked.world.account.sid
    found = [one.wire(account) for one in asked.world.media.values() if one.parent == asked.message]
    uri = f"/{VERSION}/Accounts/{account}/Messages/{asked.message}/Media.json?PageSize=50&Page=0"
    frame = {"start": 0, "end": max(len(found) - 1, 0), "page": 0, "page_size": 50, "uri": uri}
    links = {"first_page_uri": uri, "next_page_uri": None, "previous_page_uri": None}
    return {"media_list": found} | frame | links


def fetch_media(asked: Asked) -> Json:
    return _find(asked).wire(asked.world.account.sid)


def delete_media(asked: Asked) -> None:
    del asked.world.media[_find(asked).sid]
    asked.world.changed()


def _find(asked: Asked) -> Media:
    media = asked.world.media.get(asked.media)
    if media is None or media.parent != asked.message:
        raise Refusal(404, 20404, f"The requested resource {asked.path} was not found")
    return media
