"""The secret of the one-time codes as authenticator apps take it: a link, and its QR picture as one SVG path."""

from dataclasses import dataclass
from urllib.parse import quote

import segno

_BORDER = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """A square of `side` modules; `path` draws the dark ones. No style in it: the policy of our pages forbids that."""

    side: int
    path: str


def link(secret: str, name: str, issuer: str) -> str:
    """Return the address that carries a secret; the usual six digits and 30 seconds need not be said."""
    office, who = quote(issuer, safe=""), quote(name, safe="")
    return f"otpauth://totp/{office}:{who}?secret={secret}&issuer={office}"


def picture(text: str) -> Picture:
    """Return `text` as a QR code with its quiet border."""
    rows = [bytes(row) for row in segno.make_qr(text, error="m").matrix_iter(scale=1, border=_BORDER)]
    dark = [f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module]
    return Picture(len(rows), "".join(dark))
