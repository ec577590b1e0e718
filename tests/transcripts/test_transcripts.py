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
    assert len(_FILES) >= 72


@pytest.mark.parametrize("file", _FILES, ids=[file.stem for file in _FILES])
def test_the_header_says_who_and_why(file: Path) -> None:
    """A coordinator who opens the file learns first whose conversation it is."""
    header = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("#")]

    assert any(line.startswith("# Siapa:") for line in header)
    assert any(line.startswith("# Mengapa:") for line in header)


def _answers(name: str, after: str, before: str) -> list[str]:
    """Return the doings of a transcript that stand between a doing and the first bubble with the words `before`."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    part = text[text.index(after) :].partition("\n")[2].partition(before)[0]
    return [line for line in part.splitlines() if line and not line.startswith((" ", "#"))]


def test_one_message_that_says_all_leaves_at_most_five_questions() -> None:
    """She wrote who, what, when, where, by whom, her age, what she needs and how to reach her."""
    left = _answers("39-satu-pesan-semua", "rina> Saya sendiri yang mengalami", "Boleh dikirim sekarang?")
    assert 0 < len(left) <= 5, left


def test_danger_calls_somebody_within_two_messages_and_no_button() -> None:
    """Somebody in danger presses nothing and reads nothing."""
    said = _answers("40-dua-pesan-tanpa-tombol", "pukul 23.50", "HP sari")
    assert 0 < len(said) <= 2, said
    assert not any("[tombol" in line for line in said)
