"""Logins at the desk: only the token finds one and opens the key in it, and each ends when it must."""

import pytest
from sqlalchemy import select, update

from storage import attempts, desk_sessions, members, vault
from storage.attempts import Pace
from storage.desk_sessions import ABSOLUTE, IDLE
from storage.tables import DeskSession, Member
from tests.storage.things import HOUR, MINUTE, NOW, SECOND, enrolled

_T = DeskSession.__table__
PACE = Pace(free=3, first=10 * SECOND, longest=MINUTE)


@pytest.fixture
def sari(uow):
    """Return a member."""
    return enrolled(uow, "sari")


def opens(uow, member, at=NOW):
    return desk_sessions.open_session(uow, members.by_id(uow, member.id), member.pair, at)


def test_the_token_finds_the_login_and_opens_her_key(uow, sari):
    token = opens(uow, sari)
    found = desk_sessions.find(uow, token, NOW)
    assert (found.member.id, found.own) == (sari.id, sari.pair)


def test_a_token_has_256_bits_and_is_never_the_same(uow, sari):
    tokens = {opens(uow, sari) for _ in range(50)}
    assert len(tokens) == 50
    assert {len(token) for token in tokens} == {43}


@pytest.mark.parametrize(
    "change",
    [
        update(_T).values(id="another"),
        update(_T).values(seen_at=NOW - IDLE),
        update(_T).values(opened_at=NOW - ABSOLUTE),
        update(Member.__table__).values(active=False),
        update(Member.__table__).values(role="koordinator"),
        update(Member.__table__).values(code_secret=b"another"),
        update(Member.__table__).values(code_counter=7),
    ],
    ids="ended idle old left role secret confirmed".split(),  # noqa: SIM905
)
def test_a_login_is_in_force_only_while_nothing_of_it_or_its_member_has_changed(uow, sari, change):
    found = desk_sessions.find(uow, opens(uow, sari), NOW)
    assert desk_sessions.is_in_force(uow, found.session.id, found.member, NOW)
    uow.run(change)
    assert not desk_sessions.is_in_force(uow, found.session.id, found.member, NOW)


def test_no_other_token_finds_anything(uow, sari):
    token = opens(uow, sari)
    last = "A" if token[-1] != "A" else "B"
    for wrong in ("", token[:-1], token + "A", token[:-1] + last, token.swapcase(), " " + token, "x" * 5000, "é" * 43):
        assert desk_sessions.find(uow, wrong, NOW) is None


def test_no_column_holds_the_token_or_the_key(uow, sari):
    token = opens(uow, sari)
    row = uow.read(select(_T)).one()
    for value in row:
        kept = value if isinstance(value, bytes) else str(value).encode()
        assert token.encode() not in kept
        assert sari.pair.private not in kept


def test_the_key_of_one_login_does_not_open_in_another(uow, sari):
    first, second = opens(uow, sari), opens(uow, sari)
    row = desk_sessions.find(uow, first, NOW).session
    other = desk_sessions.find(uow, second, NOW).session
    uow.run(update(_T).where(_T.c.id == other.id).values(wrapped_key=row.wrapped_key))
    assert desk_sessions.find(uow, second, NOW) is None
    assert desk_sessions.find(uow, first, NOW) is not None


def test_a_key_does_not_open_in_a_row_of_another_name(uow, sari):
    token = opens(uow, sari)
    uow.run(update(_T).values(id="another"))
    assert desk_sessions.find(uow, token, NOW) is None


def test_a_login_ends_half_an_hour_after_it_was_used_last(uow, sari):
    token = opens(uow, sari)
    assert desk_sessions.find(uow, token, NOW + IDLE - SECOND)
    assert desk_sessions.find(uow, token, NOW + IDLE) is None
    session = desk_sessions.find(uow, token, NOW).session
    desk_sessions.touch(uow, session.id, NOW + 20 * MINUTE)
    assert desk_sessions.find(uow, token, NOW + IDLE)


def test_a_login_ends_after_twelve_hours_though_it_is_used(uow, sari):
    token = opens(uow, sari)
    session = desk_sessions.find(uow, token, NOW).session
    desk_sessions.touch(uow, session.id, NOW + ABSOLUTE - MINUTE)
    assert desk_sessions.find(uow, token, NOW + ABSOLUTE - SECOND)
    assert desk_sessions.find(uow, token, NOW + ABSOLUTE) is None


