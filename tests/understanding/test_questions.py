"""Questions are heard as they are typed, in three languages, and a story or an answer is no question."""

import pytest

from flows.understanding import words
from flows.understanding.questions import PATTERNS, TOPICS, topic

YES = [(one.topic, text, min(one.at, default="")) for one in PATTERNS for text in one.yes]
NO = [(one.topic, text, min(one.at, default="")) for one in PATTERNS for text in one.no]


@pytest.mark.parametrize(("asked", "text", "at"), YES, ids=lambda value: value)
def test_each_pattern_hears_its_own_examples(asked, text, at):
    assert topic(text, at=at) == asked


@pytest.mark.parametrize(("asked", "text", "at"), NO, ids=lambda value: value)
def test_no_pattern_hears_what_only_looks_like_its_question(asked, text, at):
    assert topic(text, at=at) != asked


@pytest.mark.parametrize("text", ["takut", "takut ketahuan", "jangan lapor polisi ya"])
def test_a_fear_is_a_question_only_where_one_is_asked_to_agree(text):
    assert (topic(text), topic(text, at="danger"), bool(topic(text, at="privacy_more"))) == ("", "", True)


@pytest.mark.parametrize("one", PATTERNS, ids=lambda one: f"{one.topic}: {one.yes[0]}")
def test_every_group_of_a_pattern_and_its_length_count(one):
    """Its own example is heard by this pattern, so that none stands there for nothing."""
    assert one.groups
    assert one.most <= 20
    assert len(one.yes) >= 2


@pytest.mark.parametrize("one", [one for one in PATTERNS if one.unless], ids=lambda one: f"{one.topic}: {one.yes[0]}")
def test_what_takes_a_question_back_stands_in_none_of_its_examples(one):
    assert not [text for text in one.yes if one.unless.search(f" {text} ")]


def test_a_question_is_heard_beside_other_sentences_and_alone_only_where_nothing_else_is_written():
    text = "Saya belum siap cerita. Apa ini rahasia? Terima kasih"
    assert topic(text) == "asked_secret"
    assert topic(text, alone=True) == ""
    assert topic("Apa ini rahasia?", alone=True) == "asked_secret"


@pytest.mark.parametrize(
    "text", ["", "?", "…", "\u200b", "apa?", "polisi", "alamat", "nomor", "jam buka", "rahasia", "nama saya Siti"]
)
def test_a_word_alone_is_no_question(text):
    assert topic(text) == ""


def test_no_word_heard_everywhere_is_a_question():
    """The words that everybody learns keep what they mean."""
    assert not [word for word in words.COMMANDS if topic(word)]


@pytest.mark.parametrize("topic_name", TOPICS)
def test_every_topic_is_asked_in_indonesian_and_in_english(topic_name):
    texts = " ".join(text for name, text, _ in YES if name == topic_name).lower().split()
    assert {"apa", "saya", "ini", "berapa", "harus", "ada", "siapa", "kapan", "kantornya"}.intersection(texts)
    assert {"is", "i", "what", "who", "will", "where", "how", "are", "must"}.intersection(texts)
