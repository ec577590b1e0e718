"""Whoever is too near is left out: not called, shut out of the case, and told nothing of it."""

import pytest

from bot.reading import read_case, reader
from flows.errors import NotFound, Refused
from storage import overview, teams
from tests.harness import Hotline
from tests.harness.ground import PASSWORD, cheap_stretching


@pytest.fixture
def hotline(tmp_path):
    """Return a hotline on which sari is called first, dewi next, and ratna coordinates; nur has no shift."""
    with cheap_stretching():
        opened = Hotline(tmp_path, staff=("sari", "dewi", "nur"))
        opened.on_duty("sari").backup("dewi")
        yield opened
        opened.close()


def _may_open(hotline, name):
    with hotline.house.database.look() as uow:
        member = reader(uow, name, PASSWORD).row
        return overview.may_open(uow, member.id, hotline.case().conversation_id)


def _cannot_open_at_all(hotline, name):
    """Return whether no key leads there, whatever a page of the desk decides."""
    with hotline.house.database.look() as uow:
        who = reader(uow, name, PASSWORD)
        try:
            teams.open_subject(uow, hotline.case().conversation_id, who.row.id, who.own)
        except NotFound:
            return True
        return False


def _asks_without(hotline, *names):
    victim = hotline.victim().says("halo").skims()
    for name in names:
        victim.says(f"jangan bu {name}").hears("everywhere.left_out", "welcome.ask")
    return victim.says("tolong").hears("emergency_place.ask")


def test_whom_she_names_before_she_asks_for_help_is_never_called_for_her(hotline):
    _asks_without(hotline, "sari")

    hotline.counselor("dewi").is_paged(at="22:10")
    hotline.coordinator().is_alarmed("empty_rung")
    hotline.wait(hours=2)
    hotline.counselor("sari").hears_nothing()
    hotline.coordinator().skims()
    hotline.counselor("dewi").skims()
    hotline.victim().skims()


def test_whom_she_names_cannot_open_the_case_and_no_key_leads_her_there(hotline):
    _asks_without(hotline, "sari")
    hotline.counselor("dewi").skims()
    hotline.coordinator().skims()

    assert not _may_open(hotline, "sari")
    assert _cannot_open_at_all(hotline, "sari")
    assert not _cannot_open_at_all(hotline, "dewi")
    assert not _cannot_open_at_all(hotline, "nur")
    with pytest.raises(Refused), hotline.house.database.look() as uow:
        read_case(hotline.house, uow, reader(uow, "sari", PASSWORD), hotline.case().code, hotline.local_time())
    assert hotline.transcript(hotline.case().code)


def test_who_is_named_while_she_is_called_hears_no_more_and_the_next_is_called_at_once(hotline):
    victim = hotline.victim().says("tolong").hears("emergency_place.ask")
    sari = hotline.counselor("sari").is_paged()

    victim.says("jangan bu sari").hears("everywhere.left_out", "emergency_place.shortly")

    hotline.counselor("dewi").is_paged(at="22:10")
    sari.hears_nothing().accepts().is_told("too_late")
    assert hotline.case().holder_id is None
    assert _cannot_open_at_all(hotline, "sari")


def test_who_has_the_case_and_is_named_loses_it_at_once_and_never_reads_her_name(hotline):
    victim = hotline.victim().says("tolong").hears("emergency_place.ask")
    sari = hotline.counselor("sari").takes_over()
    victim.hears("person.ask")

    victim.says("jangan bu sari, dia sepupu suamiku")

    victim.hears("everywhere.let_go").stands_in("waiting")
    assert "sepupu" not in sari.phone.expect_any("moved").text
    hotline.counselor("dewi").is_paged()
    hotline.coordinator().is_alarmed("let_go").is_alarmed("empty_rung")
    sari.says("halo bu").is_told("refused")
    assert not _may_open(hotline, "sari")
    hotline.counselor("dewi").accepts().is_told("brief", "sealed")
    victim.hears("person.ask")


