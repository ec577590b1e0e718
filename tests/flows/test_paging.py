"""Which way a page goes next: chat after chat, then a telephone; and what is held back, but never the first of red."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.levels import LEVELS
from flows.paging import CALLS, LOST, Look, Paging, Tried, Way, held_until, is_limited, look, may_call, ways

NOW = datetime(2026, 11, 22, 15, 10, tzinfo=UTC)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
RULES = Paging()
RED = ways(RULES, level="kritis", chats=["telegram", "whatsapp"], telephone="telephone")


def due(known, tried, now=NOW):
    found = look(RULES, known, tried, now=now)
    return [way.contact for way in found.due]


def test_a_red_page_goes_to_the_first_chat_then_the_second_then_rings():
    assert [(way.contact, way.delay, way.calls) for way in RED] == [
        ("telegram", timedelta(), False),
        ("whatsapp", MINUTE, False),
        ("telephone", 2 * MINUTE, True),
    ]
    assert due(RED, []) == ["telegram"]
    tried = [Tried("telegram", NOW)]
    assert due(RED, tried) == due(RED, tried, NOW + MINUTE - SECOND) == []
    assert look(RULES, RED, tried, now=NOW).next == NOW + MINUTE
    assert due(RED, tried, NOW + MINUTE) == ["whatsapp"]
    tried.append(Tried("whatsapp", NOW + MINUTE))
    assert look(RULES, RED, tried, now=NOW + MINUTE).next == NOW + 2 * MINUTE
    assert due(RED, tried, NOW + 2 * MINUTE) == ["telephone"]


def test_after_a_long_stop_all_that_is_due_goes_at_once():
    assert due(RED, [Tried("telegram", NOW)], NOW + 60 * MINUTE) == ["whatsapp", "telephone"]


@pytest.mark.parametrize("level", ["rendah", "sedang"])
def test_what_can_wait_goes_another_way_only_where_the_first_has_failed(level):
    known = ways(RULES, level=level, chats=["telegram", "whatsapp"], telephone="telephone")
    out = Tried("telegram", NOW)
    assert look(RULES, known, [out], now=NOW + 600 * MINUTE) == Look()
    failed = [Tried("telegram", NOW, "failed", NOW + SECOND)]
    assert due(known, failed, NOW + SECOND) == ["whatsapp"]
    failed.append(Tried("whatsapp", NOW + SECOND, "failed", NOW + 2 * SECOND))
    assert due(known, failed, NOW + 2 * SECOND) == ["telephone"]


def test_orange_takes_a_second_chat_and_rings_only_where_both_have_failed():
    known = ways(RULES, level="tinggi", chats=["telegram", "whatsapp"], telephone="telephone")
    assert [way.delay for way in known] == [timedelta(), MINUTE, None]


def test_an_offer_goes_to_one_chat_and_to_the_next_where_that_failed():
    known = ways(RULES, level="kritis", chats=["telegram", "whatsapp"], telephone="telephone", only_first=True)
    assert [way.delay for way in known] == [timedelta(), None, None]


def test_what_fails_moves_only_the_next_way_forward():
    failed = [Tried("telegram", NOW, "failed", NOW)]
    assert due(RED, failed) == ["whatsapp"]
    both = [*failed, Tried("whatsapp", NOW, "failed", NOW)]
    assert due(RED, both) == ["telephone"]
    assert due(RED, [*failed, Tried("whatsapp", NOW)]) == []


def test_a_call_that_nobody_answered_comes_once_more_and_then_never():
    tried = [Tried("telegram", NOW), Tried("whatsapp", NOW), Tried("telephone", NOW, "unanswered", NOW + SECOND)]
    assert look(RULES, RED, tried, now=NOW + SECOND).next == NOW + SECOND + RULES.again
    assert due(RED, tried, NOW + SECOND + RULES.again) == ["telephone"]
    tried.append(Tried("telephone", NOW + MINUTE, "unanswered", NOW + MINUTE))
    assert look(RULES, RED, tried, now=NOW + 600 * MINUTE) == Look()


def test_a_call_of_which_nothing_was_heard_counts_as_unanswered_after_a_while():
    tried = [Tried("telegram", NOW), Tried("whatsapp", NOW), Tried("telephone", NOW)]
    assert look(RULES, RED, tried, now=NOW + 2 * MINUTE) == Look(next=NOW + LOST + RULES.again)
    assert due(RED, tried, NOW + LOST + RULES.again) == ["telephone"]


def test_it_is_in_vain_only_when_every_way_has_failed():
    chats = [Tried("telegram", NOW, "failed", NOW), Tried("whatsapp", NOW, "failed", NOW)]
    assert not look(RULES, RED, [*chats, Tried("telephone", NOW, "unanswered", NOW)], now=NOW).in_vain
    assert look(RULES, RED, [*chats, Tried("telephone", NOW, "failed", NOW)], now=NOW).in_vain
    assert look(RULES, (), [], now=NOW).in_vain


def test_a_chat_that_is_gone_since_does_not_keep_the_others_waiting():
    assert due((Way("whatsapp", None),), [Tried("telegram", NOW, "failed", NOW)]) == ["whatsapp"]


@given(
    st.lists(st.sampled_from(["", "failed", "unanswered"]), min_size=3, max_size=3),
    st.integers(0, 600),
    st.sampled_from(LEVELS),
)
def test_no_way_is_taken_twice_but_a_call_and_what_was_looked_at_now_is_due_later(ends, seconds, level):
    known = ways(RULES, level=level, chats=["a", "b"], telephone="c")
    tried, now, taken = [], NOW, []
    for _ in range(10):
        found = look(RULES, known, tried, now=now)
        assert found.next is None or found.next > now
        for way in found.due:
            ended = ends["abc".index(way.contact)]
            ended = "" if ended == "unanswered" and not way.calls else ended
            tried.append(Tried(way.contact, now, ended, now if ended else None))
            taken.append(way.contact)
        now += timedelta(seconds=seconds)
    assert taken.count("a") == 1
    assert taken.count("b") <= 1
    assert taken.count("c") <= CALLS
    assert taken[0] == "a"


@pytest.mark.parametrize("level", ["tinggi", "kritis"])
def test_the_first_page_of_an_urgent_case_passes_every_limit(level):
    said = [NOW - SECOND * place for place in range(100)]
    assert not is_limited(RULES, level=level, first=True, said=said)
    assert is_limited(RULES, level=level, first=False, said=said)
    assert not is_limited(RULES, level=level, first=False, said=said[:19])


@pytest.mark.parametrize("level", ["rendah", "sedang"])
@pytest.mark.parametrize("first", [True, False])
def test_what_can_wait_is_always_limited(level, first):
    assert is_limited(RULES, level=level, first=first, said=[])


def test_what_is_limited_comes_once_in_a_quarter_of_an_hour():
    assert held_until(RULES, said=[], since=NOW, now=NOW) is None
    said = [NOW - 20 * MINUTE, NOW - 4 * MINUTE]
    assert held_until(RULES, said=said, since=NOW, now=NOW) == NOW + 11 * MINUTE
    assert held_until(RULES, said=said, since=NOW, now=NOW + 11 * MINUTE) is None


def test_whoever_is_called_for_red_again_and_again_learns_of_the_others_after_a_quarter_of_an_hour():
    called = [NOW + number * 5 * MINUTE for number in range(4)]
    assert held_until(RULES, said=called, since=NOW, now=called[-1] - MINUTE) == NOW + 15 * MINUTE
    assert held_until(RULES, said=called, since=NOW, now=called[-1]) is None


def test_calls_are_limited_by_the_hour_but_the_first_of_a_case():
    assert may_call(RULES, first=True, calls=100)
    assert may_call(RULES, first=False, calls=5)
    assert not may_call(RULES, first=False, calls=6)
