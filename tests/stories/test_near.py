"""People of her own kecamatan are neighbours: called only after her yes, and after her yes at once."""

import json

import pytest

from tests.harness import Hotline
from tests.harness.ground import cheap_stretching
from tests.harness.office import Office
from tests.stories.scenes import calls_for_help

KRANGGAN = "35.76.03"


@pytest.fixture
def hotline(tmp_path):
    """Return a hotline on which first is called, then second, then third if she is allowed to know, then ratna."""
    with cheap_stretching():
        opened = Hotline(tmp_path, office=Office(near={KRANGGAN: "third"}))
        opened.on_duty("first").backup("second")
        yield opened
        opened.close()


def _in_vain(hotline):
    """Let nobody answer until the reporter, who is there, is told so and asked for her neighbours."""
    victim = calls_for_help(hotline)
    hotline.wait(minutes=9)
    victim.says("halo?").skims()
    hotline.wait(minutes=7)
    for name in ("first", "second", "ratna"):
        hotline.counselor(name).skims()
    hotline.counselor("third").hears_nothing()
    return victim.hears("everywhere.exhausted", "nearby.ask")


def _ladder(hotline):
    row = hotline.rows("SELECT data FROM escalations")[0]
    return [rung[0] for rung in json.loads(row["data"])["ladder"]["rungs"]]


def test_nobody_near_is_called_before_she_was_asked_and_she_is_asked_when_nobody_has_come(hotline):
    _in_vain(hotline)
    assert _ladder(hotline) == ["kota", "kota", "koordinasi"]


def test_her_yes_calls_them_at_once_and_the_coordinator_stays_last(hotline):
    victim = _in_vain(hotline).picks("ya").hears("status.ask")

    hotline.counselor("third").is_paged(at="22:26")
    assert _ladder(hotline) == ["kota", "kota", f"kecamatan-{KRANGGAN}", "koordinasi"]
    hotline.counselor("third").accepts().is_briefed()
    victim.hears("person.ask")
    for name in ("first", "second", "ratna"):
        hotline.counselor(name).skims()


def test_her_no_is_kept_and_never_asked_again(hotline):
    victim = _in_vain(hotline).picks("tidak").hears("status.ask")

    hotline.wait(minutes=5)
    victim.says("masih di sini").skims()
    hotline.wait(hours=1)

    hotline.counselor("third").hears_nothing()
    assert [bool(row["granted"]) for row in hotline.rows("SELECT granted FROM consents WHERE purpose = 'nearby'")] == [
        False
    ]
    for name in ("first", "second", "ratna"):
        hotline.counselor(name).skims()
    victim.skims()


def test_in_a_report_it_is_the_last_question_and_a_yes_puts_them_on_the_ladder_before_the_coordinator(hotline):
    hotline.at("2026-11-23 09:00")
    victim = hotline.victim().says("halo").picks("bantu", "aman", "tidak", "setuju", "korban")
    victim.hears("story.ask").says("suami saya sering menghina saya").picks(
        "selesai", "selesai", "selesai", "minggu", KRANGGAN
    )
    victim.picks("bicara", "selesai", "sendiri").hears("nearby.ask").says("boleh")
    victim.hears("check.ask").picks("kirim").skims()

    assert _ladder(hotline) == ["kota", "kota", f"kecamatan-{KRANGGAN}", "koordinasi"]
    hotline.counselor("first").is_paged()
    hotline.wait(hours=1)
    hotline.counselor("second").is_paged()
    hotline.wait(hours=1)
    hotline.counselor("third").is_paged()
    victim.skims()


def test_where_a_kecamatan_has_no_team_nothing_is_asked(hotline):
    hotline.at("2026-11-23 09:00")
    victim = hotline.victim().says("halo").picks("bantu", "aman", "tidak", "setuju", "korban")
    victim.hears("story.ask").says("suami selingkuh").picks("selesai", "psikis", "selesai", "selesai", "minggu")
    victim.picks("35.76.02", "suami_istri", "bicara", "selesai", "sendiri").hears("check.ask")


def test_a_rise_in_level_keeps_what_she_allowed(hotline):
    victim = _in_vain(hotline).picks("ya").hears("status.ask")
    hotline.counselor("third").is_paged()
    assert f"kecamatan-{KRANGGAN}" in _ladder(hotline)
    victim.skims()
    hotline.coordinator().skims()


def test_who_is_near_can_be_left_out_as_anybody(hotline):
    victim = _in_vain(hotline).says("jangan petugas kecamatan").skims()
    victim.says("boleh").skims()
    hotline.wait(minutes=30)
    hotline.counselor("third").hears_nothing()
    for name in ("first", "second", "ratna"):
        hotline.counselor(name).skims()
    victim.skims()
