"""Plays the doings of a transcript on a real house and writes down what every phone then shows.

A transcript holds a header (#), doings at the margin, and, indented below each, what arrived. Only the doings are read:
    saluran: whatsapp                    the reporters write on WhatsApp: no buttons, and a window of a day
    bahasa: id id-mudah jv en            what may be chosen by a word (usual: id en) · daerah: 62.71
    jaga konselor: sari 19.00-07.00      who is on duty, as konselor or cadangan (ratna coordinates, always)
    pukul 22.10 · tunggu 6m · mati 3m    time: until then, so long, or so long while the server is down
    ibu> tolong                          somebody writes; lines without a gap between them arrive at once
    ibu> [suara] [gambar: kata di bawahnya] [stiker] [kontak] [lokasi -7.47 112.43] [ubah: kata baru] [blokir]
    ibu> [tombol Ya] [tombol lama Ya]    a button of the newest bubble, or of an earlier one
    ibu> satu ⏎ dua                      one message of two lines
Receipts and case codes are random: they stand as NOMOR1 and KODE1, in what is typed too.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.channels import whatsapp_form
from bot.script import NOTHING, STAFF, Mask, doings_of, event_of, length_of, on_phone, speaker
from flows.events import Edited, FromReporter
from tests.harness import Hotline
from tests.harness.ground import COORDINATOR
from tests.harness.office import ALWAYS, Office
from tests.harness.people import Person
from tests.harness.phone import Message

SETTING = ("saluran:", "bahasa:", "daerah:", "jaga ")
"""How lines begin that say what the office is like; nothing arrives because of them."""


class Player:
    """One performance of a transcript, in a folder of its own."""

    def __init__(self, folder: Path, office: Office | None = None) -> None:
        """Open an office with two counselors; nobody but the coordinator is on duty yet."""
        self.office = office or Office()
        self.office.put("koordinator", COORDINATOR, *ALWAYS)
        counselors = tuple(name for name in STAFF if name != COORDINATOR)
        self.hotline = Hotline(folder, staff=counselors, office=self.office)
        self._mask = Mask()
        self._cast: dict[str, Person] = {}

    def play(self, text: str) -> str:
        """Return the transcript as it comes out now."""
        header, groups = doings_of(text)
        parts = [header]
        try:
            for group in groups:
                together = group[0].startswith(SETTING) and parts[-1].startswith(SETTING)
                parts.append((parts.pop() + "\n" if together else "") + "\n".join(group))
                if self._do(group):
                    parts.append("\n\n".join(self._arrived()) or NOTHING)
        finally:
            self.hotline.close()
        return self._mask.masked("\n\n".join(parts)) + "\n"

    def _do(self, group: list[str]) -> bool:
        """Do what a group of lines says; return whether something may have arrived."""
        name = speaker(group[0])
        if name:
            person = self._person(name)
            person.does(*(self._event(person, line.partition("> ")[2]) for line in group))
            return True
        word, _, rest = group[0].partition(" ")
        match word:
            case "saluran:":
                assert rest == whatsapp_form.NAME, f"not a channel: {rest}"
                self.hotline.reporters_on_whatsapp()
                return False
            case "bahasa:":
                self.office.languages = tuple(rest.split())
                return False
            case "daerah:":
                self.office.areas = tuple(rest.split())
                return False
            case "jaga":
                role, name, starts, ends = re.fullmatch(r"(\w+): (\w+) ([\d.]+)-([\d.]+)", rest).groups()  # type: ignore[union-attr]
                self.hotline.on_duty(name, starts.replace(".", ":"), ends.replace(".", ":"), role=role)
                return False
            case "pukul":
                self._until(re.sub(r"(\d\d)\.(\d\d)$", r"\1:\2", rest))
                return bool(self._cast)
            case "tunggu":
                self.hotline.wait(**length_of(rest))
            case "mati":
                self.hotline.sleeps(**length_of(rest)).restart()
            case _:
                raise ValueError(f"not a doing: {group[0]}")
        return True

    def _until(self, moment: str) -> None:
        """Let time pass until a moment; the first one of a transcript may lie anywhere."""
        (self.hotline.at if self._cast else self.hotline.begins_at)(moment)

    def _person(self, name: str) -> Person:
        return self._cast.setdefault(name, self.hotline.counselor(name) if name in STAFF else self.hotline.victim(name))

    def _event(self, person: Person, said: str) -> FromReporter:
        event = event_of(self._mask.unmasked(said), person.button)
        assert person.name in STAFF or not (self.hotline.on_whatsapp and isinstance(event, Edited)), "no edits there"
        return event

    def _arrived(self) -> Iterator[str]:
        """Yield what arrived on each phone, the one who acted first in this transcript first."""
        people = {name: self._cast.get(name) for name in (*self._cast, *STAFF)}
        for name, person in people.items():
            for message in (person or self.hotline.counselor(name)).phone.take_unheard():
                yield self._shown(name, message)

    def _shown(self, name: str, message: Message) -> str:
        self._mask.note(message.text, [case.code for case in self.hotline.cases()])
        return on_phone(name, message.at, message.text, [label for label, _ in message.buttons])