def test_a_coordinator_who_is_named_is_neither_called_nor_alarmed_and_the_truth_is_told(hotline):
    hotline.nobody_on_duty().on_duty("ratna", role="koordinator")

    victim = hotline.victim().says("halo").skims().says("jangan koordinator ratna").skims()
    victim.says("tolong").hears("emergency_place.ask").hears("everywhere.exhausted")

    hotline.wait(minutes=30)
    hotline.coordinator().hears_nothing()
    assert not _may_open(hotline, "ratna")


def test_where_all_coordinators_are_named_the_case_can_still_be_opened_by_the_others(hotline):
    _asks_without(hotline, "ratna")
    hotline.counselor("sari").is_paged()
    assert not _may_open(hotline, "ratna")
    assert not _cannot_open_at_all(hotline, "sari")


def test_a_team_can_be_left_out_whole(hotline):
    hotline.victim().says("halo").skims().says("jangan petugas kota").hears("everywhere.left_out", "welcome.ask")
    hotline.victim().says("tolong").hears("emergency_place.ask")

    hotline.coordinator().is_paged().is_alarmed("empty_rung")
    assert not any(_may_open(hotline, name) for name in ("sari", "dewi", "nur"))
    assert _may_open(hotline, "ratna")


def test_what_she_says_of_the_office_is_the_first_that_whoever_comes_reads(hotline):
    hotline.victim().says("halo").skims().says("tetangga saya kerja di situ").hears(
        "everywhere.who_not", "welcome.ask"
    ).says("tolong").hears("emergency_place.ask")
    hotline.counselor("sari").is_paged().accepts()
    assert "mengenal seseorang" in hotline.counselor("sari").phone.expect_any("brief").text
    hotline.counselor("sari").skims()
    hotline.victim().skims()


def test_a_counselor_who_is_too_near_gives_the_case_up_for_good(hotline):
    victim = hotline.victim().says("tolong").hears("emergency_place.ask")
    sari = hotline.counselor("sari").takes_over()
    victim.hears("person.ask")

    sari.says("#mundur saya sepupunya").is_told("recused")

    victim.hears("everywhere.let_go")
    hotline.counselor("dewi").is_paged()
    hotline.coordinator().is_alarmed("let_go").is_alarmed("empty_rung")
    assert not _may_open(hotline, "sari")
    sari.says(f"{hotline.case().code} halo").is_told("not_yours")
    assert "saya sepupunya" in [line.text for line in hotline.transcript(hotline.case().code)]
    hotline.wait(hours=1)
    sari.hears_nothing()
    for name in ("dewi", "ratna"):
        hotline.counselor(name).skims()
    victim.skims()


def test_who_was_only_called_may_recuse_too(hotline):
    hotline.victim().says("tolong").hears("emergency_place.ask")
    sari = hotline.counselor("sari").is_paged()

    sari.says("#mundur").is_told("recused")

    hotline.counselor("dewi").is_paged(at="22:10")
    sari.accepts().is_told("too_late")


def test_nobody_recuses_from_a_case_that_is_nothing_to_her(hotline):
    hotline.victim().says("tolong").hears("emergency_place.ask")
    hotline.counselor("sari").is_paged()
    hotline.counselor("nur").says(f"#mundur {hotline.case().code}").is_told("not_yours")
    assert _may_open(hotline, "nur")


def test_a_case_cannot_be_offered_to_who_is_left_out(hotline):
    _asks_without(hotline, "dewi")
    sari = hotline.counselor("sari").takes_over()
    hotline.victim().hears("person.ask")

    sari.says("#serah dewi").is_told("hand_whom")

    hotline.counselor("dewi").hears_nothing()


def test_it_holds_after_a_rise_and_after_a_restart(hotline):
    victim = hotline.victim().says("halo").skims().says("jangan bu sari").skims().says("petugas").skims()
    hotline.restart().at("07:30")
    victim.says("dia bawa pisau").skims()

    hotline.wait(minutes=20)
    hotline.counselor("sari").hears_nothing()
    assert _cannot_open_at_all(hotline, "sari")
    hotline.counselor("dewi").skims()
    hotline.coordinator().skims()
    victim.skims()
