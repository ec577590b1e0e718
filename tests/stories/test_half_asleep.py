"""Woken at 02.00 she types what is no word to a reporter: it reaches nobody, and she is told what to type."""

import pytest

from tests.stories.scenes import calls_for_help, reports, with_someone

BARE = ["1", "2", "terima", "Terima.", "ok", "OK", "ya", "iya saya terima", "1 {}", "1 terima", "ok {}", "1 KAXX"]


@pytest.mark.parametrize("typed", BARE)
def test_the_first_word_that_a_reporter_hears_is_never_that_somebody_accepts(hotline, typed):
    victim, counselor = with_someone(hotline)
    code = hotline.case().code.lstrip("#")

    counselor.says(typed.format(code)).is_told("yours")

    assert f"#{code}" in counselor.newest.text
    victim.hears_nothing()
    assert not hotline.case().replied_at
    counselor.says("Selamat malam, saya Dewi.")
    victim.hears_words("Dewi")


@pytest.mark.parametrize("typed", ["ok", "ya", "1", "Iya, Bu"])
def test_once_she_has_written_a_short_word_is_a_word_to_her(hotline, typed):
    victim, counselor = with_someone(hotline)
    counselor.says("Selamat malam, saya Dewi.")
    victim.hears_words("Dewi")

    counselor.says(typed)

    victim.hears_words(typed)


def test_what_the_holder_before_her_wrote_does_not_count_as_hers(hotline):
    hotline.on_duty("first").backup("second")
    victim, first = with_someone(hotline)
    first.says("Selamat malam.", "#serah second").is_told("offered")
    victim.hears_words("Selamat malam.")
    second = hotline.counselor("second").takes_over().is_told("sealed")
    first.is_told("taken_over")
    victim.hears("person.another")

    second.says("ok").is_told("yours")

    victim.hears_nothing()


def test_terima_while_another_case_rings_is_no_word_to_the_one_she_talks_with(hotline):
    victim, counselor = with_someone(hotline)
    counselor.says("Ibu aman?")
    victim.hears_words("Ibu aman?")
    calls_for_help(hotline, "kakak")
    counselor.is_paged()
    code = hotline.case_of("kakak").code.lstrip("#")

    for typed in ("terima", "iya saya terima", f"terima {code}", f"{code} terima"):
        counselor.says(typed).is_told("which_page")
        assert f"1 {code}" in counselor.newest.text

    victim.hears_nothing()


def test_thanks_are_no_acceptance(hotline):
    victim, counselor = with_someone(hotline)

    counselor.says("Terima kasih sudah menulis, Bu.")

    victim.hears_words("Terima kasih")


def _with_two_pages(hotline):
    """Let a red and a yellow case ring at the first counselor; return her and their codes."""
    hotline.on_duty("first").at("2026-11-23 09:00")
    reports(hotline, "kakak").hears("receipt.ask")
    calls_for_help(hotline)
    counselor = hotline.counselor("first").is_paged().is_paged()
    return counselor, *(hotline.case_of(name).code.lstrip("#") for name in ("ibu", "kakak"))


def test_two_pages_at_once_have_buttons_that_tell_which_is_which(hotline):
    counselor, red, other = _with_two_pages(hotline)

    pages = {code: next(page for page in counselor.phone.messages if code in page.text) for code in (red, other)}

    assert [label for label, _ in pages[red].buttons] == [f"1 Terima {red} · MERAH", f"2 Tidak bisa {red}"]
    assert [label for label, _ in pages[other].buttons][1] == f"2 Tidak bisa {other}"
    assert "MERAH" not in pages[other].buttons[0][0]


def test_what_stands_on_a_button_may_be_typed(hotline):
    counselor, red, _ = _with_two_pages(hotline)

    counselor.says(f"1 Terima {red} · MERAH")

    assert f"#{red}" in counselor.phone.expect_any("brief").text
    counselor.is_told("backlog")
    hotline.victim().hears("person.ask")


def test_who_accepts_another_while_a_red_one_waits_for_her_is_told_so(hotline):
    counselor, red, other = _with_two_pages(hotline)

    counselor.says(f"1 {other}")

    brief = counselor.phone.expect_any("brief").text
    assert f"MERAH #{red} masih menunggu" in brief
    assert "semua yang Anda ketik di sini terkirim" in brief
    counselor.skims().says(f"1 {red}")
    brief = counselor.phone.expect_any("brief").text
    assert "masih menunggu" not in brief
    assert "semua yang Anda ketik di sini terkirim" not in brief
    assert f"{red} lalu isi pesan" in brief
    counselor.skims()
    for name in ("ibu", "kakak"):
        hotline.victim(name).skims()


@pytest.mark.parametrize("typed", ["ok", "iya saya terima", "3", "terima", "Selamat malam Bu", "{} halo Bu", "{}"])
def test_before_she_has_accepted_she_is_told_which_code_waits_and_what_to_type(hotline, typed):
    victim = calls_for_help(hotline)
    code = hotline.case().code.lstrip("#")
    counselor = hotline.counselor("first").is_paged()

    counselor.says(typed.format(code)).is_told("which_page")

    assert f"MERAH #{code} menunggu. Ketik 1 untuk menerima, 2 kalau tidak bisa." in counselor.newest.text
    victim.hears_nothing()
    assert hotline.case().status == "open"
    counselor.says("1").is_briefed()
    victim.hears("person.ask")


def test_with_two_that_wait_each_is_named_with_its_code(hotline):
    counselor, red, other = _with_two_pages(hotline)

    counselor.says("ok").is_told("which_page")

    assert f"1 {red} untuk menerima" in counselor.newest.text
    assert f"1 {other} untuk menerima" in counselor.newest.text
    hotline.victim().hears_nothing()
