"""The shell script that the README shows: one night at a prompt, run as it stands."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "docs" / "one-night.sh"


@pytest.mark.long
def test_the_script_of_the_readme_holds_the_whole_job(tmp_path: Path) -> None:
    command = tmp_path / "bin" / "pelita"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bot.cli "$@"\n')
    command.chmod(0o755)
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy")
    environment = {
        "PATH": f"{command.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        ["bash", str(SCRIPT)], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    told = done.stdout
    first, second = told.index("[22.10] Tugas baru · MERAH"), told.index("[22.15] Tugas baru · MERAH")
    assert first < second < told.index("ditulis selama menunggu") < told.index("sudah ada yang memegang")
    transcript = told[told.rindex("Alasan (menurut mesin): ada bahaya sekarang, senjata") :]
    for words in ("suami saya bawa parang", "kranggan", "bisa, sudah", "tetap di kamar", "aman di rumah kakak"):
        assert words in transcript
    assert done.stderr == ""


def test_the_readme_shows_the_script_word_by_word() -> None:
    shown = (ROOT / "README.md").read_text(encoding="utf-8")
    body = [line for line in SCRIPT.read_text(encoding="utf-8").splitlines() if line.startswith(("night ", "pelita "))]
    missing = [line for line in body if line not in shown]
    assert missing == []
