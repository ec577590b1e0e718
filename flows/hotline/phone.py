"""Reads a telephone number that a reporter offers for calling."""

import re

from flows.understanding.text import digits

NUMBER = re.compile(r"\+?\d[\d\s().-]{6,20}")
"""What looks like a telephone number."""


def telephone(text: str) -> str:
    """Return the digits of the one telephone number in `text` (8 to 15, ITU-T E.164), or an empty string."""
    found = [digits(match) for match in NUMBER.findall(text)]
    return found[0] if len(found) == 1 and 8 <= len(found[0]) <= 15 else ""
