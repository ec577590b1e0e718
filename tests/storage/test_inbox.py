"""An update is taken once, and one that could not be worked off is kept, encrypted, until it is."""

import pytest
from sqlalchemy import select

from flows.errors import SealBroken
from storage import inbox, vault
from storage.tables import Inbox
from tests.storage.things import MINUTE, NOW

T = Inbox.__table__
RAW = b'{"update_id": 7, "text": "suami saya bawa parang"}'


def test_an_update_is_taken_once_whatever_the_provider_repeats(uow):
    assert [inbox.take(uow, "telegram", "7", NOW) for _ in range(3)] == [True, False, False]


def test_the_same_number_of_another_channel_is_another_update(uow):
    assert inbox.take(uow, "telegram", "7", NOW)
    assert inbox.take(uow, "telegram-staff", "7", NOW)


def test_updates_that_come_out_of_order_are_all_taken(uow):
    assert all(inbox.take(uow, "telegram", str(number), NOW) for number in (9, 7, 8, 1))


def test_an_update_that_was_worked_off_leaves_no_text(uow):
    inbox.take(uow, "telegram", "7", NOW)
    row = uow.read(select(T)).one()
    assert (row.body, row.done_at) == (None, NOW)
    assert inbox.undone(uow) == []


def test_what_is_put_aside_is_encrypted_and_opens_again(uow):
    inbox.put_aside(uow, "telegram", "7", RAW, NOW)
    (row,) = inbox.undone(uow)
    assert b"parang" not in row.body
    assert inbox.raw(uow, row) == RAW


def test_what_is_put_aside_opens_in_its_own_place_only(uow):
    inbox.put_aside(uow, "telegram", "7", RAW, NOW)
    (row,) = inbox.undone(uow)
    with pytest.raises(SealBroken):
        vault.open_envelope(row.body, uow.keys.wrap, vault.place("inbox", "telegram", "8"))


def test_what_is_put_aside_counts_as_taken(uow):
    inbox.put_aside(uow, "telegram", "7", RAW, NOW)
    assert not inbox.take(uow, "telegram", "7", NOW)


def test_what_is_put_aside_again_counts_its_tries_and_keeps_the_first_text(uow):
    for raw in (RAW, b"{}"):
        inbox.put_aside(uow, "telegram", "7", raw, NOW)
    (row,) = inbox.undone(uow)
    assert row.tries == 2
    assert inbox.raw(uow, row) == RAW


def test_what_is_put_aside_is_tried_oldest_first_and_is_gone_once_it_is_done(uow):
    for number in ("8", "7"):
        inbox.put_aside(uow, "telegram", number, RAW, NOW)
    assert [row.provider_id for row in inbox.undone(uow)] == ["8", "7"]
    inbox.done(uow, "telegram", "8", NOW + MINUTE)
    assert [row.provider_id for row in inbox.undone(uow)] == ["7"]
    row = uow.read(select(T).where(T.c.provider_id == "8")).one()
    assert (row.body, row.done_at) == (None, NOW + MINUTE)


def test_an_update_that_never_works_is_left_to_a_person_and_never_thrown_away(uow):
    for _ in range(inbox.TRIES):
        inbox.put_aside(uow, "telegram", "7", RAW, NOW)
    assert inbox.undone(uow) == []
    assert inbox.raw(uow, uow.read(select(T)).one()) == RAW
