"""Every phrase stands where it is written, and a word for help is a cry only where nothing else is said with it."""

import pytest

from flows.data import load
from flows.understanding.phrases import ASKS, is_cry, standing
from flows.understanding.reading import read

LEXICON = load("lexicon.toml")
NAMED = [
    (label, phrase)
    for label, entry in {**LEXICON["labels"], ASKS: LEXICON["unsure"]}.items()
    for phrase in entry["words"]
]


def stands(text):
    """Return what stands in `text`, each with the words from where to where."""
    return [tuple(phrase) for phrase in standing(read(text))]


@pytest.mark.parametrize(("label", "phrase"), NAMED)
def test_every_phrase_of_the_list_stands_in_itself(label, phrase):
    assert (label, 0, len(read(phrase).words)) in stands(phrase)


@pytest.mark.parametrize("text", ["suami nggowo lading", "suami gowo lading", "suami bawa lading"])
def test_a_phrase_stands_in_every_spelling_of_its_words(text):
    assert ("weapon", 1, 3) in stands(text)


def test_phrases_that_begin_with_the_same_word_all_stand():
    assert {("threat_to_kill", 0, 2), ("threat_to_kill", 0, 3)} <= set(stands("mau bunuh saya"))
    assert {("medical", 0, 2), ("strangulation", 0, 2)} & set(stands("tidak bernapas")) == {("strangulation", 0, 2)}


@pytest.mark.parametrize("text", ["pisau bawa", "bawa sebuah pisau", "bawa", "pembawa pisau"])
def test_words_in_another_order_or_parted_are_no_phrase(text):
    assert stands(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "tolong",
        "kak tolong!",
        "tolong. dia datang",
        "!!! tolong",
        "TTOLLONGG bu",
        "tulung rek",
        "help me",
        "HELP ME PLEASE!!",
        "pls help",
        "somebody help me",
        "hurry, please. he is coming",
        "I’m in danger",
    ],
)
def test_a_word_for_help_and_whom_it_addresses_is_a_cry(text):
    assert is_cry(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "tolong info jadwal",
        "kak. tolong",
        "dia datang. tolong",
        "kak",
        "?!",
        "tolongsaya x",
        "please help with my homework",
        "how can you help me",
    ],
)
def test_what_says_more_or_nothing_in_its_first_sentence_is_no_cry(text):
    assert not is_cry(read(text))
