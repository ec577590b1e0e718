"""When a service is open: read strictly, true at its edges, over midnight and over the end of the week."""

import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from bot.hours import WEEK, Again, is_open, opens_again, week
from bot.organisation import Organisation, load_organisation
from bot.talk.wording import Wording
from flows.errors import Refused
from flows.understanding.places import gazetteer
from tests.bot.whole import OFFICE

OFFICE_HOURS = week(["Sen-Kam 07.30-15.30", "Jum 07.30-14.30"])
NIGHT = week(["Sab-Min 19.00-07.00"])


def at(day, clock):
    """Return a local time in the first week of March 2026, whose second is a Monday."""
    hour, minute = map(int, clock.split("."))
    return datetime(2026, 3, 2 + day, hour, minute)  # noqa: DTZ001 - the office's own clock


@pytest.mark.parametrize(
    ("day", "clock", "opened"),
    [
        *((0, "07.29", False), (0, "07.30", True), (3, "15.29", True), (3, "15.30", False)),
        *((4, "14.29", True), (4, "14.30", False), (5, "10.00", False), (6, "10.00", False)),
    ],
)
def test_a_service_is_open_from_its_first_minute_to_the_one_before_it_closes(day, clock, opened):
    assert is_open(OFFICE_HOURS, at(day, clock)) is opened


@pytest.mark.parametrize(
    ("day", "clock", "opened"),
    [
        *((5, "18.59", False), (5, "19.00", True), (6, "03.00", True), (6, "07.00", False), (6, "23.59", True)),
        *((0, "00.00", True), (0, "06.59", True), (0, "07.00", False), (4, "23.00", False)),
    ],
)
def test_hours_over_midnight_belong_to_the_day_they_begin_on_and_go_over_the_end_of_the_week(day, clock, opened):
    assert is_open(NIGHT, at(day, clock)) is opened


@pytest.mark.parametrize("told", ["24 jam", ["24 jam"], ["setiap hari 00.00-24.00"], ["Sen-Min 0.00-24.00"]])
def test_what_never_closes_is_open_at_every_minute(told):
    hours = week(told)
    assert all(is_open(hours, at(minute // 1440, f"{minute % 1440 // 60}.{minute % 60}")) for minute in range(WEEK))


@pytest.mark.parametrize(
    ("day", "clock", "again"),
    [
        (0, "06.00", Again(0, "07.30", today=True)),
        (0, "16.00", Again(1, "07.30", today=False)),
        (4, "14.30", Again(0, "07.30", today=False)),
        (6, "23.59", Again(0, "07.30", today=False)),
    ],
)
def test_what_is_closed_says_when_it_opens_next(day, clock, again):
    assert opens_again(OFFICE_HOURS, at(day, clock)) == again


def test_one_day_a_week_opens_again_on_that_day_and_not_today():
    assert opens_again(week("Rab 09.00-10.00"), at(2, "10.00")) == Again(2, "09.00", today=False)


@pytest.mark.parametrize(
    ("told", "same"),
    [
        (["sen, rabu-kamis 8.00-12.00"], ["Sen 08.00-12.00", "Rab 08:00-12:00", "Kamis 08.00 - 12.00"]),
        (["Min-Sel 08.00-09.00"], ["Min 08.00-09.00", "Sen 08.00-09.00", "Sel 08.00-09.00"]),
        ([], []),
    ],
)
def test_days_and_times_are_read_as_offices_write_them(told, same):
    assert week(told) == week(same)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("", "tidak terbaca"),
        (["Senen-Kam 07.30-15.30"], "harinya ditulis"),
        (["Sen- 07.30-15.30"], "harinya ditulis"),
        (["07.30-15.30"], "tidak terbaca"),
        (["Sen-Kam 07.30"], "tidak terbaca"),
        (["Sen-Kam 25.00-26.00"], "dari 00.00 sampai 24.00"),
        (["Sen-Kam 07.60-15.30"], "dari 00.00 sampai 24.00"),
        (["Sen 24.00-24.00"], "jam yang sama"),
        (["Sen 08.00-08.00"], "jam yang sama"),
        (["Sen 24.00-03.00"], "jam yang sama"),
        (["Sen-Kam 07.30-15.30 WIB"], "tidak terbaca"),
        (["Sen-Kam, 07.30-15.30"], "harinya ditulis"),
        ([7], "tulis jam buka seperti"),
        (7, "tulis jam buka seperti"),
    ],
)
def test_what_cannot_be_read_for_sure_is_refused(told, says):
    with pytest.raises(ValueError, match=says):
        week(told)


def test_a_mistake_in_the_file_is_told_with_its_place(tmp_path: Path):
    file = tmp_path / "kantor.toml"
    file.write_text(OFFICE.read_text(encoding="utf-8").replace('open = "24 jam"', 'open = ["Snin 8-15"]', 1), "utf-8")
    with pytest.raises(Refused, match=r'emergency ke-1, open: jam buka "Snin 8-15" tidak terbaca'):
        load_organisation(file)


@pytest.mark.parametrize("path", sorted(OFFICE.parent.glob("*.toml")), ids=lambda path: path.stem)
def test_an_example_says_open_for_the_machine_where_it_says_hours_to_people_and_nowhere_else(path):
    office = load_organisation(path)
    for line in (*office.emergency, *office.services):
        assert bool(line.week) == bool(line.hours), line
        assert (line.hours == "24 jam") == (line.week == ((0, WEEK),)), line


DIRECTORY = {
    "Dinas Buka": ["Sen-Kam 07.30-15.30", "Jum 07.30-14.30"],
    "Dinas Siang": "24 jam",
    "Dinas Rahasia": [],
}


@pytest.fixture
def wording():
    """Return the wording of an office with a service of office hours, one that never closes and one nobody knows."""
    told = tomllib.loads(OFFICE.read_text(encoding="utf-8"))
    told["services"] = [{"label": name, "number": "1", "open": hours} for name, hours in DIRECTORY.items()]
    told["emergency"] = [{"label": "Darurat", "number": "112"}]
    office = Organisation.model_validate(told)
    return Wording(office, gazetteer(office.office.areas))


@pytest.mark.parametrize(
    ("day", "clock", "language", "says"),
    [
        (0, "09.00", "id", "Buka sekarang"),
        (0, "07.00", "id", "Tutup, buka lagi hari ini 07.30"),
        (4, "20.00", "id", "Tutup, buka lagi Senin 07.30"),
        (4, "20.00", "id-mudah", "Tutup, buka lagi Senin 07.30"),
        (4, "20.00", "jv", "Tutup, bukak maneh Senin 07.30"),
        (4, "20.00", "en", "Closed, opens again Monday 07.30"),
    ],
)
def test_the_directory_says_what_is_open_when_it_is_sent(wording, day, clock, language, says):
    facts = {"now": at(day, clock)}
    text = wording.block("info_services", "ask", facts, language)
    shown = text.partition("Dinas Buka")[2].partition("•")[0]
    assert says in shown
    assert "Dinas Rahasia\n  1\n" in text
    assert says in wording.block("everywhere", "asked_office", facts, language)


def test_an_office_that_lists_no_service_is_asked_for_and_gives_its_numbers(wording):
    wording._environment.globals["services"] = ()
    assert "Nomor penting: Darurat 112" in wording.block("everywhere", "asked_office", {}, "id")
