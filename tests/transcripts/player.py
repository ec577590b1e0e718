"""Plays the doings of a transcript on a real house and writes down what every phone then shows.

A transcript holds a header (#), doings at the margin, and, indented below each, what arrived. Only the doings are read:
    jaga konselor: sari 19.00-07.00      who is on duty, as konselor or cadangan (ratna coordinates, always)
    pukul 22.10 · tunggu 6m · mati 3m    time: until then, so long, or so long while the server is down
    ibu> tolong                          somebody writes; lines without a gap between them arrive at once
    ibu> [suara] [gambar] [stiker] [lokasi -7.47 112.43] [tombol Ya] [ubah: kata baru]
Receipts and case codes are random: they stand as NOMOR1 and KODE1, in what is typed too.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from flows.events import Edited, FromReporter, Picked, Said, Sent, Shared
from tests.harness import Hotline
from tests.harness.ground import COORDINATOR
from tests.harness.office import ALWAYS, Office
from tests.harness.people import Person
from tests.harness.phone import Message

STAFF = ("sari", "dewi")
_KINDS = {"[suara]": "voice", "[gambar]": "photo", "[stiker]": "sticker"}
_SAYS = re.compile(r"(\S+)> (.*)")
_NUMBER = re.compile(r"\b\d{4} \d{4} \d{4} \d{4}\b")
_UNITS = {"d": "seconds", "m": "minutes", "j": "hours"}


def doings_of(text: str) -> tuple[str, list[list[str]]]:
    """Return the header of a transcript and its doings, those that happen at once together."""
    lines = text.splitlines()
    header = [line for line in lines if line.startswith("#")]
    groups: list[list[str]] = []
    joined = False
    for line in lines:
        if line.startswith(("#", " ")) or not line.strip():
            joined = False
        elif joined and _sender(line) and _sender(line) == _sender(groups[-1][-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
            joined = True
    return "\n".join(header), groups


def _sender(line: str) -> str:
    found = _SAYS.fullmatch(line)
    return found[1] if found else ""


class Player:
    """One performance of a transcript, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        """Open an office with two counselors; nobody but the coordinator is on duty yet."""
        office = Office()
        office.put("koordinator", COORDINATOR, *ALWAYS)
        self.hotline = Hotline(folder, staff=STAFF, office=office)
        self._numbers: list[str] = []
        self._codes: list[str] = []
        self._cast: dict[str, Person] = {}

    def play(self, text: str) -> str:
        """Return the transcript as it comes out now."""
        header, groups = doings_of(text)
        parts = [header]
        try:
            for group in groups:
                duty = group[0].startswith("jaga ") and parts[-1].startswith("jaga ")
                parts.append((parts.pop() + "\n" if duty else "") + "\n".join(group))
                happened = self._do(group)
                if happened:
                    parts.append("\n\n".join(self._arrived()))
        finally:
            self.hotline.close()
        return self._masked("\n\n".join(parts)) + "\n"

    def _do(self, group: list[str]) -> bool:
        """Do what a group of lines says; return whether something may have arrived."""
        found = _SAYS.fullmatch(group[0])
        if found:
            person = self._person(found[1])
            person.does(*(self._event(person, line.partition("> ")[2]) for line in group))
            return True
        word, _, rest = group[0].partition(" ")
        match word:
            case "jaga":
                role, name, starts, ends = re.fullmatch(r"(\w+): (\w+) ([\d.]+)-([\d.]+)", rest).groups()  # type: ignore[union-attr]
                self.hotline.on_duty(name, starts.replace(".", ":"), ends.replace(".", ":"), role=role)
                return False
            case "pukul":
                self.hotline.at(re.sub(r"(\d\d)\.(\d\d)$", r"\1:\2", rest))
                return bool(self._cast)
            case "tunggu":
                self.hotline.wait(**self._length(rest))
            case "mati":
                self.hotline.sleeps(**self._length(rest)).restart()
            case _:
                raise ValueError(f"not a doing: {group[0]}")
        return True

    def _length(self, text: str) -> dict[str, float]:
        return {_UNITS[text[-1]]: int(text[:-1])}

    def _person(self, name: str) -> Person:
        staff = (*STAFF, COORDINATOR)
        return self._cast.setdefault(name, self.hotline.counselor(name) if name in staff else self.hotline.victim(name))

    def _event(self, person: Person, said: str) -> FromReporter:
        said = self._unmasked(said)
        if said in _KINDS:
            return Sent(_KINDS[said], said)
        name, _, rest = said.removeprefix("[").removesuffix("]").partition(" ")
        match name if said.startswith("[") else "":
            case "lokasi":
                latitude, longitude = map(float, rest.split())
                return Shared(latitude, longitude)
            case "tombol":
                return Picked(person.newest.data_of(rest), -1)
            case "ubah:":
                return Edited(rest)
            case _:
                return Said(said)

    def _arrived(self) -> Iterator[str]:
        """Yield what arrived on each phone, the one who acted first in this transcript first."""
        people = {name: self._cast.get(name) for name in (*self._cast, *STAFF, COORDINATOR)}
        shown = [
            self._shown(name, message)
            for name, person in people.items()
            for message in (person or self.hotline.counselor(name)).phone.take_unheard()
        ]
        yield from shown or ["    (tidak ada yang masuk di HP siapa pun)"]

    def _shown(self, name: str, message: Message) -> str:
        self._note(message.text)
        buttons = [f"[{label}]" for label, _ in message.buttons if label not in message.text]
        lines = [*message.text.splitlines(), *([" ".join(buttons)] if buttons else [])]
        body = "\n".join(f"    | {line}".rstrip() for line in lines)
        return f"    HP {name}, {message.at.replace(':', '.')}\n{body}"

    def _note(self, text: str) -> None:
        self._numbers += [number for number in _NUMBER.findall(text) if number not in self._numbers]
        known = sorted(self.hotline.cases(), key=lambda case: text.find(case.code))
        self._codes += [case.code for case in known if case.code in text and case.code not in self._codes]

    def _masked(self, text: str) -> str:
        for place, number in enumerate(self._numbers, 1):
            text = text.replace(number, f"NOMOR{place}")
        for place, code in enumerate(self._codes, 1):
            text = re.sub(rf"\b{code[1:]}\b", f"KODE{place}", text)
        return text

    def _unmasked(self, text: str) -> str:
        text = re.sub(r"NOMOR(\d)", lambda found: self._numbers[int(found[1]) - 1], text)
        return re.sub(r"KODE(\d)", lambda found: self._codes[int(found[1]) - 1][1:], text)
