"""The audit chain: any edit, removal, reordering or cut tail is found."""

import pytest
from sqlalchemy import delete, select, update

from storage import audit
from storage.tables import AuditRow
from tests.storage.things import MINUTE, NOW

T = AuditRow.__table__
LENGTH = 6


@pytest.fixture
def trail(uow):
    """Return a transaction with a trail of six rows."""
    for number in range(1, LENGTH + 1):
        at = NOW.replace(microsecond=0) + number * MINUTE
        audit.note(uow, "paged", actor="system", subject=f"#K7Q{number}", now=at, member="é", rung=number)
    return uow


def rows(uow):
    return [dict(row) for row in uow.read(select(T).order_by(T.c.seq)).mappings()]


def put_back(uow, wanted):
    """Replace the whole trail."""
    uow.run(delete(T))
    if wanted:
        uow.run(T.insert(), wanted)


def test_an_untouched_trail_verifies_and_knows_its_head(trail):
    assert audit.broken_at(trail) is None
    number, told = audit.head(trail)
    assert number == LENGTH
    assert told == rows(trail)[-1]["hash"].hex()
    assert audit.broken_at(trail, length=number, head_hash=told) is None


def test_an_empty_trail_verifies(uow):
    assert audit.head(uow) == (0, "")
    assert audit.broken_at(uow) is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", NOW),
        ("actor", "somebody"),
        ("action", "read"),
        ("subject", "#AAAA"),
        ("detail", {"member": "é", "rung": 4}),
        ("hash", b"x" * 32),
    ],
)
@pytest.mark.parametrize("number", [1, 3, LENGTH])
def test_an_edit_is_found_where_it_was_made(trail, number, column, value):
    trail.run(update(T).where(T.c.seq == number).values({column: value}))
    assert audit.broken_at(trail) == number


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_row_that_was_removed_is_missed(trail, number):
    trail.run(delete(T).where(T.c.seq == number))
    assert audit.broken_at(trail) == number


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_row_that_was_removed_is_missed_though_the_others_closed_up(trail, number):
    left = [row for row in rows(trail) if row["seq"] != number]
    put_back(trail, [row | {"seq": place} for place, row in enumerate(left, 1)])
    assert audit.broken_at(trail) == number


@pytest.mark.parametrize("number", [1, 3, 5])
def test_two_rows_that_changed_places_are_found(trail, number):
    order = rows(trail)
    order[number - 1], order[number] = order[number], order[number - 1]
    put_back(trail, [row | {"seq": place} for place, row in enumerate(order, 1)])
    assert audit.broken_at(trail) == number


def test_a_row_that_was_put_in_between_is_found(trail):
    order = rows(trail)
    order.insert(2, dict(order[2]))
    put_back(trail, [row | {"seq": place} for place, row in enumerate(order, 1)])
    assert audit.broken_at(trail) == 4


@pytest.mark.parametrize("left", [0, 1, 5])
def test_a_tail_that_was_cut_is_found_with_the_head_that_was_carried_outside(trail, left):
    number, told = audit.head(trail)
    trail.run(delete(T).where(T.c.seq > left))
    assert audit.broken_at(trail) is None
    assert audit.broken_at(trail, length=number, head_hash=told) == left + 1


def test_a_tail_that_was_cut_and_grew_again_is_found(trail):
    number, told = audit.head(trail)
    trail.run(delete(T).where(T.c.seq > 4))
    for _ in range(5):
        audit.note(trail, "paged", actor="system", subject="#AAAA", now=NOW)
    assert audit.broken_at(trail) is None
    assert audit.broken_at(trail, length=number, head_hash=told) == number


def test_a_trail_that_grew_since_still_fits_its_earlier_head(trail):
    number, told = audit.head(trail)
    audit.note(trail, "paged", actor="system", subject="#AAAA", now=NOW)
    assert audit.broken_at(trail, length=number, head_hash=told) is None


def test_a_row_of_another_course_of_events_does_not_fit(trail):
    """After an old backup was copied back, rows with the same numbers exist twice: they must not be mixed."""
    first = rows(trail)
    put_back(trail, first[:2])
    for number in range(3, LENGTH + 1):
        audit.note(trail, "paged", actor="system", subject="#BBBB", now=NOW, rung=number)
    assert audit.broken_at(trail) is None
    trail.run(
        update(T).where(T.c.seq == 4).values({name: first[3][name] for name in ("at", "subject", "detail", "hash")})
    )
    assert audit.broken_at(trail) == 4


def test_a_trail_is_verified_from_where_it_was_verified_last(trail):
    assert audit.stands_before(trail, LENGTH) == (0, b"")
    seq, digest = audit.stands_before(trail, 2)
    assert (seq, digest) == (LENGTH - 2, rows(trail)[LENGTH - 3]["hash"])
    whole = (None, LENGTH, rows(trail)[-1]["hash"])
    assert audit.broken_after(trail, 0, b"") == audit.broken_after(trail, seq, digest) == whole
    assert audit.broken_after(trail, *whole[1:]) == whole


@pytest.mark.parametrize(("number", "found"), [(3, None), (4, 4), (5, 5), (6, 6)])
def test_an_edit_is_found_from_the_row_on_that_was_verified_last(trail, number, found):
    start = audit.stands_before(trail, 2)
    trail.run(update(T).where(T.c.seq == number).values(actor="somebody", hash=b"x" * 32))
    assert audit.broken_after(trail, *start)[0] == found


def test_a_tail_that_was_cut_since_is_found_also_when_nothing_is_left(trail):
    _, seq, digest = audit.broken_after(trail, 0, b"")
    trail.run(delete(T).where(T.c.seq == LENGTH))
    assert audit.broken_after(trail, seq, digest)[0] == LENGTH
    trail.run(delete(T))
    assert audit.broken_after(trail, seq, digest)[0] == LENGTH
    assert audit.broken_after(trail, 0, b"") == (None, 0, b"")
