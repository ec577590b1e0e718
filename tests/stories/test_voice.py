"""Voice and pictures: triage is deaf to them, so a person is called."""

from tests.stories.scenes import calls_for_help, with_someone


def test_a_voice_note_before_safety_is_known_asks_whether_she_is_safe_and_calls_a_person_by_day(hotline):
    hotline.on_duty("first").at("2026-11-23 10:00")

    victim = hotline.victim().sends("voice").hears("everywhere.greeted", "everywhere.sent_voice", "danger.ask")

    hotline.counselor("first").is_paged(at="10:00", colour="ORANYE")
    assert victim.state == "danger"


def test_at_night_a_voice_note_that_is_followed_by_silence_wakes_somebody(hotline):
    hotline.on_duty("first")
    victim = hotline.victim().sends("voice").hears("everywhere.greeted", "everywhere.sent_voice", "danger.ask")
    hotline.counselor("first").hears_nothing()

    hotline.wait(minutes=5)

    hotline.counselor("first").is_paged(at="22:15", colour="MERAH")
    victim.hears_nothing()


def test_at_night_a_voice_note_with_a_yes_wakes_somebody_at_once(hotline):
    hotline.on_duty("first")

    victim = hotline.victim().sends("voice").hears("everywhere.greeted", "everywhere.sent_voice", "danger.ask")
    victim.picks("ya").hears("emergency_place.ask")

    hotline.counselor("first").is_paged(at="22:10", colour="MERAH")


def test_the_counselor_is_told_that_there_is_a_voice_note_to_be_heard(hotline):
    hotline.on_duty("first").at("2026-11-23 10:00")
    victim = hotline.victim().sends("voice").hears("everywhere.greeted", "everywhere.sent_voice", "danger.ask")

    hotline.counselor("first").is_paged().accepts().is_briefed("pesan suara")

    victim.hears("everywhere.ready")


def test_a_voice_note_as_the_story_is_taken_and_she_may_go_on(hotline):
    victim = hotline.victim().says("halo").picks("bantu", "aman", "tidak", "setuju", "korban").hears("story.ask")

    victim.sends("voice").skims().says("selesai").hears("kinds.ask")


def test_a_sticker_is_answered_kindly_and_calls_nobody(hotline):
    hotline.on_duty("first")

    hotline.victim().sends("sticker").hears("everywhere.sent_other", "welcome.ask")

    hotline.counselor("first").hears_nothing()


def test_while_waiting_a_voice_note_is_taken_in(hotline):
    victim = calls_for_help(hotline)

    victim.sends("voice").hears("everywhere.sent_voice", "waiting.shortly")

    hotline.counselor("first").is_paged().accepts().is_briefed("pesan suara")
    victim.hears("person.ask")


def test_a_location_in_the_relay_reaches_the_counselor(hotline):
    victim, counselor = with_someone(hotline)

    victim.shares(-7.4722, 112.4336).hears_nothing()

    counselor.reads("-7.4722", "112.4336")


def test_a_location_answers_where_she_is(hotline):
    hotline.on_duty("first")

    victim = hotline.victim().says("tolong").hears("emergency_place.ask").shares(-7.4722, 112.4336)

    victim.hears("emergency_call.ask")
    hotline.counselor("first").is_paged().accepts().is_briefed("-7.4722")
    victim.hears("person.ask")
