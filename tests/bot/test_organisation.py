"""The organisation file: every mistake in it is told in Indonesian, with its place, before anybody is served."""

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.organisation import Organisation, load_organisation
from flows.errors import Refused
from flows.levels import LEVELS
from flows.roster import Rotation

FOLDER = Path(__file__).parents[2] / "deploy" / "organisations"
GOOD = (FOLDER / "kota-mojokerto.toml").read_text(encoding="utf-8")
OFFICE = Organisation.model_validate(tomllib.loads(GOOD))

ROTATION = """
[[rotations]]
team = "kota"
role = "psikolog"
members = ["sari", "dewi"]
turn = "mingguan"
begins = 2026-03-02
hand_over = "08.00"
"""

MISTAKES = [
    ("a line left out", 'zone = "Asia/Jakarta"', "", "office, zone: belum diisi"),
    ("a misspelt name", 'unit = "', 'unti = "', "office, unti: tidak dikenal"),
    ("a zone of another world", "Asia/Jakarta", "Asia/Majapahit", "zona waktu Asia/Majapahit tidak dikenal"),
    ("a zone that is a folder", "Asia/Jakarta", "Asia", "zona waktu Asia tidak dikenal"),
    ("a zone that leads outside", "Asia/Jakarta", "../Asia/Jakarta", "zona waktu"),
    ("no area", 'areas = ["35.76"]', "areas = []", "office, areas: isinya paling sedikit 1"),
    ("areas that are no list", 'areas = ["35.76"]', 'areas = "35.76"', "office, areas: harus berupa daftar"),
    ("an hour that is none", 'day_from = "07.00"', 'day_from = "25.00"', 'office, day_from: tulis jam seperti "16.00"'),
    ("an hour with a zone", 'day_from = "07.00"', 'day_from = "07.00+07:00"', "office, day_from: tulis jam"),
    ("an hour as a number", 'day_from = "07.00"', "day_from = 7.00", "office, day_from: tulis jam"),
    ("a day that ends before it begins", 'day_from = "07.00"', 'day_from = "22.00"', "day_from harus lebih pagi"),
    ("a number left empty", 'number = "112"', 'number = " "', "nomor darurat tidak boleh kosong"),
    ("a crisis line left empty", 'number = "119 ext 8"', 'number = ""', "nomor crisis tidak boleh kosong"),
    ("a number without quotes", 'number = "112"', "number = 112", "emergency ke-1, number: harus berupa teks"),
    ("a day of the week in English", 'days = "setiap hari"', 'days = ["monday"]', "shifts ke-1, days: tulis hari"),
    ("no day at all", 'days = "setiap hari"', "days = []", "shifts ke-1, days: tulis hari"),
    ("a length in words", 'target = "', 'target = "lima ', "ladders ke-1, target: tulis lamanya"),
    ("a length without end", 'unfinished = "7h"', 'unfinished = "9999999999h"', "kept, unfinished: tulis lamanya"),
    ("a level that is none", 'level = "kritis"', 'level = "gawat"', "level: harus salah satu dari"),
    ("a level twice", 'level = "kritis"', 'level = "tinggi"', "perlu tepat satu tangga untuk setiap tingkat"),
    ("a rung that nobody holds", 'role = "cadangan", ', 'role = "satpam", ', "kota/satpam tidak punya jadwal piket"),
    (
        "a rung for neighbours with no teams",
        'team = "kota", role = "cadangan"',
        'team = "dekat", role = "cadangan"',
        "nearby",
    ),
    ("a team of no kecamatan", "[kept]", '[[nearby]]\narea = "35.16.01"\nteam = "kota"\n\n[kept]', "bukan kecamatan"),
    ("no emergency number", "[[emergency]]", "[[darurat]]", "emergency: belum diisi"),
    ("a shift on other days", 'member = "sari"', 'member = "sari"\non = "akhir pekan"', "on: harus salah satu dari"),
    ("a turn that is no length", "[[rotations]]", ROTATION.replace("mingguan", "tiap minggu"), "tulis lama giliran"),
    ("a turn of nobody", "[[rotations]]", ROTATION.replace('"sari", "dewi"', ""), "members: isinya paling sedikit 1"),
    ("a date in quotes", "[[rotations]]", ROTATION.replace("2026-03-02", '"2026-03-02"'), "begins: tulis tanggal"),
    ("half of the hours", "[[rotations]]", ROTATION + 'from = "08.00"', 'isi "from" dan "to" keduanya'),
    ("holidays without a source", "[[rotations]]", "[holidays]\nworked = [2026-12-24]", "sebutkan sumbernya"),
    ("not TOML", "[office]", "[office", "bukan TOML yang benar: lihat baris 4, kolom"),
]


@pytest.fixture
def told(tmp_path):
    """Return a function that gives the refusal of an organisation file with this content."""

    def told(content):
        file = tmp_path / "kantor.toml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(Refused) as refused:
            load_organisation(file)
        said = str(refused.value)
        assert str(file) in said
        for english in ("Input", "should", "Field", "required", "Value error", "permitted", "Expected", "Invalid"):
            assert english not in said
        return said

    return told


def test_every_example_is_a_good_one():
    examples = list(FOLDER.glob("*.toml"))
    assert examples
    for example in examples:
        load_organisation(example)


