"""What staff read and hear: a page says no more than it may, and every notice that is sent has its template."""

import re

import pytest
from jinja2 import UndefinedError

from tests.bot.notices import EXAMPLES, SENT
from tests.bot.wordings import FOLDER, PLAIN_BODY, WORDING

WIDE_BUTTON = 30
"""Characters of a button that has a row for itself: only Telegram shows those of a page."""
NOTICES = {path.stem for path in (FOLDER / "notices" / "id").glob("*.j2")} - {"codes"}


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("page", "Tugas baru"),
        ("again", "Menulis lagi"),
        ("take_over", "Tugas perlu orang lain"),
        ("offer", "Serah tugas untuk Anda"),
        ("keep", "Piket selesai, masih Masih saya dipegang pegang Serahkan"),
    ],
)
def test_a_page_says_no_name_no_place_and_nothing_of_what_happened(kind, more):
    facts = {"code": "#K7Q4", "colour": "MERAH", "at": "22.10", "with_code": True, "marked": True, "kind": kind}
    words = set(re.findall(r"\w+", WORDING.notice("page", facts)))
    known = set(re.findall(r"\w+", f"{more} MERAH K7Q4 22 10 kirim ulang 1 Terima 2 Tidak bisa balas atau"))
    assert words <= known


def test_several_pages_at_once_say_colours_and_codes_alone():
    facts = {"count": 2, "tasks": EXAMPLES["tasks"], "code": "#K7Q4", "at": "22.10", "marked": True}
    words = set(re.findall(r"\w+", WORDING.notice("pages", facts)))
    known = "2 tugas menunggu MERAH K7Q4 HIJAU A3C4 22 10 kirim ulang balas 1 untuk menerima bila tidak bisa"
    assert words <= set(re.findall(r"\w+", known))


SPEECHES = ("call", "yours", "taken", "declined", "gone", "telephone_code")


@pytest.mark.parametrize("name", SPEECHES)
def test_what_a_telephone_speaks_is_neutral_short_and_in_one_line(name):
    """Whoever picks up, or stands beside her, learns of a code and nothing else."""
    text = WORDING.speech(name, {"code": "K, 7, Q, 4"})
    assert "\n" not in text
    assert not re.search(r"[{}<>&]|None|undefined", text)
    assert len(text.split()) <= 25
    for revealing in ("korban", "kekerasan", "bahaya", "lapor", "perempuan", "anak ", "polisi", "darurat", "merah"):
        assert revealing not in text.lower()


def test_a_call_says_what_it_is_which_code_and_what_to_press():
    text = WORDING.speech("call", {"code": "K, 7, Q, 4"})
    assert text.startswith("Ini layanan informasi.")
    assert "K, 7, Q, 4" in text
    assert "satu" in text
    assert "dua" in text
    with pytest.raises(UndefinedError):
        WORDING.speech("call", {})


def test_every_notice_that_the_code_sends_has_a_template():
    named = {name for name, _ in SENT}
    assert named <= NOTICES
    assert {"page", "brief", "backlog", "relayed", "alarm", "taken", "erased", "held", "number", "several"} <= named
    assert {"service_bad", "service_well"} <= named


@pytest.mark.parametrize(("notice", "given"), SENT, ids=lambda value: value if isinstance(value, str) else "")
def test_every_notice_renders_with_the_facts_that_the_code_gives_it(notice, given):
    facts = {name: EXAMPLES.get(name, "#K7Q4") for name in given}
    for marked in (False, True):
        text = WORDING.notice(notice, {"marked": marked, **facts})
        assert text
        assert len(text) <= PLAIN_BODY
        assert not re.search(r"\{[{%#]|[}%#]\}|None|undefined", text)


def test_every_code_that_people_read_has_its_phrase():
    """A code without a phrase is shown as it is, which is allowed; one that duty relies on must have its own."""
    for code in ("danger_now", "unanswered", "declined", "nobody", "empty_rung", "naik", "unreachable", "clock"):
        assert WORDING.code(code) != code.replace("_", " "), code
    assert WORDING.code("kode_baru") == "kode baru"


@pytest.mark.parametrize(("minutes", "said_as"), [(5, "5 menit"), (60, "1 jam"), (90, "90 menit"), (1440, "24 jam")])
def test_a_length_of_time_reads_as_people_say_it(minutes, said_as):
    assert WORDING.duration(minutes) == said_as


def test_the_buttons_of_a_page_fit():
    accept, decline = WORDING.answer_buttons("a" * 32, "#K7Q4", "ORANYE")
    assert (accept.label, decline.label) == ("1 Terima K7Q4 · ORANYE", "2 Tidak bisa K7Q4")
    kept = WORDING.answer_buttons("a" * 32, "#K7Q4", "ORANYE", "keep")
    assert [button.label for button in kept] == ["1 Masih saya pegang K7Q4", "2 Serahkan K7Q4"]
    assert max(len(button.label) for button in (accept, decline, *kept)) <= WIDE_BUTTON
