"""The roster in the database: rules of every kind, and what changes them, come back as they were and are audited."""

from datetime import date, time

import pytest

from flows.errors import NotFound
from flows.roster import EVERY_DAY, EVERYBODY, Leave, Once, Override, Rotation, Shift, Swap, Temporary
from storage import audit, roster, roster_changes
from storage.tables import AuditRow
from tests.storage.things import DAY, HOUR, NOW

OF = {"team": "kota", "role": "konselor"}
SHIFT = Shift(**OF, member="sari", days=frozenset({0, 6}), starts=time(19), ends=time(7, 30), holds="workdays")
TURNS = Rotation(**OF, members=("sari", "dewi"), begins=date(2026, 3, 2), hand_over=time(8), every=10)
NIGHTS = Rotation(
    **OF,
    members=("dewi",),
    begins=date(2026, 3, 2),
    hand_over=time(8),
    days=frozenset({1}),
    starts=time(22),
    ends=time(6),
    holds="holidays",
)
SPAN = {"starts_at": NOW + HOUR, "ends_at": NOW + DAY}
SWAP = Swap(
    **OF,
    one="sari",
    one_starts_at=NOW + HOUR,
    one_ends_at=NOW + DAY,
    other="dewi",
    other_starts_at=NOW + 2 * DAY,
    other_ends_at=NOW + 3 * DAY,
    proposed_by="sari",
    one_agreed_at=NOW,
)
CHANGES = [
    Override(**OF, member="ratna", instead_of="sari", **SPAN),
    Override(**OF, member="ratna", instead_of=EVERYBODY, **SPAN),
    Override(**OF, member="ratna", instead_of="", **SPAN),
    Leave(member="sari", **SPAN),
    Temporary(team="kota", why="Ramadan", rules=(SHIFT, TURNS, NIGHTS, Once(**OF, member="dewi", **SPAN)), **SPAN),
    SWAP,
]


def noted(uow):
    return [(row.actor, row.action, row.subject, row.detail) for row in uow.read(AuditRow.__table__.select())]


def test_rotations_and_the_days_of_shifts_come_back_as_they_were_and_shifts_first(uow):
    assert roster.replace_all(uow, (TURNS, SHIFT, NIGHTS), NOW)
    assert roster.rules(uow) == (SHIFT, TURNS, NIGHTS)
    assert not roster.replace_all(uow, (TURNS, SHIFT, NIGHTS), NOW)
    assert roster.replace_all(uow, (SHIFT,), NOW)
    assert roster.rules(uow) == (SHIFT,)
    assert [row[3] for row in noted(uow)] == [{"shifts": 1, "rotations": 2}, {"shifts": 1}]


def test_changes_come_back_as_they_were_and_in_the_order_in_which_they_were_made(uow):
    ids = [roster_changes.add(uow, change, "sari", NOW) for change in CHANGES]
    found = roster_changes.made(uow)
    assert [one.change for one in found] == CHANGES
    assert [one.id for one in found] == ids
    assert {(one.made_by, one.made_at) for one in found} == {("sari", NOW)}
    assert roster_changes.get(uow, ids[3]) == found[3]
    assert noted(uow)[0] == ("sari", "roster_changed", f"roster/{ids[0]}", {"kind": "override"})
    assert audit.broken_at(uow) is None


def test_what_is_over_can_be_left_out(uow):
    roster_changes.add(uow, CHANGES[3], "ratna", NOW)
    swap = roster_changes.add(uow, SWAP, "sari", NOW)
    assert [one.id for one in roster_changes.made(uow, since=NOW + DAY)] == [swap]
    assert roster_changes.made(uow, since=NOW + 3 * DAY) == ()


def test_a_swap_counts_from_when_the_other_agreed_who_agrees_once(uow):
    swap = roster_changes.add(uow, SWAP, "sari", NOW)
    assert not roster_changes.agree(uow, swap, "sari", NOW)
    assert roster_changes.get(uow, swap).change.counts_from is None
    assert roster_changes.agree(uow, swap, "dewi", NOW + HOUR)
    assert not roster_changes.agree(uow, swap, "dewi", NOW + 2 * HOUR)
    assert roster_changes.get(uow, swap).change.counts_from == NOW + HOUR
    assert noted(uow)[1:] == [("dewi", "swap_agreed", f"roster/{swap}", {})]


def test_nobody_agrees_for_others_or_to_what_is_no_swap(uow):
    swap, leave = (roster_changes.add(uow, change, "sari", NOW) for change in (SWAP, CHANGES[3]))
    for change_id, name in ((swap, "ratna"), (leave, "sari"), ("nothing", "sari")):
        with pytest.raises(NotFound):
            roster_changes.agree(uow, change_id, name, NOW)


def test_a_change_that_was_withdrawn_counts_no_more_and_is_withdrawn_once(uow):
    change = roster_changes.add(uow, CHANGES[0], "ratna", NOW)
    roster_changes.withdraw(uow, change, "ratna", NOW + HOUR)
    assert roster_changes.made(uow) == ()
    assert noted(uow)[-1] == ("ratna", "roster_change_withdrawn", f"roster/{change}", {})
    for act in (roster_changes.withdraw, roster_changes.agree):
        with pytest.raises(NotFound):
            act(uow, change, "ratna", NOW)


def test_every_day_is_kept_as_seven(uow):
    roster.replace_all(uow, (TURNS,), NOW)
    assert roster.rules(uow)[0].days == EVERY_DAY
