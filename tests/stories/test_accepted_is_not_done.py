"""Accepted is not done: whoever takes a case and stays silent is reminded, then others are called and it is alarmed."""

import random
from datetime import datetime

import pytest

from bot.duty import watching
from bot.talk import notices
from flows.events import Gone
from storage import watches
from tests.stories.scenes import line_down, reports, with_someone


def _watches(hotline):
    return {row["what"]: row["stage"] for row in hotline.rows("SELECT what, stage FROM watches")}


def test_who_accepts_and_stays_silent_is_reminded_then_the_next_is_called_and_the_coordinator_told(hotline):
    hotline.on_duty("first").backup("second")
    with_someone(hotline)

    hotline.wait(minutes=4, seconds=59)
    hotline.counselor("first").hears_nothing()
    hotline.wait(seconds=1)
    hotline.counselor("first").is_told("reminded")
    hotline.wait(minutes=5)

    hotline.coordinator().is_alarmed("silent_holder", at="22:20")
    hotline.counselor("second").is_paged(at="22:20", colour="MERAH")
    hotline.counselor("first").hears_nothing()


def test_who_is_called_then_goes_on_and_the_one_before_and_the_reporter_are_told(hotline):
    hotline.on_duty("first").backup("second")
    victim, first = with_someone(hotline)
    hotline.wait(minutes=9, seconds=59)
    first.is_told("reminded")
    victim.says("masih di sana?")
    first.reads("masih")
    hotline.wait(seconds=1)
    hotline.coordinator().is_alarmed("silent_holder")

    second = hotline.counselor("second")
    second.takes_over().is_told("sealed")

    first.is_told("taken_over")
    victim.hears("person.another")
    first.says("saya baru baca").is_told("refused")
    second.says("Saya lanjutkan.")
    victim.hears_words("Saya lanjutkan.")


def test_two_who_take_over_at_once_do_not_both_have_it(hotline):
    hotline.on_duty("first").backup("second").on_duty("third", role="cadangan")
    victim, first = with_someone(hotline)
    hotline.wait(minutes=10)
    first.is_told("reminded")
    hotline.coordinator().is_alarmed("silent_holder")
    second, third = hotline.counselor("second").is_paged(), hotline.counselor("third").is_paged()

    second.accepts().is_told("brief", "sealed")
    third.is_told("taken").accepts().is_told("too_late")
    second.accepts().is_told("yours")

    first.is_told("taken_over")
    victim.hears_nothing()
    assert hotline.case().holder_id == hotline.rows("SELECT id FROM members WHERE name = 'second'")[0]["id"]


def test_an_answer_of_the_holder_ends_it_and_who_was_called_is_told(hotline):
    hotline.on_duty("first").backup("second")
    victim, first = with_someone(hotline)
    hotline.wait(minutes=10)
    first.is_told("reminded")
    hotline.coordinator().is_alarmed("silent_holder")
    hotline.counselor("second").is_paged()

    first.says("Maaf, saya di sini.").is_told("held")
    victim.hears("everywhere.ready")

    hotline.counselor("second").is_told("taken").accepts().is_told("too_late")
    hotline.wait(hours=3)
    assert _watches(hotline) == {}


def test_when_nobody_else_takes_it_the_calling_goes_on_and_the_coordinator_knows(hotline):
    _, first = with_someone(hotline)
    hotline.wait(minutes=10)
    first.is_told("reminded").hears_nothing()
    coordinator = hotline.coordinator().is_alarmed("silent_holder").is_paged(at="22:20").is_alarmed("empty_rung")

    hotline.wait(minutes=5)
    coordinator.is_alarmed("unanswered", at="22:25")
    hotline.wait(minutes=5)
    coordinator.is_paged(at="22:30")

    first.hears_nothing()


