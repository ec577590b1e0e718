"""Nobody is on duty: an empty rung costs no time, and is never passed over in silence."""


def test_an_empty_rung_is_skipped_at_once_and_said_loudly(hotline):
    hotline.on_duty("first", "07:00", "21:00").backup("second")

    hotline.victim().says("tolong").hears("emergency_place.ask")

    hotline.coordinator().is_paged(at="22:10").is_alarmed("empty_rung", at="22:10")
    hotline.counselor("first").hears_nothing()


def test_without_anybody_at_all_she_is_told_at_once_and_the_coordinators_are_alarmed(hotline):
    hotline.nobody_on_duty()

    victim = hotline.victim().says("tolong")

    hotline.coordinator().is_alarmed("nobody", at="22:10")
    victim.hears("emergency_place.ask").hears("everywhere.exhausted").reads("belum ada petugas", "112")


def test_who_comes_on_duty_later_is_called_by_the_repeat(hotline):
    hotline.nobody_on_duty().on_duty("first", "22:12", "06:00")
    hotline.victim().says("tolong").skims()
    hotline.coordinator().is_alarmed("nobody")

    hotline.wait(minutes=5)

    hotline.counselor("first").is_paged(at="22:15")


def test_somebody_without_a_chat_counts_as_nobody(hotline):
    hotline.enrols("fourth")
    hotline.on_duty("fourth").backup("second")

    hotline.victim().says("tolong").hears("emergency_place.ask")

    hotline.counselor("second").is_paged(at="22:10")
    hotline.coordinator().is_alarmed("empty_rung")


def test_the_status_tells_the_truth_when_nobody_could_be_called(hotline):
    hotline.nobody_on_duty()
    victim = calls_for_help_alone(hotline)

    victim.says("status").hears("status.ask").reads("Belum ada petugas yang menerima", "112")


def calls_for_help_alone(hotline):
    """Let her be waiting where nobody can be called."""
    victim = hotline.victim().says("tolong").skims().says("kranggan").picks("chat").hears("waiting.ask")
    hotline.coordinator().is_alarmed("nobody")
    return victim
