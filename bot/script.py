"""The form of a transcript: what somebody does stands at the margin, what then arrived on phones indented below it.

`pelita talk --record` writes it; the player of the tests plays it again. Receipts and case codes are random: they stand
as NOMOR1 and KODE1, in what is typed too, so that no real number ever lies in a file.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from flows.events import Edited, FromReporter, Gone, Picked, Said, Sent, Shared
from flows.receipt import is_right, show
from flows.understanding.text import digits

STAFF = ("sari", "dewi", "ratna")
"""The people on duty of every transcript, in the order in which their phones are shown; ratna coordinates."""
NOTHING = "    (tidak ada yang masuk di HP siapa pun)"
NOBODYS = "1234 5678 9012 3452"
"""A number with the right check digit that was given to nobody."""
_KINDS = {
    "suara": "voice",
    "gambar": "photo",
    "video": "video",
    "berkas": "document",
    "stiker": "sticker",
    "kontak": "contact",
}
_SAYS = re.compile(r"(\S+)> (.*)")
_SHOWN = re.compile(r"\b\d{4} \d{4} \d{4} \d{4}\b")
_NUMBER = re.compile(r"(?<![\d.-])\d(?:[ .-]?\d){15}(?![ .-]?\d)")
"""A receipt as the bot shows it, and as people type it."""
_UNITS = {"d": "seconds", "m": "minutes", "j": "hours"}
_NEW_LINE = " ⏎ "
"""Stands for the end of a line within one message."""


def doings_of(text: str) -> tuple[str, list[list[str]]]:
    """Return the header of a transcript and its doings, those that happen at once together."""
    lines = text.splitlines()
    header = [line for line in lines if line.startswith("#")]
    groups: list[list[str]] = []
    joined = False
    for line in lines:
        if line.startswith(("#", " ")) or not line.strip():
            joined = False
        elif joined and speaker(line) and speaker(line) == speaker(groups[-1][-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
            joined = True
    return "\n".join(header), groups


def speaker(doing: str) -> str:
    """Return who says something in this doing, empty where it is no message."""
    found = _SAYS.fullmatch(doing)
    return found[1] if found else ""


def speakers(text: str) -> tuple[str, ...]:
    """Return whoever says something in a transcript, in the order of the first words of each."""
    return tuple(dict.fromkeys(name for group in doings_of(text)[1] for name in map(speaker, group) if name))


def said_by(name: str, text: str) -> str:
    """Return the doing of a message."""
    return f"{name}> {_NEW_LINE.join(line.strip() for line in text.strip().splitlines())}"


def event_of(said: str, button: Callable[[str, bool], str]) -> FromReporter:
    """Return what happens when somebody sends `said`: words, or in brackets what is no text.

    `button` returns the data of a button by its label: one of the newest bubble, or of an earlier one.
    """
    inside = said[1:-1] if said.startswith("[") and said.endswith("]") else ""
    word, _, rest = inside.partition(" ")
    kind = _KINDS.get(word.removesuffix(":"), "")
    if kind and (word.endswith(":") or not rest):
        return Sent(kind, f"[{word.removesuffix(':')}]", rest)
    match word:
        case "lokasi":
            latitude, longitude = map(float, rest.split())
            return Shared(latitude, longitude)
        case "tombol":
            old = rest.startswith("lama ")
            return Picked(button(rest.removeprefix("lama "), old), -1)
        case "ubah:":
            return Edited(rest)
        case "blokir":
            return Gone()
        case _:
            return Said(said.replace(_NEW_LINE, "\n"))


def on_phone(name: str, at: str, text: str, labels: Iterable[str]) -> str:
    """Return a bubble as it stands in a transcript: whose phone, when, the words, and buttons the words do not name."""
    buttons = [f"[{label}]" for label in labels if label not in text]
    lines = [*text.splitlines(), *([" ".join(buttons)] if buttons else [])]
    body = "\n".join(f"    | {line}".rstrip() for line in lines)
    return f"    HP {name}, {at.replace(':', '.')}\n{body}"


def length_of(text: str) -> dict[str, float]:
    """Return a length of time such as "6m" (menit), "2j" (jam) or "30d" (detik) by its unit."""
    return {_UNITS[text[-1]]: int(text[:-1])}


def length_told(length: timedelta) -> str:
    """Return a length of time as `length_of` reads it."""
    seconds = int(length.total_seconds())
    unit, size = next((unit, size) for unit, size in (("j", 3600), ("m", 60), ("d", 1)) if seconds % size == 0)
    return f"{seconds // size}{unit}"


@dataclass(slots=True)
class Mask:
    """The receipts and case codes that were shown, in the order in which they were: what stands in their place."""

    numbers: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    def note(self, text: str, codes: Sequence[str]) -> None:
        """Remember the receipts in a bubble that was shown, and those of all case `codes` that stand in it."""
        found = dict.fromkeys(_SHOWN.findall(text))
        self.numbers += [number for number in found if number not in (*self.numbers, NOBODYS)]
        known = sorted(codes, key=text.find)
        self.codes += [code for code in known if code in text and code not in self.codes]

    def masked(self, text: str) -> str:
        """Return `text` with NOMOR1 and KODE1 in place of receipts and codes."""
        text = _NUMBER.sub(self._masked_number, text)
        for place, code in enumerate(self.codes, 1):
            text = re.sub(rf"\b{code.removeprefix('#')}\b", f"KODE{place}", text)
        return text

    def unmasked(self, text: str) -> str:
        """Return `text` with the real numbers and codes again. One that was not shown yet stays as it stands."""
        text = re.sub(r"\bNOMOR(\d+)\b", lambda found: _at(self.numbers, found), text)
        return re.sub(r"\bKODE(\d+)\b", lambda found: _at(self.codes, found).removeprefix("#"), text)

    def harmless(self, text: str) -> str:
        """Return `text` with a number that nobody has in place of each receipt that was not shown here."""
        return _NUMBER.sub(self._harmless, text)

    def _masked_number(self, found: re.Match[str]) -> str:
        number = show(digits(found[0]))
        return f"NOMOR{self.numbers.index(number) + 1}" if number in self.numbers else found[0]

    def _harmless(self, found: re.Match[str]) -> str:
        number = digits(found[0])
        strange = is_right(number) and show(number) not in self.numbers
        return NOBODYS if strange else found[0]


def _at(values: Sequence[str], found: re.Match[str]) -> str:
    place = int(found[1])
    return values[place - 1] if 0 < place <= len(values) else found[0]
