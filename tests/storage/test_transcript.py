"""A transcript can be added to by anyone and read with the conversation's private half alone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from flows.errors import SealBroken
from storage import conversations, transcript, vault
from storage.tables import Entry
from storage.transcript import Line
from tests.storage.things import MINUTE, NOW, conversation

T = Entry.__table__


def add(uow, stored, *texts):
    """Add lines of the reporter, a minute apart."""
    for number, text in enumerate(texts):
        transcript.append(uow, stored.id, stored.public_key, Line(NOW + number * MINUTE, "reporter", "text", text))


def read(uow, stored):
    return list(transcript.read(uow, stored.id, conversations.server_pair(uow, stored.id)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text(max_size=4096), st.sampled_from(["reporter", "bot", "staff", "note"]))
def test_a_line_comes_back_as_it_was_written(uow, text, author):
    stored = conversation(uow)
    line = Line(NOW, author, "text", text, "id/welcome@0123456789ab")
    transcript.append(uow, stored.id, stored.public_key, line)
    assert read(uow, stored) == [line]


def test_lines_come_in_the_order_in_which_they_were_added(uow):
    stored = conversation(uow)
    for number in (3, 1, 2):
        line = Line(NOW - number * MINUTE, "reporter", "text", str(number))
        transcript.append(uow, stored.id, stored.public_key, line)
    assert [line.text for line in read(uow, stored)] == ["3", "1", "2"]


def test_nothing_of_one_conversation_reaches_another(uow):
    first, second = conversation(uow, "1"), conversation(uow, "2")
    add(uow, first, "dari yang pertama")
    add(uow, second, "dari yang kedua")
    assert [line.text for line in read(uow, first)] == ["dari yang pertama"]
    with pytest.raises(SealBroken):
        list(transcript.read(uow, first.id, conversations.server_pair(uow, second.id)))


def test_no_column_shows_a_word(uow):
    stored = conversation(uow)
    add(uow, stored, "dia memukul")
    assert "memukul" not in repr(uow.read(select(T)).one())


def test_each_line_has_a_key_of_its_own(uow):
    stored = conversation(uow)
    add(uow, stored, "satu", "dua")
    pair = conversations.server_pair(uow, stored.id)
    keys = [vault.open_seal(row.sealed_key, pair) for row in uow.read(select(T))]
    assert len(set(keys)) == 2


def test_a_line_that_was_moved_into_anothers_place_does_not_open(uow):
    stored = conversation(uow)
    add(uow, stored, "satu", "dua")
    first, second = uow.read(select(T).order_by(T.c.seq)).all()
    swapped = {"body": second.body, "sealed_key": second.sealed_key}
    uow.run(update(T).where(T.c.id == first.id).values(**swapped))
    with pytest.raises(SealBroken):
        read(uow, stored)


def test_the_servers_own_keys_open_no_line(uow):
    stored = conversation(uow)
    add(uow, stored, "dia memukul")
    row = uow.read(select(T)).one()
    keys = uow.keys
    for key in (keys.database, keys.index, keys.wrap, keys.words, keys.audit, stored.flight_key):
        with pytest.raises(SealBroken):
            vault.open_envelope(row.body, key, vault.place("entries", "body", row.id))
        with pytest.raises(SealBroken):
            vault.open_seal(row.sealed_key, vault.pair_of(key))
