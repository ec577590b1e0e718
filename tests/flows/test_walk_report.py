"""What holds in every situation of the report: signs of danger act at once, and nothing is told or agreed to twice."""

from flows.draft import EVERYWHERE
from flows.effects import Consent, OpenCase
from flows.hotline.report import ORDER
from flows.hotline.telling import CALLED, CARE
from flows.priority import CRITICAL_SIGNS
from flows.states import Several
from flows.trials import command
from tests.flows.turns import blocks, does, said

ASKS_CONSENT = {"privacy", "privacy_more", "check", "summary"}


def test_a_critical_sign_calls_at_the_highest_level_before_the_next_question(walked):
    found = 0
    for one in walked.transitions:
        before, after = one.before.session, one.turn.session
        fresh = set(after.answers.get("signs", ())) - set(before.answers.get("signs", ()))
        if before.state == "signs" and fresh & set(CRITICAL_SIGNS) and after.answer("when") != "lama":
            assert after.case, one
            if after.answer("access") != "jauh":
                assert after.level == "kritis", one
            found += 1
    assert found > 20


def test_what_she_is_told_in_between_is_told_once_and_only_while_it_is_true(walked):
    told = 0
    for one in walked.transitions:
        for block in (CALLED, CARE):
            if f"{EVERYWHERE}.{block}" in blocks(one.turn):
                assert block not in one.before.session.shown, one
                assert block in one.turn.session.shown, one
                told += 1
        if f"{EVERYWHERE}.{CALLED}" in blocks(one.turn):
            assert one.turn.session.case, one
            assert not one.turn.session.accepted, one
    assert told > 20


def test_nobody_is_asked_questions_while_a_person_is_called_without_being_told(walked):
    """Rule 11: the turn that opens a case among the questions of the report says so."""
    opened = 0
    for one in walked.transitions:
        if does(one.turn, OpenCase) and one.turn.session.state in ORDER and said(one.turn):
            assert f"{EVERYWHERE}.{CALLED}" in blocks(one.turn), one
            opened += 1
    assert opened > 5


def test_agreement_is_given_only_where_it_was_asked_and_withdrawn_as_a_whole(walked):
    given = taken = 0
    for one in walked.transitions:
        consents = does(one.turn, Consent)
        if one.turn.session.state == "withdrawn" and consents:
            assert {(consent.purpose, consent.granted) for consent in consents} == {
                ("help", False), ("statistics", False), ("referral", False)
            }, one  # fmt: skip
            taken += 1
        elif consents:
            assert one.before.session.state in ASKS_CONSENT, one
            given += 1
    assert given > 10
    assert taken > 10


def test_every_question_of_the_report_can_be_skipped(walked):
    skipped = set()
    for one in walked.transitions:
        state = one.before.session.state
        if one.event == command("skip") and state in ORDER and not one.before.session.accepted:
            assert f"{EVERYWHERE}.cannot_skip" not in blocks(one.turn), one
            assert one.turn.session.state != state, one
            skipped.add(state)
    assert skipped == set(ORDER) - {"nearby"}  # see test_nearby.py


def test_a_question_with_several_answers_is_never_left_by_an_empty_one_but_where_none_is_an_answer(walked):
    for one in walked.transitions:
        state = walked.flow[one.before.session.state]
        after = one.turn.session.answers
        if isinstance(state, Several) and after.get(state.name) == () and state.name not in one.before.session.answers:
            assert state.none or one.event == command("skip"), one
