"""Before a shift whoever begins says that she is ready; who does not is known before a page would have shown it."""

import pytest

from bot.channels.terminal import NAME as TERMINAL
from bot.channels.update import SendError
from flows.events import Gone
from storage import asks
from tests.stories.scenes import calls_for_help, line_down


@pytest.fixture
def evening(hotline):
    """Return a hotline at 18.00 on which `second` goes on at 19.00 as `first` goes off, asked half an hour before."""
    hotline.office.routine = {"ready": "30m"}
    hotline.begins_at("2026-11-22 18:00")
    hotline.on_duty("first", "07:00", "19:00").on_duty("second", "19:00", "07:00")
    hotline.on_duty("third", role="cadangan")
    return hotline


def _status(hotline):
    return [(row["member"], row["status"]) for row in hotline.rows("SELECT member, status FROM asks ORDER BY asked_at")]


def test_who_begins_is_asked_half_an_hour_before_and_one_tap_is_enough(evening):
    evening.at("18:29")
    second = evening.counselor("second").hears_nothing()
    evening.at("18:30")

    ready = second.phone.expect_any("ready")
    assert ready.at == "18:30"
    assert "19.00" in ready.text
    assert "konselor · kota" in ready.text
    second.presses(second.button("1 Siap"))

    assert "siap untuk giliran 19.00" in second.phone.expect_any("ready_noted").text
    evening.at("19:30")
    second.hears_nothing()
    assert _status(evening) == [("second", "ready")]


@pytest.mark.parametrize("said", ["1", "siap", "Siap", "1 Siap", "SIAP!", "satu"])
def test_the_digit_and_the_word_are_an_answer_as_well(evening, said):
    evening.at("18:31")
    second = evening.counselor("second").is_told("ready")

    second.says(said).is_told("ready_noted")

    assert _status(evening) == [("second", "ready")]


def test_no_answer_by_the_start_is_told_to_the_coordinator_and_to_whoever_was_before_with_who_stands_in(evening):
    evening.at("18:59")
    evening.counselor("second").is_told("ready")
    evening.coordinator().hears_nothing()
    evening.at("19:00")

    told = evening.coordinator().phone.expect_any("not_ready")
    assert told.at == "19:00"
    for words in ("second", "konselor · kota", "belum menjawab", "yang pertama dipanggil: third"):
        assert words in told.text
    assert "tetap siaga" in evening.counselor("first").phone.expect_any("not_ready").text
    evening.at("23:00")


def test_who_answers_late_puts_the_coordinator_at_ease(evening):
    evening.at("19:00")
    evening.coordinator().is_told("not_ready")
    evening.counselor("first").is_told("not_ready")

    evening.counselor("second").is_told("ready").presses(evening.counselor("second").button("1 Siap"))

    evening.counselor("second").is_told("ready_noted")
    evening.coordinator().is_told("ready_late")


def test_who_cannot_says_so_and_the_coordinator_knows_at_once(evening):
    evening.at("18:30")
    second = evening.counselor("second").is_told("ready")

    assert "tidak bisa" in second.says("2").phone.expect_any("ready_noted").text

    assert "menjawab tidak bisa" in evening.coordinator().phone.expect_any("not_ready").text
    evening.counselor("first").is_told("not_ready")
    evening.at("20:00")


def test_nobody_is_woken_to_be_asked_whether_she_can_be_woken(hotline):
    hotline.office.routine = {"ready": "30m"}
    hotline.begins_at("2026-11-22 12:00")
    hotline.on_duty("first", "02:00", "09:00").on_duty("second", "09:00", "02:00")

    hotline.at("20:29")
    hotline.counselor("first").hears_nothing()
    hotline.at("21:00")

    assert hotline.counselor("first").phone.expect_any("ready").at == "20:30"
    assert hotline.coordinator().phone.expect_any("not_ready").at == "21:00"
    hotline.counselor("second").is_told("not_ready")


def test_a_shift_that_begins_with_the_day_is_asked_before_it(hotline):
    hotline.office.routine = {"ready": "30m"}
    hotline.on_duty("first", "19:00", "07:00").on_duty("second", "07:00", "19:00")

    hotline.at("2026-11-23 06:45")

    assert hotline.counselor("second").phone.expect_any("ready").at == "06:30"


