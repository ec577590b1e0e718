"""At night a case that can wait calls nobody, also not one that began by day; red and the hours of medicine pierce."""

from tests.stories.scenes import calls_for_help, reports


def test_a_yellow_case_that_nobody_accepted_by_day_calls_nobody_at_night(hotline):
    hotline.on_duty("first").backup("second").at("2026-11-23 20:30")
    reports(hotline).skims()
    hotline.counselor("first").is_paged(at="20:30", colour="KUNING")
    hotline.at("2026-11-24 06:59")
    hotline.counselor("second").hears_nothing()  # her rung was due at 21.30
    hotline.coordinator().hears_nothing()
    hotline.at("07:00")
    hotline.counselor("second").is_paged(at="07:00")


def test_a_no_at_night_to_what_can_wait_wakes_nobody(hotline):
    hotline.on_duty("first").backup("second").at("2026-11-23 20:50")
    reports(hotline).skims()
    hotline.at("21:30").counselor("first").is_paged(at="20:50").declines().is_told("declined")
    hotline.counselor("second").hears_nothing()
    hotline.at("2026-11-24 07:00").counselor("second").is_paged(at="07:00")


def test_an_orange_case_sleeps_too_but_not_where_hours_count(hotline):
    hotline.on_duty("first").backup("second").at("2026-11-23 20:50")
    reports(hotline, "adik", who="anak_korban").skims()
    reports(hotline, "ibu", kinds="seksual", when="tiga_hari").skims()
    first, second = hotline.counselor("first"), hotline.counselor("second")
    first.is_paged(at="20:50", colour="ORANYE").is_paged(at="20:50", colour="ORANYE")
    hotline.at("21:05")
    second.is_paged(at="21:05", colour="ORANYE").hears_nothing()
    hotline.at("21:10").counselor("first").skims()
    for name in ("ibu", "adik"):
        hotline.victim(name).skims()
    second.hears_nothing()


def test_red_pierces(hotline):
    hotline.on_duty("first").backup("second").at("2026-11-24 02:00")
    calls_for_help(hotline)
    hotline.counselor("first").is_paged(at="02:00", colour="MERAH")
    hotline.wait(minutes=5)
    hotline.counselor("second").is_paged(at="02:05", colour="MERAH")


def test_what_can_wait_is_given_away_in_the_morning(hotline):
    hotline.on_duty("first").backup("second").at("2026-11-23 20:50")
    reports(hotline).skims()
    first = hotline.counselor("first").is_paged().accepts().is_briefed()
    hotline.victim().skims()
    hotline.at("21:30")
    first.says("#serah piket besok saja").is_told("offered")
    hotline.counselor("second").hears_nothing()
    hotline.at("2026-11-24 07:00").counselor("second").is_paged(at="07:00")
    first.skims()
    hotline.coordinator().skims()
