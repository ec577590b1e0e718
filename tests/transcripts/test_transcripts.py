"""Replays every transcript beside this file and compares the whole text.

After a change of wording that is meant: `pytest tests/transcripts --update-transcripts`, then read what changed.
"""

from pathlib import Path

import pytest

from tests.harness.ground import cheap_stretching
from tests.transcripts.player import Player

_FOLDER = Path(__file__).parent
_FILES = sorted(_FOLDER.glob("*.txt"))


@pytest.mark.parametrize("file", _FILES, ids=[file.stem for file in _FILES])
def test_the_conversation_goes_as_written(file: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """What every phone shows is, letter by letter, what the file says."""
    written = file.read_text(encoding="utf-8")

    with cheap_stretching():
        played = Player(tmp_path).play(written)

    if request.config.getoption("--update-transcripts"):
        file.write_text(played, encoding="utf-8")
    else:
        assert played == written


def test_there_are_transcripts() -> None:
    """A lost folder must not look like success."""
    assert len(_FILES) >= 12


@pytest.mark.parametrize("file", _FILES, ids=[file.stem for file in _FILES])
def test_the_header_says_who_and_why(file: Path) -> None:
    """A coordinator who opens the file learns first whose conversation it is."""
    header = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("#")]

    assert any(line.startswith("# Siapa:") for line in header)
    assert any(line.startswith("# Mengapa:") for line in header)
