"""`pelita roster`: who is on duty and why, and changes that only a member's own password makes."""

from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.commands import roster as reading
from bot.commands import roster_changing as changing
from bot.commands import serving
from bot.commands.installation import prepare
from bot.opening import close_house, open_house
from flows.errors import Refused
from storage import audit, members, roster_changes
from storage.tables import AuditRow
from tests.bot.whole import PASSWORD, WIB, link_codes, settings_for
from tests.harness.ground import cheap_stretching

DAY = (datetime.now(WIB) + timedelta(days=10)).date()
NEXT = DAY + timedelta(days=1)
SHOWN, SHOWN_NEXT = DAY.strftime("%d-%m-%Y"), NEXT.strftime("%d-%m-%Y")
OF = ("--team", "kota", "--role", "konselor")
DAYTIME = ("--from", f"{DAY} 07.00", "--to", f"{DAY} 19.00")


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """Return the settings of an office with ratna, sari and dewi, whose password is asked of nobody."""
    settings = settings_for(tmp_path, "http://127.0.0.1:9", "")
    for module in (reading, changing):
        monkeypatch.setattr(module, "load_settings", lambda: settings)
    monkeypatch.setenv("PELITA_PASSWORD", PASSWORD)
    with cheap_stretching():
        prepare(settings)
        house = open_house(settings)
        link_codes(house)
        close_house(house)
        yield settings


@pytest.fixture
def pelita(settings):
    """Return a function that runs `pelita roster …` and gives what it said."""

    def run(*words):
        ended = CliRunner().invoke(app, ["roster", *map(str, words)])
        if isinstance(ended.exception, Refused):
            raise ended.exception
        assert ended.exit_code in (0, 1), ended.output
        return ended.output

    return run


def id_of(said):
    return said.split()[0]


def who(pelita, clock, day=DAY, role="konselor"):
    return (
        pelita("who", "--at", f"{day} {clock}", "--team", "kota", "--role", role)
        .split(": ", 1)[1]
        .split(" (")[0]
        .strip()
    )


def test_who_shows_every_role_and_until_when(pelita):
    said = pelita("who", "--at", f"{DAY} 08.00")
    assert "konselor · kota: dewi (belum ada chat)" in said
    assert f"{SHOWN} 19.00" in said
    assert "koordinator · koordinasi: ratna" in said


def test_show_prints_duties_and_changes_by_the_offices_clocks(pelita):
    pelita("leave", "dewi", *DAYTIME, "--by", "ratna")
    said = pelita("show", "--from", f"{DAY} 07.00", "--days", 1, *OF)
    assert f"{SHOWN} 07.00 – " in said
    assert "19.00  KOSONG" in said
    assert "dewi cuti" in said
    assert "(dicatat ratna)" in said


def test_gaps_are_listed_and_end_with_a_status_that_a_timer_sees(pelita, settings):
    assert "Tidak ada jam kosong" in pelita("gaps", "--from", DAY, "--days", 2)
    pelita("leave", "dewi", *DAYTIME, "--by", "ratna")
    ended = CliRunner().invoke(app, ["roster", "gaps", "--from", str(DAY), "--days", "2"])
    assert ended.exit_code == 1
    assert f"konselor · kota: {ended.output.split('konselor · kota: ')[1][:3]} {SHOWN} 07.00" in ended.output


def test_explain_names_the_rule_and_who_was_taken_out_by_what(pelita):
    pelita("override", "ratna", *OF, *DAYTIME, "--by", "ratna", "--instead-of", "Dewi")
    said = pelita("explain", "--at", f"{DAY} 08.00", *OF)
    assert "konselor · kota: ratna" in said
    assert "+dewi  jadwal tetap setiap hari 07.00–19.00" in said
    assert "+ratna -dewi  ratna menggantikan dewi (konselor · kota)" in said


def test_a_take_over_counts_in_its_span_and_is_audited(pelita, settings):
    said = pelita("override", "Ratna", *OF, *DAYTIME, "--by", "Ratna")
    assert "ratna mengambil alih (konselor · kota)" in said
    assert [who(pelita, clock) for clock in ("06.59", "07.00", "18.59", "19.00")] == ["sari", "ratna", "ratna", "sari"]
    house = open_house(settings)
    with house.database.look() as uow:
        [row] = [row for row in uow.read(AuditRow.__table__.select()) if row.action == "roster_changed"]
        assert audit.broken_at(uow) is None
    close_house(house)
    assert (row.actor, row.subject, row.detail) == ("ratna", f"roster/{id_of(said)}", {"kind": "override"})


