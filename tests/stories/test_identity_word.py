"""The identity word brings her back on her own phone, and tells whoever has her case that it is still her."""

import re

import pytest

from tests.stories.scenes import COVER, IDENTITY, chooses_words, reports, walks_to
from tests.stories.two_words import said_by_her, shown, talks_with_words, waits_with_words


def test_the_identity_word_brings_her_back_on_the_same_phone_and_repeats_nothing(hotline):
    victim = waits_with_words(hotline).says("x").hears("exit.ask")

    victim.says("payung merah").hears("status.ask")

    assert "kranggan" not in victim.screen.lower()
    victim.says("saya kembali").hears("everywhere.added")
    assert said_by_her(hotline, hotline.case())[-2:] == ["x", "saya kembali"]


def test_the_identity_word_brings_her_back_to_the_person_who_has_her_case_and_that_person_learns_it(hotline):
    victim, counselor = talks_with_words(hotline)
    victim.says(COVER).hears("welcome.ask")
    counselor.is_told("left").says("Saya tetap di sini").is_told("held_absent")

    victim.says(IDENTITY).hears("person.ask")

    counselor.is_told("word_right")
    victim.says("ini saya").hears_words("tetap di sini")
    counselor.reads("ini saya").hears_nothing()


@pytest.mark.parametrize("state", ["welcome", "returning", "info_rights", "safe", "danger", "who", "story", "check"])
def test_the_identity_word_brings_her_back_from_wherever_she_has_begun_anew(hotline, state):
    hotline.on_duty("first")
    waits_with_words(hotline).says("x").hears("exit.ask")
    again = walks_to(hotline, "ibu", state)
    again.phone.unheard.clear()

    again.says(IDENTITY).hears("status.ask")


def test_on_another_phone_the_identity_word_is_just_words(hotline):
    waits_with_words(hotline).says("x").hears("exit.ask")
    hotline.victim("tetangga").says("halo").hears("welcome.ask").says("payung hijau").hears("welcome.again")
    wrong = shown(hotline.victim("tetangga"))

    other = hotline.victim("hp-kakak").says("halo").hears("welcome.ask").says(IDENTITY).hears("welcome.again")

    assert shown(other) == wrong


def test_a_wrong_word_shows_what_a_newcomer_would_see(hotline):
    hotline.victim("tetangga").says("halo").hears("welcome.ask").says("payung hijau").hears("welcome.again")
    never_wrote = shown(hotline.victim("tetangga"))
    victim = waits_with_words(hotline).says("x").hears("exit.ask").says("halo").hears("welcome.ask")

    victim.says("payung hijau").hears("welcome.again")

    assert shown(victim) == never_wrote


def test_the_word_of_a_closed_case_opens_nothing(hotline):
    victim, counselor = talks_with_words(hotline)
    counselor.says("#tutup selesai").is_told("closed")
    victim.hears("person.closed").says("halo").hears("welcome.ask")

    victim.says(IDENTITY).hears("welcome.again")
    victim.says(COVER).hears("welcome.ask")


def test_in_the_relay_the_identity_word_is_not_passed_on_and_the_counselor_learns_that_it_is_right(hotline):
    victim, counselor = talks_with_words(hotline)

    victim.says(IDENTITY).hears_nothing()

    counselor.is_told("word_right").hears_nothing()
    assert IDENTITY.lower() not in " ".join(said_by_her(hotline, hotline.case())).lower()


def test_while_she_waits_the_identity_word_is_thanked_for_as_any_text_and_the_brief_tells_it(hotline):
    victim = waits_with_words(hotline)

    victim.says(IDENTITY).hears("everywhere.added")
    victim.says("payung hijau").hears("everywhere.added")

    counselor = hotline.counselor("first").accepts()
    counselor.is_briefed("Kata sandi: sudah diketik dengan benar", "kata rahasia pelapor")
    victim.hears("person.ask")


def test_whoever_has_the_case_learns_whether_the_word_was_typed_before_the_chat_was_erased(hotline):
    told = []
    for name, typed in (("ibu", True), ("tamu", False)):
        victim, counselor = talks_with_words(hotline, name)
        if typed:
            victim.says(IDENTITY)
            counselor.is_told("word_right")
        victim.says("hapus").hears("erase.ask").picks("ya").hears("erased.ask")
        counselor.is_told("erased")
        told.append("cocok" in counselor.phone.messages[-1].text)
        counselor.says("#tutup sudah aman").is_told("closed")
    assert told == [True, False]


def test_a_withdrawal_that_the_word_confirmed_is_in_the_audit_trail(hotline):
    victim = waits_with_words(hotline).says(IDENTITY).hears("everywhere.added")

    victim.says("cabut laporan").hears("withdraw.ask").picks("ya").hears("withdrawn.ask")

    (row,) = hotline.rows("SELECT detail FROM audit WHERE action = 'withdraw_asked'")
    assert '"confirmed": true' in row["detail"]
    assert hotline.case().status == "open"


def test_coming_back_with_the_receipt_confirms_nothing(hotline):
    victim = chooses_words(reports(hotline).hears("receipt.ask").picks("simpan").hears("waiting.ask"))
    victim.says(IDENTITY).hears("everywhere.added").says("x").hears("exit.ask")
    assert hotline.case().facts["word"] == ["right"]
    stored = hotline.case().conversation_id
    shown = next(message.text for message in victim.phone.messages if message.said == ("receipt.ask",))

    victim.says(re.search(r"\d{4} \d{4} \d{4} \d{4}", shown)[0]).hears("status.ask")

    assert not hotline.session(stored).confirmed
    assert hotline.case().facts["word"] == ["chosen"]
    hotline.at("07:00").coordinator().skims()
