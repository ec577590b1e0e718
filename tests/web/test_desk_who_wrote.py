"""The desk names who wrote, to the reporter or as a note, and tells how a case ended; the reporter reads no name."""

import re
from datetime import UTC, datetime

from bot.web.desk.authors import Authors
from storage.transcript import Line
from tests.web.desk import Browser, Desk
from tests.web.working import does, handed_on, holds, opens, skims_all


def _two_wrote(desk: Desk) -> tuple[Browser, str]:
    """Let sari answer, hand over, and dewi answer, note and close; each in a minute of its own."""
    code = handed_on(desk, "lanjutkan ya")
    desk.hotline.sleeps(minutes=1)
    dewi = opens(desk, "dewi", code, "lain", text="ditawari rekan")
    does(dewi, code, "accept")
    desk.hotline.sleeps(minutes=1)
    does(dewi, code, "answer", text="Saya yang meneruskan.", once="c")
    does(dewi, code, "note", text="pintu terkunci", once="d")
    return dewi, code


def test_every_line_of_the_staff_has_its_name(desk: Desk) -> None:
    dewi, code = _two_wrote(desk)

    dewi.gets(f"/desk/cases/{code}")

    for line in (
        "Petugas · sari 22.10 Saya di sini.",
        "Catatan · sari 22.10 lanjutkan ya",
        "Catatan · dewi 22.11 · alasan membuka ditawari rekan",
        "Petugas · dewi 22.12 Saya yang meneruskan.",
        "Catatan · dewi 22.12 pintu terkunci",
    ):
        assert line in dewi.text
    assert "Terakhir: Catatan dewi, 22.12" in dewi.text
    told = " ".join(message.text for message in desk.hotline.victim().phone.messages)
    assert re.findall(r"\b(?:sari|dewi)\b", told, re.IGNORECASE) == []
    skims_all(desk)


def test_a_closed_case_tells_how_it_ended_and_who_said_so(desk: Desk) -> None:
    dewi, code = _two_wrote(desk)

    does(dewi, code, "close", text="dijemput polisi, aman", sure="ya")

    assert "Hasil dijemput polisi, aman" in dewi.text
    assert "Catatan · dewi 22.12 · hasil dijemput polisi, aman" in dewi.text
    dewi.gets("/desk")
    assert "· Anda hasilnya tertulis di dalam" in dewi.text
    assert "dijemput" not in dewi.text
    skims_all(desk)


def test_the_list_tells_which_was_no_emergency_and_of_which_nothing_was_written(desk: Desk) -> None:
    sari, code = holds(desk)
    does(sari, code, "close", text="bukan darurat, salah kirim", sure="ya")
    sari.gets("/desk")
    assert "· Anda bukan darurat" in sari.text

    desk.hotline.victim().skims()
    again = desk.case("lain")
    other = opens(desk, "sari", again)
    does(other, again, "accept")
    does(other, again, "close", sure="ya")
    assert "Hasil tidak ditulis" in other.text
    other.gets("/desk")
    assert "· Anda hasilnya tidak ditulis" in other.text
    desk.hotline.victim("lain").skims()
    skims_all(desk)


def test_where_nothing_was_noted_any_more_a_line_has_no_name() -> None:
    line = Line(datetime(2026, 3, 2, tzinfo=UTC), "staff", "text", "Saya di sini.")
    assert Authors([], {}).of(line) == ""
