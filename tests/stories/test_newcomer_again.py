"""Whoever takes up the phone after an exit sees what every newcomer sees, byte for byte."""

import pytest

from tests.stories.scenes import calls_for_help, reports, with_someone


def _greeting(hotline, name):
    return hotline.victim(name).says("halo?").hears("welcome.ask").screen


def _left_after_a_report(hotline, name):
    reports(hotline, name).hears("receipt.ask").says("x").hears("exit.ask")


def _left_in_danger(hotline, name):
    calls_for_help(hotline, name).says("x").hears("exit.ask")


def _left_the_relay(hotline, name):
    with_someone(hotline, name)[0].says("x").hears("exit.ask")


def _left_the_greeting(hotline, name):
    hotline.victim(name).says("halo").hears("welcome.ask").says("x").hears("exit.ask")


def _left_without_a_word(hotline, name):
    hotline.victim(name).says("halo").hears("welcome.ask").says("dia datang").hears_nothing()


@pytest.mark.parametrize(
    "left", [_left_after_a_report, _left_in_danger, _left_the_relay, _left_the_greeting, _left_without_a_word]
)
def test_the_greeting_after_an_exit_does_not_tell_whether_there_is_a_report(hotline, left):
    never_wrote = _greeting(hotline, "tetangga")
    left(hotline, "ibu")

    assert _greeting(hotline, "ibu") == never_wrote

    for name in ("first", "ratna"):
        hotline.counselor(name).skims()


def test_the_exit_itself_reads_the_same_with_and_without_a_report(hotline):
    _left_the_greeting(hotline, "tetangga")
    _left_in_danger(hotline, "ibu")

    assert hotline.victim("ibu").screen == hotline.victim("tetangga").screen

    hotline.counselor("first").is_paged()


@pytest.mark.parametrize(
    "fishing",
    [
        "apa yang saya bilang tadi?",
        "siapa yang lapor soal saya",
        "status",
        "sampai mana",
        "cabut laporan",
        "nomor saya",
        "kembali",
    ],
)
def test_words_that_fish_for_a_report_find_what_a_newcomer_finds(hotline, fishing):
    hotline.victim("tetangga").says(fishing).skims()
    _left_in_danger(hotline, "ibu")

    hotline.victim("ibu").says(fishing).skims()

    assert hotline.victim("ibu").screen == hotline.victim("tetangga").screen
    hotline.counselor("first").is_paged()


def test_old_buttons_on_the_screen_lead_nowhere_after_an_exit(hotline):
    victim = calls_for_help(hotline)
    old = victim.newest.data_of("status")
    victim.says("x").hears("exit.ask")

    victim.presses(old).hears("welcome.ask")

    hotline.counselor("first").is_paged()


def test_danger_after_an_exit_calls_for_the_case_that_she_left(hotline):
    _left_in_danger(hotline, "ibu")
    hotline.counselor("first").is_paged()

    hotline.victim("ibu").says("tolong").hears("emergency_place.ask")

    assert len(hotline.cases()) == 1
    hotline.counselor("first").accepts().is_briefed("Menulis lagi")
    hotline.victim("ibu").hears("person.ask")
