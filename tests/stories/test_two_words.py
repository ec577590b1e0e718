"""The two words of a reporter stand nowhere in plain, are not guessed, and are those of one case alone."""

import pytest

from storage import attempts
from tests.stories.scenes import COVER, IDENTITY, reports, walks_to, with_someone
from tests.stories.two_words import said_by_her, talks_with_words, waits_with_words

COLOURS = ("hijau", "kuning", "jingga", "ungu", "putih", "emas", "perak", "krem", "nila", "polos")
"""Colours that an umbrella might have: ten wrong words."""


# What is kept


def test_no_word_stands_anywhere_in_plain(hotline):
    victim, counselor = talks_with_words(hotline)
    victim.says(IDENTITY, COVER).skims().says(IDENTITY).skims()
    counselor.skims()

    case = hotline.case()
    lines = " ".join(line.text for line in hotline.transcript(case.code)).lower()
    rows = [
        str(list(row.values())).lower()
        for table in ("words", "audit", "cases", "attempts", "conversations")
        for row in hotline.rows(f"SELECT * FROM {table}")
    ]
    for word in (IDENTITY.lower(), COVER):
        assert word not in lines
        assert not [row for row in rows if word in row]
        assert not [message for message in counselor.phone.messages if word in message.text.lower()]
    assert lines.count("kata rahasia") + lines.count("•••") >= 4


def test_the_same_word_of_two_people_is_not_to_be_seen_in_the_table(hotline):
    waits_with_words(hotline, "ibu")
    waits_with_words(hotline, "tetangga")

    lookups = {row["lookup"] for row in hotline.rows("SELECT lookup FROM words")}

    assert len(lookups) == 4


def test_the_words_go_with_the_address(hotline):
    victim, counselor = talks_with_words(hotline)
    counselor.says("#tutup selesai").is_told("closed")
    victim.hears("person.closed")
    hotline.wait(days=29)
    assert len(hotline.rows("SELECT * FROM words")) == 2

    hotline.wait(days=2)

    assert hotline.rows("SELECT * FROM words") == []
    victim.says("halo").hears("welcome.ask").says(COVER).hears("welcome.again")


def test_erasing_with_a_case_leaves_her_the_way_back(hotline):
    """Whoever holds the phone must not be able to take from her what confirms."""
    victim = waits_with_words(hotline).says("hapus").hears("erase.ask").picks("ya").hears("erased.ask")

    victim.says(IDENTITY).hears("status.ask")


# Guessing


@pytest.mark.long
def test_after_ten_wrong_words_none_is_compared_for_a_day(hotline):
    victim = waits_with_words(hotline).says("x").hears("exit.ask").says("halo").hears("welcome.ask")
    for number in range(attempts.MISSES):
        victim.says(f"payung {COLOURS[number]}", "x").skims()

    victim.says(IDENTITY).hears("welcome.ask").says("x").hears("exit.ask")
    hotline.wait(hours=25)

    victim.says(IDENTITY).hears("status.ask")
    for name in ("first", "ratna"):
        hotline.counselor(name).skims()


def test_answers_and_stories_are_no_guesses(hotline):
    hotline.on_duty("first")
    waits_with_words(hotline).says("x").hears("exit.ask")
    again = walks_to(hotline, "ibu", "check")
    again.says("dia marah terus sejak saya bekerja lagi di pasar").skims()

    assert len(hotline.rows("SELECT * FROM attempts")) <= 1
    again.says("x").hears("exit.ask").says(IDENTITY).hears("status.ask")


def test_in_her_own_chat_no_number_of_words_shuts_the_cover(hotline):
    victim = waits_with_words(hotline)
    for number in range(attempts.MISSES + 2):
        victim.says(f"payung nomor ke {number}").skims()

    victim.says(COVER).hears("welcome.ask")


# Two on one phone


def test_the_word_of_one_does_nothing_and_shows_nothing_in_the_case_of_another(hotline):
    waits_with_words(hotline, "satu-hp").says("x").hears("exit.ask")
    daughter = reports(hotline, "satu-hp").hears("receipt.ask").picks("simpan").hears("waiting.ask")

    daughter.says(IDENTITY).hears("everywhere.added")

    of_child = hotline.case_of("satu-hp")
    assert said_by_her(hotline, of_child)[-1] == "•••"
    assert "word" not in of_child.facts


def test_two_cases_of_one_phone_are_named_to_each_holder_and_other_phones_are_not(hotline):
    with_someone(hotline, "tetangga")[1].says("#tutup selesai").is_told("closed")
    hotline.victim("tetangga").skims()
    hotline.at("07:00")
    _, counselor = with_someone(hotline)
    first = hotline.case_of("ibu")
    hotline.victim("ibu").says("x").hears("exit.ask")
    counselor.is_told("left")
    reports(hotline).hears("receipt.ask")
    hotline.wait(minutes=16)  # what can wait comes a quarter of an hour after another page
    counselor.is_paged().accepts()

    counselor.is_briefed(f"Mungkin orang yang sama dengan {first.code}: alamat").skims()
    hotline.victim("ibu").skims()
