"""Every time in every table is an instant in UTC, and a time without a zone is refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import DateTime, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError

from storage import attempts, cases, conversations, inbox, outbox, receipts, transcript
from storage.tables import metadata
from storage.times import UtcTime
from storage.transcript import Line
from tests.storage.things import conversation, rows_of, session

EPOCH = datetime(1970, 1, 2, tzinfo=UTC)
WIB = timezone(timedelta(hours=7))
TEN_PAST_TEN = datetime(2026, 3, 1, 22, 10, 4, 5, tzinfo=WIB)
TIMES = [
    (table, column.name)
    for table in metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, UtcTime)
]
INSTANTS = st.integers(0, 250_000_000_000_000_000).map(lambda micros: EPOCH + timedelta(microseconds=micros))
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def named(value):
    return value if isinstance(value, str) else value.name


def row_of(table):
    """Return a row for `table` as this release describes it."""
    (row,) = rows_of(table, 1)
    return row | {name: TEN_PAST_TEN for of, name in TIMES if of is table}


def test_every_column_that_holds_a_time_has_the_one_type():
    assert len(TIMES) > 20
    for table in metadata.sorted_tables:
        for column in table.columns:
            assert not isinstance(column.type, DateTime), f"{table.name}.{column.name}"
            if column.name == "at" or column.name.endswith(("_at", "_until")):
                assert isinstance(column.type, UtcTime), f"{table.name}.{column.name}"


@pytest.mark.parametrize(("table", "column"), TIMES, ids=named)
def test_a_time_without_a_zone_is_refused_in_every_table(uow, table, column):
    naive = row_of(table) | {column: TEN_PAST_TEN.replace(tzinfo=None)}
    with pytest.raises(StatementError, match="without a zone"):
        uow.run(table.insert(), [naive])


@pytest.mark.parametrize("table", sorted({table for table, _ in TIMES}, key=named), ids=named)
def test_ten_past_ten_in_mojokerto_comes_back_as_the_same_instant_in_utc(database, table):
    with database.writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        connection.execute(table.insert(), [row_of(table)])
        row = connection.execute(select(table)).one()
    for of, name in TIMES:
        if of is table:
            told = getattr(row, name)
            assert told == TEN_PAST_TEN
            assert (told.tzinfo, told.hour) == (UTC, 15)


@given(st.builds(datetime.astimezone, INSTANTS, ZONES), st.builds(datetime.astimezone, INSTANTS, ZONES))
def test_as_text_times_sort_as_instants_and_come_back(first, second):
    kind, dialect = UtcTime(), sqlite.dialect()
    texts = [kind.process_bind_param(at, dialect) for at in (first, second)]
    assert (texts[0] < texts[1]) == (first.astimezone(UTC) < second.astimezone(UTC))
    for at, text in zip((first, second), texts, strict=True):
        assert len(text) == 27
        assert kind.process_result_value(text, dialect) == at.astimezone(UTC)


def test_on_postgresql_the_databases_own_type_is_used_and_naive_times_are_refused_too():
    kind, dialect = UtcTime(), postgresql.dialect()
    assert kind.load_dialect_impl(dialect).timezone
    assert kind.process_bind_param(TEN_PAST_TEN, dialect) == TEN_PAST_TEN
    with pytest.raises(ValueError, match="without a zone"):
        kind.process_bind_param(TEN_PAST_TEN.replace(tzinfo=None), dialect)


def test_no_time_stays_no_time():
    kind, dialect = UtcTime(), sqlite.dialect()
    assert kind.process_bind_param(None, dialect) is None
    assert kind.process_result_value(None, dialect) is None


NAIVE = TEN_PAST_TEN.replace(tzinfo=None)
WRITES = {
    "an update": lambda uow, stored: inbox.take(uow, "telegram", "7", NAIVE),
    "a conversation": lambda uow, stored: conversations.open_new(uow, "telegram", "9", session(), NAIVE),
    "a silence": lambda uow, stored: conversations.save(
        uow, replace(stored, session=replace(stored.session, silent_at=NAIVE)), lambda _state, _value: True
    ),
    "a line": lambda uow, stored: transcript.append(uow, stored.id, stored.public_key, Line(NAIVE, "bot", "text", "a")),
    "a message": lambda uow, stored: outbox.to_reporter(uow, stored, "bubble", {}, NAIVE),
    "a claim": lambda uow, stored: outbox.claim(uow, NAIVE, ("reporter",), ("telegram",)),
    "a sent message": lambda uow, stored: outbox.sent(uow, "1", "2", NAIVE),
    "a case": lambda uow, stored: cases.open_case(uow, stored.id, "bahaya", NAIVE),
    "a receipt": lambda uow, stored: receipts.issue(uow, stored.id, stored.flight_key, NAIVE),
    "a try": lambda uow, stored: attempts.may_try(uow, "link", b"a", NAIVE),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_time_without_a_zone_is_refused_by_what_is_written_in_every_turn(uow, write):
    stored = conversation(uow)
    with pytest.raises((ValueError, StatementError), match="without a zone"):
        write(uow, stored)
