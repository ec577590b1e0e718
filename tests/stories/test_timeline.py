"""The timeline of a case tells to the second who was called, what arrived, who had it when, and what was missed."""

from datetime import timedelta

import pytest

from bot import timeline
from bot.duty import figures
from tests.stories.scenes import calls_for_help, line_down, line_refuses, with_someone


def _times(hotline):
    """Return the timeline of the newest case as a coordinator reads it."""
    house, case = hotline.house, hotline.case()
    with house.database.look() as uow:
        found = timeline.moments(house, uow, case)
    assert [moment.at for moment in found] == sorted(moment.at for moment in found)
    return [f"{house.local(moment.at):%H.%M.%S} {moment.text}" for moment in found]


def test_it_tells_of_silence_taking_over_and_handing_over(hotline):
    hotline.on_duty("first").backup("second")
    victim, first = with_someone(hotline)
    hotline.wait(minutes=10)
    first.is_told("reminded")
    hotline.coordinator().is_alarmed("silent_holder")
    second = hotline.counselor("second").is_paged().accepts()
    second.is_told("brief", "sealed")
    first.is_told("taken_over")
    hotline.wait(seconds=7)
    second.says("Saya di sini.").is_told("held")
    second.says("#serah third").is_told("offered")
    hotline.counselor("third").is_paged().declines().is_told("offer_declined")
    second.is_told("offer_ended").says("#tutup sudah aman").is_told("closed")
    victim.skims()

    assert _times(hotline) == [
        "22.10.00 Dibuka",
        "22.10.00 Diteruskan ke petugas",
        "22.10.00 Dipanggil: first",
        "22.10.00 Sampai di HP: first",
        "22.10.00 Diterima: first",
        "22.15.00 Diingatkan: first, balasan",
        "22.20.00 Dipanggil: second",
        "22.20.00 Sampai di HP: second",
        "22.20.00 Koordinator diberi tahu: yang memegang tugas ini diam melewati batas; orang lain dipanggil",
        "22.20.00 Orang lain dipanggil, sebab: pemegangnya diam",
        "22.20.00 Diambil alih: second",
        "22.20.07 Ditawari: third",
        "22.20.07 Sampai di HP: third",
        "22.20.07 Menyerahkan: second, third",
        "22.20.07 Penyerahan ditolak",
        "22.20.07 Ditutup: second",
    ]


def test_it_tells_why_a_page_did_not_arrive_yet(hotline):
    hotline.on_duty("first")
    with line_down(hotline, "first"):
        hotline.victim().says("tolong").skims()
        assert "22.10.00 Panggilan tidak terkirim: first, gangguan, dicoba lagi" in _times(hotline)

    hotline.wait(minutes=1)

    hotline.counselor("first").is_paged()
    assert not [told for told in _times(hotline) if "tidak terkirim" in told]
    assert [told for told in _times(hotline) if "Sampai di HP: first" in told]


def test_an_old_button_does_not_change_when_she_had_answered(hotline):
    hotline.on_duty("first").backup("second")
    victim, first = with_someone(hotline)
    old = first.page("accept")
    hotline.wait(minutes=1)
    victim.skims()
    first.says("#serah second").is_told("offered")
    second = hotline.counselor("second").is_paged().accepts().is_told("brief", "sealed")
    first.is_told("taken_over")
    second.says("#serah piket").is_told("offered")
    first.is_paged()
    hotline.wait(minutes=1)

    first.presses(old).skims()

    pages = hotline.rows("SELECT answered_at FROM pages WHERE status = 'accepted' AND kind = 'page'")
    assert [row["answered_at"].split(".")[0] for row in pages] == ["2026-11-22T15:10:00"]
    assert "22.12.00 Diambil alih: first" in _times(hotline)
    victim.skims()
    second.skims()


def test_the_first_reply_is_told_of_when_it_went_to_her_and_not_when_it_was_held(hotline):
    victim, first = with_someone(hotline)
    hotline.wait(minutes=10)
    hotline.coordinator().skims()
    first.skims().says("Saya di sini.").is_told("held")
    victim.hears("everywhere.ready")
    hotline.wait(minutes=3)
    assert not [told for told in _times(hotline) if "Balasan pertama" in told]

    victim.says("ya").hears_words("Saya di sini.")

    assert "22.23.00 Balasan pertama petugas" in _times(hotline)
    with hotline.house.database.look() as uow:
        end = hotline.house.clock.now()
        found = figures.count(hotline.house, uow, end - timedelta(days=1), end + timedelta(seconds=1))
    assert [one.reply.each for one in found.colours if one.reply] == [(timedelta(minutes=13),)]
    for one in (first, hotline.counselor("second"), hotline.coordinator()):
        one.skims()


@pytest.mark.parametrize(
    ("words", "told"),
    [("x", "pelapor keluar"), ("ada orang", "pelapor menulis bahwa ada orang")],
)
def test_it_tells_that_her_words_silenced_the_chat_and_that_the_truth_did_not_reach_her(hotline, words, told):
    hotline.on_duty("first").backup("second")
    victim = calls_for_help(hotline)
    hotline.wait(minutes=1)
    victim.says(words).skims()

    for name in ("first", "second", "ratna"):
        hotline.counselor(name).skims().declines().skims()

    found = _times(hotline)
    assert f"22.11.00 Chat pelapor didiamkan: {told}" in found
    untold = "Pelapor tidak diberi tahu bahwa belum ada yang menerima: chatnya sudah ditinggalkan, tidak boleh berbunyi"
    assert f"22.11.00 {untold}" in found
    victim.hears_nothing()
    hotline.coordinator().skims()


def test_it_tells_that_the_reporter_was_told_the_truth(hotline):
    hotline.on_duty("first").backup("second")
    victim = calls_for_help(hotline)
    for name in ("first", "second", "ratna"):
        hotline.counselor(name).skims().declines().skims()

    victim.hears("everywhere.exhausted")
    assert "22.10.00 Pelapor diberi tahu: belum ada yang bisa menerima" in _times(hotline)
    assert not [told for told in _times(hotline) if "didiamkan" in told or "tidak diberi tahu" in told]


def test_it_tells_that_the_truth_was_lost_on_its_way_to_her(hotline):
    hotline.on_duty("first").backup("second")
    victim = calls_for_help(hotline)
    with line_refuses(hotline, "ibu"):
        for name in ("first", "second", "ratna"):
            hotline.counselor(name).skims().declines().skims()

    lost = "Pelapor tidak diberi tahu bahwa belum ada yang menerima: ditolak oleh penyedia"
    assert f"22.10.00 {lost}" in _times(hotline)
    victim.hears_nothing()


def test_closing_a_case_is_no_silence_of_hers(hotline):
    victim, first = with_someone(hotline)
    first.says("#tutup selesai").is_told("closed")

    assert not [told for told in _times(hotline) if "didiamkan" in told]
    victim.skims()
