"""Many pieces of work share a commit: each is answered after it, and one that fails undoes only itself."""

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from storage.database import TransactionLost
from storage.tables import Case, Meta
from storage.writer import Writer, WriterClosed
from tests.storage.things import NOW, rows_of

META = Meta.__table__


@pytest.fixture
def writer(database):
    """Return the writer of this test's database."""
    running = Writer(database)
    yield running
    running.close()


def put(name, value=b"x"):
    """Return work that stores a row called `name`."""
    return lambda uow: uow.run(META.insert(), [{"name": name, "value": value}]) and name


def stored(database):
    """Return the names that a reader sees now."""
    with database.look() as uow:
        return set(uow.read(select(META.c.name)).scalars())


def together(writer, *pieces):
    """Hand in pieces of work so that they share one transaction, and return their futures."""
    first_runs, go_on = threading.Event(), threading.Event()

    def first(_uow):
        first_runs.set()
        go_on.wait(5)

    writer.submit(first)
    first_runs.wait(5)
    futures = [writer.submit(piece) for piece in pieces]
    go_on.set()
    return futures


def test_one_piece_that_fails_undoes_only_itself(writer, database):
    def fails(uow):
        put("half")(uow)
        raise ZeroDivisionError

    before, failed, after = together(writer, put("a"), fails, put("b"))
    assert (before.result(), after.result()) == ("a", "b")
    with pytest.raises(ZeroDivisionError):
        failed.result()
    assert stored(database) == {"a", "b"}


def test_nothing_is_answered_before_the_commit_that_carries_it(writer, database):
    reached, go_on = threading.Event(), threading.Event()

    def last(uow):
        put("b")(uow)
        reached.set()
        go_on.wait(5)

    first, second = together(writer, put("a"), last)
    reached.wait(5)
    assert not first.done()
    assert stored(database) == set()
    go_on.set()
    first.result()
    assert stored(database) == {"a", "b"}
    assert second.exception() is None


def test_pieces_that_wait_share_one_commit(database):
    commits = []
    writer = Writer(database, after_commit=lambda wakes: commits.append(wakes))

    def piece(name):
        return lambda uow: uow.wake(name)

    for future in together(writer, *(piece(str(number)) for number in range(10))):
        future.result()
    writer.close()
    assert commits == [frozenset(map(str, range(10)))]


def test_workers_are_woken_after_the_commit_and_find_what_was_committed(database):
    seen = []
    writer = Writer(database, after_commit=lambda wakes: seen.append((wakes, stored(database))))

    def work(uow):
        put("a")(uow)
        uow.wake("delivery")

    writer.do(work)
    writer.do(put("b"))
    writer.close()
    assert seen == [(frozenset({"delivery"}), {"a"})]


def test_what_was_undone_wakes_nobody(database):
    woken = []
    writer = Writer(database, after_commit=woken.append)

    def fails(uow):
        uow.wake("duty")
        raise ZeroDivisionError

    def works(uow):
        uow.wake("delivery")

    for future in together(writer, fails, works):
        future.exception()
    writer.close()
    assert woken == [frozenset({"delivery"})]


def test_a_wake_that_fails_does_not_end_the_writer(database):
    def broken(_wakes):
        raise RuntimeError("the loop is closed")

    writer = Writer(database, after_commit=broken)
    writer.do(lambda uow: uow.wake("delivery"))
    assert writer.submit(put("a")).result(timeout=5) == "a"
    writer.close()


def test_when_the_commit_fails_nobody_is_told_that_it_happened(writer, database):
    (orphan,) = rows_of(Case.__table__, 1)
    orphan |= {name: NOW for name in orphan if name.endswith("_at")}

    def breaks_the_commit(uow):
        uow.run(META.insert(), [{"name": "c", "value": b""}])
        uow._connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        uow.run(Case.__table__.insert(), [orphan])

    woken = together(writer, put("a"), breaks_the_commit, put("b"))
    assert {type(future.exception()) for future in woken} == {IntegrityError}
    assert stored(database) == set()
    assert writer.do(put("later")) == "later"
    assert stored(database) == {"later"}


def test_on_a_full_disk_nobody_is_told_that_it_happened(writer, database):
    with database.writer.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
    told = together(writer, put("a"), put("b"), put("large", b"x" * 100_000), put("c"))
    assert {type(future.exception()) for future in told} == {TransactionLost}
    assert stored(database) == set()
    assert writer.do(put("small")) == "small"


def test_work_that_swallows_the_error_of_a_full_disk_deceives_nobody(writer, database):
    with database.writer.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")

    def swallows(uow):
        with contextlib.suppress(Exception), uow.savepoint():
            put("large", b"x" * 100_000)(uow)

    told = together(writer, put("a"), swallows, put("c"))
    assert {type(future.exception()) for future in told} == {TransactionLost}
    assert stored(database) == set()


def test_a_future_that_was_cancelled_is_not_carried_out_and_harms_nobody(writer, database):
    reached, go_on = threading.Event(), threading.Event()

    def first(_uow):
        reached.set()
        go_on.wait(5)

    writer.submit(first)
    reached.wait(5)
    cancelled, kept = writer.submit(put("cancelled")), writer.submit(put("kept"))
    assert cancelled.cancel()
    go_on.set()
    kept.result()
    assert stored(database) == {"kept"}


def test_work_under_way_can_no_longer_be_cancelled(writer, database):
    reached, go_on = threading.Event(), threading.Event()

    def slow(uow):
        put("a")(uow)
        reached.set()
        go_on.wait(5)

    future = writer.submit(slow)
    reached.wait(5)
    assert not future.cancel()
    go_on.set()
    future.result()
    assert stored(database) == {"a"}


def test_what_was_handed_in_before_the_end_is_finished(database):
    writer = Writer(database)
    futures = [writer.submit(put(str(number))) for number in range(200)]
    writer.close()
    assert {future.result(timeout=0) for future in futures} == stored(database) == set(map(str, range(200)))


def test_thirty_two_threads_lose_nothing_and_never_wait_for_a_lock(writer, database):
    def count(uow):
        row = uow.read(select(META.c.value).where(META.c.name == "count")).scalar()
        uow.run(META.update().where(META.c.name == "count").values(value=str(int(row) + 1).encode()))
        return int(row) + 1

    writer.do(put("count", b"0"))
    with ThreadPoolExecutor(32) as threads:
        told = list(threads.map(lambda _number: writer.do(count), range(640)))
    assert sorted(told) == list(range(1, 641))
    with database.look() as uow:
        assert uow.read(select(META.c.value)).scalar() == b"640"


def test_work_that_is_handed_in_after_the_end_is_refused_and_nobody_waits_for_ever(database):
    writer = Writer(database)
    writer.close()

    with pytest.raises(WriterClosed):
        writer.submit(lambda _uow: None).result(timeout=5)
