"""She left with x and writes again in danger: the same case is called anew, and the chat shows what newcomers see."""

import pytest

from tests.stories.scenes import calls_for_help, chooses_words, reports, with_someone

AGAIN = "Menulis lagi"


def _in_danger_again(hotline, name="ibu"):
    return hotline.victim(name).says("tolong dia bawa parang").hears("emergency_place.ask")


def test_there_is_one_case_and_whoever_is_on_duty_is_called_for_it_again(hotline):
    victim, counselor = with_someone(hotline)
    code = hotline.case().code
    victim.says("x").hears("exit.ask")
    counselor.is_told("left")

    _in_danger_again(hotline)

    assert hotline.case().code == code
    counselor.is_told("came_back")
    assert f"{AGAIN} · MERAH · {code}" in counselor.phone.expect_any("page").text
    counselor.accepts().is_briefed(AGAIN, "bawa parang")
    hotline.victim().hears("person.ask")


def test_the_chat_shows_word_for_word_what_a_newcomer_in_danger_sees(hotline):
    victim, counselor = with_someone(hotline)
    victim.says("x").hears("exit.ask")
    counselor.is_told("left")

    again = _in_danger_again(hotline).screen
    newcomer = _in_danger_again(hotline, "tetangga").screen

    assert again == newcomer
    counselor.skims()


def test_while_people_are_being_called_nobody_is_called_off_and_the_ladder_goes_on(hotline):
    hotline.on_duty("first").backup("second")
    victim = calls_for_help(hotline)
    hotline.counselor("first").is_paged()
    hotline.wait(minutes=6)
    second = hotline.counselor("second").is_paged()
    victim.says("x").hears("exit.ask")

    _in_danger_again(hotline)

    hotline.at("22:20").coordinator().is_paged(at="22:20")
    second.accepts().is_briefed(AGAIN, "tolong", "bawa parang")
    victim.skims()
    hotline.counselor("first").is_told("taken")
    hotline.coordinator().is_told("taken")


def test_whoever_has_the_case_learns_that_somebody_writes_there_again_and_nothing_shows_on_the_chat(hotline):
    victim, counselor = with_someone(hotline)
    victim.says("x").hears("exit.ask")
    counselor.is_told("left")

    victim.says("halo").hears("welcome.ask")

    counselor.is_told("writes_again")
    victim.says("info").skims()
    counselor.hears_nothing()


def test_words_held_for_the_chat_she_left_are_not_sent_and_their_writer_is_told(hotline):
    victim, counselor = with_someone(hotline)
    victim.says("x").hears("exit.ask")
    counselor.is_told("left")
    counselor.says("Besok kita bertemu di kantor.").is_told("held_absent")

    _in_danger_again(hotline)

    assert "tidak terkirim: 1" in counselor.phone.expect_any("came_back").text
    counselor.accepts().skims()
    hotline.victim().hears("person.ask").says("iya bu").hears_nothing()
    counselor.reads("iya bu")


def test_duty_keeps_what_it_knew_of_the_case(hotline):
    hotline.on_duty("first")
    reports(hotline).hears("receipt.ask")
    hotline.victim().says("x").hears("exit.ask")

    _in_danger_again(hotline)

    hotline.counselor("first").is_paged().accepts().is_briefed("Dialami", AGAIN).skims()
    hotline.victim().hears("person.ask")


def test_somebody_else_who_reports_without_danger_from_that_phone_has_a_case_of_her_own(hotline):
    victim, counselor = with_someone(hotline)
    victim.says("x").hears("exit.ask")
    counselor.is_told("left")

    reports(hotline).hears("receipt.ask")

    assert len(hotline.cases()) == 2
    counselor.skims()


def test_danger_after_the_case_was_closed_is_a_new_case(hotline):
    victim, counselor = with_someone(hotline)
    victim.says("x").hears("exit.ask")
    counselor.is_told("left").says("#tutup selesai").skims()

    _in_danger_again(hotline)

    assert len(hotline.cases()) == 2
    counselor.skims()


def test_her_identity_word_still_shows_that_it_is_her(hotline):
    hotline.on_duty("first")
    victim = chooses_words(calls_for_help(hotline))
    counselor = hotline.counselor("first").is_paged().accepts().is_briefed()
    victim.hears("person.ask").says("x").hears("exit.ask")
    counselor.is_told("left")
    _in_danger_again(hotline)
    counselor.skims()

    hotline.victim().says("payung merah").hears("everywhere.added", "emergency_place.shortly")

    counselor.accepts().is_briefed("Kata sandi")
    hotline.victim().hears("person.ask")


@pytest.mark.parametrize("again", [1, 2])
def test_as_often_as_she_comes_back_it_is_one_case_whose_transcript_is_read_as_one(hotline, again):
    victim, counselor = with_someone(hotline)
    for _ in range(again):
        victim.says("x").hears("exit.ask")
        _in_danger_again(hotline)
        counselor.skims().accepts().skims()
        victim.hears("person.ask")

    texts = [line.text for line in hotline.transcript(hotline.case().code)]

    assert texts.count("tolong dia bawa parang") == again
    assert texts[0] == "tolong"


def test_whoever_had_the_case_learns_that_it_is_hers_no_more_and_how_to_take_it_again(hotline):
    victim, counselor = with_someone(hotline)
    code = hotline.case().code.lstrip("#")
    victim.says("x").hears("exit.ask")
    counselor.is_told("left")

    _in_danger_again(hotline)

    told = counselor.phone.expect_any("came_back").text
    assert f"#{code} lepas dari Anda" in told
    assert f"1 {code}" in told
    counselor.is_paged().says("Ibu masih di sana?")
    told = counselor.phone.expect_any("came_back").text
    assert "Tidak terkirim" in told
    assert "lepas dari Anda" in told
    counselor.says(f"{code} Ibu masih di sana?").is_told("came_back")
    hotline.victim().hears_nothing()
    counselor.says("1").is_briefed(AGAIN)
    hotline.victim().hears("person.ask")


@pytest.mark.parametrize("typed", ["1", "1 {}"])
def test_she_takes_it_again_although_her_shift_is_over_and_nobody_calls_her(hotline, typed):
    hotline.on_duty("first", "20:00", "23:00").on_duty("second", "23:00", "20:00")
    victim, counselor = with_someone(hotline)
    code = hotline.case().code.lstrip("#")
    counselor.says("Ibu aman?")
    victim.hears_words("Ibu aman?").says("x").hears("exit.ask")
    hotline.at("23:01")
    counselor.skims()
    _in_danger_again(hotline)
    counselor.is_told("came_back").hears_nothing()
    hotline.counselor("second").is_paged()

    counselor.says(typed.format(code)).is_briefed(AGAIN).skims()

    hotline.victim().hears("person.ask")
    hotline.counselor("second").is_told("taken")
