"""What can be one of the two words, and what typing one may do in every situation."""

import json

import pytest

from flows.effects import (
    CancelQueued,
    Deliver,
    Escalate,
    Hold,
    Keep,
    Leave,
    OpenCase,
    Rebind,
    Relay,
    Release,
    SetWord,
    Tell,
)
from flows.events import Rebound, Said, Worded
from flows.secret import chosen, normal, shaped
from flows.states import End, Listen, Secret
from flows.trials import WORD
from tests.flows.conftest import MORNING
from tests.flows.talk import Talk
from tests.flows.turns import blocks, does, kinds, said


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("Payung Merah", "payung merah"),
        ("  PAYUNG\n merah ", "payung merah"),
        ("ＰＡＹＵＮＧ merah", "payung merah"),
        ("payung\u200b merah\u202e", "payung merah"),
        ("p.a.y.u.n.g merah!", "payung merah"),
        ("Straße", "strasse"),
        ("cafe\u0301", "café"),
        ("🌂🌂🌂🌂", ""),
        ("\x00\ud800", ""),
    ],
)
def test_words_are_compared_in_one_form(typed, compared):
    assert normal(typed) == compared
    assert normal(compared) == compared


@pytest.mark.parametrize("text", ["abcd", "a" * 40, "satu dua tiga nama", "Melati.", "melati!", "rumah 7"])
def test_what_may_be_a_word_has_four_to_forty_letters_and_at_most_four_words(text):
    assert shaped(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "a" * 41,
        "satu dua tiga nama lagi",
        "1234",
        "12 34 56",
        "melati, mawar",
        "melati?",
        "melati\nmawar",
        "\ufdfa" * 4000,
        "x" * 100_000,
    ],
)
def test_a_sentence_a_number_and_a_wall_of_text_are_no_words(text):
    assert shaped(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "tolong",
        "lapor",
        "petugas",
        "ada orang",
        "jawa",
        "kranggan",
        "dia bawa pisau",
        "saya takut",
        "kemarin",
        "kata sandi",
        "quit",
        "Cancel",
    ],
)
def test_what_means_something_already_cannot_be_chosen(flow, text):
    assert chosen(flow, text, MORNING) == ""


@pytest.mark.parametrize("text", ["payung merah", "kopi susu", "kucing hitam", "bunga matahari", "resep sayur asem"])
def test_ordinary_words_can_be_chosen(flow, text):
    assert chosen(flow, text, MORNING) == text


def waiting(flow):
    return Talk(flow).says("tolong", "kranggan").picks("chat")


def test_the_two_words_are_asked_for_one_after_the_other(flow):
    talk = waiting(flow).picks("kata")
    assert talk.blocks == ["word_identity.ask"]
    assert does(talk.says("Payung Merah").turn, SetWord) == [SetWord("identity", "payung merah")]
    assert talk.blocks == ["word_cover.ask"]
    assert does(talk.says("kopi susu").turn, SetWord) == [SetWord("cover", "kopi susu")]
    assert talk.blocks == ["words_kept.ask"]
    assert "payung" not in json.dumps(talk.session.to_data())


def test_the_identity_word_as_cover_word_is_refused_and_as_identity_word_stays_what_it_is(flow):
    talk = waiting(flow).picks("kata").happens(Worded("identity"))
    assert talk.blocks == ["word_cover.ask"]
    assert talk.happens(Worded("identity")).blocks == ["word_cover.same"]
    assert not does(talk.turn, SetWord)


def test_skipping_leaves_what_was_chosen_before(flow):
    talk = waiting(flow).picks("kata").says("payung merah", "lewati")
    assert talk.picks("kata").says("lewati", "lewati").blocks == ["words_kept.ask"]


def test_the_mark_that_it_is_still_her_goes_with_a_new_word_and_with_a_return_by_number(flow):
    talk = waiting(flow).happens(Worded("identity"))
    assert talk.session.confirmed
    assert not talk.happens(Rebound()).session.confirmed
    assert talk.happens(Rebound(worded=True)).session.confirmed
    assert not talk.picks("kata").says("payung merah").session.confirmed