def test_whoever_has_no_chat_or_was_never_enrolled_is_told_of_at_once(hotline):
    hotline.office.routine = {"ready": "30m"}
    hotline.begins_at("2026-11-22 18:00")
    hotline.on_duty("first", "07:00", "19:00").on_duty("nina", "19:00", "07:00")
    hotline.at("18:30")

    told = hotline.coordinator().phone.expect_any("not_ready").text
    assert "nina" in told
    assert "belum terdaftar" in told
    assert "BELUM ADA orang lain" not in told  # the coordinator herself is the last rung
    hotline.counselor("first").is_told("not_ready")
    hotline.at("19:30")


def test_who_blocked_the_bot_is_told_of_when_she_would_be_asked(evening):
    evening.counselor("second").does(Gone())
    evening.coordinator().is_alarmed("unreachable")

    evening.at("18:30")

    assert "belum punya chat" in evening.coordinator().phone.expect_any("not_ready").text
    evening.counselor("first").is_told("not_ready")


def test_who_turns_out_to_have_blocked_the_bot_is_told_of_at_once(evening):
    channel = evening.house.channels[TERMINAL]
    real = channel.send

    async def send(address, message):
        if address == "second":
            raise SendError("blocked")
        return await real(address, message)

    channel.send = send
    evening.at("18:31")

    told = evening.coordinator().phone.expect_any("not_ready")
    assert (told.at, "tidak dapat dihubungi" in told.text) == ("18:30", True)
    evening.counselor("first").is_told("not_ready")
    assert _status(evening) == [("second", "unreachable")]
    evening.at("19:30")


def test_a_role_that_no_ladder_calls_is_neither_asked_nor_missed(evening):
    evening.office.routine = {"ready": "30m", "gaps": True}
    evening.on_duty("third", "18:40", "18:50", role="kasir")
    evening.at("18:59")

    evening.counselor("second").is_told("ready").says("siap").is_told("ready_noted")


def test_a_question_that_did_not_arrive_is_told_as_such(evening):
    with line_down(evening, "second"):
        evening.at("19:00")

        told = evening.coordinator().phone.expect_any("not_ready").text
        assert "belum sampai ke HP-nya" in told
        evening.counselor("first").is_told("not_ready")
    evening.wait(minutes=2)
    evening.counselor("second").is_told("ready")


def test_a_restart_and_two_looks_ask_once(evening):
    evening.at("18:30")
    evening.restart()
    evening.settles()
    evening.restart()
    evening.at("18:50")

    evening.counselor("second").is_told("ready").hears_nothing()


def test_a_stop_over_the_time_asks_late_and_still_tells_at_the_start(evening):
    evening.sleeps(minutes=50).restart()
    evening.counselor("second").is_told("ready")

    evening.at("19:00")

    evening.coordinator().is_told("not_ready")
    evening.counselor("first").is_told("not_ready")


def test_who_is_taken_off_the_shift_meanwhile_is_not_told_of(evening):
    evening.at("18:30")
    evening.counselor("second").is_told("ready")
    evening.office.held["konselor"].pop()
    evening.on_duty("third", "19:00", "07:00")

    evening.at("18:40")
    evening.counselor("third").is_told("ready").says("siap").is_told("ready_noted")
    evening.at("19:30")

    assert ("second", "void") in _status(evening)


def test_a_page_that_is_out_is_answered_first_by_a_digit_and_the_word_goes_to_the_question(evening):
    evening.on_duty("second", role="cadangan").at("18:30")
    second = evening.counselor("second").is_told("ready")
    victim = calls_for_help(evening)
    evening.wait(minutes=5)
    evening.counselor("first").is_paged()
    evening.counselor("third").is_paged()
    second.is_paged()

    second.says("siap").is_told("ready_noted")
    second.says("1").is_briefed()
    victim.hears("person.ask")

    evening.counselor("first").is_told("taken")
    evening.counselor("third").is_told("taken")


def test_who_has_a_case_does_not_send_siap_to_a_reporter(evening):
    victim = calls_for_help(evening)
    evening.counselor("first").is_paged()
    evening.wait(minutes=5)
    evening.counselor("third").takes_over()
    evening.counselor("first").is_told("taken")
    victim.skims()
    third = evening.counselor("third")
    third.says("Saya di sini.")
    victim.hears_words("di sini")
    evening.house.writer.do(
        lambda uow: asks.add(
            uow,
            asks.New("shift", "third", evening.case().holder_id, evening.local_time(), None, (("kota", "konselor"),)),
            evening.local_time(),
        )
    )

    third.says("siap").is_told("ready_noted")

    victim.hears_nothing()