def test_use_never_goes_backwards_in_time(uow, sari):
    session = desk_sessions.find(uow, opens(uow, sari), NOW).session
    desk_sessions.touch(uow, session.id, NOW + MINUTE)
    desk_sessions.touch(uow, session.id, NOW)
    assert uow.read(select(_T.c.seen_at)).scalar() == NOW + MINUTE


def test_a_login_of_somebody_who_left_is_dead_at_once_and_swept(uow, sari):
    token = opens(uow, sari)
    uow.run(update(Member.__table__).values(active=False))
    assert desk_sessions.find(uow, token, NOW) is None
    assert desk_sessions.expired(uow, NOW) == 1


def test_only_what_is_over_is_swept_and_sweeping_again_changes_nothing(uow, sari):
    opens(uow, sari)
    opens(uow, sari, NOW + MINUTE)
    assert desk_sessions.expired(uow, NOW + IDLE) == 1
    assert desk_sessions.expired(uow, NOW + IDLE) == 0
    assert len(uow.read(select(_T)).all()) == 1


def test_a_member_ends_her_own_logins_and_nobody_elses(uow, sari):
    dewi = enrolled(uow, "dewi")
    opens(uow, sari)
    token = opens(uow, sari)
    hers = desk_sessions.find(uow, opens(uow, dewi), NOW).session
    assert not desk_sessions.end(uow, hers.id, sari.id)
    assert desk_sessions.end(uow, desk_sessions.find(uow, token, NOW).session.id, sari.id)
    assert len(desk_sessions.of_member(uow, sari.id, NOW)) == 1
    assert desk_sessions.end_all(uow, sari.id) == 1
    assert desk_sessions.of_member(uow, sari.id, NOW) == []
    assert len(desk_sessions.of_member(uow, dewi.id, NOW)) == 1


def test_a_list_of_logins_leaves_out_what_is_over(uow, sari):
    opens(uow, sari)
    opens(uow, sari, NOW + 20 * MINUTE)
    assert [row.opened_at for row in desk_sessions.of_member(uow, sari.id, NOW + IDLE)] == [NOW + 20 * MINUTE]


def test_a_form_word_follows_from_the_token_alone(uow, sari):
    first, second = opens(uow, sari), opens(uow, sari)
    assert desk_sessions.form_word(first) == desk_sessions.form_word(first)
    assert desk_sessions.form_word(first) != desk_sessions.form_word(second)
    assert first not in desk_sessions.form_word(first)
    assert bytes.fromhex(desk_sessions.form_word(first)) != vault.desk_key(first), "a page would show the key"


def test_tries_wait_twice_as_long_each_time_up_to_the_longest(uow):
    waits = []
    at = NOW
    for _ in range(9):
        attempts.note(uow, "desk", b"a", at)
        waits.append(attempts.pause(uow, "desk", b"a", PACE, at).total_seconds())
        at += SECOND
    assert waits == [0, 0, 10, 20, 40, 60, 60, 60, 60]


def test_a_wait_runs_down_and_nobody_is_locked_out(uow):
    for _ in range(50):
        attempts.note(uow, "desk", b"a", NOW)
    assert attempts.pause(uow, "desk", b"a", PACE, NOW + 45 * SECOND) == 15 * SECOND
    assert not attempts.pause(uow, "desk", b"a", PACE, NOW + MINUTE)
    assert not attempts.pause(uow, "desk", b"a", PACE, NOW + HOUR + SECOND)


def test_waits_are_kept_apart_and_a_right_try_is_taken_back(uow):
    numbers = [attempts.note(uow, "desk", b"a", NOW) for _ in range(3)]
    assert attempts.pause(uow, "desk", b"a", PACE, NOW)
    assert not attempts.pause(uow, "desk", b"b", PACE, NOW)
    assert not attempts.pause(uow, "other", b"a", PACE, NOW)
    attempts.take_back(uow, numbers[0])
    assert not attempts.pause(uow, "desk", b"a", PACE, NOW)
    attempts.forgive(uow, "desk", b"a")
    assert attempts.may_try(uow, "desk", b"a", NOW)