def test_a_word_that_is_chosen_stands_nowhere(walked):
    tried = 0
    for one in walked.transitions:
        state = walked.flow[one.before.session.state]
        if isinstance(state, Secret) and one.event == Said(WORD):
            assert does(one.turn, SetWord) == [SetWord(state.kind, WORD)], one
            assert does(one.turn, Keep) == [Keep(hidden=True)], one
            assert not does(one.turn, Relay), one
            assert WORD not in json.dumps(one.turn.session.to_data()), one
            tried += 1
        elif not isinstance(state, Secret):
            assert not does(one.turn, SetWord), one
    assert tried > 5


def departs(one):
    """Return whether she leaves where danger is asked after she told something: duty sees that, nobody at the phone."""
    fresh = set(one.turn.session.signals) - set(one.before.session.signals)
    return one.before.session.state == "danger" and {"diam_setelah_ragu", "jangan_hubungi"} <= fresh


def test_a_word_that_was_typed_is_kept_as_a_mark_only_and_passed_on_to_nobody(walked):
    for one in walked.transitions:
        if isinstance(one.event, Worded):
            assert all(keep.hidden for keep in does(one.turn, Keep)), one
            assert kinds(one.turn).isdisjoint({Relay, Deliver, Hold, SetWord}), one
            if departs(one):
                continue
            assert not does(one.turn, OpenCase), one
            assert one.turn.session.case == one.before.session.case, one
            assert one.turn.session.signals == one.before.session.signals, one
            assert one.turn.session.level == one.before.session.level, one


def test_the_cover_word_hides_in_every_situation_without_a_word_and_calls_off_nothing(walked):
    hidden = 0
    for one in walked.transitions:
        before = one.before.session
        if not isinstance(one.event, Worded) or one.event.kind != "cover" or isinstance(walked.flow[before.state], End):
            continue
        if before.turn == 0 and not before.case:
            assert blocks(one.turn) == [f"{walked.flow.start}.ask"], one
            continue
        assert one.turn.session.state == walked.flow.left, one
        assert said(one.turn) is None, one
        more = {OpenCase, Escalate} if departs(one) else set()
        assert {CancelQueued, Leave} <= kinds(one.turn) <= {CancelQueued, Leave, Keep, Tell} | more, one
        assert [told.notice for told in does(one.turn, Tell)] == (["left"] if before.accepted else []), one
        hidden += 1
    assert hidden > 100


def test_the_identity_word_of_an_earlier_conversation_brings_it_back_where_no_case_is_open_and_else_looks_like_text(
    walked,
):
    for one in walked.transitions:
        before = one.before.session
        if one.event != Worded("identity", own=False) or isinstance(walked.flow[before.state], End):
            continue
        if not before.case:
            assert kinds(one.turn) == {Rebind}, one
            assert said(one.turn) is None, one
        else:
            assert kinds(one.turn) <= {Keep, Release, Tell}, one
            assert {told.notice for told in does(one.turn, Tell)} <= {"held_back"}, one
            assert one.turn.session.confirmed == before.confirmed, one


def test_her_own_identity_word_is_told_to_whoever_has_the_case_and_moves_nothing(walked):
    for one in walked.transitions:
        before, state = one.before.session, walked.flow[one.before.session.state]
        if one.event != Worded("identity") or isinstance(state, End) or not before.case:
            continue
        if isinstance(state, Secret):
            assert one.turn.session.confirmed == before.confirmed, one
            assert not does(one.turn, Tell), one
            continue
        assert one.turn.session.confirmed, one
        assert [told.notice for told in does(one.turn, Tell)] == ["word_right"], one
        assert one.turn.session.state == before.state, one
        if isinstance(state, Listen) and not state.relays:
            assert blocks(one.turn) == ["everywhere.added"], one
        if isinstance(state, Listen) and state.relays:
            assert blocks(one.turn) == (["person.ask"] if before.owed else []), one