def test_somebody_may_come_on_top(pelita):
    pelita("override", "ratna", *OF, *DAYTIME, "--by", "ratna", "--on-top")
    assert "dewi (belum ada chat), ratna (belum ada chat)" in pelita("who", "--at", f"{DAY} 08.00", *OF)


def test_leave_warns_of_what_is_empty_now_and_a_date_alone_is_the_whole_day(pelita):
    said = pelita("leave", "sari", "--from", DAY, "--to", DAY, "--by", "ratna")
    assert "Perhatikan, kosong: konselor · kota" in said
    assert f"{SHOWN} 00.00" in said
    assert f"{SHOWN_NEXT} 00.00" in said
    assert who(pelita, "23.00") == "TIDAK ADA"
    assert who(pelita, "01.00", NEXT) == "sari"


def test_a_swap_counts_when_the_other_agreed_with_her_own_password(pelita):
    theirs = ("--other-from", f"{DAY} 19.00", "--other-to", f"{NEXT} 07.00")
    said = pelita("swap", "sari", *OF, *DAYTIME, *theirs, "--as", "dewi")
    assert "Belum berlaku sampai sari setuju" in said
    assert who(pelita, "08.00") == "dewi"
    assert "belum berlaku: menunggu sari" in pelita("show", *OF)
    assert "sudah menyetujuinya" in pelita("agree", id_of(said), "--as", "dewi")
    with pytest.raises(Refused, match="Tidak ada tukar piket"):
        pelita("agree", id_of(said), "--as", "ratna")
    assert "berlaku" in pelita("agree", id_of(said), "--as", "sari")
    assert who(pelita, "08.00") == "sari"
    assert who(pelita, "20.00") == "dewi"


def test_a_change_is_cancelled_by_a_coordinator_and_a_swap_by_who_is_in_it(pelita):
    leave = id_of(pelita("leave", "dewi", *DAYTIME, "--by", "ratna"))
    with pytest.raises(Refused, match="Hanya koordinator"):
        pelita("cancel", leave, "--by", "sari")
    assert "dibatalkan" in pelita("cancel", leave, "--by", "ratna")
    assert who(pelita, "08.00") == "dewi"
    with pytest.raises(Refused, match="Tidak ada perubahan"):
        pelita("cancel", leave, "--by", "ratna")
    theirs = ("--other-from", f"{DAY} 19.00", "--other-to", f"{NEXT} 07.00")
    swap = id_of(pelita("swap", "sari", *OF, *DAYTIME, *theirs, "--as", "dewi"))
    assert "dibatalkan" in pelita("cancel", swap, "--by", "sari")


def test_changes_that_contradict_each_other_are_refused_with_what_to_do(pelita):
    first = id_of(pelita("override", "ratna", *OF, *DAYTIME, "--by", "ratna"))
    with pytest.raises(Refused, match=f"Bertabrakan dengan {first}.*pelita roster cancel {first}"):
        pelita("override", "sari", *OF, *DAYTIME, "--by", "ratna")
    with pytest.raises(Refused, match="Bertabrakan"):
        pelita("leave", "ratna", "--from", DAY, "--to", DAY, "--by", "ratna")


def test_a_swap_that_nobody_agreed_to_stops_nothing_and_can_no_more_be_agreed_to_afterwards(pelita):
    theirs = ("--other-from", f"{DAY} 19.00", "--other-to", f"{NEXT} 07.00")
    swap = id_of(pelita("swap", "sari", *OF, *DAYTIME, *theirs, "--as", "dewi"))
    pelita("override", "ratna", *OF, *DAYTIME, "--by", "ratna")
    with pytest.raises(Refused, match="Bertabrakan"):
        pelita("agree", swap, "--as", "sari")


REFUSED = [
    (("override", "siapa", *OF, *DAYTIME, "--by", "ratna"), "Tidak ada anggota bernama siapa"),
    (("override", "sari", *OF, *DAYTIME, "--by", "dewi"), "dewi bukan koordinator"),
    (("override", "sari", *OF, *DAYTIME, "--by", "siapa"), "Nama atau kata sandi tidak cocok"),
    (("override", "sari", "--team", "kota", "--role", "satpam", *DAYTIME, "--by", "ratna"), "Tidak ada piket satpam"),
    (("override", "sari", *OF, *DAYTIME, "--by", "ratna", "--instead-of", "ratna"), "ratna tidak piket antara"),
    (("override", "sari", *OF, *DAYTIME, "--by", "ratna", "--instead-of", "sari"), "dirinya sendiri"),
    (("leave", "sari", "--from", NEXT, "--to", f"{DAY} 08.00", "--by", "ratna"), "--to harus sesudah --from"),
    (("leave", "sari", "--from", "2020-01-01", "--to", "2020-01-02", "--by", "ratna"), "sudah lewat"),
    (("leave", "sari", "--from", "besok", "--to", DAY, "--by", "ratna"), 'Waktu "besok" tidak terbaca'),
    (("swap", "dewi", *OF, *DAYTIME, "--other-from", DAY, "--other-to", NEXT, "--as", "dewi"), "perlu dua orang"),
    (("show", "--team", "desa"), "Yang ada: konselor · kota"),
    (("export", "jadwal.pdf"), "berakhiran .csv atau .ics"),
    (("export", "tidak/ada/jadwal.csv"), "tidak dapat ditulis"),
    (("import", "tidak-ada.csv", "--by", "ratna"), "tidak dapat dibaca"),
]


