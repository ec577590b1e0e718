"""A page answered too late, twice, or by the wrong one: it does nothing, and says so."""

from tests.stories.scenes import calls_for_help, with_someone


def test_a_late_accept_is_harmless(hotline):
    hotline.on_duty("first").backup("second")
    victim = calls_for_help(hotline)
    hotline.wait(minutes=5)
    hotline.counselor("second").is_paged().accepts().is_briefed()
    victim.hears("person.ask")

    hotline.counselor("first").is_paged().is_told("taken").accepts().is_told("too_late")

    hotline.counselor("second").says("halo")
    victim.hears_words("halo")


def test_a_double_tap_on_accept_is_harmless_and_does_not_say_that_somebody_else_has_it(hotline):
    victim, counselor = with_someone(hotline)

    counselor.accepts().is_told("yours")

    counselor.says("masih di sini")
    victim.hears_words("masih di sini")


def test_declining_after_accepting_does_not_take_the_case_away(hotline):
    victim, counselor = with_someone(hotline)

    counselor.declines().is_told("yours")

    counselor.says("masih di sini")
    victim.hears_words("masih di sini")
    assert hotline.case().status == "held"


def test_a_second_decline_is_harmless(hotline):
    hotline.on_duty("first").backup("second")
    hotline.victim().says("tolong").hears("emergency_place.ask")

    hotline.counselor("first").is_paged().declines().is_told("declined").declines().is_told("too_late")

    hotline.counselor("second").is_paged()


def test_the_button_of_a_closed_case_is_harmless(hotline):
    victim, counselor = with_someone(hotline)
    counselor.says("#tutup sudah aman").is_told("closed")
    victim.hears("person.closed")

    counselor.accepts().is_told("too_late")

    victim.hears_nothing()
    assert hotline.case().status == "closed"


def test_the_button_of_another_counselors_page_does_nothing(hotline):
    hotline.on_duty("first").backup("second")
    hotline.victim().says("tolong").hears("emergency_place.ask")
    stolen = hotline.counselor("first").is_paged().page("accept")

    hotline.counselor("second").presses(stolen).is_told("staff_help")

    assert hotline.case().status == "open"


def test_a_reporter_who_presses_a_page_button_is_just_somebody_with_an_old_button(hotline):
    hotline.on_duty("first")
    victim = hotline.victim().says("tolong").hears("emergency_place.ask")
    stolen = hotline.counselor("first").is_paged().page("accept")

    victim.presses(stolen).hears("everywhere.stale", "emergency_place.shortly")

    assert hotline.case().status == "open"


def test_when_two_accept_at_once_the_first_has_it(hotline):
    hotline.on_duty("first").on_duty("third")
    victim = calls_for_help(hotline)
    first, third = hotline.counselor("first").is_paged(), hotline.counselor("third").is_paged()

    first.accepts().is_briefed()
    third.accepts().is_told("taken", "too_late")

    victim.hears("person.ask").hears_nothing()
