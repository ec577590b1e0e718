"""What holds in every situation when danger is heard, when somebody leaves, and when she asks to be forgotten."""

from flows.effects import CancelQueued, Consent, Escalate, Forget, Keep, Leave, OpenCase, Relay, Tell
from flows.events import Edited, Failed, Gone, Picked, Said
from flows.levels import rank
from flows.trials import DANGEROUS, UNSURE, command
from flows.understanding.triage import hear
from tests.flows.turns import blocks, does, from_reporter, kinds, said, waits

ASKED_IN_DANGER = {"emergency_place", "emergency_call", "emergency_number"}
GONE = {"exit", "erased", "withdrawn"}


def test_the_sentences_tried_are_heard_as_they_are_meant():
    assert hear(DANGEROUS).urgent
    assert hear(UNSURE).unsure
    assert not hear(UNSURE).urgent


def test_danger_while_no_case_is_open_calls_a_person_in_that_very_turn(walked):
    """By a word, in a sentence, in an edited message, in every state, and after the conversation has ended."""
    dangers = {command("danger"), command("exit_and_danger"), Said(DANGEROUS), Edited(DANGEROUS), Edited("0")}
    tried = 0
    for one in walked.transitions:
        if one.event in dangers and not one.before.session.case:
            assert does(one.turn, OpenCase), one
            assert [call.level for call in does(one.turn, Escalate)] == ["kritis"], one
            tried += 1
    assert tried > 500


def test_the_person_is_called_before_any_question_of_the_emergency_path_is_answered(walked):
    for one in walked.transitions:
        if one.turn.session.state in ASKED_IN_DANGER:
            assert one.turn.session.case, one
            assert one.turn.session.level == "kritis", one


def test_danger_never_needs_a_second_message_where_the_case_was_opened_for_less(walked):
    """A case may be open because a person was asked for: danger calls again, higher."""
    for one in walked.transitions:
        before = one.before.session
        if one.event in {command("danger"), Said(DANGEROUS)} and before.case and before.level != "kritis":
            assert [call.level for call in does(one.turn, Escalate)] == ["kritis"], one
            if not before.accepted and waits(walked.flow, before):
                assert one.turn.session.state in ASKED_IN_DANGER | {walked.flow.human}, one


def test_danger_is_passed_on_to_the_person_who_has_the_case(walked):
    for one in walked.transitions:
        before = one.before.session
        dangerous = one.event in {command("danger"), Said(DANGEROUS)}
        if dangerous and before.accepted and waits(walked.flow, before):
            assert does(one.turn, Relay), one


def test_sentences_that_may_be_danger_ask_whether_she_is_safe_once(walked):
    flow = walked.flow
    for one in walked.transitions:
        before, after = one.before.session, one.turn.session
        if one.event != Said(UNSURE) or before.case or not waits(flow, before):
            continue
        if before.state == flow.question:
            assert does(one.turn, OpenCase), one
        elif flow.question not in before.answers:
            assert after.state == flow.question, one


def test_when_somebody_comes_the_chat_says_nothing_and_people_must_not_write(walked):
    for one in walked.transitions:
        if one.event == command("exit_and_danger"):
            assert said(one.turn) is None, one
            assert one.turn.session.state == walked.flow.left, one
            assert "jangan_hubungi" in one.turn.session.signals, one
            assert does(one.turn, CancelQueued), one


def test_after_she_left_because_somebody_came_nothing_that_is_written_is_answered(walked):
    tried = 0
    for one in walked.transitions:
        came = one.before.session.state == walked.flow.left and "jangan_hubungi" in one.before.session.signals
        if came and isinstance(one.event, Said | Edited | Picked):
            assert said(one.turn) is None, one
            assert one.turn.session.state == walked.flow.left, one
            tried += 1
    assert tried > 100


def test_every_waiting_situation_hears_danger_exit_and_the_wish_for_a_person(walked):
    """While a person reads along, `petugas` is part of the talk with that person."""
    flow = walked.flow
    for one in walked.transitions:
        before, after = one.before.session, one.turn.session
        if not waits(flow, before):
            continue
        if one.event == command("exit"):
            assert after.state == flow.exit, one
        if one.event == command("danger"):
            assert after.case, one
            assert after.level == "kritis", one
        if one.event == command("human"):
            assert after.case, one
            assert after.state == (flow.person if before.accepted else flow.human), one


def test_whoever_leaves_is_told_one_thing_that_repeats_nothing_and_what_was_queued_is_taken_back(walked):
    for one in walked.transitions:
        after = one.turn.session.state
        if after in GONE and one.before.session.state not in GONE and from_reporter(one.event):
            assert blocks(one.turn) == [f"{after}.ask"], one
            assert (said(one.turn).options, dict(said(one.turn).facts)) == ((), {}), one
            assert does(one.turn, CancelQueued), one


def test_leaving_and_erasing_look_the_same_with_and_without_a_case(walked):
    shown = {}
    for one in walked.transitions:
        asks = one.event in {command("exit"), command("erase"), command("exit_and_danger")}
        confirms = one.before.session.state == "erase" and one.event in {Said("1"), Said("2")}
        if waits(walked.flow, one.before.session) and (asks or (confirms and one.turn.session.state == "erased")):
            bubble = said(one.turn)
            visible = bubble and (bubble.state, bubble.blocks, bubble.options, tuple(bubble.facts))
            shown.setdefault((one.event, confirms), {}).setdefault(one.before.session.case, set()).add(visible)
    assert len(shown) == 4
    for by_case in shown.values():
        assert len(by_case[True]) == 1
        assert by_case[True] == by_case[False]


def test_no_word_at_the_phone_can_call_off_help(walked):
    """With a case open, leaving and erasing clear the chat and tell people; that is all they do."""
    allowed = {Keep, Tell, CancelQueued, Forget, Leave, Escalate, Consent}
    for one in walked.transitions:
        if one.before.session.case and one.turn.session.state in {*GONE, walked.flow.left} and from_reporter(one.event):
            assert kinds(one.turn) <= allowed, one
            assert one.turn.session.case, one


def test_when_she_stops_our_messages_the_chat_ends_silently_and_duty_goes_on(walked):
    for one in walked.transitions:
        if isinstance(one.event, Gone):
            assert said(one.turn) is None, one
            assert not waits(walked.flow, one.turn.session), one
            departed = "diam_setelah_ragu" in one.turn.session.signals
            assert one.turn.session.case == (one.before.session.case or departed), one
            assert does(one.turn, CancelQueued) or not waits(walked.flow, one.before.session), one


def test_a_failure_of_the_bot_brings_a_person_unless_one_is_there_or_the_conversation_has_ended(walked):
    for one in walked.transitions:
        before, after = one.before.session, one.turn.session
        if isinstance(one.event, Failed):
            if before.accepted or not waits(walked.flow, before):
                assert one.turn.effects == (), one
            else:
                assert (after.state, after.case) == (walked.flow.human, True), one
                assert rank(after.level) >= rank("tinggi"), one


def test_the_person_who_has_the_case_is_told_that_she_left_or_asked_to_be_forgotten(walked):
    notices = {
        "exit": [["left"]],
        "left": [["left"], ["danger_word"]],
        "erased": [["erased"]],
        "withdrawn": [["withdrawn"]],
    }
    for one in walked.transitions:
        before, after = one.before.session, one.turn.session
        if before.accepted and waits(walked.flow, before) and after.state in notices and from_reporter(one.event):
            assert [told.notice for told in does(one.turn, Tell)] in notices[after.state], one
