"""`pelita triage`: listens to lines of sentences, reports how well it hears, and learns. `pelita explain`: says why."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

import flows.data
from bot.commands.account import account, level_of
from bot.learning.common import counted
from bot.learning.examples import read_all
from bot.learning.menus import calm_labels
from bot.learning.report import report
from flows.errors import Refused
from flows.understanding.triage import hear

_DATA = Path(flows.data.__file__).parent


def triage(
    as_lines: Annotated[bool, typer.Option("--jsonl", help="Satu objek JSON per baris, masuk dan keluar.")] = False,
    report_on: Annotated[Path | None, typer.Option("--report", help="Ukur dengan kalimat berlabel.")] = None,
    gate: Annotated[Path | None, typer.Option("--gate", help="Bersama --report: tulis id yang terdengar.")] = None,
    train: Annotated[bool, typer.Option("--train", help="Belajar dari kalimat latihan; sekitar tiga menit.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Bersama --train: bandingkan saja.")] = False,
    common: Annotated[bool, typer.Option("--common", help="Hitung ulang kata latihan; sesudahnya --train.")] = False,
    menus: Annotated[bool, typer.Option("--menus", help="Salin pilihan menu ke kalimat latihan.")] = False,
) -> None:
    """Listen to lines on standard input, or measure, or learn: one of them a call."""
    if [as_lines, report_on is not None, train, common, menus].count(True) != 1:
        raise Refused("Pilih satu: --jsonl, --report BERKAS, --train, --common, atau --menus.")
    if as_lines:
        _listen()
    elif report_on is not None:
        _measure(report_on, gate)
    elif common:
        (_DATA / "common.csv").write_text(counted(_sentences()), encoding="utf-8")
    elif menus:
        (_DATA / "training/menus.jsonl").write_text(calm_labels(), encoding="utf-8")
    else:
        _learn(check=check)


def explain(text: Annotated[str, typer.Argument(help="Kalimatnya, dalam tanda petik.")]) -> None:
    """Tell a person what is heard in a sentence, by which words, and what follows."""
    typer.echo(account(text))


def _listen() -> None:
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            typer.echo(json.dumps(_heard(json.loads(line))))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            typer.echo(f'baris {number} tidak terbaca; tulis {{"id": …, "text": "…"}}', err=True)


def _heard(asked_for: dict[str, Any]) -> dict[str, Any]:
    """Return what is heard in one line. Raises KeyError, TypeError or AttributeError for a line of another form."""
    text, talk = asked_for["text"], asked_for.get("context") or {}
    asked, said = talk.get("asked") or "", tuple(talk.get("said") or ())
    if not all(isinstance(part, str) for part in (text, asked, *said)):
        raise TypeError("a text is a string")
    heard = hear(text, asked, said)
    why = [
        {"label": one.label, "rule": one.rule, "words": text[one.start : one.end], "start": one.start, "end": one.end}
        for one in heard.why
    ]
    return {
        "id": asked_for["id"],
        "urgent": heard.urgent,
        "level": level_of(heard),
        "labels": list(heard.labels),
        "why": why,
        "unsure": heard.unsure,
        "score": round(heard.score, 4),
    }


def _measure(path: Path, gate: Path | None) -> None:
    if not path.is_file():
        raise Refused(f"{path} tidak ada.")
    measured = report(read_all([path]))
    typer.echo(measured.told())
    if gate is not None:
        gate.write_text("".join(f"{key}\n" for key in measured.kept()), encoding="utf-8")


def _learn(*, check: bool) -> None:
    try:
        from bot.learning.training import learn  # only those who learn need numpy
    except ModuleNotFoundError:
        raise Refused("Belajar memerlukan numpy: pip install 'numpy>=2'.") from None
    learned, path = learn(read_all(_sentences())), _DATA / "triage.weights"
    same = path.is_file() and path.read_bytes() == learned.data
    if not check:
        path.write_bytes(learned.data)
    typer.echo(f"bertanya sejak {learned.asks:.3f}, memanggil sejak {learned.calls:.3f}")
    typer.echo("sama persis" if same else "berbeda" if check else f"tertulis: {path}")
    if check and not same:
        raise typer.Exit(1)


def _sentences() -> list[Path]:
    """Return the files of the training sentences in the order of their names. Raises Refused where there are none."""
    found: Iterator[Path] = (_DATA / "training").glob("*.jsonl")
    return sorted(found) or _none()


def _none() -> list[Path]:
    raise Refused("Kalimat latihan hanya ada di repositori, di flows/data/training.")
