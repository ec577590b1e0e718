"""What holds in every situation the walk finds: the engine is total, speaks once, forgets nothing it must keep."""

import json

from flows.diagram import Edge, reach
from flows.draft import EVERYWHERE
from flows.effects import Keep, Rebind, Relay, Say
from flows.engine import step
from flows.events import Edited, Picked, Said, Silence
from flows.levels import rank
from flows.session import Session
from flows.states import BACK, DONE, Branch, Choice, End, Place, Secret, options_of
from flows.trials import MINUTE, OWN_WORDS, RECEIPT, SLIP, command
from flows.understanding.text import digits
from flows.wordings import wordings
from tests.flows.turns import blocks, does, from_reporter, kinds, said, waits


def test_the_walk_reaches_every_state_where_one_can_stand(walked):
    reached = {situation.session.state for situation in walked.situations}
    standing = {name for name, state in walked.flow.states.items() if not isinstance(state, Branch)}
    assert standing - reached == {"nearby"}  # no kecamatan of this office has a team of its own; see test_nearby.py


def test_every_event_leads_to_a_state_where_one_can_stand(walked):
    for one in walked.transitions:
        assert not isinstance(walked.flow.states[one.turn.session.state], Branch)


def test_after_a_reporters_event_a_waiting_state_has_its_silence_ahead_and_an_end_never_has_one(walked):
    for one in walked.transitions:
        session = one.turn.session
        if not waits(walked.flow, session):
            assert session.silent_at is None, one
        elif from_reporter(one.event) and not does(one.turn, Rebind):
            assert session.silent_at > one.at, one


def test_a_turn_says_at_most_one_bubble_and_silence_none(walked):
    for one in walked.transitions:
        most = 0 if isinstance(one.event, Silence) else 1
        assert len(does(one.turn, Say)) <= most, one


def test_everything_said_has_its_wording(walked):
    known = wordings(walked.flow)
    places = {code for state in walked.flow.states.values() if isinstance(state, Place) for code in state.places.labels}
    for one in walked.transitions:
        bubble = said(one.turn)
        if bubble:
            assert all(block.block in known.get(block.state, ()) for block in bubble.blocks), one
            assert set(bubble.options) <= known.get(bubble.state, frozenset()) | known[EVERYWHERE] | places, one


def test_a_bubble_shows_at_most_five_answers_and_the_button_that_ends_the_question(walked):
    for one in walked.transitions:
        bubble = said(one.turn)
        assert bubble is None or len(set(bubble.options) - {DONE}) <= 5, one


def test_a_button_is_stale_unless_it_belongs_to_the_bubble_just_sent(walked):
    for one in walked.transitions:
        before = one.before.session
        if isinstance(one.event, Picked) and waits(walked.flow, before):
            shown = before.offered or options_of(walked.flow[before.state])
            fresh = one.event.turn == before.turn and one.event.option in shown
            if before.state == walked.flow.start and not fresh:
                assert blocks(one.turn) == [f"{before.state}.ask"], one  # one face: what every newcomer sees
            else:
                assert ("everywhere.stale" in blocks(one.turn)) != fresh, one


def test_a_case_stays_open_a_level_never_falls_and_no_signal_is_lost(walked):
    for one in walked.transitions:
        before, after = one.before.session, one.turn.session
        assert after.case >= before.case, one
        assert rank(after.level) >= rank(before.level), one
        assert after.signals[: len(before.signals)] == before.signals, one


def test_a_session_is_the_same_after_it_was_stored(walked):
    for situation in walked.situations:
        stored = json.loads(json.dumps(situation.session.to_data()))
        assert Session.from_data(stored) == situation.session


def test_a_receipt_number_typed_anywhere_is_neither_kept_nor_passed_on(walked):
    for one in walked.transitions:
        if isinstance(one.event, Said | Edited) and one.event.text == RECEIPT:
            assert kinds(one.turn).isdisjoint({Keep, Relay}), one
            assert digits(RECEIPT) not in digits(json.dumps(one.turn.session.to_data()["answers"])), one


def test_three_messages_not_understood_in_a_row_bring_a_person(walked):
    """Two of them offer a person first. Where one is called already, what was written is added; whether there is
    danger is not asked a third time.
    """
    flow, tried = walked.flow, 0
    for one in walked.transitions:
        if one.event != Said(OWN_WORDS) or (one.before.session.misses, one.turn.session.misses) != (0, 1):
            continue
        second = step(flow, one.turn.session, one.event, one.at + MINUTE)
        tried += 1
        if one.turn.session.case and not one.turn.session.accepted:
            assert blocks(second) == ["everywhere.added"], one
            continue
        if one.turn.session.state == flow.question:
            assert second.session.level == "kritis", one
            continue
        third = step(flow, second.session, one.event, one.at + 2 * MINUTE)
        assert "everywhere.offer_person" in blocks(second), one
        assert third.session.case, one
        assert third.session.state == (flow.person if one.before.session.accepted else flow.human), one
    assert tried > 100


def test_every_situation_leads_on_to_an_end_and_to_a_person_without_the_words_heard_everywhere(walked):
    words = {command(name).text for name in ("exit", "human", "danger", "exit_and_danger", "erase")}
    back = [
        Edge(str(one.after), "", str(one.before.number))
        for one in walked.transitions
        if not (isinstance(one.event, Said) and one.event.text in words)
    ]
    states = {str(situation.number): situation.session.state for situation in walked.situations}
    people = {walked.flow.person, walked.flow.human}
    ends = {number for number, name in states.items() if isinstance(walked.flow[name], End)}
    assert reach(back, ends) == set(states)
    assert reach(back, {number for number, name in states.items() if name in people}) == set(states)


def test_back_never_leads_past_the_opening_of_a_case_or_the_coming_of_a_person(walked):
    for one in walked.transitions:
        before, after = one.before.session, one.turn.session
        if (after.case, after.accepted, after.receipt) != (before.case, before.accepted, before.receipt):
            assert not after.trail, one


def test_back_leads_to_where_she_came_from_or_says_that_there_is_no_way(walked):
    for one in walked.transitions:
        before, after = one.before.session, one.turn.session
        if one.event == command("back") and waits(walked.flow, before) and before.state != walked.flow.person:
            if before.trail:
                assert (after.state, after.trail) == (before.trail[-1], before.trail[:-1]), one
            else:
                assert after.state == before.state, one
                assert "everywhere.no_way_back" in blocks(one.turn), one


def test_a_question_of_the_report_that_was_answered_is_asked_again_only_to_change_it(walked):
    """On the way forward, which leads through forks, nothing is asked twice."""
    flow = walked.flow
    read = {name for state in flow.states.values() if isinstance(state, Branch) for name in state.reads}
    for one in walked.transitions:
        before, after = one.before.session, one.turn.session
        if after.state == before.state or after.state not in read or after.state not in before.answers:
            continue
        if isinstance(walked.flow[after.state], Secret):
            continue  # the two words are no question of the report: they are chosen anew, one after the other
        assert one.event in {command("back"), Said(SLIP)} or _named(flow, before, after.state), one


def _named(flow, session, target):
    """Return whether an option of the state where `session` stands names `target` itself, or leads back to it."""
    state = flow[session.state]
    options = state.options if isinstance(state, Choice) else ()
    return any(option.to in {target, BACK} for option in options)
