"""The papers are true: what they tell a person to type exists, and what they say she will read is what she reads."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
HANDBOOK = sorted((ROOT / "docs" / "handbook").glob("*.md"))
PAPERS = [*ROOT.glob("*.md"), *HANDBOOK, *(ROOT / "docs" / "decisions").glob("*.md")]
SPOKEN = [
    *(ROOT / "templates").rglob("*.j2"),
    *(path for top in ("bot", "storage") for path in (ROOT / top).rglob("*.py")),
]
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
TYPED = re.compile(r"^\d\d\.\d\d \w+> (.*)$")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_command_in_the_papers_exists(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:^|`|&& |sudo )make (\w+)", text, re.MULTILINE)) <= set(targets)
    told = re.findall(r"(?:^|`|\$\(|/|\{ )pelita ([a-z][a-z-]*)(?: ([a-z]+))?", text, re.MULTILINE)
    commands = get_command(app).commands
    for name, word in told:
        assert name in commands, f"pelita {name}"
        below = getattr(commands[name], "commands", None)
        assert below is None or not word or word in below, f"pelita {name} {word}"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_link_in_the_papers_leads_somewhere(paper: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", paper.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (paper.parent / link).exists()] == []


def test_every_path_that_the_readme_names_exists() -> None:
    named = re.findall(r"`((?:bot|deploy|docs|flows|storage|templates|tests)/[\w./-]*)`", README)
    assert len(named) > 20
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_map_of_the_readme_misses_no_folder() -> None:
    tops = [ROOT / name for name in ("flows", "storage", "bot", "templates")]
    folders = {path.parent for top in tops for path in (*top.rglob("*.py"), *top.rglob("*.j2"))}
    missing = [path for folder in folders if f"`{(path := folder.relative_to(ROOT).as_posix())}/`" not in README]
    assert set(missing) <= {"templates", "storage/migrations/versions"}


AT_NIGHT = """
from datetime import datetime
from bot.clock import SystemClock
SystemClock.now = lambda self: datetime.fromisoformat("2026-11-18T22:10:00+07:00")
from bot.cli import main
main()
"""
"""Runs a command at the hour of the README: at seven, when the shift changes, other people are called."""


def _tour() -> Iterator[str]:
    for block in BLOCK.findall(README.split("## Five minutes")[1].split("## The whole job")[0]):
        yield from block.splitlines()


def _alike(line: str) -> str:
    """Return a line without what is new at each play: times and codes."""
    return re.sub(r"#[A-Z0-9]{4}", "#CODE", re.sub(r"\b\d\d\.\d\d\b", "HH.MM", line)).strip()


def test_the_five_minutes_of_the_readme_can_be_played_word_by_word(tmp_path: Path) -> None:
    typed = [match[1] for line in _tour() if (match := TYPED.match(line))]
    shown = [line for line in _tour() if line.strip() and line != "…" and not TYPED.match(line)]
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy")
    played = subprocess.run(
        [sys.executable, "-c", AT_NIGHT, "demo"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "LANG": "C.UTF-8", "PATH": ""},
        input="\n".join(typed) + "\n",
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert typed[-1] == "/keluar"
    lines = {_alike(re.sub(r"^(\d\d\.\d\d \w+> )+", "", line)) for line in played.stdout.splitlines()}
    commands = ("export ", ".venv/", "unset ")
    assert [line for line in shown if not line.startswith(commands) and _alike(line) not in lines] == []


@pytest.mark.parametrize("paper", HANDBOOK, ids=lambda path: path.name)
def test_every_message_that_the_handbook_quotes_is_one_that_is_said(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    quoted = re.findall(r"^> (.+)$", text, re.MULTILINE)
    alarms = text.partition("| Sebab | Artinya |")[2].split("\n\n")[0].splitlines()[2:]
    quoted += [line.split("|")[1].strip() for line in alarms]
    source = "\n".join(path.read_text(encoding="utf-8") for path in SPOKEN)
    wanted = {line: ".*".join(re.escape(part) for part in line.split("…")) for line in quoted}
    assert [line for line, pattern in wanted.items() if not re.search(pattern, source)] == []
