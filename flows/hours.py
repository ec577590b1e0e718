"""The hours in which a reporter may be written to or called: a part of the day, or what she says of the clock."""

import re
from collections.abc import Mapping

PARTS: Mapping[str, range] = {
    "pagi": range(6, 11),
    "siang": range(11, 17),
    "malam": range(17, 22),
    "kapan": range(24),
}
"""Full local hours that an answer allows."""
_PART = r"(pagi|siang|sore|malam|malem|esuk|isuk|bengi|am|pm)?"
_CLOCK = rf"(?:jam|pukul|pkl|j)?\s*(\d\d?)(?:[.:](\d\d))?\s*{_PART}"
_UNTIL = r"(?:-|–|sampai|sampe|smp|sd|s/d|hingga|tekan|to|until|till)"
_SPAN = re.compile(rf"\b{_CLOCK}\s*{_UNTIL}\s*{_CLOCK}(?![\d.:])", re.ASCII)
_NEVER = re.compile(r"\b(?:jangan|jgn|jngn|bukan|kecuali|ojo|selain|not|except)\b")
_LATE = frozenset({"sore", "malam", "malem", "bengi", "pm"})
_EXACT = re.compile(r"(\d\d)\.00-(\d\d)\.00", re.ASCII)
_EARLY = 6
"""The hour from which a clock without a part of the day is taken for the morning."""
_MOST = 200
"""Characters of an answer that is looked at."""


def said(text: str) -> str:
    """Return the full hours of the clock that `text` allows, such as "09.00-12.00", or an empty string.

    Only what lies wholly within what she said: "jam 9.30 sampai 12" is from ten. What she forbids is no answer.
    """
    found = list(_SPAN.finditer(text[:_MOST].casefold()))
    if len(found) != 1 or _NEVER.search(text.casefold()):
        return ""
    start, start_minute, start_part, end, _, end_part = found[0].groups()
    first, last = _in_24(int(start), start_part or ""), _in_24(int(end), end_part or start_part or "")
    if not start_part and end_part and first + 12 < last:
        first += 12
    if first < _EARLY and not (start_part or end_part):
        return ""  # in the middle of the night or in the afternoon: she is asked again
    if last <= first and last < 12:
        last += 12
    first += bool(int(start_minute or 0))
    return f"{first:02}.00-{last:02}.00" if 0 <= first < last <= 24 else ""


def allowed(answer: str) -> range:
    """Return the full local hours that an answer allows; none for anything that is no answer."""
    exact = _EXACT.fullmatch(answer)
    return range(int(exact[1]), int(exact[2])) if exact else PARTS.get(answer, range(0))


def is_exact(answer: str) -> bool:
    """Return whether `answer` is what `said` returns."""
    return bool(allowed(answer)) and answer not in PARTS


def _in_24(hour: int, part: str) -> int:
    """Return an hour of a clock of twelve hours in the part of the day that stands beside it."""
    late = (part in _LATE and hour < 12) or (part == "siang" and hour < _EARLY)
    return hour + 12 if late else hour
