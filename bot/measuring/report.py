"""The whole bench: every figure in one run, in rounds, so that what the machine does besides hits all alike."""

import asyncio
import gc
import math
import os
import platform
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.measuring.floor import floor, recorded
from bot.measuring.ground import Ground, ground
from bot.measuring.hearing import Hearing, deaf, hearing
from bot.measuring.overdue import Overdue, overdue
from bot.measuring.pages import pages
from bot.measuring.people import STEPS
from bot.measuring.process import memory, start
from bot.measuring.ptb import ptb
from bot.measuring.turns import turns
from storage.floor import Record

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much is measured."""

    people: int = 200
    rounds: int = 3
    pages: int = 100
    memory_turns: int = 1000
    writers: int = 1000
    overdue: int = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What came out: medians of the rounds; a ratio is the median of the ratios within each round."""

    floor_per_s: float
    turn_c1_per_s: float
    turn_c32_per_s: float
    ratio_c32: float
    ratio_c32_deaf: float
    """The same without triage."""
    page_ms_p50: float
    page_ms_p99: float
    page_busy_ms_p50: float
    page_busy_ms_p99: float
    """The same while others write."""
    overdue_ready_s: float
    overdue_climbed_s: float
    overdue_cpu_s: float
    overdue_paged_s: float
    """From the start with overdue ladders: until it answers, until all is climbed, until the last page is out."""
    overdue_in_order: bool
    start_s: float
    rss_mib: float
    ptb_durable_per_s: float
    ratio_ptb: float
    ptb_usual_per_s: float
    floor_spread: float
    """The fastest floor over the slowest: far above 1 the machine had other work, and nothing is comparable."""
    rows_per_turn: float
    delivered_c32_per_s: float
    triage_ms_p50: float
    triage_ms_p99: float
    triage_ms_hostile: float
    turn_http_c32_per_s: float
    turns: int
    rounds: int
    pages: int
    writers: int
    overdue: int
    machine: str

    def as_data(self) -> dict[str, object]:
        """Return the figures as one JSON object, rounded to what can be meant."""
        return {key: _rounded(value) for key, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Round:
    """The figures that are compared, measured right after each other."""

    floor: float
    c1: float
    c32: float
    deaf: float
    delivered: float
    ptb: float


def measure(office: Path, sizes: Sizes, say: Say) -> Figures:
    """Measure everything for the office whose file is `office`; `say` hears how far it is."""
    with ground(office) as place:
        say("pesan dan baris")
        noted = recorded(place, sizes.people)
        gc.collect()
        gc.freeze()  # what the bench itself holds must cost nobody time
        rounds = [_round(place, noted, sizes.people, number, say) for number in range(1, sizes.rounds + 1)]
        usual = ptb(place, "ptb-usual", sizes.people, once=False)
        say("panggilan")
        waits = asyncio.run(pages(place, "pages", sizes.pages))
        say("panggilan di tengah orang banyak")
        busy = asyncio.run(pages(place, "pages-busy", sizes.pages, sizes.writers))
        say("tenggat yang terlewat")
        late = asyncio.run(overdue(place, "overdue", sizes.overdue))
        say("pendengaran")
        heard = hearing()
        say("mulai dan memori")
        starts = [asyncio.run(start(place, f"start-{number}")) for number in range(sizes.rounds)]
        rss, over_http = asyncio.run(memory(place, "memory", sizes.memory_turns, 32))
        gc.unfreeze()
    return _figures(rounds, usual, noted.rows(), waits, busy, late, heard, starts, rss, over_http, sizes)


def _round(place: Ground, noted: Record, people: int, number: int, say: Say) -> Round:
    say(f"putaran {number}: dasar")
    bare = floor(place, noted, f"floor-{number}")
    say(f"putaran {number}: giliran")
    one = asyncio.run(turns(place, f"c1-{number}", people, 1))
    many = asyncio.run(turns(place, f"c32-{number}", people, 32))
    with deaf():
        unheard = asyncio.run(turns(place, f"deaf-{number}", people, 32))
    say(f"putaran {number}: python-telegram-bot")
    other = ptb(place, f"ptb-{number}", people)
    return Round(bare, one.per_s, many.per_s, unheard.per_s, many.delivered_per_s, other)


def _figures(
    rounds: Sequence[Round],
    usual: float,
    rows: float,
    waits: Sequence[float],
    busy: Sequence[float],
    late: Overdue,
    heard: Hearing,
    starts: Sequence[float],
    rss: float,
    over_http: float,
    sizes: Sizes,
) -> Figures:
    def median(of: Callable[[Round], float]) -> float:
        return statistics.median(map(of, rounds))

    return Figures(
        floor_per_s=median(lambda one: one.floor),
        turn_c1_per_s=median(lambda one: one.c1),
        turn_c32_per_s=median(lambda one: one.c32),
        ratio_c32=median(lambda one: one.c32 / one.floor),
        ratio_c32_deaf=median(lambda one: one.deaf / one.floor),
        page_ms_p50=_percentile(waits, 0.50),
        page_ms_p99=_percentile(waits, 0.99),
        page_busy_ms_p50=_percentile(busy, 0.50),
        page_busy_ms_p99=_percentile(busy, 0.99),
        overdue_ready_s=late.ready_s,
        overdue_climbed_s=late.climbed_s,
        overdue_cpu_s=late.cpu_s,
        overdue_paged_s=late.paged_s,
        overdue_in_order=late.in_order,
        start_s=statistics.median(starts),
        rss_mib=rss,
        ptb_durable_per_s=median(lambda one: one.ptb),
        ratio_ptb=median(lambda one: one.c32 / one.ptb),
        ptb_usual_per_s=usual,
        floor_spread=max(one.floor for one in rounds) / min(one.floor for one in rounds),
        rows_per_turn=rows,
        delivered_c32_per_s=median(lambda one: one.delivered),
        triage_ms_p50=heard.p50,
        triage_ms_p99=heard.p99,
        triage_ms_hostile=heard.hostile,
        turn_http_c32_per_s=over_http,
        turns=sizes.people * STEPS,
        rounds=sizes.rounds,
        pages=len(waits),
        writers=sizes.writers,
        overdue=sizes.overdue,
        machine=f"{os.cpu_count()} CPU, {platform.machine()}, Python {platform.python_version()}",
    )


def _rounded(value: object) -> object:
    return float(f"{value:.4g}") if isinstance(value, float) else value


def _percentile(ordered: Sequence[float], share: float) -> float:
    """Return the smallest value that `share` of all do not exceed (nearest rank)."""
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]
