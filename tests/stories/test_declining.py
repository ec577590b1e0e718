"""Somebody cannot: the next one is called at once, and when everybody said no, it is said loudly."""

from tests.stories.scenes import calls_for_help


def test_when_the_first_declines_the_second_is_called_at_once(hotline):
    hotline.on_duty("first").backup("second")
    hotline.victim().says("tolong").hears("emergency_place.ask")

    hotline.counselor("first").is_paged().declines().is_told("declined")

    hotline.counselor("second").is_paged(at="22:10")


def test_a_digit_declines_as_the_button_does(hotline):
    hotline.on_duty("first").backup("second")
    hotline.victim().says("tolong").hears("emergency_place.ask")

    hotline.counselor("first").is_paged().says("2").is_told("declined")

    hotline.counselor("second").is_paged(at="22:10").says("1").is_briefed("tolong")
    hotline.victim().hears("person.ask")


def test_when_the_second_declines_nobody_waits_for_the_first_who_was_silent(hotline):
    hotline.on_duty("first").backup("second")
    hotline.victim().says("tolong").hears("emergency_place.ask")
    hotline.counselor("first").is_paged()
    hotline.wait(minutes=6)

    hotline.counselor("second").is_paged(at="22:15").declines().is_told("declined")

    hotline.coordinator().is_paged(at="22:16")


def test_when_all_decline_the_coordinator_is_alarmed_and_she_is_told_the_truth(hotline):
    hotline.on_duty("first").backup("second")
    victim = calls_for_help(hotline)

    hotline.counselor("first").is_paged().declines().is_told("declined")
    hotline.counselor("second").is_paged().declines().is_told("declined")
    hotline.coordinator().is_paged(at="22:10").declines().is_told("declined").is_alarmed("declined", at="22:10")

    victim.hears("everywhere.exhausted", at="22:10").reads("3 orang", "112")


def test_ten_minutes_after_she_wrote_nothing_is_sent_even_when_all_were_called_in_vain(hotline):
    hotline.on_duty("first").backup("second")
    victim = calls_for_help(hotline)
    hotline.counselor("first").is_paged(at="22:10")

    hotline.wait(minutes=16)

    hotline.counselor("second").is_paged(at="22:15")
    hotline.coordinator().is_paged(at="22:20").is_alarmed("unanswered", at="22:25")
    victim.hears_nothing()


def test_one_of_two_on_the_same_rung_who_declines_does_not_hurry_the_other(hotline):
    hotline.on_duty("first").on_duty("third").backup("second")
    hotline.victim().says("tolong").hears("emergency_place.ask")
    hotline.counselor("third").is_paged(at="22:10")

    hotline.counselor("first").is_paged().declines().is_told("declined")
    hotline.counselor("second").hears_nothing()
    hotline.wait(minutes=5)

    hotline.counselor("second").is_paged(at="22:15")


def test_who_declined_can_still_take_it_by_the_button_or_by_the_digit_alone(hotline):
    """Her notice says so: "balas 1 selama belum diterima orang lain"."""
    hotline.on_duty("first").on_duty("third")
    hotline.victim().says("tolong").hears("emergency_place.ask")
    hotline.counselor("third").is_paged()
    hotline.counselor("first").is_paged().declines().is_told("declined")

    hotline.counselor("first").says("1").is_briefed("tolong")

    hotline.counselor("third").is_told("taken")
    hotline.victim().hears("person.ask")


def test_the_last_rung_and_in_between_everybody_is_called_again_until_somebody_has_it(hotline):
    hotline.on_duty("first")
    victim = hotline.victim().says("tolong").hears("emergency_place.ask")
    hotline.counselor("first").is_paged(at="22:10")
    hotline.wait(minutes=5)
    hotline.coordinator().is_alarmed("empty_rung", at="22:15").is_paged(at="22:15")
    hotline.wait(minutes=5)
    hotline.coordinator().is_alarmed("unanswered", at="22:20")
    hotline.wait(minutes=10)

    hotline.coordinator().is_paged(at="22:25").is_paged(at="22:30").accepts().is_briefed()
    hotline.counselor("first").is_paged(at="22:30")

    hotline.counselor("first").is_told("taken")
    hotline.coordinator().says("Saya di sini.").is_told("held")
    victim.skims()
    hotline.wait(hours=1)