@pytest.mark.parametrize(("was", "becomes", "says"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_a_mistake_is_told_with_its_place(told, was, becomes, says):
    if was == "[[rotations]]":
        assert says in told(GOOD + becomes)
        return
    assert was in GOOD
    changed = GOOD.replace(was, becomes) if was.startswith("[[") else GOOD.replace(was, becomes, 1)
    assert says in told(changed)


@pytest.mark.parametrize("repeat", ["0m", "0d", "0j"])
def test_a_ladder_that_repeats_without_a_pause_is_refused(told, repeat):
    changed = GOOD.replace('repeat = "', f'repeat = "{repeat}" # "', 1)
    assert "repeat pada tangga" in told(changed)


def test_several_mistakes_are_told_at_once(told):
    said = told(GOOD.replace('number = "112"', "number = 112").replace('name = "', 'nama = "', 1))
    assert "emergency ke-1, number" in said
    assert "office, name" in said
    assert "office, nama" in said


def test_a_file_that_is_not_there_or_no_text_is_refused(told, tmp_path):
    with pytest.raises(Refused, match="tidak ada"):
        load_organisation(tmp_path / "nowhere.toml")
    with pytest.raises(Refused, match="tidak dapat dibaca"):
        load_organisation(tmp_path)
    assert "UTF-8" in told(b"\xff\xfe\x00name")


def test_a_rotation_is_read_with_its_turn_hour_and_days():
    hours = (
        ROTATION.replace("mingguan", "10 hari") + 'from = "22.00"\nto = "06.00"\ndays = ["sabtu"]\non = "hari libur"\n'
    )
    office = Organisation.model_validate(tomllib.loads(GOOD + ROTATION + hours))
    weekly, other = office.roster()[-2:]
    assert weekly == Rotation(
        team="kota", role="psikolog", members=("sari", "dewi"), begins=date(2026, 3, 2), hand_over=time(8)
    )
    assert (other.every, other.days, other.hours, other.holds) == (10, frozenset({5}), (time(22), time(6)), "holidays")
    assert office.people() == {"sari": "kota", "dewi": "kota", "ratna": "koordinasi"}


def test_a_rung_may_be_held_by_a_rotation_alone():
    turns = ROTATION.replace("psikolog", "konselor")
    no_shifts = tomllib.loads(GOOD + turns)
    no_shifts["shifts"] = [one for one in no_shifts["shifts"] if one["role"] != "konselor"]
    assert Organisation.model_validate(no_shifts).roster()[-1].role == "konselor"


def test_what_was_read_can_be_counted_with():
    assert OFFICE.zone.key == "Asia/Jakarta"
    assert {OFFICE.ladder(level).repeat > timedelta(0) for level in LEVELS} == {True}
    assert {OFFICE.target(level) > timedelta(0) for level in LEVELS} == {True}
    assert OFFICE.teams() == ("kota", "koordinasi")
    assert {shift.member for shift in OFFICE.roster()} == {"sari", "dewi", "ratna"}
    assert OFFICE.kept.readable == timedelta(hours=24)


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        ("2026-03-02T06:59:59", "2026-03-02T07:00:00"),
        ("2026-03-02T07:00:00", "2026-03-02T07:00:00"),
        ("2026-03-02T20:59:59", "2026-03-02T20:59:59"),
        ("2026-03-02T21:00:00", "2026-03-03T07:00:00"),
        ("2026-03-02T23:30:00", "2026-03-03T07:00:00"),
    ],
)
def test_the_offices_day_begins_in_its_own_zone(now, begins):
    at, expected = (datetime.fromisoformat(text).replace(tzinfo=OFFICE.zone) for text in (now, begins))
    found = OFFICE.day_begins(at.astimezone(UTC))
    assert found == expected
    assert found.tzinfo is UTC


def test_hours_and_lengths_are_read_as_offices_write_them():
    changed = GOOD.replace('day_from = "07.00"', 'day_from = "7:05"').replace('readable = "24j"', 'readable = "90m"')
    office = Organisation.model_validate(tomllib.loads(changed))
    assert office.office.day_from == time(7, 5)
    assert office.kept.readable == timedelta(minutes=90)


def test_a_ladder_of_its_own_counts_in_its_area_only_and_targets_stay_those_of_the_office():
    own = """
[[ladders]]
level = "kritis"
areas = ["35.76.03"]
target = "1m"
repeat = "2m"
rungs = [{ team = "koordinasi", role = "koordinator", delay = "1m" }]

[kept]"""
    office = Organisation.model_validate(tomllib.loads(GOOD.replace("[kept]", own, 1)))
    assert [rung.team for rung in office.ladder("kritis", "35.76.03").rungs] == ["koordinasi"]
    for area in ("", "35.76.02", "luar"):
        assert office.ladder("kritis", area) == OFFICE.ladder("kritis")
    assert office.target("kritis") == OFFICE.target("kritis")
    assert office.unanswered("kritis") == OFFICE.unanswered("kritis")


def test_the_last_rung_is_never_the_neighbours():
    office = (FOLDER / "kabupaten-mojokerto.toml").read_text(encoding="utf-8")
    last = 'team = "koordinasi", role = "koordinator", delay = "5m"'
    assert last in office
    wrong = office.replace(last, 'team = "dekat", role = "konselor", delay = "5m"', 1)
    with pytest.raises(ValueError, match="anak tangga terakhir"):
        Organisation.model_validate(tomllib.loads(wrong))
