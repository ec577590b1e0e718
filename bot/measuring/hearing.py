"""How long triage listens: to messages of the usual length, each heard for the first time, and to hostile ones."""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice, repeat
from pathlib import Path
from unittest import mock

import flows.data
from bot.learning.examples import read_all
from flows import engine
from flows.understanding import reading
from flows.understanding.text import LONGEST
from flows.understanding.triage import Heard, hear

_LENGTH = 300
_ABOUT = range(_LENGTH - 40, _LENGTH + 41)
_COUNT = 1000
_SEED = 1
_TALK = (
    "kak tolong saya takut, suami saya pulang mabuk terus banting pintu, anak saya nangis di kamar belakang",
    "mau tanya syarat mengurus akta kelahiran, kantornya buka jam berapa ya, terima kasih sebelumnya",
    "bojoku ket mau ngamuk nang ngarep omah, aku karo adikku ndelik nang jeding, ojok telpon",
    "laki ulun mamukul samalam, wahini ulun di rumah kuitan, kada wani bulik",
)
"""What is read where the sentences are not there: they lie in the repository only."""
_DATA = Path(flows.data.__file__).parent
_LEARNED = tuple(sorted((_DATA / "training").glob("*.jsonl")))
_UNSEEN = tuple(_DATA.parents[1].glob("tests/golden/triage.jsonl")) or _LEARNED
"""Sentences of which nothing is learned, so that some of their words are new; the others where they are not there."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """Milliseconds: half of the usual messages, nearly all of them, and the worst hostile one."""

    p50: float
    p99: float
    hostile: float


def hearing() -> Hearing:
    """Measure how long triage listens to messages that are new to it, in a service that has heard others before."""
    draw = random.Random(_SEED)  # noqa: S311 - the same messages in every run
    for text in messages(draw, _COUNT, _LEARNED):
        hear(text)
    waits = sorted(map(_milliseconds, messages(draw, _COUNT, _UNSEEN)))
    return Hearing(
        p50=waits[len(waits) // 2],
        p99=waits[len(waits) * 99 // 100],
        hostile=max(map(_milliseconds, hostile(draw))),
    )


@contextmanager
def deaf() -> Iterator[None]:
    """Let the engine hear nothing meanwhile: what a turn costs without triage is what triage costs a turn."""
    with mock.patch.object(engine, "hear", _not_listening):
        yield


def _not_listening(*_args: object, **_options: object) -> Heard:
    return Heard()


def messages(draw: random.Random, count: int, paths: Iterable[Path] = _LEARNED) -> list[str]:
    """Return messages of about 300 characters: those that people wrote, then others put together from shorter ones.

    No sentence stands in two of them; where there are too few, they are drawn again.
    """
    sentences = list(dict.fromkeys(example.text for example in read_all(paths)) or _TALK)
    draw.shuffle(sentences)
    whole = [text for text in sentences if len(text) in _ABOUT]
    again = (draw.choice(sentences) for _ in repeat(None))
    return [*whole, *islice(_joined(chain(sentences, again)), count)][:count]


def hostile(draw: random.Random) -> list[str]:
    """Return texts of the greatest length that are made to be dear to read; their words were never met before."""

    def many(letters: str, size: int, between: str = " ") -> str:
        words = ("".join(draw.choices(letters, k=size)) for _ in range(LONGEST // size))
        return between.join(words)[:LONGEST]

    pieces: tuple[Callable[[], str], ...] = (
        lambda: many("bcdfghjklmnpqrst", 9),
        lambda: "".join(draw.choices(["aku", "di", "ga", "yang", "sama", "takut"], k=LONGEST))[:LONGEST],
        lambda: " ".join("".join(draw.choices(["aku", "di", "ga", "takut"], k=9)) for _ in range(LONGEST // 20)),
        lambda: " ".join(f"dipukul{''.join(draw.choices('abcdefghij', k=6))}" for _ in range(LONGEST // 14)),
        lambda: "".join(chr(draw.randrange(0x1D400, 0x1D7FF)) for _ in range(LONGEST)),
        lambda: "dia bawa pisau. " * (LONGEST // 16),
        lambda: "bawa pisau tidak " * (LONGEST // 17),
        lambda: "d i t e " * (LONGEST // 8),
        lambda: "\ufdfa" * LONGEST,
    )
    return [make()[:LONGEST] for make in pieces]


def _joined(sentences: Iterable[str]) -> Iterator[str]:
    text = ""
    for sentence in sentences:
        if len(sentence) not in _ABOUT:
            text += f"{sentence} "
        if len(text) >= _LENGTH:
            yield text[:_LENGTH]
            text = ""


def _milliseconds(text: str) -> float:
    hear.cache_clear()
    reading.read.cache_clear()
    start = time.perf_counter()
    hear(text)
    return (time.perf_counter() - start) * 1000
