"""What is most urgent is called for first, whatever came first or is overdue the longest."""

from tests.duty.scenes import danger
from tests.stories.scenes import reports


def _pages(phone):
    return [message.text.split(" · ")[1] for message in phone.messages if message.said == ("page",)]


def test_of_what_is_due_at_the_same_moment_red_is_called_for_first(hotline):
    hotline.on_duty("first")
    reports(hotline, "tetangga").skims()
    hotline.at("2026-11-23 06:50")
    danger(hotline)
    hotline.victim().skims()
    first = hotline.counselor("first").is_paged(at="06:50")

    hotline.sleeps(minutes=30).settles()

    hotline.coordinator().is_alarmed("empty_rung").is_paged()
    first.is_paged(colour="KUNING")
    hotline.victim("tetangga").skims()
    assert _pages(hotline.coordinator().phone) == ["MERAH"]
    assert _pages(first.phone) == ["MERAH", "KUNING"]


def test_after_a_stop_everybody_is_called_for_red_before_yellow(hotline):
    hotline.on_duty("first", "00:00", "23:00").on_duty("second", "23:00", "00:00")
    for name in ("satu", "dua"):
        reports(hotline, name).skims()
    hotline.at("22:58")
    for name in ("tiga", "empat"):
        danger(hotline, name)
    hotline.counselor("first").is_paged().is_paged()

    hotline.nobody_on_duty().on_duty("third")
    hotline.office.put("koordinator", "third", "00:00", "00:00")
    hotline.sleeps(hours=9).settles()

    assert _pages(hotline.counselor("third").phone) == ["MERAH", "MERAH"]
    hotline.wait(minutes=16)
    assert hotline.counselor("third").phone.expect_any("pages").text.count("KUNING") == 2
    for name in ("first", "third", "ratna"):
        hotline.counselor(name).skims()
    for name in ("satu", "dua", "tiga", "empat"):
        hotline.victim(name).skims()
