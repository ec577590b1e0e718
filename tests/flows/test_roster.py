"""Tests of the roster: who is on duty, when nobody is, and when duty changes hands."""

from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.roster import Gap, Handover, Shift, duty_ends, gaps, handovers, is_on_duty, on_call, windows

WIB = ZoneInfo("Asia/Jakarta")
OFFSETS = {WIB: 7, ZoneInfo("Asia/Makassar"): 8, ZoneInfo("Asia/Jayapura"): 9}
BERLIN = ZoneInfo("Europe/Berlin")
EVERY_DAY = frozenset(range(7))
MONDAY = datetime(2025, 6, 2, tzinfo=WIB)
ONE = timedelta(minutes=1)


def shift(member, starts, ends, days=EVERY_DAY, team="kota", role="konselor"):
    return Shift(
        team=team,
        role=role,
        member=member,
        days=frozenset(days),
        starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends),
    )


def duty(shifts, at, zone=WIB):
    return on_call(shifts, zone=zone, at=at, team="kota", role="konselor")


def ask(question, shifts, start, end, zone=WIB):
    return question(shifts, zone=zone, start=start, end=end, team="kota", role="konselor")


def at(text, day=MONDAY):
    clock = time.fromisoformat(text)
    return day.replace(hour=clock.hour, minute=clock.minute)


SEVERAL_SHIFTS = st.lists(
    st.builds(
        Shift,
        team=st.sampled_from(["kota", "kota", "kecamatan"]),
        role=st.sampled_from(["konselor", "konselor", "koordinator"]),
        member=st.sampled_from(["ani", "budi", "citra"]),
        days=st.frozensets(st.integers(0, 6)),
        starts=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
        ends=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    ),
    max_size=5,
)
HALF_A_WEEK = st.integers(0, 5000).map(lambda minutes: minutes * ONE)


def on_duty_by_the_clock_on_the_wall(shifts, moment, hours):
    """Answer from weekday and wall time alone, in a fixed offset, without building any window."""
    wall = moment.astimezone(timezone(timedelta(hours=hours)))
    today, clock, members = wall.weekday(), wall.time(), []
    for s in shifts:
        in_the_evening = today in s.days and clock >= s.starts
        in_the_morning = (today - 1) % 7 in s.days and clock < s.ends
        if s.starts < s.ends:
            on_duty = in_the_evening and clock < s.ends
        else:
            on_duty = in_the_evening or in_the_morning
        if on_duty and (s.team, s.role) == ("kota", "konselor") and s.member not in members:
            members.append(s.member)
    return tuple(members)


def test_a_shift_begins_at_its_start_and_is_over_at_its_end():
    shifts = [shift("ani", "08:00", "16:00")]
    assert duty(shifts, at("07:59")) == ()
    assert duty(shifts, at("08:00")) == ("ani",)
    assert duty(shifts, at("15:59")) == ("ani",)
    assert duty(shifts, at("16:00")) == ()


def test_a_night_shift_belongs_to_the_day_on_which_it_begins():
    shifts = [shift("ani", "22:00", "06:00", days={0})]
    assert duty(shifts, at("05:00")) == ()
    assert duty(shifts, at("22:00")) == ("ani",)
    assert duty(shifts, at("05:59") + timedelta(days=1)) == ("ani",)
    assert duty(shifts, at("22:00") + timedelta(days=1)) == ()


def test_the_night_of_sunday_reaches_into_monday():
    assert duty([shift("ani", "22:00", "06:00", days={6})], at("05:00")) == ("ani",)


def test_equal_times_mean_twenty_four_hours():
    shifts = [shift("ani", "08:00", "08:00", days={0})]
    assert duty(shifts, at("07:59")) == ()
    assert duty(shifts, at("08:00")) == ("ani",)
    assert duty(shifts, at("07:59") + timedelta(days=1)) == ("ani",)
    assert duty(shifts, at("08:00") + timedelta(days=1)) == ()


