"""Leaving: it calls off nothing, a button from before betrays nothing, and a blocked chat is called what it is."""

import pytest

from flows.effects import OpenCase, Tell
from flows.events import Accepted, Answered, Gone, Picked, Vouched, Worded
from flows.hotline import hotline
from tests.flows.talk import Talk
from tests.flows.turns import does


@pytest.fixture
def flow():
    return hotline(["35.76"], ("id", "en"))


@pytest.mark.parametrize("text", ["x", "keluar", "makasih ya kak, udah dulu", "gak jadi"])
@pytest.mark.parametrize("told", ["saya takut sekali", "suami saya menampar saya bulan lalu di rumah"])
def test_who_leaves_the_question_about_danger_after_telling_something_is_not_forgotten(flow, told, text):
    talk = Talk(flow).says(told)
    assert talk.state == "danger"
    talk.says(text)
    assert (talk.state, talk.blocks, talk.levels) == ("exit", ["exit.ask"], ["sedang"])
    assert does(talk.turn, OpenCase) == [OpenCase("diam")]
    assert {"diam_setelah_ragu", "jangan_hubungi"} <= set(talk.session.signals)


@pytest.mark.parametrize("event", [Gone(), Worded("cover")])
def test_neither_is_who_blocks_us_or_hides(flow, event):
    talk = Talk(flow).says("saya takut sekali").happens(event)
    assert (talk.session.case, talk.levels, talk.blocks, talk.state) == (True, ["sedang"], [], "left")


def test_what_she_reads_is_the_same_with_a_case_and_without(flow):
    told = Talk(flow).says("saya takut sekali", "x").turn.effects[-1]
    nothing = Talk(flow).says("halo").picks("bantu", "aman").says("x")
    assert not nothing.session.case
    assert (told.blocks, told.options, told.facts) == (nothing.turn.effects[-1].blocks, (), {})


def test_who_answered_no_and_leaves_calls_nobody(flow):
    assert not Talk(flow).says("saya takut sekali", "tidak", "x").session.case


def test_a_button_from_before_meets_the_newcomers_greeting_and_nothing_else(flow):
    talk = Talk(flow).happens(Picked("bantu", 3))
    assert talk.blocks == ["welcome.ask"]
    assert talk.happens(Picked("setuju", 7)).blocks == ["welcome.ask"]
    assert talk.picks("bantu").happens(Picked("setuju", 7)).blocks == ["everywhere.stale", "safe.ask"]


def test_of_a_blocked_chat_the_counselor_is_told_that_it_is_blocked(flow):
    talk = Talk(flow).says("tolong").happens(Gone()).happens(Accepted())
    assert does(talk.turn, Tell) == [Tell("absent_blocked")]
    assert does(talk.happens(Answered("Bu?")).turn, Tell) == [Tell("held_blocked")]
    assert does(talk.happens(Vouched()).turn, Tell) == [Tell("held_blocked")]
    there = Talk(flow).says("tolong").happens(Accepted()).happens(Gone())
    assert does(there.turn, Tell) == [Tell("blocked")]
