"""A case changes hands: offered by name or to whoever is on duty, at the end of a shift, and never left in between."""

import pytest

from flows.events import Gone
from tests.stories.scenes import with_someone


def _holder(hotline):
    query = "SELECT name FROM members JOIN cases ON holder_id = members.id"
    return hotline.rows(query)[0]["name"]


def _talking(hotline):
    """Return two who talk with each other; nothing is owed."""
    victim, counselor = with_someone(hotline)
    counselor.says("Saya di sini.")
    victim.hears_words("Saya di sini.")
    return victim, counselor


def _offered(hotline, note="ibu di rumah tetangga"):
    victim, first = _talking(hotline)
    first.says(f"#serah second {note}").is_told("offered")
    return victim, first, hotline.counselor("second").is_paged()


def test_who_is_offered_a_case_and_accepts_goes_on_with_note_and_brief(hotline):
    victim, first, second = _offered(hotline)
    assert _holder(hotline) == "first"

    second.accepts().is_told("brief", "sealed")

    assert "ibu di rumah tetangga" in second.phone.expect_any("handed_note").text
    first.is_told("taken_over")
    victim.hears("person.another")
    second.says("Saya lanjutkan.")
    victim.hears_words("Saya lanjutkan.").says("terima kasih")
    second.reads("terima kasih")
    first.says("saya masih di sini").is_told("refused")
    assert [row["note"] for row in hotline.rows("SELECT note FROM hand_overs")] == [None]
    assert "ibu di rumah tetangga" in [line.text for line in hotline.transcript(hotline.case().code, reads_as="second")]


def test_until_it_is_accepted_the_case_stays_its_holders(hotline):
    victim, first, _ = _offered(hotline)

    victim.says("halo?")
    first.reads("halo?").says("masih saya")

    victim.hears_words("masih saya")


def test_who_is_offered_a_case_may_refuse_and_no_one_else_is_called(hotline):
    _, first, second = _offered(hotline)
    code = hotline.case().code.removeprefix("#")

    second.says(f"2 {code}").is_told("offer_declined")

    first.is_told("offer_ended")
    second.accepts().is_told("too_late")
    assert _holder(hotline) == "first"


def test_an_offer_that_nobody_answers_ends_and_its_holder_is_told(hotline):
    _, first, second = _offered(hotline)

    hotline.wait(minutes=15)

    first.is_told("offer_ended")
    second.accepts().is_told("too_late")


def test_late_and_double_answers_to_an_offer_change_nothing(hotline):
    victim, first, second = _offered(hotline)
    second.accepts().is_told("brief", "sealed", "handed_note")
    first.is_told("taken_over")
    victim.hears("person.another")

    second.accepts().is_told("yours").declines().is_told("yours")

    victim.hears_nothing()
    assert _holder(hotline) == "second"


def test_an_offer_that_was_withdrawn_cannot_be_accepted(hotline):
    _, first, second = _offered(hotline)

    first.says("#pegang").is_told("kept")

    second.accepts().is_told("too_late")
    assert _holder(hotline) == "first"


def test_a_second_offer_ends_the_first(hotline):
    victim, first, second = _offered(hotline)
    first.says("#serah third").is_told("offered")
    hotline.counselor("third").is_paged()

    second.accepts().is_told("too_late")

    hotline.counselor("third").accepts().is_told("brief", "sealed")
    first.is_told("taken_over")
    victim.hears("person.another")


def test_a_case_can_be_given_to_whoever_is_on_duty(hotline):
    hotline.on_duty("first").backup("second")
    victim, first = _talking(hotline)

    first.says("#serah piket sudah lelah").is_told("offered")

    second = hotline.counselor("second").is_paged().accepts()
    second.is_told("brief", "sealed", "handed_note")
    first.is_told("taken_over")
    victim.hears("person.another")


def test_an_answer_does_not_take_back_what_its_holder_gave_away(hotline):
    hotline.on_duty("first").backup("second")
    victim, first = _talking(hotline)
    first.says("#serah piket").is_told("offered")
    hotline.counselor("second").is_paged()

    first.says("sebentar ya")
    victim.hears_words("sebentar ya")

    hotline.counselor("second").accepts().is_told("brief", "sealed")
    first.is_told("taken_over")
    victim.hears("person.another")


