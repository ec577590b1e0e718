"""`pelita page-test`, `pelita drill` and `pelita numbers`: beside a running service, refused without one."""

from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.commands import numbers, paging
from bot.commands.installation import prepare
from bot.duty import asking, drilling
from bot.opening import close_house, open_house
from bot.running import running_lock
from flows.errors import Refused
from storage import asks, audit, drills, members
from tests.bot.whole import link_codes, settings_for
from tests.harness.ground import cheap_stretching

NOW = datetime.now(UTC)


@pytest.fixture
def house(tmp_path, monkeypatch):
    """Return an office in which sari has a chat and dewi has none."""
    settings = settings_for(tmp_path, "http://127.0.0.1:9", "")
    for module in (numbers, paging):
        monkeypatch.setattr(module, "load_settings", lambda: settings)
    with cheap_stretching():
        prepare(settings)
        opened = open_house(settings)
        codes = link_codes(opened)
    opened.writer.do(lambda uow: members.link(uow, members.looks_like_code(codes["sari"]), "terminal", "sari", NOW))
    yield opened
    close_house(opened)


def run(*words):
    ended = CliRunner().invoke(app, list(words))
    if isinstance(ended.exception, Refused):
        raise ended.exception
    assert isinstance(ended.exception, SystemExit | None), ended.exception
    return ended.exit_code, ended.output


def test_without_a_service_nothing_is_sent_and_it_says_so(house):
    for words in (("page-test", "sari"), ("drill",)):
        with pytest.raises(Refused, match="Layanan tidak berjalan"):
            run(*words)
    assert house.writer.do(lambda uow: (asks.due(uow, NOW + timedelta(days=9)), drills.newest(uow))) == ([], None)


def test_a_test_page_that_nobody_answers_ends_with_status_1_and_is_audited(house):
    with running_lock(house.settings.data_dir):
        code, said = run("page-test", "sari", "--wait", "0m")
    assert code == 1
    assert "BELUM SAMPAI di HP: belum ada kabar." in said
    assert "BELUM DIJAWAB." in said
    with house.database.look() as uow:
        assert [row.action for row in audit.of(uow, "member/sari")] == ["page_tested"]


def test_a_test_page_that_was_answered_says_how_long_each_step_took(house, capsys):
    ask = house.writer.do(lambda uow: asking.test(house, uow, "sari", NOW))
    house.writer.do(lambda uow: asks.arrived(uow, ask, NOW + timedelta(seconds=2)))
    house.writer.do(lambda uow: asks.settle(uow, ask, "ready", NOW + timedelta(seconds=40)))
    with house.database.look() as uow:
        paging.print_test(house, asks.get(uow, ask))
    assert capsys.readouterr().out == "Sampai di HP sesudah 2 detik.\nDijawab sesudah 40 detik.\n"


def test_a_member_without_a_chat_is_refused(house):
    with running_lock(house.settings.data_dir), pytest.raises(Refused, match="belum punya chat"):
        run("page-test", "dewi")


def test_a_drill_begins_beside_the_service_and_is_shown_rung_by_rung(house):
    with running_lock(house.settings.data_dir):
        code, said = run("drill", "--wait", "0m")
    assert (code, "masih berjalan" in said) == (1, True)
    with pytest.raises(Refused, match="Masih ada latihan"), running_lock(house.settings.data_dir):
        run("drill", "--wait", "0m")
    drill = house.writer.do(drills.newest)
    house.writer.do(lambda uow: drilling.work_off(house, uow, drill.id, drill.due_at))

    code, said = run("drill", "--last")

    assert code == 0
    assert f"LATIHAN {drill.code}" in said
    assert "sari: BELUM SAMPAI, belum dijawab" in said


def test_a_drill_that_never_was_is_said(house):
    with pytest.raises(Refused, match="Belum pernah"):
        run("drill", "--last")


def test_the_numbers_of_a_span_are_printed_and_a_span_that_ends_first_is_refused(house):
    code, said = run("numbers", "--from", "2026-11-01", "--to", "2026-11-30")
    assert code == 0
    assert "Min 01-11-2026 00.00 – Sel 01-12-2026 00.00; latihan tidak dihitung" in said
    assert "MERAH: 0 tugas" in said
    assert "Panggilan: 0, tidak dijawab 0, tidak sampai 0" in said
    with pytest.raises(Refused, match="--to"):
        run("numbers", "--from", "2026-11-30", "--to", "2026-11-01")
