"""The office's holidays: the national list, what the file adds or takes away, and a year that nobody knows yet."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.commands import serving
from bot.duty import holidays
from bot.organisation import Organisation
from bot.organisation_duty import HolidaysPart

FILE = Path(__file__).parents[2] / "deploy" / "organisations" / "kota-mojokerto.toml"
GOOD = FILE.read_text(encoding="utf-8")
NOW = datetime(2026, 11, 22, 15, 10, tzinfo=UTC)
OWN = """
[holidays]
source = "Keputusan Wali Kota (contoh)"
add = [{ date = 2026-06-20, name = "Hari Jadi Kota Mojokerto" }]
worked = [2026-12-24]
"""


def office(more=""):
    return Organisation.model_validate(tomllib.loads(GOOD + more))


def test_public_holidays_and_joint_leave_of_three_years_are_in_the_table():
    table = holidays.table(office(), NOW)
    assert {date(2026, 8, 17), date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)} <= table
    assert date(2026, 8, 18) not in table
    assert {day.year for day in table} == {2025, 2026, 2027}


def test_the_offices_own_list_adds_a_day_and_takes_one_away():
    table = holidays.table(office(OWN), NOW)
    assert date(2026, 6, 20) in table
    assert date(2026, 12, 24) not in table
    names = holidays.names(office(OWN), 2026)
    assert names[date(2026, 6, 20)] == "Hari Jadi Kota Mojokerto"
    assert date(2026, 12, 24) not in names
    assert list(names) == sorted(names)


def test_an_office_may_keep_its_list_all_by_itself():
    part = "\n[holidays]\nnational = false\n"
    assert holidays.table(office(part), NOW) == frozenset()
    assert holidays.names(office(part), 2026) == {}
    assert holidays.missing(office(part), NOW) == (2026, 2027)


def test_a_year_without_announced_joint_leave_is_missing_until_the_office_writes_it():
    assert holidays.missing(office(), NOW) == ()
    later = NOW.replace(year=2090)
    assert holidays.missing(office(), later) == (2090, 2091)
    written = '\n[holidays]\nsource = "SKB (contoh)"\ncomplete = [2090, 2091]\n'
    assert holidays.missing(office(written), later) == ()


def test_the_year_is_that_of_the_office_and_not_of_utc():
    assert holidays.missing(office(), datetime(2089, 12, 31, 20, tzinfo=UTC)) == (2090, 2091)


def test_an_own_list_without_a_source_is_refused():
    with pytest.raises(ValidationError, match="sumbernya"):
        HolidaysPart.model_validate({"worked": [date(2026, 12, 24)]})


def test_the_operator_is_warned_of_each_year_that_is_missing(capsys):
    serving.warn_of_holidays(office("\n[holidays]\nnational = false\n"), NOW)
    said = capsys.readouterr().err
    assert "daftar hari libur 2026 belum lengkap" in said
    assert "daftar hari libur 2027 belum lengkap" in said
    serving.warn_of_holidays(office(), NOW)
    assert capsys.readouterr().err == ""