@pytest.mark.parametrize(("words", "told"), REFUSED, ids=[told for _, told in REFUSED])
def test_what_cannot_be_is_refused_and_changes_nothing(pelita, settings, words, told):
    with pytest.raises(Refused, match=told):
        pelita(*words)
    house = open_house(settings)
    with house.database.look() as uow:
        assert roster_changes.made(uow) == ()
    close_house(house)


def test_a_wrong_password_changes_nothing(pelita, monkeypatch):
    monkeypatch.setenv("PELITA_PASSWORD", "kata-sandi-lain")
    with pytest.raises(Refused, match="Nama atau kata sandi tidak cocok"):
        pelita("leave", "sari", *DAYTIME, "--by", "ratna")


@pytest.mark.parametrize("kind", ["csv", "ics"])
def test_a_plan_that_was_written_out_is_followed_when_it_is_read_in(pelita, tmp_path, kind):
    file, again = tmp_path / f"jadwal.{kind}", tmp_path / "lagi.csv"
    pelita("override", "ratna", *OF, *DAYTIME, "--by", "ratna")
    asked = ("--from", f"{DAY} 00.00", "--days", 3)
    assert "giliran ditulis" in pelita("export", file, *asked)
    before = pelita("export", *asked)
    assert f"kota,konselor,ratna,{DAY} 07.00,{DAY} 19.00" in before
    said = pelita("import", file, "--by", "ratna", "--why", "Rencana")
    assert 'jadwal sementara "Rencana" tim kota' in said
    assert 'jadwal sementara "Rencana" tim koordinasi' in said
    pelita("export", again, *asked)
    assert again.read_text(encoding="utf-8") == before


def test_a_plan_replaces_the_rules_in_its_span_only(pelita, tmp_path):
    file = tmp_path / "ramadan.csv"
    file.write_text(f"\ufeffnama;mulai;selesai;peran;tim\nRatna;{SHOWN} 06.00;{SHOWN} 20.00;konselor;kota\n", "utf-8")
    said = pelita("import", file, "--by", "ratna", "--from", DAY, "--to", DAY, "--why", "Ramadan")
    assert "Perhatikan, kosong: cadangan · kota" in said
    assert [who(pelita, clock) for clock in ("05.00", "08.00", "21.00")] == ["TIDAK ADA", "ratna", "TIDAK ADA"]
    assert who(pelita, "08.00", NEXT) == "dewi"


def test_nothing_of_a_file_counts_when_one_line_is_wrong(pelita, tmp_path):
    file = tmp_path / "salah.csv"
    line = f"kota,konselor,sari,{DAY} 07.00,{DAY} 19.00\n"
    file.write_text(f"tim,peran,nama,mulai,selesai\n{line}desa,konselor,sari,{DAY} 07.00,{DAY} 19.00\n", "utf-8")
    with pytest.raises(Refused, match="Tidak ada piket konselor di tim desa"):
        pelita("import", file, "--by", "ratna")
    assert "Perubahan:" not in pelita("show")


def test_times_written_are_in_utc_in_the_calendar(pelita, tmp_path):
    file = tmp_path / "jadwal.ics"
    pelita("export", file, "--from", f"{DAY} 07.00", "--days", 1, *OF)
    text = file.read_bytes().decode()
    start = datetime(DAY.year, DAY.month, DAY.day, 7, tzinfo=WIB).astimezone(UTC)
    assert f"DTSTART:{start:%Y%m%dT%H%M%SZ}\r\n" in text
    assert "SUMMARY:dewi · konselor · kota\r\n" in text


def test_who_stands_in_and_has_no_chat_is_told_to_the_operator_at_start(pelita, settings):
    house = open_house(settings)
    member = members.prepare("Tini", "konselor", PASSWORD)
    house.writer.do(lambda uow: members.add(uow, member, house.clock.now()))
    assert "Tini" not in serving.unreachable(house)
    pelita("override", "tini", *OF, *DAYTIME, "--by", "ratna")
    assert serving.unreachable(house)[-1] == "Tini"
    close_house(house)
