"""Leaving: exit silences the chat and never the duty side, and whoever comes to the phone finds nothing."""

from flows.events import Gone
from tests.stories.scenes import calls_for_help, with_someone


def test_exit_silences_the_chat_and_the_counselor_is_told(hotline):
    victim, counselor = with_someone(hotline)

    victim.says("x").hears("exit.ask")
    counselor.is_told("left").says("Ibu di sana?").is_told("held_absent")
    hotline.wait(hours=5)

    victim.hears_nothing()
    assert hotline.case().status == "held"


def test_exit_does_not_silence_the_duty_side(hotline):
    hotline.on_duty("first").backup("second")
    victim = calls_for_help(hotline)
    hotline.counselor("first").is_paged()

    victim.says("keluar").hears("exit.ask")
    hotline.wait(minutes=5)

    hotline.counselor("second").is_paged(at="22:15").accepts().is_briefed("tolong").is_told("absent")
    hotline.counselor("first").is_told("taken")
    victim.hears_nothing()


def test_after_an_exit_not_even_the_exhausted_ladder_writes_to_her(hotline):
    hotline.on_duty("first").backup("second")
    victim = calls_for_help(hotline).says("x").hears("exit.ask")

    for name in ("first", "second", "ratna"):
        hotline.counselor(name).is_paged().declines().is_told("declined")

    hotline.coordinator().is_alarmed("declined")
    victim.hears_nothing()


def test_exit_cancels_what_was_queued(hotline):
    victim = hotline.victim().says_unanswered("halo", "1", "x")

    hotline.settles()

    victim.hears("exit.ask").hears_nothing()


def test_exit_cancels_what_a_counselor_wrote_and_nothing_has_carried_yet(hotline):
    victim, counselor = with_someone(hotline)
    counselor.says("Saya di sini.")
    victim.hears_words("Saya di sini.")
    hotline.wait(minutes=12)
    counselor.says("Ibu, polisi sudah di jalan").is_told("held")
    victim.hears("everywhere.ready").says_unanswered("x")

    hotline.settles()

    victim.hears("exit.ask").hears_nothing()
    counselor.is_told("left")


def test_he_is_coming_is_silence_on_the_chat_and_a_page_with_a_careful_brief(hotline):
    hotline.on_duty("first")
    victim = hotline.victim().says("halo").picks("bantu").hears("safe.ask")

    victim.says("dia datang").hears_nothing()

    hotline.counselor("first").is_paged(at="22:10", colour="MERAH").accepts()
    hotline.counselor("first").is_briefed("JANGAN menghubungi lebih dulu", "pelaku di dekat HP").is_told("absent")
    hotline.counselor("first").says("#catatan polisi dihubungi").is_told("note_kept")
    hotline.wait(hours=3)
    victim.hears_nothing()


def test_he_is_coming_in_the_relay_silences_the_chat_and_warns_the_counselor(hotline):
    victim, counselor = with_someone(hotline)

    victim.says("dia datang").hears_nothing()

    counselor.is_told("danger_word").says("Ibu?").is_told("held_absent")
    victim.hears_nothing()
    assert hotline.case().careful


def test_he_is_coming_takes_back_what_was_about_to_be_shown(hotline):
    hotline.on_duty("first")
    victim = hotline.victim().says_unanswered("halo", "1", "ada orang")

    hotline.settles()

    victim.hears_nothing()
    hotline.counselor("first").is_paged()


def test_silence_says_nothing_and_leads_back_to_the_newcomers_greeting(hotline):
    """A question of the report must not stand on the screen of whoever takes up the phone later."""
    victim = hotline.victim().says("halo").picks("bantu", "aman", "tidak", "setuju").hears("who.ask")

    hotline.wait(minutes=31)
    victim.hears_nothing()

    victim.says("1").hears("welcome.ask")


def test_silence_after_danger_does_not_end_the_case(hotline):
    hotline.on_duty("first").backup("second")
    victim = hotline.victim().says("tolong").hears("emergency_place.ask")
    hotline.counselor("first").is_paged()

    hotline.wait(minutes=6)

    hotline.counselor("second").is_paged(at="22:15").accepts().is_briefed("tolong")
    hotline.counselor("first").is_told("taken")
    victim.hears("person.ask")


def test_tomorrow_she_is_still_in_her_conversation_while_a_person_has_it(hotline):
    victim, counselor = with_someone(hotline)
    counselor.says("Saya di sini.")
    victim.hears_words("Saya di sini.")
    hotline.wait(hours=20)

    victim.says("pagi, saya masih di sini").hears("everywhere.moment").hears_nothing()

    counselor.reads("masih di sini")


def test_asking_whether_anybody_is_there_is_not_an_exit(hotline):
    victim = calls_for_help(hotline)
    hotline.counselor("first").is_paged()

    victim.says("ada orang?").hears("waiting.ask")


def test_who_says_goodbye_at_the_question_about_danger_is_seen_by_duty_and_by_nobody_at_the_phone(hotline):
    hotline.on_duty("first").at("2026-11-23 10:00")
    victim = hotline.victim().says("saya takut sekali").hears("everywhere.greeted", "danger.ask")

    victim.says("makasih ya kak, udah dulu").hears("exit.ask")

    counselor = hotline.counselor("first").is_paged(colour="KUNING").accepts()
    counselor.is_briefed("JANGAN menghubungi").is_told("absent")
    victim.hears_nothing().says("halo").hears("welcome.ask")
    counselor.is_told("writes_again")


def test_after_an_exit_an_old_button_shows_what_every_newcomer_sees(hotline):
    newcomer = hotline.victim("tetangga").says("halo").hears("welcome.ask")
    victim = hotline.victim().says("halo").picks("bantu").hears("safe.ask")
    old = victim.newest.data_of("aman")
    victim.says("x").hears("exit.ask")

    victim.presses(old).hears("welcome.ask")

    assert victim.newest.text == newcomer.newest.text


def test_a_blocked_chat_is_called_blocked_and_nobody_waits_for_a_number(hotline):
    victim, counselor = with_someone(hotline)

    victim.does(Gone())

    counselor.is_told("blocked").says("Ibu?").is_told("held_blocked")


def test_whoever_takes_the_case_of_a_chat_silenced_by_somebody_near_is_told_so_and_not_that_she_left(hotline):
    hotline.on_duty("first")
    calls_for_help(hotline).says("dia lg di dpn pintu")
    counselor = hotline.counselor("first").is_paged().accepts().is_briefed("di dpn pintu")

    told = counselor.phone.expect_any("absent").text
    assert "Pelapor menulis ada orang di dekatnya; chatnya didiamkan. Jangan menulis" in told
    assert "sudah keluar" not in told
    counselor.says("Ibu aman?")
    told = counselor.phone.expect_any("held_absent").text
    assert "ada orang di dekatnya" in told
    assert "sudah keluar" not in told


def test_whoever_takes_the_case_of_a_woman_who_left_with_x_is_told_that_she_left(hotline):
    hotline.on_duty("first")
    calls_for_help(hotline).says("x").hears("exit.ask")

    counselor = hotline.counselor("first").is_paged().accepts().is_briefed()

    assert "Pelapor sudah keluar" in counselor.phone.expect_any("absent").text
