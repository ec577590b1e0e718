"""What was found about words is kept for those of the training sentences, and of no other."""

from flows.understanding import lexicon, together
from flows.understanding.common import Kept
from flows.understanding.triage import hear


def test_a_word_of_the_sentences_is_asked_about_once_and_any_other_each_time():
    asked = []
    kept = Kept(lambda word: asked.append(word) or len(word))
    for _ in range(2):
        assert (kept["suami"], kept["qaseem"]) == (5, 6)
    assert (asked.count("suami"), asked.count("qaseem")) == (1, 2)
    assert list(kept) == ["suami"]


def test_a_name_in_a_message_is_not_kept():
    hear("suami saya qaseemuddin bawa pisau, saya takut")
    for kept in (lexicon._WORDS, together._KNOWN, together._WAYS):
        assert "qaseemuddin" not in kept
    assert "suami" in lexicon._WORDS
    assert lexicon._WORDS["suami"].row
