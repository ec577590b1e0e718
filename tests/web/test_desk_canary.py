"""What is read and written at the desk stays there: not in the log, a title, an address, a header, a file or a key."""

import re

import pytest

from storage.vault import read_key_file
from tests.bot.loud import loud_log
from tests.bot.test_canary import copied, opened_by, seen
from tests.web.desk import Browser, Desk
from tests.web.working import does

CRY, STORY = "suami saya bawa parang kenariteriak", "kenaricerita di dapur"
WHY, COUNSEL, NOTE, OUTCOME = "kenarialasan", "Saya Sari kenaripetugas", "kenaricatatan", "kenarihasil"
WORD = "kenari"


class Watched(Browser):
    """A browser that notes all that stands around its pages."""

    def sends(self, method, path, **request):
        """Send, and note address, title and headers."""
        answer = super().sends(method, path, **request)
        title = re.search(r"<title>(.*?)</title>", answer.text, re.DOTALL)
        self.around = [*getattr(self, "around", []), path, str(answer.headers.raw), title[1] if title else ""]
        return answer


@pytest.fixture
def worked(desk: Desk):
    """Let a case be worked on at the desk from the first reading to its closing; return all that stood around it."""
    victim = desk.hotline.victim().says(CRY)
    code = str(desk.hotline.case().code).lstrip("#")
    before = opened_by(read_key_file(desk.house.settings.master_key_file), copied(desk.house))
    sari = Watched(desk, "10.0.0.1", "http://localhost:8080")
    sari.signs_in("sari")
    does(sari, code, "reason", reason="menangani", text=WHY)
    assert does(sari, code, "accept") == "accepted"
    victim.skims()
    victim.says(STORY)
    assert does(sari, code, "answer", text=COUNSEL, once="a") == "sent"
    victim.hears_words(COUNSEL)
    does(sari, code, "note", text=NOTE)
    sari.gets(f"/desk/cases/{code}")
    assert not [word for word in (CRY, STORY, WHY, COUNSEL, NOTE) if word not in sari.text]
    assert does(sari, code, "close", text=OUTCOME, sure="ya").startswith("closed")
    sari.gets("/desk")
    return desk, sari, before


def test_nothing_of_it_stands_in_a_title_an_address_or_a_header(worked) -> None:
    _, sari, _ = worked
    assert len(sari.around) > 30
    assert not [text for text in sari.around if WORD in text]


def test_nothing_of_it_is_logged_or_lies_in_a_file(request: pytest.FixtureRequest) -> None:
    with loud_log() as written:
        desk, _, _ = request.getfixturevalue("worked")
        assert WORD not in written.getvalue()
    folder = desk.house.settings.data_dir.parent
    assert [path for path in folder.rglob("*") if path.is_file()]
    assert not [path for path in folder.rglob("*") if path.is_file() and WORD.encode() in path.read_bytes()]


def test_the_servers_keys_open_nothing_of_it_any_more_and_the_login_row_opens_nothing(worked) -> None:
    desk, sari, before = worked
    assert seen(before, "kenariteriak"), "an attack that finds nothing before proves nothing after"
    loot = copied(desk.house)
    assert not seen(loot.in_plain(), WORD)
    assert not seen(opened_by(read_key_file(desk.house.settings.master_key_file), loot), WORD)
    assert sari.token
    assert sari.token not in str(loot.rows)
