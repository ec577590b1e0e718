"""Coming back with the receipt: on any phone, as often as she likes, and never a word of what was said before."""

import re

from flows.receipt import check_digit
from tests.stories.scenes import calls_for_help, reports


def _receipt(reporter):
    """Return the number on her screen."""
    return re.search(r"\d{4} \d{4} \d{4} \d{4}", reporter.screen)[0]


def _wrong(number):
    """Return another number whose check digit is right."""
    body = str((int(number.replace(" ", "")[:15]) + 1) % 10**15).zfill(15)
    return body + check_digit(body)


def _comes_back(hotline, name, number):
    """Let somebody type the number where it is asked for."""
    return hotline.victim(name).says("halo").picks("nomor").hears("returning.ask").says(number)


def _with_number(hotline):
    """Let a woman ask for her number while she waits, and then talk with the first counselor."""
    victim = calls_for_help(hotline).picks("nomor").hears("number_once.ask")
    number = _receipt(victim)
    counselor = hotline.counselor("first").is_paged().accepts()
    counselor.is_briefed()
    return number, victim.hears("person.ask"), counselor


def test_the_receipt_brings_a_report_back_on_another_phone_and_repeats_nothing(hotline):
    hotline.on_duty("first")
    number = _receipt(reports(hotline, "ibu").hears("receipt.ask"))

    victim = _comes_back(hotline, "hp-kakak", number).hears("status.ask")

    assert "marah terus" not in victim.screen
    assert hotline.conversation_of("ibu") is None
    victim.says("saya di rumah kakak").hears("everywhere.added")
    assert "saya di rumah kakak" in [line.text for line in hotline.transcript(hotline.case().code)]


def test_the_old_phone_greets_as_it_greets_a_newcomer_once_the_report_moved(hotline):
    number = _receipt(reports(hotline, "ibu").hears("receipt.ask"))
    _comes_back(hotline, "hp-kakak", number).hears("status.ask")

    hotline.victim("ibu").says("status").hears("welcome.ask")

    hotline.at("07:00").coordinator().skims()


def test_the_counselor_is_told_that_the_address_changed(hotline):
    number, victim, counselor = _with_number(hotline)
    victim.says("x").hears("exit.ask")
    counselor.is_told("left")

    other = _comes_back(hotline, "hp-kakak", number).hears("person.ask")

    counselor.is_told("address_changed")
    other.says("ini saya")
    counselor.reads("ini saya").says("Baik, saya di sini.")
    other.hears_words("saya di sini")


def test_on_the_same_phone_nobody_is_told_of_another_address(hotline):
    number, victim, counselor = _with_number(hotline)
    victim.says("x").hears("exit.ask")
    counselor.is_told("left")

    _comes_back(hotline, "ibu", number).hears("person.ask")

    counselor.is_told("writes_again").hears_nothing()


def test_an_unfinished_report_goes_on_at_its_open_question(hotline):
    """No receipt exists before the report is sent, so half a report is only continued in the same chat."""
    victim = reports(hotline, sends=False).picks("kirim").hears("receipt.ask")
    number = _receipt(victim)
    victim.says("x").hears("exit.ask")

    _comes_back(hotline, "ibu", number).hears("status.ask")


def test_a_receipt_works_again_and_again(hotline):
    number = _receipt(reports(hotline, "ibu").hears("receipt.ask"))

    _comes_back(hotline, "hp-kakak", number).hears("status.ask").says("x").hears("exit.ask")
    _comes_back(hotline, "hp-teman", number).hears("status.ask")


def test_the_number_may_be_typed_straight_to_the_greeting(hotline):
    number = _receipt(reports(hotline, "ibu").hears("receipt.ask"))

    hotline.victim("hp-kakak").says(number).hears("status.ask")


def test_a_number_with_a_slip_is_not_found_and_can_be_typed_again(hotline):
    number = _receipt(reports(hotline, "ibu").hears("receipt.ask"))

    other = _comes_back(hotline, "hp-kakak", _wrong(number)).hears("everywhere.not_found", "returning.ask")

    other.says(number).hears("status.ask")


def test_five_wrong_receipts_are_throttled_and_an_hour_later_she_may_try_again(hotline):
    number = _receipt(reports(hotline, "ibu").hears("receipt.ask"))
    other = hotline.victim("hp-kakak").says("halo").picks("nomor").hears("returning.ask")
    for _ in range(5):
        other.says(_wrong(number)).hears("everywhere.not_found", "returning.ask")

    other.says(number).hears("everywhere.throttled", "returning.ask")
    hotline.wait(minutes=61)

    _comes_back(hotline, "hp-kakak", number).hears("status.ask")


def test_others_are_not_throttled_by_somebody_who_guesses(hotline):
    number = _receipt(reports(hotline, "ibu").hears("receipt.ask"))
    guesser = hotline.victim("pelaku").says("halo").picks("nomor").hears("returning.ask")
    guesser.says(*[_wrong(number)] * 6).skims()

    _comes_back(hotline, "hp-kakak", number).hears("status.ask")


def test_a_number_in_a_story_is_refused_and_not_kept(hotline):
    number = _receipt(reports(hotline, "ibu").hears("receipt.ask"))
    other = hotline.victim("hp-kakak").says("halo").picks("bantu", "aman", "tidak", "setuju", "korban")
    other.hears("story.ask")
    kept = "SELECT count(*) AS n FROM entries WHERE author = 'reporter'"
    before = hotline.rows(kept)

    other.says(number).hears("everywhere.number_here", "story.ask")

    assert hotline.rows(kept) == before


def test_the_number_is_shown_once_and_never_again(hotline):
    victim = calls_for_help(hotline).picks("nomor").hears("number_once.ask")
    number = _receipt(victim)

    victim.picks("nomor").hears("number_gone.ask")

    assert number not in victim.screen
    hotline.counselor("first").is_paged()


def test_the_number_itself_is_nowhere_in_the_database(hotline):
    number = _receipt(reports(hotline, "ibu").hears("receipt.ask"))

    (row,) = hotline.rows("SELECT lookup, pending FROM receipts")

    assert row["pending"] is None
    assert number.replace(" ", "").encode() not in row["lookup"]


def test_what_was_held_for_her_is_taken_back_when_the_phone_is_another(hotline):
    """Whoever holds the new phone may be someone else: the counselor is told, and makes sure first."""
    number, victim, counselor = _with_number(hotline)
    victim.says("x").hears("exit.ask")
    counselor.is_told("left").says("Ibu, saya tetap di sini").is_told("held_absent")

    other = _comes_back(hotline, "hp-kakak", number).hears("person.ask")
    counselor.is_told("address_changed")
    other.hears_nothing().says("ini saya").hears_nothing()

    counselor.reads("ini saya")


def test_the_receipt_of_a_closed_case_reaches_somebody_who_can_answer(hotline):
    number, victim, counselor = _with_number(hotline)
    counselor.says("#tutup sudah aman").is_told("closed")
    victim.hears("person.closed")
    hotline.wait(hours=24)

    other = _comes_back(hotline, "hp-kakak", number).hears("everywhere.not_found", "returning.ask")
    other.says("dia datang lagi, dia bawa pisau").skims()
    hotline.counselor("first").is_paged().accepts().skims().says("Saya di sini")

    other.hears("person.ask").hears_words("Saya di sini")
