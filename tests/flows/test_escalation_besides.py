"""Others are called besides a holder, whose case it stays until one of them accepts."""

from dataclasses import replace

import pytest

from flows.escalation import SILENT, acknowledge, climb, close, hand_to, pass_on, raise_level, release
from tests.flows.ladders import FIVE, LADDER, NIGHT, after, again_through_json, names, on_duty, opened, who


def held_by(member="ani"):
    return acknowledge(after(0 * FIVE).escalation, member=member, now=NIGHT + FIVE)[0]


def passed_on(why=SILENT):
    return pass_on(held_by(), why=why, now=NIGHT + 2 * FIVE)


def test_others_are_called_from_the_first_rung_while_the_case_stays_its_holders():
    again = climb(passed_on(), now=NIGHT + 2 * FIVE, who=who)
    assert names(again) == ["budi"]
    assert (again.escalation.status, again.escalation.holder, again.escalation.why) == ("climbing", "ani", SILENT)
    assert again.escalation.generation == held_by().generation + 1


def test_a_rung_that_is_her_own_alone_is_neither_called_nor_called_empty():
    only = on_duty(konselor=["ani"], cadangan=["citra"])
    again = climb(passed_on(), now=NIGHT + 2 * FIVE, who=only)
    assert (names(again), again.skipped, again.alarm) == (["citra"], (), None)


def test_where_nobody_else_is_left_it_is_exhausted_and_she_is_not_called_for_her_own_case():
    alone = on_duty(konselor=["ani"], cadangan=["ani"], koordinator=["ani"])
    last = climb(passed_on(), now=NIGHT + 2 * FIVE, who=alone)
    assert (last.exhausted, last.alarm, last.escalation.holder) == (True, "nobody", "ani")
    again = climb(last.escalation, now=NIGHT + 9 * FIVE, who=alone)
    assert (names(again), again.alarm) == ([], "nobody")


def test_the_first_who_accepts_takes_over_and_the_second_does_not():
    searching = climb(passed_on(), now=NIGHT + 2 * FIVE, who=who).escalation
    taken, first = acknowledge(searching, member="budi", now=NIGHT + 3 * FIVE)
    kept, second = acknowledge(taken, member="citra", now=NIGHT + 3 * FIVE)
    assert (first, second) == (True, False)
    assert (kept.status, kept.holder, kept.due, kept.why) == ("held", "budi", None, "")


def test_her_silence_does_not_outweigh_what_she_wants_herself():
    assert pass_on(passed_on("wanted"), why=SILENT, now=NIGHT + 3 * FIVE).why == "wanted"
    assert pass_on(passed_on(), why="wanted", now=NIGHT + 3 * FIVE) == replace(passed_on(), why="wanted")


@pytest.mark.parametrize("nobody", [opened(), close(held_by())])
def test_there_is_nobody_besides_whom_to_call_others(nobody):
    assert pass_on(nobody, why=SILENT, now=NIGHT + FIVE) == nobody
    assert hand_to(close(held_by()), member="budi") == close(held_by())
    assert hand_to(opened(), member="budi") == opened()


def test_an_offer_that_is_accepted_ends_the_calling():
    given = hand_to(passed_on(), member="dewi")
    assert (given.status, given.holder, given.due, given.why) == ("held", "dewi", None, "")


def test_a_rise_while_others_are_called_keeps_holder_and_reason():
    raised = raise_level(passed_on(), ladder=LADDER, level="kritis", now=NIGHT + 3 * FIVE)
    assert (raised.status, raised.holder, raised.why, raised.level) == ("climbing", "ani", SILENT, "kritis")
    assert names(climb(raised, now=NIGHT + 3 * FIVE, who=who)) == ["budi"]


def test_a_holder_who_is_lost_while_others_are_called_is_let_go():
    alone = release(passed_on(), now=NIGHT + 3 * FIVE)
    assert (alone.status, alone.holder) == ("climbing", None)
    assert names(climb(alone, now=NIGHT + 3 * FIVE, who=who)) == ["ani", "budi"]


def test_what_is_called_besides_survives_storage():
    searching = climb(passed_on(), now=NIGHT + 2 * FIVE, who=who).escalation
    assert again_through_json(searching) == searching
