"""`pelita facts`: reads facts out of lines of text, measures how well, and learns what is weighed in it."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

import flows.data
from bot.clock import SystemClock
from bot.learning.annotated import compared, lines_of
from bot.organisation import Organisation, load_organisation
from bot.settings import load_settings
from flows.errors import Refused
from flows.understanding.facts.reading import read_facts
from flows.understanding.places import Gazetteer, gazetteer

_DATA = Path(flows.data.__file__).parent


def facts(
    as_lines: Annotated[bool, typer.Option("--jsonl", help="Satu objek JSON per baris, masuk dan keluar.")] = False,
    report_on: Annotated[Path | None, typer.Option("--report", help="Ukur dengan pesan beranotasi.")] = None,
    train: Annotated[bool, typer.Option("--train", help="Belajar dari pesan beranotasi; beberapa menit.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Bersama --train: bandingkan saja.")] = False,
) -> None:
    """Read lines on standard input, or measure, or learn: one of them a call."""
    if [as_lines, report_on is not None, train].count(True) != 1:
        raise Refused("Pilih satu: --jsonl, --report BERKAS, atau --train.")
    if as_lines:
        _read_lines()
    elif report_on is not None:
        typer.echo(compared(lines_of(report_on)).report())
    else:
        _learn(check=check)


def _learn(*, check: bool) -> None:
    try:
        from bot.learning.facts import learn  # only those who learn need numpy
    except ImportError:
        raise Refused("Belajar memerlukan numpy: pip install 'numpy>=2'.") from None
    examples = _DATA / "training/facts"
    if not examples.is_dir():
        raise Refused("Pesan beranotasi hanya ada di repositori, di flows/data/training/facts.")
    learned = learn(lines_of(examples / "read.jsonl"), lines_of(examples / "mended.jsonl"))
    differ = [name for name, content in learned.items() if not _holds(_DATA / name, content)]
    if not check:
        for name in differ:
            (_DATA / name).write_bytes(learned[name])
    told = f"berbeda: {', '.join(differ)}" if check else f"tertulis di {_DATA}: {', '.join(differ)}"
    typer.echo(told if differ else "sama persis")
    if check and differ:
        raise typer.Exit(1)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _read_lines() -> None:
    """Read {"id", "text"}, with "now" if wanted, a line from standard input; write {"id", "facts"}."""
    office = load_organisation(load_settings().organisation)
    places = gazetteer(office.office.areas)
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            typer.echo(json.dumps(_read(json.loads(line), office, places)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            typer.echo(f'baris {number} tidak terbaca; tulis {{"id": …, "text": "…"}}', err=True)


def _read(line: dict[str, Any], office: Organisation, places: Gazetteer) -> dict[str, Any]:
    """Return the facts of one line. Raises ValueError, KeyError or TypeError for a line of another form."""
    if not isinstance(line["text"], str):
        raise TypeError("a text is a string")
    now = datetime.fromisoformat(line["now"]) if line.get("now") else SystemClock().now()
    local = now.astimezone(office.zone) if now.tzinfo else now.replace(tzinfo=office.zone)
    return {"id": line["id"], "facts": read_facts(line["text"], now=local, places=places).told()}
