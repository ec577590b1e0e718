"""Plans of duty as CSV and iCalendar: what was written is read back to the instant, and mistakes name their place."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.duty.moments import moment, told, written
from bot.duty.plan_csv import from_csv, to_csv
from bot.duty.plan_ical import from_ical, to_ical
from flows.errors import Refused
from flows.roster import Once

WIB = ZoneInfo("Asia/Jakarta")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
HEADER = "tim,peran,nama,mulai,selesai\n"
NAMES = st.text(
    st.characters(whitelist_categories=["L", "N"], whitelist_characters=" ,;'\"-\\"), min_size=1, max_size=40
)
CLEAN = NAMES.map(str.strip).filter(bool)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(  # noqa: DTZ001 - given a zone just below
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)
PLANS = st.lists(
    st.builds(
        lambda team, role, member, at, length: Once(
            team=team, role=role, member=member, starts_at=at, ends_at=at + timedelta(seconds=length)
        ),
        *(CLEAN, CLEAN, CLEAN, INSTANTS, st.integers(1, 400_000)),
    ),
    max_size=4,
).map(tuple)


@settings(deadline=None)
@given(PLANS, st.sampled_from([WIB, BERLIN]))
def test_a_plan_comes_back_as_it_was_from_either_kind_of_file(plan, zone):
    assert from_csv(to_csv(plan, zone), zone) == plan
    assert from_ical(to_ical(plan, NOW), zone) == plan


@settings(deadline=None)
@given(PLANS)
def test_no_line_of_a_calendar_is_longer_than_the_standard_allows(plan):
    lines = to_ical(plan, NOW).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines == to_ical(plan, NOW).split("\r\n")


def ics(*lines):
    return "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])


def test_a_calendar_of_another_program_is_read_with_its_zone_its_alarms_and_its_folds():
    text = ics(
        "DTSTART;TZID=Asia/Jayapura:20260303T080000",
        "DTEND:20260303T080000",
        "SUMMARY;LANGUAGE=id:sari · kon",
        " selor · kota",
        "BEGIN:VALARM",
        "SUMMARY:lain",
        "END:VALARM",
    )
    [one] = from_ical(text, WIB)
    assert (one.member, one.role, one.team) == ("sari", "konselor", "kota")
    assert one.starts_at == datetime(2026, 3, 2, 23, tzinfo=UTC)
    assert one.ends_at == datetime(2026, 3, 3, 1, tzinfo=UTC)


def test_whole_days_and_cancelled_events_of_a_calendar():
    [one] = from_ical(
        ics("SUMMARY:sari · konselor · kota", "DTSTART;VALUE=DATE:20260303", "DTEND;VALUE=DATE:20260304"), WIB
    )
    assert (one.starts_at, one.ends_at) == (moment("2026-03-03", WIB), moment("2026-03-03", WIB, end=True))
    assert from_ical(ics("SUMMARY:sari", "STATUS:CANCELLED"), WIB) == ()


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["SUMMARY:rapat", "DTSTART:20260303T080000Z", "DTEND:20260303T090000Z"], 'Acara "rapat": judulnya harus'),
        (["SUMMARY:a · b · c", "DTSTART:20260303T080000Z"], "tidak ada, atau tidak terbaca"),
        (["SUMMARY:a · b · c", "DTSTART:20260303T080000Z", "DTEND:20260303T080000Z"], "tidak terbaca"),
        (
            ["SUMMARY:a · b · c", "DTSTART;TZID=Asia/Majapahit:20260303T080000", "DTEND:20260303T080000Z"],
            "tidak terbaca",
        ),
        (["SUMMARY:a · b · c", "DTSTART:20260303T080000Z", "DTEND:20260303T090000Z", "RRULE:FREQ=DAILY"], "RRULE"),
    ],
)
def test_an_event_that_cannot_be_followed_is_refused_by_its_title(lines, says):
    with pytest.raises(Refused, match=says):
        from_ical(ics(*lines), WIB)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nama,mulai\n", "belum ada: tim, peran, selesai"),
        ("", "belum ada: tim"),
        (HEADER + "kota,konselor,,2026-03-03 08.00,2026-03-03 09.00\n", "Baris 2: nama belum diisi"),
        (HEADER + "kota,konselor,sari\n", "Baris 2: mulai, selesai belum diisi"),
        (HEADER + "\nkota,konselor,sari,pagi,2026-03-03 09.00\n", 'Baris 3: Waktu "pagi" tidak terbaca'),
        (HEADER + "kota,konselor,sari,2026-03-03 09.00,2026-03-03 08.00\n", "Baris 2: selesai harus sesudah mulai"),
    ],
)
def test_a_line_that_cannot_be_followed_is_refused_by_its_number(text, says):
    with pytest.raises(Refused, match=says):
        from_csv(text, WIB)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-03 08.00", "2026-03-03T01:00"),
        ("2026-03-03T8:00", "2026-03-03T01:00"),
        ("3-3-2026 08:00", "2026-03-03T01:00"),
        ("03/03/2026", "2026-03-02T17:00"),
        ("2026-03-03T08:00+09:00", "2026-03-02T23:00"),
        ("2026-03-03T08:00:30", "2026-03-03T01:00:30"),
    ],
)
def test_moments_are_read_as_offices_write_them(text, expected):
    assert moment(text, WIB) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "besok", "2026-13-01", "31-02-2026", "2026-03-03 25.00", "08.00"])
def test_a_moment_that_is_none_is_refused_with_an_example(text):
    with pytest.raises(Refused, match="Tulis seperti"):
        moment(text, WIB)


def test_a_moment_of_a_repeated_hour_is_written_with_its_offset():
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert written(second, BERLIN) == "2026-10-25T02:30:00+01:00"
    assert moment(written(second, BERLIN), BERLIN) == second
    assert told(second, WIB) == "Min 25-10-2026 08.30"
