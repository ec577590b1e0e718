"""What the model sees of a word and of words beside each other, and that full stops take nothing from it."""

import re
from collections import Counter
from zlib import crc32

import pytest

from flows.understanding import features
from flows.understanding.lexicon import _PHRASES, HASHED, LONGEST_PHRASE, NUMBER, paired
from flows.understanding.reading import read
from tests.understanding.golden import SENTENCES

LONGEST = next(
    " ".join((first, second, *rest))
    for first, after in _PHRASES.items()
    for second, ways in after.items()
    for rest, _ in ways
    if len(rest) + 2 == LONGEST_PHRASE
)


def place(name):
    return crc32(name.encode()) % HASHED


def seen(text, asked="", said=()):
    return Counter(features.of_text(read(text), asked, said))


def test_a_word_is_seen_by_its_parts_its_edges_itself_and_its_consonants():
    parts = {"<qa", "qaz", "aze", "zex", "ex>", "<qaz", "qaze", "azex", "zex>", "<qaze", "qazex", "azex>"}
    assert features.of_word("qazex") == {place(name) for name in (*parts, "w=qazex", "k=qzx")}


def test_a_word_the_lexicon_knows_is_seen_by_its_stem():
    assert place("s=tampar") in features.of_word("ditampar") & features.of_word("menampar")
    assert not any(place(f"s={stem}") in features.of_word("qazex") for stem in ("", "qazex"))


def test_words_are_alike_by_three_consonants_and_not_by_two():
    assert features.of_word("qazex") & features.of_word("qizox") == {place("k=qzx")}
    assert not features.of_word("qaze") & features.of_word("qizo")


def test_words_beside_each_other_are_seen_in_their_order_and_at_the_ends_of_the_text():
    pairs = seen("qazex wuvo")
    for one, other, role in (("^$", "qazex", 0), ("qazex", "wuvo", 0), ("wuvo", "^$", 0), ("qzx", "wv", 2)):
        assert pairs[HASHED + (paired(one, role) ^ paired(other, role + 1))] == 1
    assert pairs != seen("wuvo qazex")


def test_a_word_stands_on_the_left_otherwise_than_on_the_right():
    names = [f"{first}{second}" for first in "abcdefghij" for second in "klmnopqrst"]
    differences = {paired(name, 0) ^ paired(name, 1) for name in names}
    assert len(differences) > 90


@pytest.mark.parametrize(("text", "parts"), [("pisau{}qazex", 4), ("qazex{}pisau", 4)])
def test_a_concept_is_seen_with_the_words_four_before_and_behind_and_no_farther(text, parts):
    near = HASHED + (paired("qazex", 4) ^ paired("blade", 5))
    assert features.FIRST_OWN + NUMBER["blade"] in seen("pisau")
    assert near in seen(text.format(" yang" * (parts - 1) + " "))
    assert near not in seen(text.format(" yang" * parts + " "))


@pytest.mark.parametrize(("words", "length"), [(1, 0), (5, 0), (6, 1), (41, 6), (42, 7), (48, 7)])
def test_a_text_is_seen_by_how_many_words_it_has_in_sixes(words, length):
    own = [place - features.FIRST_OWN for place in seen("yang " * words)]
    own = [place for place in own if features._LENGTH <= place < features.OWN]
    assert own == [features._LENGTH + length]


def test_a_question_mark_is_no_feature():
    assert seen("dia datang?") == seen("dia datang")


def test_the_question_that_is_answered_and_what_was_said_before_are_seen_apart():
    talk = seen("iya", "siapa", ("pisau", "parang")) - seen("iya")
    assert talk == Counter(HASHED + place(name) % features.PAIRS for name in ("a=siapa", "d=pisau", "d=parang"))


def test_a_word_that_is_said_again_is_seen_once():
    assert seen("pisau. pisau")[place("w=pisau")] == 1


@pytest.mark.parametrize(
    "text",
    [one.text for one in SENTENCES[::5] if "?" not in one.text]
    + [f"{LONGEST}{' yang' * count}. luka" for count in range(5)],
)
def test_full_stops_take_nothing_from_what_is_seen_of_the_whole(text):
    assert seen(text) == seen(re.sub(r"[.!\n．！。]", ",", text))


def test_labels_share_the_places_of_words_and_have_those_of_concepts_for_themselves():
    shared = features.folded(range(HASHED))
    pairs = features.folded(range(HASHED, features.FIRST_OWN))
    assert pairs == list(range(features.FOLDED))
    own = features.folded(range(features.FIRST_OWN, features.SIZE))
    assert set(shared) == set(range(features.FOLDED))
    assert own == list(range(features.FOLDED, features.FOLDED_SIZE))