def test_members_come_in_the_order_of_the_shifts_and_once_each():
    shifts = [
        shift("citra", "09:00", "17:00"),
        shift("ani", "08:00", "16:00"),
        shift("citra", "08:00", "12:00"),
    ]
    assert duty(shifts, at("10:00")) == ("citra", "ani")


def test_other_teams_and_other_roles_are_not_on_duty():
    shifts = [
        shift("ani", "00:00", "00:00", team="kecamatan"),
        shift("budi", "00:00", "00:00", role="koordinator"),
    ]
    assert duty(shifts, at("10:00")) == ()
    assert ask(gaps, shifts, MONDAY, MONDAY + ONE) == (Gap(MONDAY, MONDAY + ONE),)
    assert ask(handovers, shifts, MONDAY, MONDAY + timedelta(days=1)) == ()


def test_the_same_wall_time_is_another_instant_in_another_zone_of_indonesia():
    shifts = [shift("ani", "08:00", "16:00")]
    eight_in_jayapura = datetime(2025, 6, 1, 23, 0, tzinfo=UTC)
    assert duty(shifts, eight_in_jayapura, ZoneInfo("Asia/Jayapura")) == ("ani",)
    assert duty(shifts, eight_in_jayapura, WIB) == ()


def test_a_night_is_an_hour_shorter_when_clocks_go_forward():
    night = [shift("ani", "22:00", "06:00", days={5})]
    start, end = (datetime(2025, 3, day, tzinfo=BERLIN) for day in (29, 31))
    (found,) = windows(night, zone=BERLIN, start=start, end=end)
    assert found.starts_at == datetime(2025, 3, 29, 21, 0, tzinfo=UTC)
    assert found.ends_at == datetime(2025, 3, 30, 4, 0, tzinfo=UTC)


def test_both_passes_of_a_repeated_hour_are_covered_when_clocks_go_back():
    night = [shift("ani", "22:00", "02:45", days={5}), shift("budi", "02:45", "06:00", days={6})]
    first, second = (datetime(2025, 10, 26, 2, 50, fold=fold, tzinfo=BERLIN) for fold in (0, 1))
    assert duty(night, first, BERLIN) == ("budi",)
    assert duty(night, second, BERLIN) == ("budi",)
    assert duty(night, first.astimezone(UTC) - 10 * ONE, BERLIN) == ("ani",)


def test_shifts_that_meet_in_the_hour_that_clocks_skip_leave_no_gap():
    shifts = [
        shift("ani", "22:00", "02:30"),
        shift("budi", "02:30", "03:00"),
        shift("citra", "03:00", "22:00"),
    ]
    start, end = (datetime(2025, 3, day, tzinfo=BERLIN) for day in (28, 31))
    assert ask(gaps, shifts, start, end, BERLIN) == ()
    swallowed = [w for w in windows(shifts, zone=BERLIN, start=start, end=end) if w[1] >= w[2]]
    assert swallowed == []


def test_windows_that_only_touch_a_range_are_left_out():
    shifts = [shift("ani", "08:00", "10:00"), shift("budi", "12:00", "14:00")]
    assert windows(shifts, zone=WIB, start=at("10:00"), end=at("12:00")) == ()
    assert windows(shifts, zone=WIB, start=at("09:00"), end=at("09:00")) == ()


def test_windows_come_whole_in_utc_and_the_earliest_first():
    late, early = shift("ani", "12:00", "14:00"), shift("budi", "08:00", "10:00")
    found = windows([late, early], zone=WIB, start=at("09:00"), end=at("13:00"))
    assert [tuple(window) for window in found] == [
        (early, at("08:00"), at("10:00")),
        (late, at("12:00"), at("14:00")),
    ]
    assert all(moment.tzinfo is UTC for window in found for moment in window[1:])


def test_a_gap_is_what_no_shift_covers_cut_to_the_range():
    shifts = [shift("ani", "08:00", "12:00"), shift("budi", "10:00", "16:00")]
    found = ask(gaps, shifts, at("07:00"), at("20:00"))
    assert found == (Gap(at("07:00"), at("08:00")), Gap(at("16:00"), at("20:00")))
    assert all(gap.starts_at.tzinfo is UTC and gap.ends_at.tzinfo is UTC for gap in found)


