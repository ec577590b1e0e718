"""Rosters of every kind, for properties: all rules and changes, in zones of Indonesia and where clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from flows.roster import EVERY_DAY, EVERYBODY, Leave, Once, Override, Roster, Rotation, Shift, Swap, Temporary

STARTS = {
    "Asia/Jakarta": datetime(2026, 3, 16, tzinfo=UTC),
    "Asia/Makassar": datetime(2026, 3, 16, tzinfo=UTC),
    "Asia/Jayapura": datetime(2026, 3, 16, tzinfo=UTC),
    "Europe/Berlin": datetime(2026, 3, 26, tzinfo=UTC),  # forward on the 29th, 02:00
    "America/New_York": datetime(2026, 10, 29, tzinfo=UTC),  # back on 1 November, 02:00
    "Australia/Lord_Howe": datetime(2026, 4, 2, tzinfo=UTC),  # back by half an hour on the 5th
    "America/Asuncion": datetime(2023, 9, 28, tzinfo=UTC),  # forward at midnight on 1 October
    "Pacific/Apia": datetime(2011, 12, 27, tzinfo=UTC),  # 30 December left out
}
"""Zones, and a beginning a few days before their clocks change."""

ONE = timedelta(minutes=1)
MEMBERS = st.sampled_from(["ani", "budi", "citra"])
TEAMS = st.sampled_from(["kota"] * 7 + ["kecamatan"])
ROLES = st.sampled_from(["konselor"] * 7 + ["psikolog"])
HOLDS = st.sampled_from(["always", "always", "workdays", "holidays"])
CLOCKS = st.one_of(
    st.sampled_from([time(0), time(2), time(2, 30), time(3), time(8), time(22)]),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
DAYS = st.one_of(st.just(EVERY_DAY), st.just(EVERY_DAY), st.frozensets(st.integers(0, 6)))


@st.composite
def spans(draw, start):
    """Draw a span that begins within a week of `start`."""
    begins = start + draw(st.integers(-1440, 5 * 1440)) * ONE
    return begins, begins + draw(st.integers(1, 3 * 1440)) * ONE


@st.composite
def rules(draw, start, teams=TEAMS):
    """Draw one rule."""
    who = {"team": draw(teams), "role": draw(ROLES)}
    kind = draw(st.sampled_from([Shift, Shift, Rotation, Rotation, Once]))
    if kind is Once:
        begins, ends = draw(spans(start))
        return Once(**who, member=draw(MEMBERS), starts_at=begins, ends_at=ends)
    common = {**who, "days": draw(DAYS), "holds": draw(HOLDS)}
    if kind is Shift:
        return Shift(**common, member=draw(MEMBERS), starts=draw(CLOCKS), ends=draw(CLOCKS))
    hours = {"starts": draw(CLOCKS), "ends": draw(CLOCKS)} if draw(st.booleans()) else {}
    begins = start.date() + timedelta(days=draw(st.integers(-40, 4)))
    members = tuple(draw(st.lists(MEMBERS, max_size=4)))
    every = draw(st.sampled_from([1, 1, 2, 3, 7, 10]))
    return Rotation(**common, **hours, members=members, begins=begins, hand_over=draw(CLOCKS), every=every)


@st.composite
def changes(draw, start):
    """Draw one change."""
    begins, ends = draw(spans(start))
    span = {"starts_at": begins, "ends_at": ends}
    kind = draw(st.sampled_from([Override, Swap, Leave, Temporary]))
    if kind is Leave:
        return Leave(member=draw(MEMBERS), **span)
    team, role = draw(TEAMS), draw(ROLES)
    if kind is Temporary:
        return Temporary(team=team, rules=tuple(draw(st.lists(rules(start, st.just(team)), max_size=3))), **span)
    one, other = draw(st.permutations(["ani", "budi", "citra"]))[:2]
    if kind is Override:
        instead_of = draw(st.sampled_from([EVERYBODY, "", other]))
        return Override(team=team, role=role, member=one, instead_of=instead_of, **span)
    agreed = st.one_of(st.just(start - timedelta(days=3)), st.none(), spans(start).map(lambda both: both[0]))
    other_begins, other_ends = draw(spans(start))
    return Swap(
        team=team,
        role=role,
        one=one,
        one_starts_at=begins,
        one_ends_at=ends,
        other=other,
        other_starts_at=other_begins,
        other_ends_at=other_ends,
        proposed_by=one,
        one_agreed_at=draw(agreed),
        other_agreed_at=draw(agreed),
    )


@st.composite
def rosters(draw):
    """Draw a roster, its zone, and the instant around which its changes lie."""
    name = draw(st.sampled_from(list(STARTS)))
    start = STARTS[name]
    near: list[date] = [start.date() + timedelta(days=n) for n in range(-2, 9)]
    roster = Roster(
        tuple(draw(st.lists(rules(start), min_size=1, max_size=5))),
        tuple(draw(st.lists(changes(start), max_size=5))),
        draw(st.frozensets(st.sampled_from(near), max_size=4)),
    )
    return roster, ZoneInfo(name), start
