"""`pelita`: the command of the operator, and of whoever tries it at a prompt."""

import sys

import typer

from bot import log
from bot.commands import (
    auditing,
    bench,
    cases,
    demo,
    facts,
    installation,
    members,
    numbers,
    paging,
    previewing,
    roster,
    running,
    serving,
    talking,
    triage,
)
from flows.errors import Refused

app = typer.Typer(
    help="Pelita: layanan pengaduan lewat WhatsApp dan Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("init", help="Menyiapkan kunci dan basis data.")(installation.init)
app.command("migrate", help="Menyesuaikan basis data dengan versi ini.")(installation.migrate)
app.command("run", help="Percobaan di peramban; dengan token di .env: layanan sungguhan.")(running.run)
app.command("serve", help="Menjalankan layanan dengan saluran sungguhan.")(serving.serve)
app.command("talk", help="Bercakap di terminal sebagai siapa saja.")(talking.talk)
app.command("demo", help="Mencoba semuanya di terminal, tanpa akun.")(demo.demo)
app.command("bench", help="Mengukur kecepatan dan memori.")(bench.bench)
app.command("triage", help="Mendengarkan kalimat, mengukur, dan melatih pendengaran.")(triage.triage)
app.command("explain", help="Menjelaskan apa yang terdengar dalam satu kalimat.")(triage.explain)
app.command("preview", help="Menulis satu halaman dengan semua kata yang dibaca pelapor.")(previewing.preview)
app.command("page-test", help="Mengirim tes panggilan yang ditandai, dan menunggu jawabannya.")(paging.page_test)
app.command("drill", help="Latihan: panggilan yang ditandai lewat tangga sungguhan.")(paging.drill)
app.command("numbers", help="Angka: panggilan, lama menunggu, yang tidak dijawab.")(numbers.numbers)
app.command("facts", help="Membaca fakta dari teks.")(facts.facts)
app.add_typer(members.app, name="member", help="Orang-orang kantor.")
app.add_typer(cases.app, name="case", help="Membaca kasus dengan kata sandi sendiri.")
app.add_typer(auditing.app, name="audit", help="Apakah layanan baik: dilihat dari luar.")
app.add_typer(roster.app, name="roster", help="Siapa piket kapan, dan mengapa.")


def main() -> None:
    """Run the command; what is refused is said in one line, with what to do."""
    log.set_up()
    try:
        app()
    except Refused as refused:
        typer.echo(f"pelita: {refused}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
