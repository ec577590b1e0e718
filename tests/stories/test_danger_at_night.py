"""Danger at night: who is woken when, and what each of them reads."""

from flows.events import Said
from tests.stories.scenes import calls_for_help, with_someone


def test_the_page_goes_out_before_the_first_question_is_answered(hotline):
    hotline.on_duty("first", "22:00", "06:00").backup("second")

    hotline.victim().says("suami saya bawa parang").hears("emergency_place.ask")

    hotline.counselor("first").is_paged(at="22:10", colour="MERAH")


def test_a_silent_first_is_followed_by_the_second_after_the_delay_of_the_rung(hotline):
    hotline.on_duty("first", "22:00", "06:00").backup("second")
    victim = hotline.victim().says("halo").picks("bantu", "aman", "ya").hears("emergency_place.ask")
    hotline.counselor("first").is_paged(at="22:10", colour="MERAH")

    hotline.wait(minutes=4, seconds=59)
    hotline.counselor("second").hears_nothing()
    hotline.wait(seconds=1)

    hotline.counselor("second").is_paged(at="22:15")
    victim.hears_nothing()


def test_who_accepts_gets_what_was_written_and_the_other_learns_that_it_is_taken(hotline):
    hotline.on_duty("first", "22:00", "06:00").backup("second")
    victim = hotline.victim().says("suami saya bawa parang").hears("emergency_place.ask")
    victim.says("kranggan").hears("emergency_call.ask").picks("chat").hears("waiting.ask")
    hotline.counselor("first").is_paged()
    hotline.wait(minutes=5)

    hotline.counselor("second").is_paged().accepts().is_briefed("MERAH", "Kranggan", "suami saya bawa parang")

    hotline.counselor("first").is_told("taken").hears_nothing()
    victim.hears("person.ask", at="22:15").reads("22.15")


def test_both_talk_with_each_other_until_the_case_is_closed(hotline):
    victim, counselor = with_someone(hotline)

    counselor.says("Saya di sini. Pintunya bisa dikunci?")
    victim.hears_words("Pintunya bisa dikunci?").says("bisa, sudah")
    counselor.reads("bisa, sudah").says("Bagus. Tetap di kamar.")
    victim.hears_words("Tetap di kamar").says("iya")
    counselor.reads("iya").says("#tutup dijemput kakak")

    counselor.is_told("closed")
    victim.hears("person.closed")
    assert [(line.author, line.text) for line in hotline.transcript(hotline.case().code) if line.author != "bot"] == [
        ("reporter", "tolong"),
        ("reporter", "kranggan"),
        ("reporter", "Chat saja"),
        ("staff", "Saya di sini. Pintunya bisa dikunci?"),
        ("reporter", "bisa, sudah"),
        ("staff", "Bagus. Tetap di kamar."),
        ("reporter", "iya"),
        ("note", "dijemput kakak"),
    ]
    assert hotline.case().status == "closed"


def test_a_closed_case_calls_nobody_any_more_and_the_chat_is_a_newcomers(hotline):
    victim, counselor = with_someone(hotline)
    counselor.says("#tutup sudah aman").is_told("closed")
    victim.hears("person.closed")

    hotline.wait(hours=30)
    counselor.hears_nothing()

    victim.says("halo lagi").hears("welcome.ask")
    counselor.says("masih di sana?").is_told("refused")
    victim.hears_nothing()


def test_words_of_danger_in_the_relay_reach_the_holder_and_the_numbers_are_shown_again(hotline):
    victim, counselor = with_someone(hotline)

    victim.says("darurat").hears("everywhere.danger_again").reads("112")

    counselor.reads("darurat")


def test_danger_again_while_everybody_is_being_called_is_answered_with_the_truth(hotline):
    victim = calls_for_help(hotline)
    hotline.counselor("first").is_paged()
    hotline.wait(minutes=2)

    victim.says("tolong").hears("everywhere.danger_again").reads("22.10", "1 orang")

    assert len(hotline.cases()) == 1


def test_the_night_shift_that_began_yesterday_is_on_duty_after_midnight(hotline):
    hotline.on_duty("first", "06:00", "22:00").on_duty("second", "22:00", "06:00").at("2026-11-23 02:30")

    hotline.victim().says("tolong").hears("emergency_place.ask")

    hotline.counselor("second").is_paged(at="02:30")
    hotline.counselor("first").hears_nothing()


def test_who_is_called_later_is_who_is_on_duty_then(hotline):
    """The shape of the ladder is frozen, not the names on it."""
    hotline.on_duty("first").on_duty("second", "22:00", "22:12", role="cadangan")
    hotline.on_duty("third", "22:12", "06:00", role="cadangan")
    hotline.victim().says("tolong").hears("emergency_place.ask")
    hotline.counselor("first").is_paged(at="22:10")

    hotline.wait(minutes=5)

    hotline.counselor("third").is_paged(at="22:15")
    hotline.counselor("second").hears_nothing()


def test_one_message_delivered_twice_by_the_provider_happens_once(hotline):
    victim = hotline.on_duty("first").victim()

    for _ in range(2):
        hotline.takes_in("ibu", Said("tolong"), provider_id="77")
    hotline.settles()

    victim.hears("emergency_place.ask").hears_nothing()
    hotline.counselor("first").is_paged().hears_nothing()


def test_a_place_that_was_put_right_stands_first_in_the_brief_with_the_one_before(hotline):
    hotline.on_duty("first", "22:00", "06:00").backup("second")
    victim = hotline.victim().says("suami saya bawa parang").hears("emergency_place.ask")
    victim.says("magersari").hears("emergency_call.ask")
    victim.edits("kranggan").hears("everywhere.corrected", "emergency_call.shortly").reads("Kranggan")

    hotline.counselor("first").is_paged().accepts().is_briefed("Kecamatan: Kranggan (dibetulkan; tadi Magersari)")
    victim.hears("person.ask")


def test_a_location_that_was_sent_stands_in_the_brief_and_its_point_below(hotline):
    hotline.on_duty("first", "22:00", "06:00").backup("second")
    victim = hotline.victim().says("suami saya bawa parang").hears("emergency_place.ask")
    victim.shares(-7.4705, 112.4401).hears("emergency_call.ask")

    hotline.counselor("first").is_paged().accepts().is_briefed("Kecamatan: lokasi dikirim", "-7.470500, 112.440100")
    victim.hears("person.ask")