def test_a_long_shift_over_a_short_one_leaves_no_gap():
    shifts = [shift("ani", "08:00", "16:00"), shift("budi", "09:00", "10:00")]
    assert ask(gaps, shifts, at("08:00"), at("16:00")) == ()


def test_an_empty_range_has_neither_gap_nor_handover():
    assert ask(gaps, [], MONDAY, MONDAY) == ()
    assert ask(handovers, [shift("ani", "00:00", "08:00")], MONDAY, MONDAY) == ()


def test_a_handover_names_who_was_and_who_is_on_duty():
    shifts = [shift("ani", "08:00", "16:00"), shift("budi", "16:00", "22:00")]
    assert ask(handovers, shifts, at("08:00"), at("22:00")) == (
        Handover(at("08:00"), (), ("ani",)),
        Handover(at("16:00"), ("ani",), ("budi",)),
    )


def test_a_member_who_follows_herself_hands_nothing_over():
    shifts = [shift("ani", "08:00", "12:00"), shift("ani", "12:00", "16:00")]
    found = ask(handovers, shifts, at("08:00"), at("23:00"))
    assert [handover.at for handover in found] == [at("08:00"), at("16:00")]


@pytest.mark.parametrize("question", [gaps, handovers])
def test_a_range_that_ends_before_it_starts_is_refused(question):
    with pytest.raises(ValueError, match="swap them"):
        ask(question, [], at("10:00"), at("09:00"))


def test_a_moment_without_a_zone_is_refused_with_advice():
    naive = MONDAY.replace(tzinfo=None)
    with pytest.raises(ValueError, match="pass an aware datetime"):
        duty([], naive)
    for question in (gaps, handovers):
        with pytest.raises(ValueError, match="pass an aware datetime"):
            ask(question, [], naive, MONDAY)
        with pytest.raises(ValueError, match="pass an aware datetime"):
            ask(question, [], MONDAY, naive)
    with pytest.raises(ValueError, match="pass an aware datetime"):
        windows([], zone=WIB, start=MONDAY, end=naive)


def test_a_shift_on_an_eighth_day_or_in_a_zone_of_its_own_is_refused():
    with pytest.raises(ValueError, match="0 \\(Monday\\) to 6 \\(Sunday\\)"):
        shift("ani", "08:00", "16:00", days={7})
    with pytest.raises(ValueError, match="wall times"):
        shift("ani", "08:00+07:00", "16:00")


@settings(deadline=None)
@given(SEVERAL_SHIFTS, st.sampled_from(list(OFFSETS)), st.integers(0, 3 * 7 * 24 * 60))
def test_on_call_agrees_with_the_clock_on_the_wall(shifts, zone, minutes):
    moment = MONDAY + minutes * ONE
    for probe in (moment, *(moment.replace(hour=s.starts.hour) for s in shifts)):
        oracle = on_duty_by_the_clock_on_the_wall(shifts, probe, OFFSETS[zone])
        assert duty(shifts, probe, zone) == oracle


@settings(deadline=None)
@given(SEVERAL_SHIFTS, st.sampled_from(list(OFFSETS)))
def test_on_call_agrees_with_the_clock_at_every_edge_of_every_shift(shifts, zone):
    for s in shifts:
        for day in range(2, 10):
            for edge in (s.starts, s.ends):
                wall = datetime.combine(datetime(2025, 6, day, tzinfo=zone), edge, tzinfo=zone)
                for probe in (wall - timedelta.resolution, wall):
                    oracle = on_duty_by_the_clock_on_the_wall(shifts, probe, OFFSETS[zone])
                    assert duty(shifts, probe, zone) == oracle