@pytest.mark.parametrize("words", ["#serah", "#serah tetangga sebelah", "#serah first"])
def test_a_name_that_is_none_is_answered_with_those_there_are_and_reaches_no_reporter(hotline, words):
    victim, first = _talking(hotline)

    first.says(words).is_told("hand_whom")

    victim.hears_nothing()


def test_an_offer_survives_a_restart(hotline):
    victim, first, second = _offered(hotline)

    hotline.restart()

    second.accepts().is_told("brief", "sealed", "handed_note")
    first.is_told("taken_over")
    victim.hears("person.another")


def test_a_reporter_who_left_is_told_nothing_when_another_goes_on(hotline):
    victim, first, second = _offered(hotline)
    victim.says("x").skims()
    first.is_told("left")

    second.accepts().is_told("brief", "sealed", "handed_note", "absent")

    first.is_told("taken_over")
    victim.hears_nothing()


def test_an_offer_of_a_holder_who_is_lost_ends_and_the_case_looks_for_somebody(hotline):
    _, first, second = _offered(hotline)

    first.does(Gone())

    hotline.coordinator().skims()
    assert not hotline.rows("SELECT id FROM hand_overs WHERE status = 'out' OR note IS NOT NULL")
    second.accepts().is_told("brief", "sealed")
    hotline.victim().hears("person.another")
    hotline.coordinator().skims()


# The end of a shift


def _at_the_end_of_a_shift(hotline):
    hotline.on_duty("first", "20:00", "23:00").on_duty("second", "23:00", "07:00")
    victim, first = _talking(hotline)
    hotline.at("22:59")
    first.hears_nothing()
    hotline.at("23:00")
    return victim, first.is_paged(at="23:00")


def test_when_her_shift_ends_its_holder_is_asked_and_may_keep_it(hotline):
    _, first = _at_the_end_of_a_shift(hotline)
    assert "1 Masih saya pegang" in first.phone.newest.text

    first.accepts().is_told("kept")

    hotline.wait(hours=3)
    hotline.counselor("second").hears_nothing()


def test_or_gives_it_to_the_new_shift(hotline):
    victim, first = _at_the_end_of_a_shift(hotline)

    first.declines().is_told("offered")

    hotline.counselor("second").is_paged(at="23:00").accepts().is_told("brief", "sealed")
    first.is_told("taken_over")
    victim.skims()


def test_without_an_answer_the_new_shift_is_called_after_half_an_hour(hotline):
    _, first = _at_the_end_of_a_shift(hotline)

    hotline.restart().wait(minutes=29, seconds=59)
    hotline.counselor("second").hears_nothing()
    hotline.wait(seconds=1)

    hotline.coordinator().is_alarmed("shift_holder")
    hotline.counselor("second").is_paged(at="23:30")
    first.hears_nothing().accepts().is_told("kept")
    hotline.counselor("second").is_told("taken")


def test_who_is_still_on_duty_by_another_shift_is_not_asked(hotline):
    hotline.on_duty("first", "20:00", "23:00").on_duty("first", "23:00", "07:00")
    _talking(hotline)

    hotline.at("06:59")

    hotline.counselor("first").hears_nothing()


def test_a_roster_that_is_changed_meanwhile_counts(hotline):
    hotline.on_duty("first", "20:00", "23:00").on_duty("second", "22:30", "07:00")
    _talking(hotline)
    hotline.office.held["konselor"][0]["to"] = "22:30"

    hotline.restart().at("22:30")

    hotline.counselor("first").is_paged(at="22:30")


# Too much for one


def test_who_has_two_red_cases_is_passed_over_and_that_is_noted(hotline):
    hotline.on_duty("first").backup("second")
    for name in ("ibu", "tante"):
        hotline.victim(name).says("darurat").skims()
        hotline.counselor("first").is_paged().accepts().skims()
        hotline.victim(name).skims()

    hotline.victim("kakak").says("darurat").skims()

    hotline.counselor("first").hears_nothing()
    hotline.counselor("second").is_paged()
    hotline.coordinator().is_alarmed("passed_over")
    assert [row["action"] for row in hotline.rows("SELECT action FROM audit WHERE action = 'passed_over'")]


def test_where_nobody_else_is_left_even_she_is_called(hotline):
    hotline.nobody_on_duty().on_duty("first", role="koordinator")
    for name in ("ibu", "tante", "kakak"):
        hotline.victim(name).says("darurat").skims()
        hotline.counselor("first").is_paged().accepts().skims()
        hotline.victim(name).skims()
    hotline.coordinator().skims()
