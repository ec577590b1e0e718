"""`pelita case`: what a member may read, with her password."""

import json
from typing import Annotated, Any

import typer

from bot import timeline
from bot.commands.secrets import password_of
from bot.duty.calls import colour
from bot.house import House
from bot.opening import opened
from bot.reading import read_case, readable, reader
from bot.settings import load_settings
from storage.rows import Row
from storage.transcript import Line

app = typer.Typer(no_args_is_help=True)
_As = Annotated[str, typer.Option("--as", help="Nama anggota yang membaca; kata sandinya ditanyakan.")]
_Json = Annotated[bool, typer.Option("--json", help="Untuk program.")]


@app.command("list", help="Kasus yang boleh dibaca anggota ini, yang terbaru dulu.")
def list_(as_: _As, as_json: _Json = False) -> None:
    """Print the cases that this member can open, the newest first."""
    with opened(load_settings()) as house, house.database.look() as uow:
        who = reader(uow, as_, password_of(as_))
        rows = [_told(house, case) for case in readable(uow, who)]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows or []:
        typer.echo(f"{row['code']}  {row['colour']:<6}  {_status(house, row):<8}  dibuka {_day(row['opened_at'])}")
    if not rows:
        typer.echo("Belum ada kasus.")


@app.command("show", help="Satu kasus dengan seluruh percakapannya; pembacaan ini dicatat.")
def show(
    code: Annotated[str, typer.Argument(help="Kode kasus, seperti K7Q4.")], as_: _As, as_json: _Json = False
) -> None:
    """Print a case and its whole transcript; that it was read is noted."""
    with opened(load_settings()) as house:
        with house.database.look() as uow:
            who = reader(uow, as_, password_of(as_))
        now = house.clock.now()
        case, lines = house.writer.do(lambda uow: read_case(house, uow, who, code, now))
        told = _told(house, case) | {"lines": [_line(house, line) for line in lines]}
        with house.database.look() as uow:
            told["times"] = [_moment(house, moment) for moment in timeline.moments(house, uow, case)]
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    typer.echo(f"{told['code']} · {told['colour']} · {_status(house, told)} · dibuka {_day(told['opened_at'])}")
    typer.echo(f"Alasan: {', '.join(told['reasons'])}")
    for line in told["lines"]:
        typer.echo(f"\n{line['at'][11:16].replace(':', '.')} {_WHO[line['author']]}:\n{line['text']}")
    typer.echo("\nPerjalanan waktu:")
    for moment in told["times"]:
        answered = f", {moment['answer']} {_exact(moment['answered_at'])}" if moment["answer"] else ""
        typer.echo(f"{moment['at'][:10]} {_exact(moment['at'])}  {moment['what']}{answered}".rstrip())


_WHO = {"reporter": "Pelapor", "bot": "Pelita", "staff": "Petugas", "note": "Catatan"}


def _status(house: House, row: dict[str, Any]) -> str:
    return house.wording.code(f"status_{row['status']}")


def _exact(at: str | None) -> str:
    return at[11:19].replace(":", ".") if at else ""


def _moment(house: House, moment: timeline.Moment) -> dict[str, Any]:
    return {
        "at": house.local(moment.at).isoformat(),
        "what": moment.text,
        "answer": moment.answer,
        "answered_at": house.local(moment.answered_at).isoformat() if moment.answered_at else None,
    }


def _day(at: str) -> str:
    return f"{at[:10]} {at[11:16].replace(':', '.')}"


def _told(house: House, case: Row) -> dict[str, Any]:
    times = {
        name: house.local(getattr(case, name)).isoformat() if getattr(case, name) else None
        for name in ("opened_at", "forwarded_at", "accepted_at", "replied_at", "closed_at")
    }
    return {
        "code": case.code,
        "status": case.status,
        "level": case.level,
        "colour": colour(case.level) if case.level else "",
        "reasons": [house.wording.code(reason) for reason in case.reasons],
        "facts": case.facts,
        **times,
    }


def _line(house: House, line: Line) -> dict[str, Any]:
    return {
        "at": house.local(line.at).isoformat(),
        "author": line.author,
        "kind": line.kind,
        "text": line.text,
        "wording": line.wording,
    }
