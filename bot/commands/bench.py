"""`pelita bench`: speed and memory, as ratios in one run."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from bot.settings import load_settings

if TYPE_CHECKING:
    from bot.measuring.report import Figures

_TABLE = """\
Dasar: baris yang sama, satu commit per giliran    {floor_per_s:9.0f} /detik
  baris per giliran                                {rows_per_turn:9.1f}
Giliran tersimpan, satu per satu                   {turn_c1_per_s:9.0f} /detik
Giliran tersimpan, 32 sekaligus                    {turn_c32_per_s:9.0f} /detik   {ratio_c32:.2f} x dasar (sasaran 0,5)
  tanpa mendengarkan bahaya                                           {ratio_c32_deaf:.2f} x dasar
  sampai balasan terakhir terkirim                 {delivered_c32_per_s:9.0f} /detik
  lewat webhook, 32 sambungan                      {turn_http_c32_per_s:9.0f} /detik
python-telegram-bot, tersimpan tiap giliran        {ptb_durable_per_s:9.0f} /detik   kita {ratio_ptb:.1f} x (sasaran 3)
  dengan penyimpanan bawaannya                     {ptb_usual_per_s:9.0f} /detik
Pesan bahaya sampai panggilan diserahkan, p50      {page_ms_p50:9.1f} ms
Pesan bahaya sampai panggilan diserahkan, p99      {page_ms_p99:9.1f} ms       (sasaran 1000)
  selagi {writers} orang lain menulis, p50         {page_busy_ms_p50:9.1f} ms
  selagi {writers} orang lain menulis, p99         {page_busy_ms_p99:9.1f} ms       (sasaran 1000)
Mulai dengan {overdue} panggilan terlewat: menjawab {overdue_ready_s:7.1f} detik
  semua sudah dipanggil lagi                       {overdue_climbed_s:9.1f} detik    (sasaran 10; kerja {worked})
  panggilan terakhir diserahkan                    {overdue_paged_s:9.1f} detik    {told_order}
Mendengar bahaya dalam pesan 300 huruf, p50        {triage_ms_p50:9.2f} ms       (sasaran 0,2)
Mendengar bahaya dalam pesan 300 huruf, p99        {triage_ms_p99:9.2f} ms       (sasaran 1)
Pesan jahat 4.096 huruf, yang terlama              {triage_ms_hostile:9.1f} ms       (sasaran 20)
Mulai sampai menjawab                              {start_s:9.2f} detik    (sasaran 2)
Memori                                             {rss_mib:9.1f} MiB      (sasaran 150)
{turns} giliran, median dari {rounds} putaran; {pages} panggilan; {machine}."""
_BUSY = 1.3
_WARNING = "\nPeringatan: dasar berubah {floor_spread:.1f} x antar putaran. Mesin sedang sibuk; ulangi saat tenang."


def bench(
    as_json: Annotated[bool, typer.Option("--json", help="Cetak satu objek JSON.")] = False,
    turns: Annotated[int, typer.Option(min=1, help="Giliran dalam satu putaran, dibulatkan ke orang utuh.")] = 2400,
    rounds: Annotated[int, typer.Option(min=1, help="Putaran; yang dicetak mediannya.")] = 3,
    pages: Annotated[int, typer.Option(min=1, help="Pesan bahaya yang diukur.")] = 100,
    memory_turns: Annotated[int, typer.Option(min=1, help="Giliran sebelum memori dibaca.")] = 1000,
    writers: Annotated[int, typer.Option(min=1, help="Orang lain yang menulis selagi panggilan diukur.")] = 1000,
    overdue: Annotated[int, typer.Option(min=4, help="Panggilan yang terlewat saat layanan mulai.")] = 1000,
) -> None:
    """Measure speed and memory on the disk of the working directory, and leave nothing behind."""
    from bot.measuring.people import STEPS  # no service needs what it is measured by
    from bot.measuring.report import Sizes, measure

    people = -(-turns // STEPS)
    sizes = Sizes(
        people=people, rounds=rounds, pages=pages, memory_turns=memory_turns, writers=writers, overdue=overdue
    )
    figures = measure(load_settings().organisation, sizes, lambda part: typer.echo(f"mengukur {part} …", err=True))
    typer.echo(json.dumps(figures.as_data()) if as_json else table(figures))


def table(figures: "Figures") -> str:
    """Return the figures as a table for people."""
    told = _TABLE + (_WARNING if figures.floor_spread > _BUSY else "")
    order = "yang paling gawat dulu" if figures.overdue_in_order else "TIDAK menurut kegawatan"
    return told.format(**asdict(figures), told_order=order, worked=f"{figures.overdue_cpu_s:.1f}")
