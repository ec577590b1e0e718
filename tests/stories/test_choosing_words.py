"""Two words are chosen, chosen anew or skipped, and danger is heard where one is awaited."""

import pytest

from tests.stories.scenes import COVER, IDENTITY, calls_for_help, chooses_words, reports
from tests.stories.two_words import said_by_her, waits_with_words


def test_the_same_word_twice_is_refused_and_another_one_is_taken(hotline):
    victim = calls_for_help(hotline).picks("kata").hears("word_identity.ask").says(IDENTITY).hears("word_cover.ask")

    victim.says(f" {IDENTITY.upper()}! ").hears("word_cover.same")

    victim.says(COVER).hears("words_kept.ask")
    assert len(hotline.rows("SELECT * FROM words")) == 2
    hotline.counselor("first").is_paged()


def test_a_word_chosen_again_takes_the_place_of_the_first(hotline):
    victim = waits_with_words(hotline)
    chooses_words(victim, identity="langit biru", cover="").says("x").hears("exit.ask")

    victim.says(IDENTITY).hears("welcome.ask").says(IDENTITY).hears("welcome.again")
    victim.says("langit biru").hears("status.ask").says(COVER).hears("welcome.ask")


@pytest.mark.parametrize(
    "no_word", ["abc", "123456", "lapor", "aman", "kranggan", "halo", "jawa", "4539 5787 6362 1486"]
)
def test_what_means_something_already_cannot_be_a_word(hotline, no_word):
    victim = calls_for_help(hotline).picks("kata").hears("word_identity.ask")

    victim.says(no_word).skims().stands_in("word_identity")

    assert not hotline.rows("SELECT * FROM words")
    hotline.counselor("first").is_paged()


def test_a_sentence_where_a_word_is_awaited_is_part_of_the_report(hotline):
    victim = calls_for_help(hotline).picks("kata").hears("word_identity.ask")

    victim.says("dia tadi banting pintu dan sekarang duduk di luar").hears("everywhere.added", "word_identity.again")

    assert "dia tadi banting pintu dan sekarang duduk di luar" in said_by_her(hotline, hotline.case())
    hotline.counselor("first").is_paged()


def test_danger_where_a_word_is_awaited_is_heard_first(hotline):
    victim = reports(hotline).hears("receipt.ask").picks("simpan").hears("waiting.ask")
    hotline.on_duty("first")
    victim.picks("kata").hears("word_identity.ask")

    victim.says("dia bawa pisau").hears("emergency_call.ask")

    hotline.counselor("first").is_paged(colour="MERAH")


def test_both_may_be_skipped(hotline):
    victim = calls_for_help(hotline).picks("kata").hears("word_identity.ask").says("lewati").hears("word_cover.ask")

    victim.says("lewati").hears("waiting.ask")

    hotline.counselor("first").is_paged()


def test_half_an_hour_of_silence_takes_the_question_away(hotline):
    hotline.on_duty("first")
    victim = calls_for_help(hotline).picks("kata").hears("word_identity.ask")
    hotline.counselor("first").is_paged()

    hotline.wait(minutes=31)

    victim.stands_in("waiting")
    for name in ("first", "ratna"):
        hotline.counselor(name).skims()
    victim.skims()
