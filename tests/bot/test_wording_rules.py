"""Messages sound like a person who knows what trauma is, in every language, and the first line reveals nothing."""

import re
import tomllib
from pathlib import Path

import pytest

from flows.draft import EVERYWHERE
from flows.states import Waiting, options_of
from tests.bot.wordings import FLOW, FOLDER, KNOWN, LANGUAGES, WORDING, said

RULES = tomllib.loads((Path(__file__).parent / "wording_rules.toml").read_text(encoding="utf-8"))
MOST_WORDS, MOST_OPTIONS, MOST_LETTERS = 15, 6, 13
"""Words of a question, options of a menu (the sixth says it is enough), and letters of a word in plain Indonesian."""
SPOKEN = [(state, block) for state in sorted(KNOWN) for block in sorted(KNOWN[state])]
ASKING = [
    (name, block)
    for name, state in sorted(FLOW.states.items())
    if isinstance(state, Waiting)
    for block in sorted(KNOWN[name] & {"ask", "again"})
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", sorted(RULES["banned"]))
def test_no_message_blames_doubts_promises_or_preaches(why, language):
    for state, block in SPOKEN:
        text = said(state, block, language).lower()
        for pattern in RULES["banned"][why]:
            assert not re.search(pattern, text), f"{language}/{state}.{block}: {pattern}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_line_tells_nobody_what_it_is_about(language):
    for state, block in SPOKEN:
        if block in {"ask", "again", "ticked", "more", "closed"} or state == EVERYWHERE:
            first = said(state, block, language).splitlines()[0].lower()
            told = [word for word in RULES["revealing"]["words"] if re.search(rf"\b{word}", first)]
            assert not told, f"{language}/{state}.{block}: {first}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_has_at_most_fifteen_words(language):
    for state, block in ASKING:
        last = said(state, block, language).splitlines()[-1]
        questions = [part for part in re.split(r"(?<=[.!?:])\s", last) if part.endswith("?")]
        for question in questions:
            assert len(question.split()) <= MOST_WORDS, f"{language}/{state}.{block}: {question}"


def test_a_menu_has_at_most_five_answers_and_the_word_that_ends_it():
    for name, state in FLOW.states.items():
        assert len(options_of(state)) <= MOST_OPTIONS, name


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name == "id-mudah"])
def test_plain_indonesian_has_short_sentences(language):
    long = []
    for state, block in SPOKEN:
        for line in said(state, block, language).splitlines():
            long += [part for part in re.split(r"(?<=[.!?])\s", line) if len(part.split()) > MOST_WORDS]
    assert not [part for part in long if not re.search(r"\d{3}", part)], long


@pytest.mark.parametrize("language", sorted({"jv"} & set(LANGUAGES)))
def test_a_regional_language_says_that_no_native_speaker_has_read_it(language):
    for path in (FOLDER / "messages" / language).glob("*.j2"):
        assert "belum diperiksa penutur asli" in path.read_text(encoding="utf-8").splitlines()[0], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_that_are_typed_are_the_same_in_every_language(language):
    for word in ("petugas", "kembali", "lewati", "keluar", "hapus"):
        assert word in said(EVERYWHERE, "help", language)
    assert WORDING.block("welcome", "ask", {}, language).count("0")
