"""Files of WhatsApp messages: fetched with our credentials from the provider's own address, and from nowhere else.

The address stands in a webhook's form, so it is not followed blindly: host, way and size are ours to limit, and a
redirect, which Twilio answers with, is followed once, without credentials, to its store of files only.
https://www.twilio.com/docs/messaging/api/media-resource
"""

import re
from urllib.parse import urlsplit

import requests

from bot.channels.update import LARGEST_FILE, Fetched, SendError

_PATH = re.compile(r"/2010-04-01/Accounts/AC[0-9a-f]{32}/Messages/[A-Z]{2}[0-9a-f]{32}/Media/ME[0-9a-f]{32}", re.ASCII)
_STORES = (".twilio.com", ".twiliocdn.com", ".amazonaws.com")
_LOOPBACK = frozenset({"127.0.0.1", "localhost"})
_CHUNK = 64 * 1024


def fetch(source: str, api_url: str, auth: tuple[str, str], timeout: float) -> Fetched:
    """Return the file at `source`. Raises SendError for an address that is not the provider's, or a file too large."""
    asked, ours = urlsplit(source), urlsplit(api_url)
    if (asked.scheme, asked.netloc) != (ours.scheme, ours.netloc) or not _PATH.fullmatch(asked.path) or asked.query:
        raise SendError("permanent")
    with requests.get(source, auth=auth, timeout=timeout, allow_redirects=False, stream=True) as answer:
        if not answer.is_redirect:
            return _read(answer)
        target = answer.headers["location"]
    if not _is_store(target, api_url):
        raise SendError("permanent")
    with requests.get(target, timeout=timeout, allow_redirects=False, stream=True) as answer:
        return _read(answer)


def _is_store(target: str, api_url: str) -> bool:
    """Return whether the provider keeps files there: over TLS on the hosts of its store.

    An emulator on this machine, which is asked without TLS, may keep them on this machine.
    """
    there, ours = urlsplit(target), urlsplit(api_url)
    host = there.hostname or ""
    if ours.scheme == "http" and ours.hostname in _LOOPBACK:
        return there.scheme == "http" and host in _LOOPBACK
    return there.scheme == "https" and there.port in {None, 443} and not there.username and host.endswith(_STORES)


def _read(answer: requests.Response) -> Fetched:
    if answer.status_code != 200:
        raise SendError("permanent" if answer.status_code in {401, 403, 404, 410} else "retry")
    body = b""
    for part in answer.iter_content(_CHUNK):
        body += part
        if len(body) > LARGEST_FILE:
            raise SendError("permanent")
    return Fetched(answer.headers.get("content-type", ""), body)
