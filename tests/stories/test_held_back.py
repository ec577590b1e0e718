"""What was held for her does not go to whoever writes next, hours later: the counselor makes sure first."""

from tests.stories.scenes import IDENTITY, calls_for_help, chooses_words, with_someone


def _in_talk(hotline, name="ibu"):
    """Let the counselor greet the reporter, so that nothing is owed while both are silent."""
    victim, counselor = with_someone(hotline, name)
    counselor.says("Saya Dewi.")
    return victim.hears_words("Saya Dewi."), counselor


def _held_for_hours(hotline):
    """Let the counselor write two hours after the reporter was last there."""
    victim, counselor = _in_talk(hotline)
    hotline.wait(hours=2)
    counselor.says("Bu, saya Dewi. Ibu aman?").is_told("held")
    return victim, counselor


def test_her_husband_reads_nothing_and_what_he_sees_is_the_same_with_nothing_held(hotline):
    victim, counselor = _held_for_hours(hotline)
    victim.says("p").hears("everywhere.moment").hears_nothing()
    counselor.reads("p").is_told("held_back")
    held = victim.newest.text
    victim.says("halo?").hears_nothing()
    counselor.reads("halo?").hears_nothing()
    counselor.says("#tutup bukan dia").skims()
    victim.skims()
    other, _ = _in_talk(hotline, "tetangga")
    hotline.wait(hours=2)

    other.says("p").hears("everywhere.moment").hears_nothing()

    assert other.newest.text == held
    counselor.skims()


def test_once_the_counselor_is_sure_she_lets_it_go(hotline):
    victim, counselor = _held_for_hours(hotline)
    victim.says("p").hears("everywhere.moment")
    counselor.reads("p").is_told("held_back").says("Dengan siapa ini?")
    victim.hears_words("Dengan siapa ini?").says("saya sendiri bu")

    counselor.reads("saya sendiri bu").says("#kirim")

    victim.hears_words("Ibu aman?").hears_nothing()
    counselor.says("#kirim").is_told("nothing_held")


def test_what_was_written_after_the_doubt_goes_by_itself_within_the_hour(hotline):
    victim, counselor = _held_for_hours(hotline)
    victim.says("p").hears("everywhere.moment")
    counselor.reads("p").is_told("held_back")
    hotline.wait(minutes=15)
    counselor.says("Masih di sana?").is_told("held")

    victim.hears("everywhere.ready").says("ya").hears_words("Masih di sana?").hears_nothing()
    counselor.skims()
    hotline.coordinator().skims()


def test_it_does_not_go_while_she_is_silent_even_if_the_counselor_says_so(hotline):
    victim, counselor = _held_for_hours(hotline)

    counselor.says("#kirim").is_told("held")

    victim.hears_nothing()


def test_her_identity_word_lets_it_go_at_once(hotline):
    victim = chooses_words(calls_for_help(hotline))
    counselor = hotline.counselor("first").is_paged().accepts()
    counselor.is_briefed()
    counselor.says("Saya Dewi.")
    victim.hears("person.ask").hears_words("Saya Dewi.")
    hotline.wait(hours=2)
    counselor.says("Ibu aman?").is_told("held")

    victim.says(IDENTITY).hears_words("Ibu aman?").hears_nothing()

    counselor.is_told("word_right")


def test_after_a_departure_the_identity_word_brings_it_back_and_then_it_goes(hotline):
    victim = chooses_words(calls_for_help(hotline))
    counselor = hotline.counselor("first").is_paged().accepts()
    counselor.is_briefed()
    victim.hears("person.ask").says("x").hears("exit.ask")
    counselor.is_told("left").says("Ibu aman?").is_told("held_absent")

    victim.says(IDENTITY).hears("person.ask").hears_words("Ibu aman?").hears_nothing()
    counselor.is_told("word_right")


def test_after_voice_alone_nothing_real_shows_before_she_answers_that_it_is_ready(hotline):
    hotline.on_duty("first").at("2026-11-23 08:00")
    victim = hotline.victim().sends("voice").skims()
    counselor = hotline.counselor("first").is_paged().accepts()
    counselor.is_briefed()
    victim.hears("everywhere.ready")

    counselor.says("Bu, boleh saya telepon?").is_told("held")
    victim.hears_nothing().sends("voice").hears("person.ask").hears_words("boleh saya telepon").hears_nothing()

    counselor.is_told("media").says("Baik, Bu.")
    victim.hears_words("Baik, Bu.")


def test_who_comes_hours_later_is_told_of_the_counselor_before_her_first_words(hotline):
    hotline.on_duty("first")
    victim = calls_for_help(hotline)
    counselor = hotline.counselor("first").is_paged()
    hotline.wait(minutes=70)
    counselor.skims().accepts().is_briefed()
    victim.skims().says("p").hears("everywhere.moment").hears_nothing()

    counselor.reads("p").says("Saya Dewi.")

    victim.hears("person.ask").hears_words("Saya Dewi.").hears_nothing()
    hotline.coordinator().skims()