def test_a_message_that_stays_unanswered_is_reminded_of_and_passed_on(hotline):
    hotline.on_duty("first").backup("second")
    victim, first = with_someone(hotline)
    first.says("Saya di sini.")
    victim.hears_words("di sini")
    hotline.wait(hours=2)
    first.hears_nothing()
    victim.says("ia pulang").hears("everywhere.moment")
    first.reads("ia pulang")

    hotline.wait(minutes=5)
    first.is_told("reminded")
    hotline.wait(minutes=5)

    hotline.coordinator().is_alarmed("silent_holder")
    hotline.counselor("second").is_paged()


def test_a_note_is_no_answer_while_she_is_there(hotline):
    _, first = with_someone(hotline)

    first.says("#catatan menelepon polisi").is_told("note_kept")

    hotline.wait(minutes=5)
    first.is_told("reminded")


def test_an_answer_that_is_held_for_her_is_an_answer(hotline):
    victim, first = with_someone(hotline)
    victim.says("x").skims()
    first.is_told("left")

    first.says("Kami di sini kalau perlu.").is_told("held_absent")

    hotline.wait(hours=5)
    first.hears_nothing()


def test_where_she_left_nobody_is_asked_to_write_to_her_but_to_note_what_was_done(hotline):
    hotline.on_duty("first").backup("second")
    victim, first = with_someone(hotline)
    victim.says("x").skims()
    first.is_told("left")
    hotline.wait(minutes=29)
    first.hears_nothing()

    hotline.wait(minutes=1)
    assert "#catatan" in first.phone.expect_any("reminded").text
    first.says("#catatan polisi sudah di rumahnya").is_told("note_kept")

    hotline.wait(hours=5)
    first.hears_nothing()
    hotline.counselor("second").hears_nothing()


def test_where_she_left_and_nothing_is_noted_others_are_called(hotline):
    hotline.on_duty("first").backup("second")
    victim, first = with_someone(hotline)
    victim.says("x").skims()
    first.is_told("left")

    hotline.wait(minutes=60)

    first.is_told("reminded")
    hotline.coordinator().is_alarmed("silent_holder", at="23:10")
    hotline.counselor("second").is_paged(at="23:10")


def test_a_case_that_is_closed_is_watched_no_more(hotline):
    victim, first = with_someone(hotline)

    first.says("#tutup sudah aman").is_told("closed")
    victim.hears("person.closed")

    hotline.wait(hours=5)
    assert _watches(hotline) == {}


def test_what_is_not_urgent_waits_for_the_day(hotline):
    hotline.on_duty("first").at("20:00")
    victim = reports(hotline).hears("receipt.ask").picks("simpan").hears("waiting.ask")
    first = hotline.counselor("first").is_paged(colour="KUNING").accepts().is_briefed()
    victim.hears("person.ask")

    hotline.at("06:59")
    first.hears_nothing()
    hotline.at("07:00")

    first.is_told("reminded")
    hotline.wait(hours=5)


# Crashes, restarts and channels that fail


@pytest.mark.parametrize("minutes", [5, 10])
def test_a_restart_in_between_loses_nothing_and_does_nothing_twice(hotline, minutes):
    hotline.on_duty("first").backup("second")
    _, first = with_someone(hotline)
    hotline.wait(minutes=minutes).restart().restart()
    hotline.wait(minutes=10 - minutes).restart()

    first.is_told("reminded").hears_nothing()
    hotline.coordinator().is_alarmed("silent_holder").hears_nothing()
    hotline.counselor("second").is_paged().hears_nothing()


def test_after_a_long_stop_the_coordinator_knows_at_once(hotline):
    hotline.on_duty("first").backup("second")
    _, first = with_someone(hotline)

    hotline.sleeps(hours=3).settles()

    first.is_told("reminded")
    hotline.coordinator().is_alarmed("silent_holder").hears_nothing()
    hotline.counselor("second").is_paged().hears_nothing()


def test_a_holder_whose_chat_is_gone_loses_the_case_and_is_watched_no_more(hotline):
    hotline.on_duty("first").backup("second")
    _, first = with_someone(hotline)

    first.does(Gone())

    assert _watches(hotline) == {}
    hotline.coordinator().skims()
    hotline.wait(minutes=5)
    hotline.counselor("second").is_paged()
    hotline.coordinator().skims()


