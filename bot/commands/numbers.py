"""`pelita numbers`: how often people are called, how long reporters wait, what was in vain. Drills are not counted."""

from datetime import timedelta
from typing import Annotated

import typer

from bot.duty import calls, figures
from bot.duty.moments import moment, told
from bot.opening import opened
from bot.settings import load_settings
from flows.errors import Refused
from flows.numbers import Numbers, Times

_From = Annotated[str, typer.Option("--from", help='Mulai, seperti "2026-12-01"; kosong: 30 hari terakhir.')]
_To = Annotated[str, typer.Option("--to", help='Sampai dengan, seperti "2026-12-31"; kosong: sekarang.')]
_USUAL = timedelta(days=30)


def numbers(from_: _From = "", to: _To = "") -> None:
    """Print the numbers of a span. Raises Refused where it ends before it begins."""
    with opened(load_settings()) as house:
        zone = house.organisation.zone
        end = moment(to, zone, end=True) if to else house.clock.now()
        start = moment(from_, zone) if from_ else end - _USUAL
        if end <= start:
            raise Refused("--to harus sesudah --from.")
        with house.database.look() as uow:
            found = figures.count(house, uow, start, end)
    typer.echo(f"{told(start, zone)} – {told(end, zone)}; latihan tidak dihitung")
    for line in lines(found):
        typer.echo(line)


def lines(found: Numbers) -> list[str]:
    """Return numbers as lines."""
    shown = []
    for one in found.colours:
        waiting = f", {one.waiting} belum diterima" if one.waiting else ""
        shown.append(f"{calls.colour(one.level)}: {one.cases} tugas{waiting}")
        shown += [f"  diterima{_times(one.accept)}"] if one.accept else []
        shown += [f"  balasan pertama{_times(one.reply)}"] if one.reply else []
    shown.append(f"Panggilan: {found.pages}, tidak dijawab {found.missed}, tidak sampai {found.unreachable}")
    shown.append(f"Semua dipanggil tanpa hasil: {found.exhausted} tugas; bukan darurat: {found.not_urgent} tugas")
    shown += [
        f"{one.name}: {one.pages} panggilan dalam {one.shifts} giliran (terbanyak {one.most}), "
        f"{one.night} malam, {one.missed} tidak dijawab"
        for one in found.people
    ]
    return shown


def _times(times: Times) -> str:
    if times.p90 is None:
        return f": {', '.join(f'{_minutes(one)} menit' for one in times.each)}"
    return f": tengah {_minutes(times.median)} menit, 9 dari 10 dalam {_minutes(times.p90)} menit ({times.count} tugas)"


def _minutes(length: timedelta) -> float:
    return round(length.total_seconds() / 60, 1)
