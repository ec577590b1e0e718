"""What was found about words is kept for common ones, and forgotten for those that hardly anybody else uses."""

from flows.understanding import lexicon, model, together
from flows.understanding.common import Kept
from flows.understanding.triage import hear


def test_a_common_word_is_asked_about_once_and_any_other_again_after_those_of_others():
    asked = []
    kept = Kept(lambda word: asked.append(word) or len(word))
    for _ in range(2):
        assert (kept["suami"], kept["qaseem"]) == (5, 6)
        for number in range(600):
            kept[f"qaseem{number}"]
    assert (asked.count("suami"), asked.count("qaseem")) == (1, 2)


def test_a_name_in_a_message_is_not_kept_with_the_common_words():
    hear("suami saya qaseemuddin bawa pisau, saya takut")
    for kept in (lexicon._WORDS, model._WORDS, together._KNOWN):
        assert kept["qaseemuddin"] == kept["qaseemuddin"]
        assert "qaseemuddin" not in kept
    assert "suami" in lexicon._WORDS
    assert "suami" in model._WORDS
