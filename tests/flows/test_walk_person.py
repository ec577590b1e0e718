"""What holds in every situation between the reporter and the person who takes her case."""

from datetime import timedelta

from flows.effects import Deliver, Hold, Keep, Relay, Release, Tell
from flows.events import Accepted, Answered, Closed, Edited, Exhausted, Picked, Rebound, Said, Sent, Shared
from flows.states import End
from flows.trials import FISHING, OWN_WORDS, TELEPHONE, UNSURE
from tests.flows.turns import STAFF, blocks, does, from_reporter, kinds, said, waits, within

HOURS = {"pagi": (6, 11), "siang": (11, 17), "malam": (17, 22), "kapan": (0, 24)}


def _may_be_written_to(flow, session, at):
    """Return what rule 8 says, worked out here from the answers a second time."""
    if isinstance(flow[session.state], End):
        return False
    unheard = "belum_didengar" in session.signals and flow.question not in session.answers
    if session.owed and unheard:
        return False
    first, last = HOURS.get(session.answer("hours"), (0, 0))
    permitted = session.answer("contact") == "chat" and first <= at.hour < last
    return permitted or within(session, at, timedelta(minutes=10))


def _knows_her(one):
    """Return whether she was heard less than an hour before: later it may be somebody else."""
    seen = one.before.session.seen_at
    return seen is not None and one.at - seen < timedelta(hours=1)


def test_what_a_person_writes_is_sent_only_where_it_may_be_and_held_everywhere_else(walked):
    sent = held = 0
    for one in walked.transitions:
        if not isinstance(one.event, Answered) or not one.before.session.case:
            continue
        if _may_be_written_to(walked.flow, one.before.session, one.at):
            assert kinds(one.turn) == {Deliver}, one
            sent += 1
        else:
            assert kinds(one.turn) == {Hold, Tell}, one
            assert does(one.turn, Tell)[0].notice.startswith("held"), one
            held += 1
    assert sent > 100
    assert held > 100


def test_people_on_duty_bring_nothing_about_where_there_is_no_case(walked):
    for one in walked.transitions:
        if isinstance(one.event, STAFF) and not one.before.session.case:
            assert one.turn.effects == (), one
            assert one.turn.session == one.before.session, one


def test_whoever_left_is_never_written_to(walked):
    for one in walked.transitions:
        if isinstance(one.event, STAFF) and isinstance(walked.flow[one.before.session.state], End):
            assert said(one.turn) is None, one
            assert not does(one.turn, Deliver), one


def test_the_bot_writes_first_only_as_permitted_and_else_one_dull_line_within_the_hour(walked):
    for one in walked.transitions:
        before = one.before.session
        if not isinstance(one.event, STAFF) or not said(one.turn):
            continue
        if not _may_be_written_to(walked.flow, before, one.at):
            assert blocks(one.turn) == ["everywhere.ready"], one
            assert not before.nudged, one
            assert within(before, one.at, timedelta(hours=1)), one


def test_accepting_opens_the_talk_with_the_person(walked):
    for one in walked.transitions:
        before, after = one.before.session, one.turn.session
        if isinstance(one.event, Accepted) and before.case:
            assert after.accepted, one
            gone = isinstance(walked.flow[before.state], End)
            assert after.state == (before.state if gone else walked.flow.person), one
            assert [told.notice for told in does(one.turn, Tell)] == (["absent"] if gone else []), one


def test_while_a_person_reads_along_the_bot_passes_everything_on_and_says_nothing(walked):
    talk = {
        Said(OWN_WORDS),
        Said(TELEPHONE),
        Said(UNSURE),
        Said("petugas"),
        Said("kembali"),
        Said("bantuan"),
        Edited(OWN_WORDS),
        Shared(-7.47, 112.43),
        Sent("voice"),
        Sent("photo"),
        Sent("sticker"),
    }
    tried = set()
    for one in walked.transitions:
        if one.before.session.state == walked.flow.person and one.event in talk:
            if _knows_her(one):
                assert kinds(one.turn) == {Keep, Relay, Release}, one
                assert blocks(one.turn) in ([], ["person.ask"]), one
                assert bool(said(one.turn)) <= one.before.session.owed, one
            else:
                assert kinds(one.turn) == {Keep, Relay, Tell}, one
                assert blocks(one.turn) == ["everywhere.moment"], one
            assert one.turn.session.state == walked.flow.person, one
            tried.add(one.event)
    assert tried == talk


def test_while_a_person_reads_along_the_bot_asks_nothing_by_itself(walked):
    """It answers a word heard everywhere, an old button and a receipt number; on its own it only says it is ready."""
    answers = {"danger_again", "stale", "number_here", "moment"}
    for one in walked.transitions:
        if one.before.session.state != walked.flow.person:
            continue
        spoken = set(blocks(one.turn))
        if isinstance(one.event, STAFF):
            assert spoken <= {
                *("everywhere.ready", "everywhere.let_go", "person.ask", "person.another", "person.closed")
            }, one
            assert "person.ask" not in spoken or one.event == Accepted() or one.before.session.owed, one
        elif not isinstance(one.event, Rebound):
            owed = {"person.ask"} if one.before.session.owed else set()
            assert spoken <= {"exit.ask", "erase.ask", *(f"everywhere.{name}" for name in answers)} | owed, one


def test_what_was_held_is_released_when_she_answers_but_not_when_she_leaves(walked):
    for one in walked.transitions:
        before, after = one.before.session, one.turn.session
        if from_reporter(one.event) and before.state == walked.flow.person:
            stays = after.state == walked.flow.person
            assert not does(one.turn, Release) or stays, one
            if stays and isinstance(one.event, Said | Picked | Sent | Shared | Edited):
                pries = one.event == Said(FISHING) and before.owed
                assert bool(does(one.turn, Release)) == (_knows_her(one) and not pries), one


def test_that_nobody_has_come_yet_is_said_within_the_exchange_and_only_while_it_is_true(walked):
    for one in walked.transitions:
        before = one.before.session
        if isinstance(one.event, Exhausted) and before.case:
            true = waits(walked.flow, before) and not before.accepted
            there = within(before, one.at, timedelta(minutes=10))
            assert blocks(one.turn) == (["everywhere.exhausted"] if true and there else []), one


def test_closing_ends_the_conversation_and_says_so_only_where_it_may(walked):
    for one in walked.transitions:
        before = one.before.session
        if isinstance(one.event, Closed) and before.case:
            may = _may_be_written_to(walked.flow, before, one.at)
            assert one.turn.session.state == walked.flow.ended, one
            assert blocks(one.turn) == (["person.closed"] if may else []), one
