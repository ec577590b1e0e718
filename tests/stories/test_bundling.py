"""What can wait comes to one person once in a quarter of an hour, named together; red and orange never wait."""

import pytest

from tests.stories.scenes import calls_for_help, reports

MORNING = "2026-11-23 09:00"


@pytest.fixture
def office(hotline):
    """Return a hotline by day, with one counselor on duty and one after her."""
    return hotline.on_duty("first").backup("second").at(MORNING)


def told(counselor, notice="pages"):
    """Return what the newest notice of a kind says."""
    return counselor.phone.expect_any(notice).text


def three_reports(office):
    """Let three people report without danger; return their codes in that order."""
    for name in ("ani", "budi", "citra"):
        reports(office, name).skims()
    return [office.case_of(name).code for name in ("ani", "budi", "citra")]


def test_the_first_goes_at_once_and_the_others_are_named_together(office):
    first = office.counselor("first")
    _, budi, citra = three_reports(office)
    first.is_paged(at="09:00", colour="KUNING").hears_nothing()
    office.at("09:14")
    first.hears_nothing()
    office.at("09:15")
    text = told(first)
    assert text.startswith("2 tugas menunggu")
    assert {f"KUNING {budi}", f"KUNING {citra}"} <= set(text.splitlines())
    assert "Ani" not in text
    assert "Kranggan" not in text


def test_one_that_is_named_with_others_is_answered_by_its_code(office):
    first = office.counselor("first")
    _, budi, _ = three_reports(office)
    first.is_paged()
    office.at("09:15")
    told(first)
    first.says(f"1 {budi.lstrip('#')}").is_briefed()
    office.victim("budi").skims()
    assert office.case_of("budi").status == "held"


def test_what_is_held_back_does_not_make_a_plain_digit_unclear(office):
    first = office.counselor("first")
    three_reports(office)
    first.is_paged().says("1").is_briefed()
    office.victim("ani").skims()
    assert office.case_of("ani").status == "held"
    office.at("09:15")
    assert "2 tugas menunggu" in told(first)


def test_one_alone_comes_as_any_page(office):
    first = office.counselor("first")
    reports(office, "ani").skims()
    office.at("09:10")
    reports(office, "budi").skims()
    first.is_paged(at="09:00")
    office.at("09:15")
    first.is_paged(at="09:15", colour="KUNING")


def test_what_was_taken_meanwhile_is_not_named_and_nobody_is_told_of_what_she_never_saw(office):
    first, second = office.counselor("first"), office.counselor("second")
    reports(office, "ani").skims()
    first.is_paged()
    office.victim("budi")
    reports(office, "budi").skims()
    office.victim("budi").says("tolong").skims()  # now it is red: the page that was held back is superseded
    first.is_paged(colour="MERAH", at="09:00").accepts().is_briefed()
    office.victim("budi").skims()
    office.at("09:20")
    first.skims()
    assert not [one for one in first.phone.messages if one.said == ("pages",)]
    second.skims()


def test_red_and_orange_pages_are_never_held_back(office):
    first = office.counselor("first")
    reports(office, "ani").skims()
    first.is_paged(colour="KUNING")
    reports(office, "adik", who="anak_korban").skims()
    first.is_paged(colour="ORANYE", at="09:00")
    calls_for_help(office, "ibu")
    first.is_paged(colour="MERAH", at="09:00")


def test_the_telephone_of_somebody_with_a_restart_in_between_is_told_once(office):
    first = office.counselor("first")
    three_reports(office)
    first.is_paged()
    office.sleeps(minutes=20)
    office.restart()
    told(first)
    office.wait(minutes=1)
    first.hears_nothing()
