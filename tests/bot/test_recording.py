"""`pelita talk --record`: a script of calls becomes a transcript, which the player of the tests plays again."""

import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from flows.errors import Refused
from tests.harness.ground import cheap_stretching
from tests.harness.office import Office
from tests.transcripts.player import Player

ROOT = Path(__file__).parents[2]
OFFICE = ROOT / "deploy" / "organisations" / "kota-mojokerto.toml"
REPORT = """
--at 22.10 --as ibu --say "halo"
--at 22.10 --as ibu --say "[tombol Butuh bantuan]"
--at 22.10 --as ibu --say "1234-5678-9012-3452"
--at 22.11 --as ibu --say "aman"
--at 22.11 --as ibu --say "suami saya bawa parang" --wait 6m
--at 22.17 --as ibu --say "minta nomor" --wait 90s
--at 22.20 --as ibu --say "[gambar: foto pintunya]"
--at 22.20 --as dewi --say "1"
--at 01.05 --as hp-kakak --say "NOMOR1"
--at 01.05 --as hp-kakak --say "ini saya\ndi rumah kakak"
"""


@pytest.fixture
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PELITA_DATA_DIR", str(tmp_path / "real"))
    monkeypatch.setenv("PELITA_MASTER_KEY_FILE", str(tmp_path / "real.key"))
    with cheap_stretching():
        yield


def _talk(*words: str) -> str:
    done = CliRunner().invoke(app, ["talk", "--record", "malam.txt", *words])
    if done.exception is not None:
        raise done.exception
    return done.stdout


@pytest.mark.usefixtures("_apart")
def test_a_recorded_script_plays_to_the_very_same_text(tmp_path: Path) -> None:
    lines = [f"--at{line.removeprefix('--at')}" for line in REPORT.strip().split("\n--at")]
    told = "\n".join(_talk(*shlex.split(line)) for line in lines)
    recorded = Path("malam.txt").read_text(encoding="utf-8")
    plain: dict[str, Any] = {k: v for k, v in tomllib.loads(OFFICE.read_text("utf-8")).items() if k != "shifts"}

    played = Player(tmp_path / "played", Office(plain=plain)).play(recorded)

    assert played == recorded
    for happened in (
        "HP sari, 22.11",
        "HP dewi, 22.16",
        "tunggu 90d",
        "NOMOR1",
        "ini saya ⏎ di rumah kakak",
        "(gambar)",
    ):
        assert happened in recorded, happened
    receipt = re.findall(r"\| (\d{4} \d{4} \d{4} \d{4})$", told, re.MULTILINE)
    assert len(set(receipt)) == 1
    assert receipt[0] not in recorded, "she sees her number at the prompt, and the file never holds it"
    assert re.findall(r"#(?!KODE)[A-Z0-9]{4}\b", recorded) == []


@pytest.mark.usefixtures("_apart")
def test_a_receipt_from_elsewhere_never_lands_in_the_file() -> None:
    _talk("--as", "ibu", "--say", "halo")
    _talk("--as", "ibu", "--say", "nomor saya 4929123412341232 ya")
    recorded = Path("malam.txt").read_text(encoding="utf-8")
    assert "ibu> nomor saya 1234 5678 9012 3452 ya" in recorded
    assert "4929" not in recorded


@pytest.mark.usefixtures("_apart")
def test_a_recording_touches_no_data_but_its_own() -> None:
    _talk("--as", "ibu", "--say", "halo")
    assert sorted(path.name for path in Path().iterdir()) == ["deploy", "malam.txt", "var"]


@pytest.mark.usefixtures("_apart")
@pytest.mark.parametrize("words", [(), ("--as", "ibu sari"), ("--as", "#ibu")])
def test_nothing_is_recorded_without_the_name_of_somebody(words: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="--as"):
        _talk(*words, "--say", "halo")


@pytest.mark.usefixtures("_apart")
def test_a_file_that_is_no_recording_is_left_alone() -> None:
    Path("malam.txt").write_text("daftar belanja", encoding="utf-8")
    with pytest.raises(Refused, match="sudah ada"):
        _talk("--as", "ibu", "--say", "halo")
    assert Path("malam.txt").read_text(encoding="utf-8") == "daftar belanja"


@pytest.mark.usefixtures("_apart")
def test_a_recording_whose_file_is_gone_is_not_begun_twice() -> None:
    _talk("--as", "ibu", "--say", "halo")
    Path("malam.txt").unlink()
    with pytest.raises(Refused, match="Hapus folder"):
        _talk("--as", "ibu", "--say", "halo")
