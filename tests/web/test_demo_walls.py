"""The demo is unmistakable, opens on this machine only, and cannot be mixed with what is real."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.clock import SystemClock
from bot.commands import playing
from bot.commands.installation import prepare
from bot.commands.playing import demo_app
from bot.commands.trial import trial_settings
from bot.opening import close_house, open_house
from flows.errors import Refused
from storage.meta import DEMO, REAL
from tests.web.phones import HERE, ROOT, demo

POSTS = ("/clock", "/phone/telegram/say", "/phone/telegram/press", "/phone/telegram/send", "/phone/telegram/new")


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_every_page_says_that_nobody_reads_it(tmp_path: Path) -> None:
    with demo(tmp_path) as page:
        for path in ("/", "/?petugas=ratna", "/desk/login", "/desk/nowhere", "/phone/nobody"):
            text = page.client.get(path).text
            assert "PERCOBAAN: tidak ada orang yang membaca ini." in text, path
            assert 'href="tel:112"' in text
            assert "<title>Percobaan · " in text


def test_the_pages_hold_no_code_and_no_code_may_run_but_ours(tmp_path: Path) -> None:
    with demo(tmp_path) as page:
        page.say("telegram", "<script>alert(1)</script> {{ 7*7 }} \"'>")
        answer = page.client.get("/")
        assert "<script>alert" not in answer.text
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in answer.text
        assert " style=" not in answer.text
        assert " onclick=" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        for name in ("demo.css", "demo.js", "demo.svg", "htmx.min.js"):
            assert page.client.get(f"/static/{name}").status_code == 200
        assert page.client.get("/static/pages.py").status_code == 404


@pytest.mark.parametrize("host", ["example.org", "example.org:8080", "127.0.0.1.example.org", "", "192.168.1.5:8080"])
def test_another_host_name_sees_nothing(tmp_path: Path, host: str) -> None:
    with demo(tmp_path) as page:
        for path in ("/", "/phone/telegram", "/clock", "/logins", "/static/demo.css", "/desk/login"):
            answer = page.client.get(path, headers={"Host": host})
            assert answer.status_code == 404, path
            assert "PERCOBAAN" not in answer.text
        assert page.post("/phone/telegram/say", {"Host": host}, text="halo").status_code == 404


@pytest.mark.parametrize(
    "foreign",
    [
        {"Origin": "https://example.org"},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://localhost:1"},
    ],
)
def test_what_another_site_sends_is_refused(tmp_path: Path, foreign: dict[str, str]) -> None:
    with demo(tmp_path) as page:
        for path in POSTS:
            assert page.post(path, foreign, text="halo", by="60").status_code == 403, path
        assert page.screen("telegram") == []
        assert page.time == "22.10"


def test_a_form_without_the_word_of_our_page_is_refused(tmp_path: Path) -> None:
    with demo(tmp_path) as page:
        for word in ("", "x", page.word[:-1], page.word.swapcase()):
            for path in POSTS:
                assert page.post(path, csrf=word, text="halo", by="60").status_code == 403, path
        assert page.screen("telegram") == []


@pytest.mark.parametrize("by", ["now", "-6", "0", "6.5", "", "1000000"])
def test_the_clock_goes_only_forward_and_says_so(tmp_path: Path, by: str) -> None:
    with demo(tmp_path) as page:
        page.forward("6")
        answer = page.forward(by)
        assert "Jam hanya bisa maju" in answer.text
        assert page.time == "22.16"


def test_an_unchanged_screen_is_not_sent_again(tmp_path: Path) -> None:
    with demo(tmp_path) as page:
        page.say("telegram", "halo")
        shown = page.client.get("/phone/telegram?petugas=sari").text
        address = shown.partition('hx-get="')[2].partition('"')[0].replace("&amp;", "&")
        assert page.client.get(address).status_code == 204
        page.say("telegram", "halo")
        assert page.client.get(address).status_code == 200


def test_the_codes_on_the_page_open_the_desk(tmp_path: Path) -> None:
    with demo(tmp_path) as page:
        found = dict(re.findall(r"<td>(\w+)[^<]*</td><td><kbd>(\d{6})</kbd>", page.client.get("/logins").text))
        assert set(found) == {"ratna", "sari", "dewi"}
        form = re.search(r'name="csrf" value="([^"]+)"', page.client.get("/desk/login").text)[1]
        fields = {"csrf": form, "name": "sari", "password": "kata-sandi-demo", "code": found["sari"]}
        answer = page.client.post("/desk/login", fields, {"Origin": HERE})
        assert str(answer.url) == f"{HERE}/desk"
        assert "PERCOBAAN" in answer.text
        later = dict(re.findall(r"<td>(\w+)[^<]*</td><td><kbd>(\d{6})</kbd>", page.client.get("/logins").text))
        assert later["sari"] != found["sari"], "a used code must not be shown as one that would be taken"


def test_the_demo_refuses_real_data_and_the_service_refuses_the_demos(tmp_path: Path) -> None:
    real, trial = tmp_path / "real", tmp_path / "trial"
    prepare(trial_settings(real))
    with pytest.raises(Refused, match="layanan sungguhan"), demo_app(real, SystemClock()):
        pass
    prepare(trial_settings(trial), DEMO)
    with pytest.raises(Refused, match="percobaan"):
        prepare(trial_settings(trial))
    with pytest.raises(Refused, match="percobaan"):
        open_house(trial_settings(trial), kind=REAL)
    close_house(open_house(trial_settings(trial)))  # for reading a case either is good


def test_the_demo_runs_once_on_the_same_data(tmp_path: Path) -> None:
    with demo(tmp_path), pytest.raises(Refused, match="sudah berjalan"), demo_app(tmp_path, SystemClock()):
        pass


def test_the_next_free_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing.free_socket() as first, playing.free_socket() as second:
        assert second.getsockname()[1] > first.getsockname()[1]
        assert first.getsockname()[0] == "127.0.0.1"
        monkeypatch.setattr(playing, "PORTS", range(first.getsockname()[1], second.getsockname()[1] + 1))
        with pytest.raises(Refused, match="Porta"), playing.free_socket():
            pass


def test_nothing_of_the_environment_is_in_the_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PELITA_DATA_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("PELITA_PORT", "1")
    monkeypatch.setenv("PELITA_PUBLIC_URL", "https://bot.example.org")
    settings = trial_settings(tmp_path)
    assert (settings.data_dir, settings.port, settings.public_url) == (tmp_path / "data", 8080, "")
    assert CliRunner().invoke(app, ["run", "--help"]).exit_code == 0
