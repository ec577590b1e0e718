"""`pelita facts`: reads the facts out of lines of text, for whoever measures or tries it."""

import json
import sys
from datetime import datetime
from typing import Annotated, Any

import typer

from bot.clock import SystemClock
from bot.organisation import Organisation, load_organisation
from bot.settings import load_settings
from flows.errors import Refused
from flows.understanding.facts.reading import read_facts
from flows.understanding.places import Gazetteer, gazetteer


def facts(
    as_lines: Annotated[bool, typer.Option("--jsonl", help="Satu objek JSON per baris, masuk dan keluar.")] = False,
) -> None:
    """Read {"id", "text"}, with "now" if wanted, a line from standard input; write {"id", "facts"}."""
    if not as_lines:
        raise Refused('Pakai --jsonl, dan tulis satu {"id": …, "text": …} per baris pada masukan.')
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