@settings(deadline=None)
@given(SEVERAL_SHIFTS, HALF_A_WEEK, HALF_A_WEEK, st.sampled_from([WIB, BERLIN]))
def test_nobody_is_on_call_in_a_gap_and_somebody_everywhere_else(shifts, offset, length, zone):
    start = datetime(2025, 3, 27, tzinfo=UTC) + offset
    found = ask(gaps, shifts, start, start + length, zone)
    edges = [edge for gap in found for edge in (gap.starts_at, gap.ends_at)]
    assert edges == sorted(set(edges))
    assert all(start <= edge <= start + length for edge in edges)
    near_edges = [edge + step for edge in edges for step in (-timedelta.resolution, timedelta())]
    for probe in [*near_edges, *(start + n * 97 * ONE for n in range(60))]:
        if start <= probe < start + length:
            in_a_gap = any(gap.starts_at <= probe < gap.ends_at for gap in found)
            assert in_a_gap == (duty(shifts, probe, zone) == ())


@settings(deadline=None)
@given(SEVERAL_SHIFTS, HALF_A_WEEK, HALF_A_WEEK, st.sampled_from([WIB, BERLIN]))
def test_handovers_tell_the_whole_story_of_who_is_on_call(shifts, offset, length, zone):
    start = datetime(2025, 3, 27, tzinfo=UTC) + offset
    found = ask(handovers, shifts, start, start + length, zone)
    for handover in found:
        just_before = handover.at - timedelta.resolution
        assert handover.before == duty(shifts, just_before, zone)
        assert handover.after == duty(shifts, handover.at, zone)
        assert set(handover.before) != set(handover.after)
    at_first = duty(shifts, start - timedelta.resolution, zone)
    for probe in (start + n * 97 * ONE for n in range(60)):
        if probe < start + length:
            told = [handover.after for handover in found if handover.at <= probe]
            assert set((at_first, *told)[-1]) == set(duty(shifts, probe, zone))


@settings(deadline=None)
@given(SEVERAL_SHIFTS, HALF_A_WEEK, HALF_A_WEEK)
def test_ranges_laid_end_to_end_tell_each_handover_once(shifts, first, second):
    middle, end = MONDAY + first, MONDAY + first + second
    whole = ask(handovers, shifts, MONDAY, end)
    parts = (ask(handovers, shifts, MONDAY, middle), ask(handovers, shifts, middle, end))
    assert whole == parts[0] + parts[1]


# One member, whatever her team and role


def test_she_goes_off_duty_when_no_shift_of_hers_follows():
    shifts = [
        shift("ani", "20:00", "23:00"),
        shift("ani", "23:00", "01:00", role="cadangan"),
        shift("budi", "01:00", "05:00"),
    ]
    ends = duty_ends(shifts, zone=WIB, member="ani", start=at("21:00"), end=at("21:00") + timedelta(days=2))
    assert ends == at("01:00") + timedelta(days=1)
    assert is_on_duty(shifts, zone=WIB, member="ani", at=at("23:30"))
    assert not is_on_duty(shifts, zone=WIB, member="ani", at=ends)


def test_who_is_on_duty_all_the_time_never_goes_off():
    shifts = [shift("ani", "00:00", "00:00")]
    assert duty_ends(shifts, zone=WIB, member="ani", start=MONDAY, end=MONDAY + timedelta(days=14)) is None


@settings(deadline=None, max_examples=20)
@given(shifts=SEVERAL_SHIFTS, start=HALF_A_WEEK)
def test_the_end_of_her_duty_is_the_first_minute_at_which_she_is_off_duty_after_one_on_it(shifts, start):
    begin, roles = MONDAY + start, {(one.team, one.role) for one in shifts}

    def on(moment):
        return any("ani" in on_call(shifts, zone=WIB, at=moment, team=team, role=role) for team, role in roles)

    minutes = [begin + n * ONE for n in range(1, 24 * 60 + 1)]
    expected = next((moment for moment in minutes if on(moment - ONE) and not on(moment)), None)
    assert duty_ends(shifts, zone=WIB, member="ani", start=begin, end=begin + timedelta(days=1)) == expected
    assert is_on_duty(shifts, zone=WIB, member="ani", at=begin) == on(begin)