def test_nobody_is_reminded_twice_when_two_look_at_once(hotline):
    _, first = with_someone(hotline)
    hotline.sleeps(minutes=5)
    house, now = hotline.house, hotline.house.clock.now()
    case = hotline.case().id
    for _ in range(3):
        house.writer.do(lambda uow: watching.work_off(house, uow, case, "reply", now))

    hotline.settles()

    first.is_told("reminded").hears_nothing()


def test_a_holder_whose_line_is_down_does_not_keep_others_from_being_called(hotline):
    hotline.on_duty("first").backup("second")
    victim, first = with_someone(hotline)
    with line_down(hotline, "first"):
        hotline.wait(minutes=10)
        first.hears_nothing()
        hotline.coordinator().is_alarmed("silent_holder")
        hotline.counselor("second").is_paged().accepts().is_told("brief", "sealed")
    victim.skims()

    hotline.wait(minutes=2)

    first.is_told("taken_over").hears_nothing()  # the reminder is of no use any more


def test_what_fails_halfway_is_undone_whole_and_done_once_later(hotline, monkeypatch):
    hotline.on_duty("first").backup("second")
    _, first = with_someone(hotline)
    hotline.wait(minutes=5)
    first.is_told("reminded")
    real = notices.to_coordinators

    def breaks(*_args, **_columns):
        raise OSError("the machine went down here")

    monkeypatch.setattr(notices, "to_coordinators", breaks)
    hotline.sleeps(minutes=5).settles()
    assert _watches(hotline)["reply"] == 1
    hotline.counselor("second").hears_nothing()

    monkeypatch.setattr(notices, "to_coordinators", real)
    hotline.restart()

    hotline.coordinator().is_alarmed("silent_holder").hears_nothing()
    hotline.counselor("second").is_paged().hears_nothing()
    assert _watches(hotline)["reply"] == 2


# Whatever happens


def _owed_too_long(hotline):
    """Return since when an answer is owed for twice its time in a case of which the coordinators were told nothing."""
    now = hotline.house.clock.now()
    told = hotline.rows("SELECT at FROM audit WHERE action = 'alarm' ORDER BY seq DESC LIMIT 1")
    with hotline.house.database.look() as uow:
        owed = [watches.get(uow, case.id, "reply") for case in hotline.cases() if case.status == "held"]
    late = [one.since for one in owed if one and now >= one.since + 2 * one.patience]
    return [since for since in late if not told or datetime.fromisoformat(told[0]["at"]) < since]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_happens_a_case_is_never_silent_beyond_twice_its_time_without_the_coordinator_knowing(hotline, seed):
    chance = random.Random(seed)
    hotline.on_duty("first").backup("second").on_duty("third", "00:00", "06:00")
    victim, first = with_someone(hotline)
    staff = [first, hotline.counselor("second"), hotline.counselor("third")]
    steps = {
        "waits": lambda: hotline.wait(seconds=chance.randint(1, 400)),
        "sleeps": lambda: hotline.sleeps(minutes=chance.randint(1, 40)).settles(),
        "restarts": hotline.restart,
        "writes": lambda: victim.says("halo?"),
        "answers": lambda: chance.choice(staff).says("Saya di sini."),
        "notes": lambda: chance.choice(staff).says("#catatan menelepon"),
        "offers": lambda: chance.choice(staff).says(f"#serah {chance.choice(['second', 'piket'])}"),
        "keeps": lambda: chance.choice(staff).says("#pegang"),
        "accepts": lambda: chance.choice([one for one in staff if "page" in str(one.phone.messages)]).accepts(),
        "declines": lambda: chance.choice([one for one in staff if "page" in str(one.phone.messages)]).declines(),
    }
    for _ in range(30):
        steps[chance.choice(list(steps))]()
        assert _owed_too_long(hotline) == []
        assert hotline.case().status == "held"
        assert len(hotline.rows("SELECT id FROM hand_overs WHERE status = 'out'")) <= 1
    for person in (victim, *staff, hotline.coordinator()):
        person.skims()
