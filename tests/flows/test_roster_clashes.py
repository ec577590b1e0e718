"""Changes that contradict each other are found, and what means nothing is refused."""

from datetime import datetime, time

import pytest

from flows.roster import Leave, Temporary, clashes
from tests.flows.duties import leave, local, override, rotation, shift, span, swap

CLASHES = [
    ("two instead of everybody", override("ani", "3 08:00", "3 20:00"), override("budi", "3 19:00", "3 21:00"), True),
    ("one after the other", override("ani", "3 08:00", "3 20:00"), override("budi", "3 20:00", "3 21:00"), False),
    (
        "two roles",
        override("ani", "3 08:00", "3 20:00"),
        override("budi", "3 08:00", "3 20:00", role="psikolog"),
        False,
    ),
    (
        "instead of two people",
        override("citra", "3 08:00", "3 20:00", instead_of="ani"),
        override("dewi", "3 08:00", "3 20:00", instead_of="budi"),
        False,
    ),
    (
        "two on top",
        override("citra", "3 08:00", "3 20:00", instead_of=""),
        override("dewi", "3 08:00", "3 20:00"),
        False,
    ),
    (
        "a swap of what was given",
        override("citra", "3 08:00", "3 20:00", instead_of="ani"),
        swap("ani", ("3 08:00", "3 20:00"), "budi", ("4 20:00", "5 08:00")),
        True,
    ),
    ("taking over on leave", leave("citra", "3 00:00", "4 00:00"), override("citra", "3 08:00", "3 20:00"), True),
    ("leave of who took over", override("citra", "3 08:00", "3 20:00"), leave("citra", "3 00:00", "4 00:00"), True),
    ("leave of who was relieved", override("citra", "3 08:00", "3 20:00"), leave("ani", "3 00:00", "4 00:00"), False),
    (
        "swapping into leave",
        leave("budi", "3 00:00", "4 00:00"),
        swap("ani", ("3 08:00", "3 20:00"), "budi", ("4 20:00", "5 08:00")),
        True,
    ),
    ("the same leave twice", leave("ani", "3 00:00", "4 00:00"), leave("ani", "3 12:00", "5 00:00"), True),
    (
        "two schedules",
        Temporary(team="kota", **span("3 00:00", "5 00:00")),
        Temporary(team="kota", **span("4 00:00", "6 00:00")),
        True,
    ),
    (
        "schedules of two teams",
        Temporary(team="kota", **span("3 00:00", "5 00:00")),
        Temporary(team="desa", **span("4 00:00", "6 00:00")),
        False,
    ),
    (
        "a schedule and a change",
        Temporary(team="kota", **span("3 00:00", "5 00:00")),
        override("ani", "3 08:00", "3 20:00"),
        False,
    ),
    (
        "a schedule and a leave",
        Temporary(team="kota", **span("3 00:00", "5 00:00")),
        leave("ani", "3 08:00", "3 20:00"),
        False,
    ),
]


# What contradicts each other


@pytest.mark.parametrize(("one", "new", "expected"), [case[1:] for case in CLASHES], ids=[case[0] for case in CLASHES])
def test_changes_that_contradict_each_other_are_found_whichever_came_first(one, new, expected):
    assert clashes([one], new) == ((one,) if expected else ())
    assert clashes([new], one) == ((new,) if expected else ())


# What is refused


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: rotation("ani", every=0), "a day or more"),
        (lambda: rotation("ani", starts=time(8)), "both starts and ends"),
        (lambda: rotation("ani", days=frozenset({8})), "0 \\(Monday\\)"),
        (lambda: rotation("ani", hand_over="08:00+07:00"), "wall times"),
        (lambda: override("ani", "3 08:00", "3 08:00"), "not at the same instant"),
        (lambda: override("ani", "3 08:00", "3 07:00"), "swap them"),
        (lambda: override("ani", "3 08:00", "3 09:00", instead_of="ani"), "from herself"),
        (lambda: swap("ani", ("3 08:00", "3 09:00"), "ani", ("3 08:00", "3 09:00")), "with herself"),
        (lambda: Temporary(team="desa", rules=(shift("ani"),), **span("3 00:00", "4 00:00")), "of desa only"),
        (lambda: Leave(member="ani", starts_at=datetime(2026, 3, 3), ends_at=local("4 00:00")), "no time zone"),  # noqa: DTZ001
    ],
)
def test_what_means_nothing_is_refused(make, told):
    with pytest.raises(ValueError, match=told):
        make()
