"""The page of duty tells who has not said that she is ready for her turn, or that she cannot."""

import pytest

from storage import asks
from storage.asks import New
from tests.web.desk import Browser, Desk
from tests.web.working import skims_all


@pytest.fixture
def evening(desk: Desk) -> Desk:
    """Return a desk at 18.00 on which dewi goes on at 19.00 as sari goes off, asked half an hour before."""
    desk.hotline.close()
    desk.hotline.office.routine = {"ready": "30m"}
    desk.hotline.begins_at("2026-11-22 18:00")
    desk.hotline.office.clear()
    desk.hotline.on_duty("ratna", role="koordinator")
    desk.hotline.on_duty("sari", "07:00", "19:00").on_duty("dewi", "19:00", "07:00")
    return desk


def _looks(desk: Desk) -> Browser:
    skims_all(desk)
    ratna = desk.signed_in("ratna")
    ratna.gets("/desk/duty")
    return ratna


def test_before_the_shift_it_tells_who_was_asked_and_what_she_said(evening: Desk) -> None:
    evening.hotline.at("18:20")
    assert "siap" not in _looks(evening).text.partition("Siapa jaga")[2]

    evening.hotline.at("18:31")
    ready = evening.hotline.counselor("dewi").button("1 Siap")
    assert "dewi ✓ chat tersambung ! ditanya, belum menjawab siap" in _looks(evening).text

    evening.hotline.counselor("dewi").says("2").skims()
    assert "dewi ✓ chat tersambung ! menjawab tidak bisa" in _looks(evening).text

    evening.hotline.counselor("dewi").presses(ready).skims()
    assert "sari ✓ chat tersambung Berikutnya, mulai 19.00 dewi ✓ chat tersambung ✓ siap" in _looks(evening).text


def test_in_the_shift_it_tells_who_never_answered(evening: Desk) -> None:
    evening.hotline.at("18:31")
    evening.hotline.at("23:05")

    shown = _looks(evening).text
    assert "Sekarang sampai 23-11-2026 07.00 dewi ✓ chat tersambung ! tidak menjawab apakah siap" in shown


@pytest.mark.parametrize(
    ("status", "told"), [("ready", "✓ siap"), ("unreachable", "! belum bisa ditanya siap atau tidak"), ("void", "")]
)
def test_what_became_of_the_question_is_told_for_the_turn_it_was_about(evening: Desk, status: str, told: str) -> None:
    evening.hotline.at("18:00")
    house = evening.house
    starts = house.clock.now().replace(hour=12, minute=0)
    new = New("shift", "dewi", evening.member("dewi").id, starts, posts=(("kota", "konselor"),), status=status)
    house.writer.do(lambda uow: asks.add(uow, new, house.clock.now()))

    assert f"dewi ✓ chat tersambung {told}".strip() + " Tidak ada jam kosong" in _looks(evening).text
