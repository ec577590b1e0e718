"""The settings have the names that operators rely on, and refuse what contradicts itself in one clear line."""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import PREFIX, Settings, env_example, load_settings
from flows.errors import Refused

ROOT = Path(__file__).parents[2]
NAMES = re.findall(
    r"\w+",
    """
PELITA_DATA_DIR PELITA_ORGANISATION PELITA_DATABASE_URL PELITA_MASTER_KEY_FILE PELITA_HOST PELITA_PORT
PELITA_PUBLIC_URL PELITA_TELEGRAM_TOKEN PELITA_TELEGRAM_STAFF_TOKEN PELITA_TELEGRAM_WEBHOOK_SECRET
PELITA_TELEGRAM_API_URL PELITA_TWILIO_ACCOUNT_SID PELITA_TWILIO_AUTH_TOKEN PELITA_TWILIO_AUTH_TOKEN_SECONDARY
PELITA_WHATSAPP_FROM PELITA_WHATSAPP_TEMPLATE_PAGE PELITA_WHATSAPP_TEMPLATE_STAFF PELITA_TWILIO_API_URL
PELITA_DESK_URL PELITA_HEARTBEAT_URL PELITA_VOICE_FROM PELITA_ALARM_URL
""",
)
SECRET = "a-secret-of-sixteen"
CANARY = "kenari-yang-tak-boleh-terlihat"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def read(tmp_path):
    """Return a function that reads settings from a file with these lines."""

    def read(*lines):
        file = tmp_path / "env"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return load_settings(str(file))

    return read


def refusal(read, *lines):
    """Return the one line with which these settings are refused."""
    with pytest.raises(Refused) as refused:
        read(*lines)
    said = str(refused.value)
    assert "\n" not in said
    assert said.startswith("Pengaturan belum benar.")
    for english in ("Input", "should", "valid", "Value error", "Field"):
        assert english not in said
    return said


def test_there_are_exactly_the_settings_that_were_promised():
    assert sorted(PREFIX + name.upper() for name in Settings.model_fields) == sorted(NAMES)


def test_every_setting_can_be_set_and_is_described(read):
    values = {name: field.default for name, field in Settings.model_fields.items()}
    texts = {name: f"{name}-is-set" for name, value in values.items() if isinstance(value, str | SecretStr | Path)}
    texts |= {"desk_url": "https://meja.contoh.go.id", "whatsapp_from": "whatsapp:+6281", "voice_from": "+622150001000"}
    texts |= {name: f"https://pantau.contoh/{name}" for name in ("heartbeat_url", "alarm_url")}
    found = read(*(f"{PREFIX}{name.upper()}={value}" for name, value in texts.items()), "PELITA_PORT=9")
    for name, value in texts.items():
        given = getattr(found, name)
        assert str(given.get_secret_value() if isinstance(given, SecretStr) else given) == value
    assert found.port == 9
    assert all(len(field.description) > 10 for field in Settings.model_fields.values())


def test_the_example_is_what_the_settings_say():
    shown = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert shown == env_example(), "write it anew with bot.settings.env_example()"


def test_the_example_changes_nothing_when_it_is_copied_as_it_stands():
    assert load_settings(str(ROOT / ".env.example")) == load_settings(None)


def test_the_example_holds_no_secret():
    for line in env_example().splitlines():
        name, _, value = line.partition("=")
        assert not (value and ("TOKEN" in name or "SECRET" in name)), line


def test_an_empty_value_counts_as_not_given(read):
    assert read("PELITA_PORT=", "PELITA_DATA_DIR=") == load_settings(None)


def test_what_is_none_of_ours_is_ignored(read):
    assert read("PELITA_FAIL_AT=after_commit", "HOME_TOWN=Mojokerto") == load_settings(None)


def test_the_database_lies_in_the_data_directory_where_nothing_else_is_said(read):
    assert read("PELITA_DATA_DIR=srv").url == "sqlite:///srv/pelita.db"
    assert read("PELITA_DATABASE_URL=sqlite:///else.db").url == "sqlite:///else.db"


@pytest.mark.parametrize(
    "key", ["data/master.key", "data/keys/master.key", "./data/../data/master.key", "data", "link/master.key"]
)
def test_a_key_inside_the_data_directory_is_refused(read, tmp_path, monkeypatch, key):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "data")
    said = refusal(read, "PELITA_DATA_DIR=data", f"PELITA_MASTER_KEY_FILE={key}")
    assert "PELITA_MASTER_KEY_FILE harus di luar PELITA_DATA_DIR" in said


def test_a_key_beside_the_data_directory_is_accepted(read, tmp_path):
    read(f"PELITA_DATA_DIR={tmp_path}/data", f"PELITA_MASTER_KEY_FILE={tmp_path}/data-keys/master.key")


@pytest.mark.parametrize("secret", ["a" * 16, "A-z_09" * 42, SECRET])
def test_a_secret_that_telegram_allows_is_accepted(read, secret):
    assert read(f"PELITA_TELEGRAM_WEBHOOK_SECRET={secret}").telegram_webhook_secret.get_secret_value() == secret


@pytest.mark.parametrize("secret", ["a" * 15, "a" * 257, CANARY + "!", "spasi di tengah sini", "é" * 16, "１" * 16])
def test_a_secret_that_telegram_does_not_allow_is_refused_without_showing_it(read, secret):
    said = refusal(read, f"PELITA_TELEGRAM_WEBHOOK_SECRET={secret}")
    assert "PELITA_TELEGRAM_WEBHOOK_SECRET: 16 sampai 256 tanda" in said
    assert secret not in said


