"""The walls of the house: what each floor may import, and that a breach is found."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PLANTED = [
    ("flows/session.py", "import storage.vault", "Three floors"),
    ("storage/ids.py", "import bot.clock", "Three floors"),
    ("flows/priority.py", "import random", "flows decides"),
    ("flows/draft.py", "import sqlalchemy", "flows decides"),
    ("bot/reading.py", "import nacl.public", "storage remembers"),
    ("bot/talk/notices.py", "import sqlalchemy", "storage remembers"),
    ("storage/cases.py", "import httpx", "storage knows neither"),
    ("bot/auditing/looking.py", "import flows.escalation", "The auditor knows nothing"),
    ("bot/auditing/auditor.py", "import bot.talk.notices", "The auditor knows nothing"),
    ("storage/auditing.py", "import storage.escalations", "The auditor knows nothing"),
    ("bot/channels/terminal.py", "import bot.channels.telegram", "The channels do not know each other"),
    ("bot/channels/telegram.py", "import storage.cases", "A channel knows nothing"),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the three floors, so that a breach can be planted."""
    folder = tmp_path_factory.mktemp("house")
    for floor in ("flows", "storage", "bot"):
        shutil.copytree(ROOT / floor, folder / floor, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_house_keeps_its_walls(house: Path) -> None:
    done = _lint(house)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("file", "line", "contract"), PLANTED)
def test_a_breach_of_a_wall_is_found(house: Path, file: str, line: str, contract: str) -> None:
    path = house / file
    whole = path.read_text(encoding="utf-8")
    path.write_text(f"{whole}\n{line}\n", encoding="utf-8")
    try:
        done = _lint(house)
    finally:
        path.write_text(whole, encoding="utf-8")
    assert done.returncode == 1
    broken = done.stdout[done.stdout.index("Broken contracts") :]
    assert contract in broken.replace("\n", " ")
