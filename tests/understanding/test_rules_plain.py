"""What is said plainly in a few words is heard whatever the model says; in a long sentence the model must agree."""

import pytest

from flows.understanding.reading import read
from flows.understanding.triage import hear
from tests.understanding.heard_by_rules import NOTHING, apart, by_rules, fired

PLAIN = [
    ("suami bawa pisau", "weapon"),
    ("aku mau bunuh diri", "suicide"),
    ("pengen mati", "suicide"),
    ("saya dicekik", "strangulation"),
    ("aku dikurung", "confined"),
    ("perut berdarah", "medical"),
    ("mantan mau bakar rumah", "threat_to_kill"),
    ("my husband has a knife", "weapon"),
    ("i don't want to live", "suicide"),
    ("he choked me", "strangulation"),
    ("he won’t let me leave", "confined"),
    ("she's not waking up", "medical"),
    ("he will kill me", "threat_to_kill"),
    ("hes next to me", "perpetrator_reads"),
    ("he is beating my mom", "danger_now"),
]


@pytest.mark.parametrize(("text", "label"), PLAIN)
def test_what_is_said_plainly_in_a_few_words_needs_nobody_to_agree(text, label):
    assert label in hear(text).labels
    assert label in {evidence.label for evidence in by_rules(text, -9)}


@pytest.mark.parametrize(("text", "label"), PLAIN)
def test_in_a_long_sentence_the_model_must_agree_and_she_is_asked_in_any_case(text, label):
    long = f"{text} begitu yang ada di halaman pertama buku itu"
    assert label not in {evidence.label for evidence in by_rules(long, -9)}
    assert hear(long).unsure


def test_six_words_are_a_few_and_seven_are_not():
    assert "words.weapon" in fired(apart("suami bawa pisau", 2, NOTHING), -9)
    assert "words.weapon" not in fired(apart("suami bawa pisau", 3, NOTHING), -9)


def test_the_words_of_each_sentence_are_counted_for_themselves():
    long = apart(NOTHING, 7, NOTHING)
    assert "words.weapon" in fired(f"{long}. suami bawa pisau", -9)
    assert "words.weapon" not in fired(f"begitu saja. suami bawa pisau {long}", -9)


def test_words_with_a_full_stop_between_them_belong_to_the_sentence_in_which_they_begin():
    assert "words.weapon" in fired(apart("suami bawa. pisau", 7, NOTHING), -9)


def test_in_a_long_sentence_words_are_heard_from_as_much_as_the_model_must_agree():
    long = apart("suami bawa pisau", 7, NOTHING)
    assert "words.weapon" in fired(long, -0.25)
    assert "words.weapon" not in fired(long, -0.26)


def test_a_greeting_or_thanks_makes_nothing_quieter_that_is_said_plainly():
    around = [
        ("halo, ", ""),
        ("assalamualaikum, ", ""),
        ("permisi kak, ", ""),
        ("selamat siang bu, ", ""),
        ("", " makasih"),
    ]
    plain = [text for text, _ in PLAIN if len(read(text).words) <= 5]  # with an address, no more than are few
    quiet = [
        f"{front}{text}{back}" for front, back in around for text in plain if not hear(f"{front}{text}{back}").urgent
    ]
    assert quiet == []
