"""The coordinator at 02.00 is told what was left undone, in her own words and without a name; by day, of the rest."""

from datetime import timedelta

import pytest

from bot.auditing.findings import Finding
from bot.auditing.memory import News
from bot.talk import service_notices
from tests.harness import Hotline


@pytest.fixture
def night(hotline: Hotline) -> Hotline:
    return hotline.on_duty("first").backup("second")


def found(hotline: Hotline, code: str, subject: str = "", minutes: int = 5) -> Finding:
    """Return a finding of some minutes ago."""
    return Finding(code, subject, hotline.house.clock.now() - timedelta(minutes=minutes))


def tells(hotline: Hotline, **news: tuple[Finding, ...]) -> None:
    """Let the auditor have news."""
    house, now = hotline.house, hotline.house.clock.now()
    house.writer.do(lambda uow: service_notices.tell(house, uow, News(**news), now))
    hotline.settles()


def heard(hotline: Hotline, notice: str) -> str:
    """Return the text of the notice that the coordinator got."""
    return hotline.coordinator().phone.expect_any(notice).text


def test_she_reads_which_case_and_whom_to_telephone(night: Hotline) -> None:
    tells(night, raised=(found(night, "cycle_stuck", "duty"), found(night, "escalation_overdue", "#K7Q4")))
    assert heard(night, "service_bad") == (
        "Layanan perlu dilihat · 22.10\n"
        "- #K7Q4 · panggilan berikutnya terlambat, sejak 22.05\n"
        "- satu bagian layanan macet, sejak 22.05\n"
        "Telepon petugas jaga dan pengelola sistem sekarang. Jangan menunggu panggilan dari sini."
    )


def test_she_reads_that_it_is_well_again(night: Hotline) -> None:
    tells(night, ended=(found(night, "escalation_overdue", "#K7Q4", 60 * 24),))
    assert heard(night, "service_well") == (
        "Sudah beres · 22.10\n- #K7Q4 · panggilan berikutnya terlambat, sejak 21-11 22.10"
    )


def test_many_findings_do_not_hide_each_other_nor_fill_the_screen(night: Hotline) -> None:
    tells(night, again=tuple(found(night, "escalation_overdue", f"#K7Q{number}") for number in range(9)))
    told = heard(night, "service_bad")
    assert told.count("- #K7Q") == 6
    assert "- dan 3 lagi" in told


def test_what_is_kept_too_long_wakes_nobody_and_is_told_by_day(night: Hotline) -> None:
    tells(night, raised=(found(night, "copy_kept", "whatsapp"),), ended=(found(night, "audit_broken"),))
    night.coordinator().hears_nothing()
    night.at("07:00")
    tells(night, again=(found(night, "copy_kept", "whatsapp"),))
    assert heard(night, "service_bad").splitlines() == [
        "Layanan perlu dilihat · 07.00",
        "- penyedia masih menyimpan salinan pesan, sejak 06.55",
        "Minta pengelola sistem memeriksanya hari ini.",
    ]