@pytest.mark.parametrize("token", ["PELITA_TELEGRAM_TOKEN", "PELITA_TELEGRAM_STAFF_TOKEN"])
def test_a_public_address_needs_the_secret_of_the_webhook(read, token):
    lines = ("PELITA_PUBLIC_URL=https://bot.contoh.id", f"{token}=1:{CANARY}")
    said = refusal(read, *lines)
    assert "PELITA_PUBLIC_URL memerlukan PELITA_TELEGRAM_WEBHOOK_SECRET" in said
    assert CANARY not in said
    assert read(*lines, f"PELITA_TELEGRAM_WEBHOOK_SECRET={SECRET}").public_url


def test_the_second_bot_must_be_another_bot(read):
    said = refusal(read, f"PELITA_TELEGRAM_TOKEN=1:{CANARY}", f"PELITA_TELEGRAM_STAFF_TOKEN=1:{CANARY}")
    assert "PELITA_TELEGRAM_STAFF_TOKEN" in said
    assert CANARY not in said


WHATSAPP = (
    "PELITA_TWILIO_ACCOUNT_SID=AC1",
    f"PELITA_TWILIO_AUTH_TOKEN={CANARY}",
    "PELITA_WHATSAPP_FROM=whatsapp:+628110000000",
)


@pytest.mark.parametrize("left_out", WHATSAPP)
def test_an_account_for_whatsapp_is_whole_or_not_there(read, left_out):
    said = refusal(read, "PELITA_PUBLIC_URL=https://bot.contoh.id", *(line for line in WHATSAPP if line != left_out))
    assert "harus diisi bersama" in said
    assert CANARY not in said


def test_whatsapp_needs_a_public_address_and_a_sender_that_is_one(read):
    assert "WhatsApp memerlukan PELITA_PUBLIC_URL" in refusal(read, *WHATSAPP)
    number = "PELITA_WHATSAPP_FROM=+628110000000"
    assert 'diawali "whatsapp:"' in refusal(read, "PELITA_PUBLIC_URL=https://bot.contoh.id", *WHATSAPP[:2], number)
    assert read("PELITA_PUBLIC_URL=https://bot.contoh.id", *WHATSAPP).twilio_account_sid == "AC1"


@pytest.mark.parametrize("address", ["http://meja.contoh.id", "https://meja.contoh.id/desk", "meja.contoh.id"])
def test_the_address_of_the_desk_is_encrypted_and_nothing_else(read, address):
    assert "PELITA_DESK_URL" in refusal(read, f"PELITA_DESK_URL={address}")


@pytest.mark.parametrize(
    ("port", "told"), [(CANARY, "bilangan bulat"), ("8080.5", "bilangan bulat"), ("65536", "65535"), ("-1", "kecil 0")]
)
def test_a_port_that_is_none_is_refused_in_indonesian_without_showing_it(read, port, told):
    said = refusal(read, f"PELITA_PORT={port}")
    assert "PELITA_PORT: " in said
    assert told in said
    assert port not in said


def test_all_that_is_wrong_is_told_at_once(read):
    said = refusal(read, "PELITA_PORT=x", "PELITA_TELEGRAM_WEBHOOK_SECRET=x")
    assert "PELITA_PORT" in said
    assert "PELITA_TELEGRAM_WEBHOOK_SECRET" in said


def test_printed_settings_show_no_secret():
    given = {"telegram_token": SecretStr(CANARY), "twilio_auth_token_secondary": SecretStr(CANARY)}
    settings = Settings(_env_file=None, **given)
    assert CANARY not in repr(settings) + str(settings)


@pytest.mark.parametrize("url", ["https://meja.contoh.go.id", "https://meja.contoh.go.id:8443/"])
def test_the_desk_opens_at_an_https_address(read, url):
    assert read(f"PELITA_DESK_URL={url}").desk_url == url


@pytest.mark.parametrize("url", ["http://meja.contoh.go.id", "meja.contoh.go.id", "https://x/desk", "https://a@b"])
def test_the_desk_opens_at_no_other_address(read, url):
    said = refusal(read, f"PELITA_DESK_URL={url}")
    assert "PELITA_DESK_URL: tulis seperti https://" in said


TWILIO = ("PELITA_TWILIO_ACCOUNT_SID=AC1", "PELITA_TWILIO_AUTH_TOKEN=rahasia", "PELITA_PUBLIC_URL=https://a.go.id")


def test_calls_need_an_account_and_an_address_but_no_whatsapp(read):
    assert read(*TWILIO, "PELITA_VOICE_FROM=+622150001000").voice_from == "+622150001000"
    assert "PELITA_VOICE_FROM memerlukan" in refusal(read, "PELITA_VOICE_FROM=+622150001000")
    assert "PELITA_VOICE_FROM memerlukan" in refusal(read, *TWILIO[:2], "PELITA_VOICE_FROM=+622150001000")
    assert "PELITA_VOICE_FROM ditulis" in refusal(read, *TWILIO, "PELITA_VOICE_FROM=0215000100")


@pytest.mark.parametrize("name", ["PELITA_HEARTBEAT_URL", "PELITA_ALARM_URL"])
@pytest.mark.parametrize(
    "address",
    [
        "http://pantau.contoh/x",
        "ftp://x",
        "pantau.contoh",
        "https:///x",
        "http://127.0.0.1.contoh/",
        "http://localhost@x",
    ],
)
def test_what_goes_to_a_monitor_goes_encrypted(read, name, address):
    assert "harus diawali https://" in refusal(read, f"{name}={address}")
    assert address not in refusal(read, f"{name}={address}")


def test_a_monitor_on_this_machine_needs_no_encryption(read):
    for address in ("http://127.0.0.1:8000/x", "http://localhost/x", "https://hc-ping.com/uuid"):
        assert read(f"PELITA_HEARTBEAT_URL={address}").heartbeat_url.get_secret_value() == address
