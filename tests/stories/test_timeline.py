"""The timeline of a case tells to the second who was called, what arrived, who had it when, and what was missed."""

from bot import timeline
from tests.stories.scenes import line_down, with_someone


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
        "22.20.07 Balasan pertama petugas",
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
