"""Where two want the same, or a form comes too late: it is told kindly, nothing goes astray, nothing typed is lost."""

import pytest

from tests.web.desk import Desk
from tests.web.working import does, holds, opens

TYPED = "Ibu, saya Sari & teman <di sini>"


def test_of_two_who_accept_at_once_one_has_it_and_the_other_is_told_kindly(desk: Desk) -> None:
    code = desk.case()
    sari, dewi = opens(desk, "sari", code), opens(desk, "dewi", code, "membantu")

    assert does(dewi, code, "accept") == "accepted"
    assert does(sari, code, "accept") == "late"

    assert "Sudah ada yang lebih dulu" in sari.text
    assert "oleh dewi" in sari.text
    assert desk.hotline.case().holder_id == desk.member("dewi").id
    assert len(desk.audit("accepted")) == 1


def test_accepting_twice_changes_nothing(desk: Desk) -> None:
    sari, code = holds(desk)

    assert does(sari, code, "accept") == "yours"

    assert len(desk.audit("accepted")) == 1


@pytest.mark.parametrize("what", ["answer", "note", "close"])
def test_what_was_typed_survives_that_the_case_is_not_hers_any_more(desk: Desk, what: str) -> None:
    sari, code = holds(desk)
    victim = desk.hotline.victim().skims()
    desk.write("UPDATE cases SET holder_id = ?", desk.member("dewi").id)

    answer = sari.posts(f"/desk/cases/{code}/{what}", text=TYPED, once="a", sure="ya")
    desk.hotline.settles()

    assert answer.status_code == 409
    assert "sudah tidak Anda pegang" in sari.text
    assert f"\n{TYPED.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</textarea>" in answer.text
    victim.hears_nothing()
    assert TYPED not in [line.text for line in desk.hotline.transcript(f"#{code}")]
    assert desk.hotline.case().status == "held"


def test_an_answer_to_a_case_that_was_closed_from_the_phone_meanwhile_is_kept_on_the_page(desk: Desk) -> None:
    sari, code = holds(desk)
    victim = desk.hotline.victim().skims()
    desk.hotline.counselor("sari").says("#tutup sudah aman")
    victim.hears("person.closed")

    assert sari.posts(f"/desk/cases/{code}/answer", text="masih di sana?", once="a").status_code == 409
    desk.hotline.settles()

    assert "masih di sana?" in sari.page.text
    victim.hears_nothing()


@pytest.mark.parametrize("what", ["answer", "note"])
def test_nothing_typed_sends_nothing(desk: Desk, what: str) -> None:
    sari, code = holds(desk)
    desk.hotline.victim().skims()

    assert sari.posts(f"/desk/cases/{code}/{what}", text=" \r\n ", once="a").status_code == 422

    assert "Belum ada yang ditulis" in sari.text
    desk.hotline.settles()
    desk.hotline.victim().hears_nothing()


@pytest.mark.parametrize("what", ["answer", "note", "close"])
def test_a_text_that_is_too_long_is_not_cut_but_given_back(desk: Desk, what: str) -> None:
    sari, code = holds(desk)
    desk.hotline.victim().skims()
    fits, whole = "🙂" * 2048, "🙂" * 2048 + "a"

    answer = sari.posts(f"/desk/cases/{code}/{what}", text=whole, once="a", sure="ya")

    assert answer.status_code == 422
    assert "terlalu panjang" in sari.text
    assert f"\n{whole}</textarea>" in answer.text
    desk.hotline.settles()
    desk.hotline.victim().hears_nothing()
    assert does(sari, code, what, text=fits, once="a", sure="ya") in {"sent", "noted", "closed"}


def test_closing_needs_a_second_yes_and_keeps_what_was_typed_until_then(desk: Desk) -> None:
    sari, code = holds(desk)

    answer = sari.posts(f"/desk/cases/{code}/close", text="aman di rumah kakak")

    assert answer.status_code == 422
    assert "\naman di rumah kakak</textarea>" in answer.text
    assert desk.hotline.case().status == "held"
    assert does(sari, code, "close", text="aman di rumah kakak", sure="ya") == "closed"
    assert does(sari, code, "close", text="aman di rumah kakak", sure="ya") == "closed"
    assert len(desk.audit("case_closed")) == 1


def test_a_double_tap_says_nothing_twice_but_another_text_of_the_same_form_is_said(desk: Desk) -> None:
    sari, code = holds(desk)
    victim = desk.hotline.victim().skims()

    for _ in range(2):
        does(sari, code, "answer", text="Ibu aman?", once="same")
        does(sari, code, "note", text="Ibu aman?", once="same")
    does(sari, code, "answer", text="Ibu di mana?", once="same")

    victim.hears_words("Ibu aman?").hears_words("Ibu di mana?").hears_nothing()
    notes = [line.text for line in desk.hotline.transcript(f"#{code}") if line.author == "note"]
    assert notes == ["Ibu aman?"]


def test_the_same_words_can_be_said_again_from_a_new_page(desk: Desk) -> None:
    sari, code = holds(desk)
    victim = desk.hotline.victim().skims()

    does(sari, code, "answer", text="Ibu aman?", once="first page")
    does(sari, code, "answer", text="Ibu aman?", once="second page")

    victim.hears_words("Ibu aman?").hears_words("Ibu aman?")


def test_another_team_finds_no_such_case_on_any_address(desk: Desk) -> None:
    code = desk.case()
    sari = opens(desk, "sari", code)
    there = sari.page.text
    tini = desk.signed_in("tini")

    missing = tini.gets("/desk/cases/ZZZZ")
    assert missing.status_code == 404
    for path in (f"/desk/cases/{code}", f"/desk/cases/{code}/lines"):
        assert tini.gets(path).status_code == 404
        assert tini.page.text == missing.text
    for what in ("reason", "accept", "decline", "answer", "note", "number", "close"):
        assert tini.posts(f"/desk/cases/{code}/{what}", reason="menangani", text="x", sure="ya").status_code == 404

    tini.gets("/desk")
    assert code not in tini.page.text
    assert code in there
    assert (desk.hotline.case().status, desk.hotline.rows("SELECT member_id FROM readings")) == (
        "open",
        [{"member_id": desk.member("sari").id}],
    )
