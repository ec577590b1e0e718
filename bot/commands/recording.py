"""`pelita talk --record`: each call adds to a file what was said and what then arrived on every phone.

A recording holds what people wrote. So it is made in a trial office of its own, which begins empty with the file and
reads no setting: there is no way to record real data, and the player of the tests can play the file from its start.
"""

import asyncio
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import SetClock, SystemClock
from bot.commands.installation import prepare
from bot.commands.showing import instant
from bot.commands.trial import RECORDED, trial_settings, unlinked
from bot.house import House
from bot.opening import opened
from bot.prompt import Prompt
from bot.script import NOTHING, STAFF, Mask, event_of, length_told, on_phone, said_by, speakers
from flows.errors import Refused
from flows.events import Said
from flows.understanding.text import clean
from storage import cases, meta

_STATE = "recording"
_HEADER = """# (Judul: tulis di sini, satu baris)
# Siapa: (siapa yang menulis, kapan, dari HP siapa; siapa yang jaga)
# Mengapa: (apa yang harus benar dalam percakapan ini)
"""
_BEGUN = "Rekaman baru, dalam percobaan tersendiri di {folder}: petugas sari dan dewi, koordinator ratna.\n"


def record(file: Path, name: str, say: str, at: str, wait: timedelta) -> str:
    """Let `name` say something at a time, wait, and add all that happens to `file`; return what was added, unmasked.

    Raises Refused without a name, and where the file and the office that belongs to it are not both there or both new.
    """
    if not name or name.startswith("#") or not name.isprintable() or set(" >").intersection(name):
        raise Refused("Rekaman perlu --as dengan satu kata, misalnya --as ibu.")
    folder = RECORDED / file.stem
    settings = trial_settings(folder)
    is_new = not file.exists()
    if is_new and settings.data_dir.exists():
        raise Refused(f"{file} tidak ada, tetapi percobaannya ada di {folder}. Hapus folder itu, atau pakai nama lain.")
    if not is_new and not settings.data_dir.exists():
        raise Refused(f"{file} sudah ada, tetapi percobaannya tidak ada di {folder}. Pakai nama berkas lain.")
    prepare(settings, meta.DEMO)
    with opened(settings, kind=meta.DEMO) as house:
        added = asyncio.run(_Recording(house, file).go_on(name, say, at, wait))
    return (_BEGUN.format(folder=folder) if is_new else "") + added


class _Recording:
    """The file, its trial office, and how far both have come."""

    def __init__(self, house: House, file: Path) -> None:
        self._house, self._file = house, file
        with house.database.look() as uow:
            kept = json.loads(meta.get(uow, _STATE) or b"{}")
        self._last = datetime.fromisoformat(kept["at"]) if kept else None
        self._buttons: dict[str, list[list[tuple[str, str]]]] = kept.get("buttons", {})
        self._mask = Mask(kept.get("numbers", []), kept.get("codes", []))
        self._known = speakers(file.read_text(encoding="utf-8")) if kept else ()

    async def go_on(self, name: str, say: str, at: str, wait: timedelta) -> str:
        """Do what one call says; return what was added, with the real numbers."""
        start = self._start(at)
        self._house.clock = clock = SetClock(self._last or start)
        prompt = Prompt(self._house)
        parts = [] if self._last else [_HEADER.rstrip(), *await self._begin(prompt)]
        if start != self._last:
            parts.append(self._moment(start))
            await prompt.wait(start - clock.now())
            parts += self._arrived(prompt) if self._known else ()
        if say:
            said = self._mask.unmasked(self._mask.harmless(clean(say)))
            doing = said_by(name, said)
            event = event_of(doing.partition("> ")[2], lambda label, old: self._button(name, label, old))
            await prompt.happen(name, Said(clean(event.text)) if isinstance(event, Said) else event)
            self._known = tuple(dict.fromkeys((*self._known, name)))
            parts += [doing, *self._arrived(prompt)]
        if wait:
            parts.append(f"tunggu {length_told(wait)}")
            await prompt.wait(wait)
            parts += self._arrived(prompt)
        self._keep(parts, clock.now())
        return "\n\n".join(parts)

    def _start(self, at: str) -> datetime:
        """Return when this call happens, to the minute, which a transcript can say, and never before the last one."""
        start = (instant(self._house, at) if at else SystemClock().now()).replace(second=0, microsecond=0)
        if self._last is None or start >= self._last:
            return start
        if not at:
            return self._last
        if len(at.strip()) > len("22.10"):
            raise Refused(f"Rekaman ini sudah sampai {self._house.local(self._last):%Y-%m-%d %H.%M}.")
        return start + timedelta(days=-((start - self._last).days))

    async def _begin(self, prompt: Prompt) -> list[str]:
        """Enrol the people on duty, each with her chat; return who is on duty, in a line each."""
        for name, code in unlinked(self._house).items():
            await prompt.say(name, code)
            prompt.look(name)
        shifts = [part for part in self._house.organisation.shifts if part.role != "koordinator"]
        return ["\n".join(f"jaga {part.role}: {part.member} {part.from_:%H.%M}-{part.to:%H.%M}" for part in shifts)]

    def _moment(self, start: datetime) -> str:
        shown = self._house.local(start)
        same = self._last is not None and start - self._last < timedelta(days=1)
        return f"pukul {shown:%H.%M}" if same else f"pukul {shown:%Y-%m-%d %H.%M}"

    def _arrived(self, prompt: Prompt) -> list[str]:
        return list(self._bubbles(prompt)) or [NOTHING]

    def _bubbles(self, prompt: Prompt) -> Iterator[str]:
        for name in dict.fromkeys((*self._known, *STAFF)):
            for at, body in prompt.look(name):
                with self._house.database.look() as uow:
                    self._mask.note(body["text"], [case.code for case in cases.listed(uow)])
                self._buttons.setdefault(name, []).append(body["buttons"])
                yield on_phone(name, self._house.shown(at), body["text"], [label for label, _ in body["buttons"]])

    def _button(self, name: str, label: str, earlier: bool) -> str:
        bubbles = self._buttons.get(name, [])
        for bubble in reversed(bubbles[:-1] if earlier else bubbles[-1:]):
            for shown, data in bubble:
                if shown == label:
                    return data
        raise Refused(f"Di HP {name} tidak ada tombol {label!r}.")

    def _keep(self, parts: list[str], now: datetime) -> None:
        """Write to the file, and remember how far it came: both in one call, the file first."""
        added = self._mask.masked("\n\n".join(parts))
        if added:
            with self._file.open("a", encoding="utf-8") as file:
                file.write(f"{added}\n" if self._last is None else f"\n{added}\n")
        state = {"at": now.isoformat(), "buttons": self._buttons}
        kept = json.dumps({**state, "numbers": self._mask.numbers, "codes": self._mask.codes}).encode()
        self._house.writer.do(lambda uow: meta.put(uow, _STATE, kept))
