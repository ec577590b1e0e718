"""A restart, wherever everybody stands: nothing is lost, and nothing is said twice."""

import pytest

from flows.states import options_of
from tests.stories.scenes import WAYS, calls_for_help, reports, walks_to, with_someone


@pytest.mark.long
def test_in_every_state_the_conversation_goes_on_where_it_stood(hotline):
    hotline.at("2026-11-23 10:00")
    people = {state: walks_to(hotline, f"orang di {state}", state).skims() for state in WAYS}
    hotline.coordinator().skims()

    hotline.restart()

    for state, person in people.items():
        person.hears_nothing().stands_in(state)
        shown = options_of(hotline.house.flow[state])
        if shown:
            person.picks(shown[0]).skims()
            assert person.newest.said[0] != "everywhere.stale", f"the button of {state} was lost"
    hotline.coordinator().skims()


def test_the_relay_goes_on_after_a_restart(hotline):
    victim, counselor = with_someone(hotline)

    hotline.restart()

    victim.hears_nothing().says("masih di sana?")
    counselor.reads("masih di sana?").says("masih")
    victim.hears_words("masih")


def test_a_page_that_was_out_is_followed_by_the_next_rung(hotline):
    hotline.on_duty("first").backup("second")
    calls_for_help(hotline)
    hotline.counselor("first").is_paged()

    hotline.restart().wait(minutes=5)

    hotline.counselor("second").is_paged(at="22:15")


def test_what_was_not_delivered_before_the_restart_is_delivered_after_it(hotline):
    hotline.on_duty("first")
    victim = hotline.victim().says_unanswered("tolong")

    hotline.restart()

    victim.hears("emergency_place.ask").hears_nothing()
    hotline.counselor("first").is_paged().hears_nothing()


def test_what_is_held_stays_held_and_is_released_after_the_restart(hotline):
    victim, counselor = with_someone(hotline)
    counselor.says("Saya di sini.")
    victim.hears_words("Saya di sini.")
    hotline.wait(minutes=30)
    counselor.says("Ibu aman?").is_told("held")

    hotline.restart()

    victim.hears("everywhere.ready").says("ya").hears_words("Ibu aman?")
    counselor.reads("ya")


def test_the_receipt_that_was_just_shown_works_after_a_restart(hotline):
    victim = reports(hotline).hears("receipt.ask")
    number = next(line for line in victim.screen.splitlines() if line.replace(" ", "").isdecimal() and len(line) == 19)

    hotline.restart()

    hotline.victim("hp-kakak").says(number).hears("status.ask")


def test_a_silence_that_fell_due_while_nothing_ran_counts_after_the_restart(hotline):
    hotline.on_duty("first")
    victim = hotline.victim().sends("voice").hears("everywhere.greeted", "everywhere.sent_voice", "danger.ask")

    hotline.sleeps(minutes=7).restart()

    hotline.counselor("first").is_paged(colour="MERAH")
    victim.hears_nothing()


def test_many_restarts_send_nothing_twice(hotline):
    hotline.on_duty("first").backup("second")
    victim = calls_for_help(hotline)

    for _ in range(3):
        hotline.restart()

    hotline.counselor("first").is_paged().hears_nothing()
    victim.hears_nothing()
