"""What reporters send besides words is fetched once, sealed like the transcript, and gone at the provider."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.channels import whatsapp_media
from bot.channels.update import LARGEST_FILE, SendError
from bot.reading import readable, reader
from storage import files, teams
from storage.tables import File
from tests.bot.whole import PASSWORD, Whole, whole_house
from tests.emulators.twilio import ServerError

VOICE = b"OggS CANARY-SUARA " + bytes(range(256))
ACCOUNT = "AC" + "0" * 32
PLACE = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/MM{'1' * 32}/Media/ME{'2' * 32}"


def kept(whole: Whole) -> list:
    with whole.house.database.look() as uow:
        return list(uow.read(select(File.__table__).where(File.__table__.c.body.is_not(None))).all())


def waiting(whole: Whole) -> list:
    with whole.house.database.look() as uow:
        return list(uow.read(select(File.__table__).where(File.__table__.c.due_at.is_not(None))).all())


async def test_a_voice_message_on_whatsapp_is_sealed_to_the_case_and_gone_at_the_provider(tmp_path: Path) -> None:
    async with whole_house(tmp_path, whatsapp=True) as whole:
        ibu = whole.on_whatsapp()
        await ibu.says("suami saya bawa parang")
        await ibu.sends_voice(VOICE, "audio/ogg")
        await whole.until(lambda: len(kept(whole)) == 1)
        await whole.twilio.wait_for(lambda: whole.twilio.media == [])
        with whole.house.database.look() as uow:
            who = reader(uow, "ratna", PASSWORD)
            case = readable(uow, who)[0]
            pair = teams.open_subject(uow, case.conversation_id, who.row.id, who.own)
            (file_id,) = files.listed(uow, case.conversation_id)
            found = files.read(uow, case.conversation_id, file_id, pair)
            assert found == files.Content("audio/ogg", VOICE)
            assert files.read(uow, "another conversation", file_id, pair) is None
            dump = str(uow.read(text("select * from files")).all())
        assert "CANARY" not in dump
        for path in tmp_path.rglob("*"):
            assert path.is_dir() or b"CANARY" not in path.read_bytes()


async def test_a_file_that_cannot_be_fetched_now_is_fetched_later(tmp_path: Path) -> None:
    async with whole_house(tmp_path, whatsapp=True) as whole:
        whole.twilio.script("FetchContent", faults=[ServerError(), ServerError()])
        ibu = whole.on_whatsapp()
        await ibu.says("suami saya bawa parang")
        await ibu.sends_photo(VOICE, "image/jpeg")
        await whole.until(lambda: [row.tries for row in waiting(whole)] == [1])
        await whole.wait(timedelta(seconds=6))
        await whole.until(lambda: [row.tries for row in waiting(whole)] == [2])
        await whole.wait(timedelta(seconds=11))
        await whole.until(lambda: len(kept(whole)) == 1)


async def test_a_file_that_nobody_can_fetch_stays_known_as_one_that_is_missing(tmp_path: Path) -> None:
    async with whole_house(tmp_path, whatsapp=True) as whole:
        whole.twilio.script("FetchContent", faults=[ServerError()] * 20)
        ibu = whole.on_whatsapp()
        await ibu.says("suami saya bawa parang")
        await ibu.sends_photo(VOICE, "image/jpeg")
        for tries in range(1, 14):
            await whole.until(lambda: all(row.tries >= tries for row in waiting(whole)))  # noqa: B023
            await whole.wait(timedelta(minutes=11))
        await whole.until(lambda: not waiting(whole))
        assert kept(whole) == []
        with whole.house.database.look() as uow:
            assert [row.kind for row in uow.read(select(File.__table__)).all()] == ["photo"]


@pytest.mark.parametrize(
    "source",
    [
        f"https://evil.example{PLACE}",
        f"https://api.twilio.com.evil.example{PLACE}",
        f"https://user@evil.example{PLACE}",
        f"http://api.twilio.com{PLACE}",
        f"https://api.twilio.com:444{PLACE}",
        f"https://api.twilio.com{PLACE}?to=http://evil.example",
        f"https://api.twilio.com{PLACE}/../../../Messages.json",
        "https://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_address_that_is_not_the_providers_is_not_asked(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whatsapp_media.requests, "get", _never)
    with pytest.raises(SendError, match="permanent"):
        whatsapp_media.fetch(source, "https://api.twilio.com", ("AC", "token"), 1)


@pytest.mark.parametrize(
    "target",
    [
        "http://media.twiliocdn.com/x",
        "https://twiliocdn.com.evil.example/x",
        "https://evil-twiliocdn.com/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://2130706433/x",
        "https://x.amazonaws.com:8443/x",
        "https://user:word@s3.amazonaws.com/x",
        "//evil.example/x",
        "gopher://s3.amazonaws.com/x",
    ],
)
def test_a_redirect_to_elsewhere_is_not_followed(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def get(url: str, **_given: object) -> "_Answer":
        asked.append(url)
        return _Answer(307, {"location": target})

    monkeypatch.setattr(whatsapp_media.requests, "get", get)
    with pytest.raises(SendError, match="permanent"):
        whatsapp_media.fetch(f"https://api.twilio.com{PLACE}", "https://api.twilio.com", ("AC", "token"), 1)
    assert asked == [f"https://api.twilio.com{PLACE}"]


def test_our_credentials_stay_with_the_provider_and_a_file_without_end_is_cut_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = []

    def get(url: str, *, auth: tuple[str, str] | None = None, **_given: object) -> "_Answer":
        seen.append(auth)
        return _Answer(200, {}) if seen[1:] else _Answer(302, {"location": "https://media.twiliocdn.com/x"})

    monkeypatch.setattr(whatsapp_media.requests, "get", get)
    with pytest.raises(SendError, match="permanent"):
        whatsapp_media.fetch(f"https://api.twilio.com{PLACE}", "https://api.twilio.com", ("AC", "token"), 1)
    assert seen == [("AC", "token"), None]
    assert _Answer.given <= LARGEST_FILE + 2 * 1024 * 1024


class _Answer:
    """An answer of the outside: a redirect, or a file without end."""

    given = 0

    def __init__(self, status: int, headers: dict[str, str]) -> None:
        self.status_code, self.headers, self.is_redirect = status, headers, status in {302, 307}

    def __enter__(self) -> "_Answer":
        return self

    def __exit__(self, *_raised: object) -> None:
        return None

    def iter_content(self, _size: int):
        while True:
            _Answer.given += 1024 * 1024
            yield b"x" * 1024 * 1024


def _never(*_given: object, **_more: object) -> None:
    raise AssertionError("asked somebody who is not the provider")
