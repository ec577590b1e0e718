"""The one question about neighbours: asked where a kecamatan has a team, late, once, and never before a page is out."""

import pytest

from flows.effects import Consent, Widen
from flows.events import Accepted, Exhausted
from flows.hotline import hotline
from tests.flows.talk import Talk
from tests.flows.turns import does

KRANGGAN, MAGERSARI = "35.76.03", "35.76.02"


@pytest.fixture(scope="module")
def flow():
    return hotline(["35.76"], near=[KRANGGAN])


def _waiting(flow, place=KRANGGAN):
    return Talk(flow).says("tolong").picks(place, "chat")


def test_it_is_asked_when_nobody_has_come_and_only_once(flow):
    talk = _waiting(flow).happens(Exhausted())
    assert (talk.state, talk.blocks) == ("nearby", ["everywhere.exhausted", "nearby.ask"])
    talk.picks("ya")
    assert (talk.state, does(talk.turn, Widen)) == ("status", [Widen()])
    assert does(talk.turn, Consent) == [Consent("nearby")]
    assert talk.happens(Exhausted()).blocks == ["everywhere.exhausted"]


@pytest.mark.parametrize("said", ["jangan", "tidak", "lewati"])
def test_a_no_and_a_skip_widen_nothing_and_are_not_asked_about_again(flow, said):
    talk = _waiting(flow).happens(Exhausted()).says(said)
    assert (talk.state, does(talk.turn, Widen)) == ("status", [])
    assert talk.happens(Exhausted()).blocks == ["everywhere.exhausted"]


def test_it_is_not_asked_where_there_is_no_team_or_no_place_or_another_question_stands(flow):
    assert _waiting(flow, MAGERSARI).happens(Exhausted()).state == "waiting"
    assert Talk(flow).says("petugas").happens(Exhausted()).state == "waiting"
    assert Talk(flow).says("tolong").picks(KRANGGAN).happens(Exhausted()).state == "emergency_call"


def test_silence_leads_back_to_waiting_and_whoever_comes_is_heard(flow):
    assert _waiting(flow).happens(Exhausted()).is_silent().state == "waiting"
    assert _waiting(flow).happens(Exhausted()).happens(Accepted()).state == "person"


def test_danger_is_heard_there_as_anywhere(flow):
    talk = _waiting(flow).happens(Exhausted()).says("dia bawa pisau")
    assert talk.session.level == "kritis"
    assert talk.state in {"nearby", "waiting", "status"}


def test_a_report_with_twelve_questions_asks_no_thirteenth(flow):
    asked, talk = ["safe", "danger", "privacy"], Talk(flow).reports()
    told = {"who": "korban", "contact": "chat", "hours": "kapan", "when": "hari_ini"}
    while talk.state != "check":
        asked.append(talk.state)
        match talk.state:
            case "story":
                talk.says("gaduh sekali", "selesai")
            case "kinds" | "signs" | "needs":
                talk.picks({"kinds": "psikis", "signs": "takut_dibunuh", "needs": "bicara"}[talk.state], "selesai")
            case "place":
                talk.picks(KRANGGAN)
            case "access":
                talk.picks("serumah")
            case "relation":
                talk.picks("suami_istri")
            case state:
                talk.picks(told[state])
    assert len([state for state in asked if state not in {"access", "hours"}]) == 12, "second pages aside"
    assert "nearby" not in asked
