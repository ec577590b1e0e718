"""`pelita run`: without a token the demo, with one the real channels, and never a bit of both."""

from pathlib import Path

import pytest

from bot.commands import running
from bot.commands.installation import prepare
from bot.commands.trial import trial_settings
from bot.settings import Settings
from flows.errors import Refused
from storage.meta import DEMO
from tests.bot.whole import OFFICE

TOKENS = {
    "PELITA_TELEGRAM_TOKEN": {"PELITA_TELEGRAM_TOKEN": "1:abc"},
    "PELITA_TELEGRAM_STAFF_TOKEN": {"PELITA_TELEGRAM_STAFF_TOKEN": "1:abc"},
    "PELITA_TWILIO_ACCOUNT_SID": {
        "PELITA_TWILIO_ACCOUNT_SID": "AC1",
        "PELITA_TWILIO_AUTH_TOKEN": "t",
        "PELITA_WHATSAPP_FROM": "whatsapp:+62000",
        "PELITA_PUBLIC_URL": "https://bot.example.org",
        "PELITA_TELEGRAM_WEBHOOK_SECRET": "a-secret-of-sixteen-marks",
    },
}


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return what was started instead of a server, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    begun: list[object] = []
    monkeypatch.setattr(running, "play", lambda: begun.append("demo"))
    monkeypatch.setattr(running, "serve_with", begun.append)
    return begun


def test_without_a_token_the_demo_runs(started: list[object]) -> None:
    running.run()
    assert started == ["demo"]


def test_an_env_file_without_a_token_changes_nothing(started: list[object], tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"PELITA_TELEGRAM_TOKEN=\nPELITA_ORGANISATION={OFFICE}\n", encoding="utf-8")
    running.run()
    assert started == ["demo"]


@pytest.mark.parametrize("name", TOKENS)
def test_with_a_token_and_no_office_nothing_runs_at_all(
    started: list[object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    for key, value in TOKENS[name].items():
        monkeypatch.setenv(key, value)
    with pytest.raises(Refused, match="PELITA_ORGANISATION"):
        running.run()
    assert started == []
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("name", TOKENS)
def test_with_a_token_and_an_office_the_real_channels_are_served_from_data_of_their_own(
    started: list[object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    for key, value in {**TOKENS[name], "PELITA_ORGANISATION": str(OFFICE)}.items():
        monkeypatch.setenv(key, value)
    running.run()
    [settings] = started
    assert isinstance(settings, Settings)
    assert settings.data_dir == Path("var/data")
    assert (tmp_path / "var/keys/master.key").exists()
    assert (tmp_path / "var/data/pelita.db").exists()
    assert not (tmp_path / "var/demo").exists()
    running.run()
    assert len(started) == 2


def test_a_token_in_the_env_file_counts(started: list[object], tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"PELITA_TELEGRAM_TOKEN=1:abc\nPELITA_ORGANISATION={OFFICE}\n", encoding="utf-8")
    running.run()
    assert [type(one) for one in started] == [Settings]


def test_the_real_service_refuses_the_demos_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    demo = trial_settings(tmp_path / "var/demo")
    prepare(demo, DEMO)
    for key, value in {
        "PELITA_TELEGRAM_TOKEN": "1:abc",
        "PELITA_ORGANISATION": str(OFFICE),
        "PELITA_DATA_DIR": str(demo.data_dir),
        "PELITA_MASTER_KEY_FILE": str(demo.master_key_file),
    }.items():
        monkeypatch.setenv(key, value)
    with pytest.raises(Refused, match="percobaan"):
        running.run()
