"""The example offices: whoever copies one gets numbers with sources, dull words, and somebody on every first rung."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.organisation import load_organisation
from flows.data import rows
from flows.levels import LEVELS
from flows.roster import gaps
from storage.teams import COORDINATION

FILES = sorted((Path(__file__).parents[2] / "deploy" / "organisations").glob("*.toml"))
OFFICES = {file.stem: load_organisation(file) for file in FILES}
EMERGENCY = {"112", "110", "119", "129"}
LEFT_OUT = {"kabupaten-mojokerto": {"112"}}
"""Emergency numbers of which nobody could say that they answer there; the file tells the reason."""
REVEALING = (
    *("aduan", "aman", "anak", "bahaya", "cerita", "darurat", "dinas", "dinsos", "hotline", "kasus", "kdrt"),
    *("kekerasan", "konseling", "konselor", "korban", "lapor", "leceh", "lindung", "p2tp2a", "pelaku"),
    *("perempuan", "perkosa", "polisi", "ppa", "rahasia", "sapa", "seksual", "tolong", "trauma"),
    *("uptd", "wanita"),
)
"""Parts of words that would tell whoever looks over a shoulder what this chat is for."""
KECAMATAN = {code: name for code, name, level in rows("places.csv") if level == "kecamatan"}
MONDAY = datetime(2026, 3, 2)  # noqa: DTZ001 - each office puts its own zone to it

each = pytest.mark.parametrize("name", OFFICES)
each_level = pytest.mark.parametrize("level", LEVELS)


def lines(name):
    """Return every line of an office that somebody may ring."""
    return (*OFFICES[name].emergency, *OFFICES[name].services)


def unmanned(office, rung):
    """Return when nobody holds `rung` within a week of the office's own time."""
    start = MONDAY.replace(tzinfo=office.zone)
    end = start + timedelta(days=7)
    return gaps(office.roster(), zone=office.zone, start=start, end=end, team=rung.team, role=rung.role)


def test_there_is_an_example_for_each_of_the_four_offices():
    expected = {"kabupaten-mojokerto", "kota-mojokerto", "kota-palangka-raya", "provinsi-kalimantan-tengah"}
    assert expected <= set(OFFICES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_example_loads_and_is_named_after_the_place_it_greets(file):
    office = load_organisation(file).office
    assert file.stem in office.greeting.lower().replace(" ", "-")


@each
def test_an_office_shows_the_four_emergency_numbers_but_those_left_out_for_a_reason(name):
    shown = [line.number for line in OFFICES[name].emergency]
    assert len(shown) == len(set(shown))
    assert set(shown) == EMERGENCY - LEFT_OUT.get(name, set())


@pytest.mark.parametrize(("name", "number"), [(name, number) for name in LEFT_OUT for number in LEFT_OUT[name]])
def test_a_number_that_is_left_out_has_its_reason_in_the_file(name, number):
    text = next(file for file in FILES if file.stem == name).read_text(encoding="utf-8")
    remarks = " ".join(line.removeprefix("#").strip() for line in text.splitlines() if line.startswith("#"))
    assert re.search(rf"\b{number}\b[^.]*belum diverifikasi", remarks)


def test_only_the_part_of_the_province_that_is_known_to_have_112_is_promised_it():
    [line] = [line for line in OFFICES["provinsi-kalimantan-tengah"].emergency if line.number == "112"]
    assert "Palangka Raya" in line.label


@each
def test_every_line_has_a_number_a_label_and_a_source(name):
    for line in lines(name):
        assert re.search(r"\d{3}", line.number), line
        assert line.label.strip(), line
        assert line.source.strip(), line


@each
def test_no_example_claims_that_an_office_rang_a_number(name):
    assert not [line for line in lines(name) if line.verified]


@each
def test_a_greeting_and_an_exit_reveal_nothing(name):
    office = OFFICES[name].office
    for text in (office.greeting, office.exit_text):
        assert text.strip()
        assert not [word for word in REVEALING if word in text.lower()], text
        assert office.name not in text
        assert office.unit not in text


@each_level
@each
def test_every_ladder_ends_at_the_coordinators(name, level):
    assert OFFICES[name].ladder(level).rungs[-1].team == COORDINATION


@each_level
@each
def test_somebody_is_on_duty_at_every_hour_of_a_week_where_a_ladder_begins_and_where_it_ends(name, level):
    first, *_, last = OFFICES[name].ladder(level).rungs
    assert unmanned(OFFICES[name], first) == ()
    assert unmanned(OFFICES[name], last) == ()


def test_kabupaten_mojokerto_has_a_team_for_each_of_its_18_kecamatan():
    office = OFFICES["kabupaten-mojokerto"]
    expected = {f"kecamatan-{name.lower()}" for code, name in KECAMATAN.items() if code.startswith("35.16.")}
    assert len(expected) == 18
    assert {shift.team for shift in office.roster()} == expected | {"kabupaten", COORDINATION}


def test_no_team_of_a_kecamatan_is_called_before_the_reporter_says_yes():
    office = OFFICES["kabupaten-mojokerto"]
    for level in LEVELS:
        assert {rung.team for rung in office.ladder(level, "35.16.13").rungs} == {"kabupaten", COORDINATION}
        allowed = [rung.team for rung in office.ladder(level, "35.16.13", near=True).rungs]
        assert allowed[-2:] == ["kecamatan-sooko", COORDINATION]
        assert "kecamatan-puri" not in allowed


def test_the_province_serves_every_kabupaten_and_kota_it_has():
    areas = tuple(code for code, _, level in rows("places.csv") if level == "kabupaten/kota" and code.startswith("62."))
    assert len(areas) == 14
    assert OFFICES["provinsi-kalimantan-tengah"].office.areas == areas
