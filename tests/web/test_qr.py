"""The picture and the link from which a phone learns to make the codes."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import segno

from bot.web.desk import qr

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def test_the_link_is_what_authenticator_apps_read():
    parts = urlsplit(qr.link(SECRET, "sari & dewi", "UPTD PPA: Kota?"))
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert unquote(parts.path) == "/UPTD PPA: Kota?:sari & dewi"
    assert parse_qs(parts.query) == {"secret": [SECRET], "issuer": ["UPTD PPA: Kota?"]}


def test_the_picture_draws_every_dark_module_and_no_other_within_a_quiet_border():
    link = qr.link(SECRET, "sari", "UPTD PPA Contoh")
    picture = qr.picture(link)
    drawn = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", picture.path)}
    matrix = segno.make_qr(link, error="m").matrix
    dark = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert drawn == dark
    assert picture.side == len(matrix) + 8
    assert re.sub(r"[Mhvz0-9 -]", "", picture.path) == ""
