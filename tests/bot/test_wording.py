"""Every template says exactly what its state can say, within the limits of both channels, and never half."""

import re
from itertools import product

import pytest
from jinja2 import UndefinedError

from bot.organisation import load_organisation
from bot.talk.wording import Wording
from flows.draft import EVERYWHERE
from flows.states import OUTSIDE, Place, options_of
from flows.understanding.questions import TOPICS
from tests.bot.whole import OFFICE
from tests.bot.wordings import (
    BODY,
    BUTTON,
    FACTS,
    FLOW,
    FOLDER,
    KNOWN,
    LANGUAGES,
    ORGANISATION,
    PLACES,
    PLAIN_BODY,
    WORDING,
    bubble,
    said,
    ticked,
)

BEFORE_QUESTIONS = {"noted", "called", "care", "dying", "medicine"}
"""What is only said before a question of the report."""
AT_ONCE = ({"noted", "called", "care"}, {"dying", "called", "care"}, {"noted", "medicine"})
"""What may stand there together: nothing is noted where danger was heard, and medicine is named once."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_template_for_each_state_that_speaks_and_for_nothing_else(language):
    found = {path.stem for path in (FOLDER / "messages" / language).glob("*.j2")}
    assert found == set(KNOWN)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", sorted(KNOWN))
def test_a_template_holds_the_blocks_its_state_can_say_no_more_and_no_fewer(state, language):
    assert WORDING.blocks(state, language) == KNOWN[state]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", sorted(KNOWN))
def test_every_block_says_something_and_leaves_no_brace(state, language):
    for block in sorted(KNOWN[state]):
        text = said(state, block, language)
        assert text, block
        assert not re.search(r"\{[{%#]|[}%#]\}|None|undefined", text), block
        assert text == text.strip(), block


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_fits_on_a_button_and_stands_for_one_answer_only(language):
    for name, state in FLOW.states.items():
        keys = options_of(state)
        for key in keys:
            label = WORDING.label(name, key, language)
            assert 0 < len(label) <= BUTTON, f"{name}.{key}: {label}"
            assert re.search(r"\w{2}", label), f"{name}.{key}: a picture alone says nothing"
        assert len(WORDING.spoken(name, keys, language)) == len(keys), name
        if isinstance(state, Place):
            assert WORDING.label(name, OUTSIDE, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", sorted(set(KNOWN) - {EVERYWHERE}))
def test_a_question_with_its_answers_fits_into_one_bubble(state, language):
    asked = KNOWN[state] & {"ask", "again", "ticked", "more", "closed"}
    for block in asked:
        assert len(bubble(state, (state, block), language=language)) <= BODY, block


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_before_a_question_fits_with_it(language):
    before = [block for block in KNOWN[EVERYWHERE] if len(said(EVERYWHERE, block, language)) > BUTTON]
    assert len(before) > 10
    for state in set(KNOWN) - {EVERYWHERE}:
        for block in before if state in FLOW.shows else set(before) - BEFORE_QUESTIONS:
            text = bubble(state, (EVERYWHERE, block), (state, "ask"), language=language)
            assert len(text) <= BODY, (state, block)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_can_stand_before_a_question_at_once_fits_into_a_plain_message(language):
    for state, together in product(FLOW.shows, AT_ONCE):
        every = [(EVERYWHERE, block) for block in sorted(together)]
        assert len(bubble(state, *every, (state, "ask"), language=language)) <= PLAIN_BODY, state


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", ["anak_korban", "keluarga", "saksi", "instansi"])
def test_a_question_is_worded_for_whoever_writes_and_keeps_to_its_limits(language, who):
    worded = 0
    for name, state in FLOW.states.items():
        if "ask" in KNOWN.get(name, ()):
            text = said(name, "ask", language, who=who)
            worded += text != said(name, "ask", language)
            assert len(text) + sum(len(WORDING.label(name, key, language)) + 4 for key in options_of(state)) <= BODY
            assert len(re.split(r"(?<=[.!:])\s", text.splitlines()[-1])[-1].split()) <= 15, text
    assert worded > 3


@pytest.mark.parametrize("path", sorted(OFFICE.parent.glob("*.toml")), ids=lambda path: path.stem)
def test_what_an_office_puts_into_the_messages_fits_too(path):
    office = load_organisation(path)
    wording = Wording(office, PLACES)
    for language in office.office.languages:
        for state in sorted(set(KNOWN) - {EVERYWHERE}):
            body = {"state": state, "blocks": [(EVERYWHERE, "exhausted"), (state, "ask")], "facts": {}}
            text = wording.bubble(
                {**body, "options": options_of(FLOW.states[state])}, {**FACTS, **ticked(state)}, language
            )
            assert len(text) <= BODY, (language, state)


@pytest.mark.parametrize("path", sorted(OFFICE.parent.glob("*.toml")), ids=lambda path: path.stem)
def test_an_answer_to_a_question_fits_before_what_stood_in_every_office(path):
    office = load_organisation(path)
    wording = Wording(office, PLACES)
    for language in office.office.languages:
        for state in sorted(set(KNOWN) - {EVERYWHERE}):
            for topic in TOPICS:
                body = {"state": state, "blocks": [(EVERYWHERE, topic), (state, "ask")], "facts": {}}
                options = options_of(FLOW.states[state])
                text = wording.bubble({**body, "options": options}, {**FACTS, **ticked(state)}, language)
                assert len(text) <= BODY, (language, state, topic, len(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_thinks_of_dying_is_told_of_the_crisis_line_only_where_the_office_names_one(language):
    assert "SEJIWA 119 ext 8" in said(EVERYWHERE, "dying", language)
    without = Wording(ORGANISATION.model_copy(update={"crisis": None}), PLACES)
    for who in ("", "saksi"):
        text = without.block(EVERYWHERE, "dying", {**FACTS, "who": who}, language)
        assert "119" not in text
        assert len(text.splitlines()) == 2


def test_a_missing_fact_is_an_error_and_never_half_a_message():
    with pytest.raises(UndefinedError):
        WORDING.block("waiting", "ask", {})
    with pytest.raises(UndefinedError):
        WORDING.notice("page", {"code": "#K7Q4"})


def test_what_a_reporter_wrote_is_printed_literally():
    hostile = "{{ office.name }} {% raw %} <b>&"
    notice = WORDING.notice("relayed", {"code": "#K7Q4", "several": False, "edited": False, "text": hostile})
    assert hostile in notice
    assert hostile in said("summary", "ask", summary=[("Apa yang terjadi", hostile)])


def test_every_version_of_a_wording_has_a_hash_of_its_own():
    versions = {WORDING.version(state) for state in KNOWN}
    assert len({version.partition("@")[2] for version in versions}) == len(KNOWN)


@pytest.mark.parametrize(
    ("language", "text", "said_as"),
    [
        ("id", "1 tahun", "1 tahun"),
        ("en", "1 tahun", "1 year"),
        ("en", "6 bulan", "6 months"),
        ("jv", "2 tahun", "2 taun"),
    ],
)
def test_how_long_an_office_keeps_things_is_said_in_every_language(language, text, said_as):
    assert WORDING.block("privacy", "ask", FACTS, language)
    assert WORDING._length(text, language) == said_as
    assert WORDING._length("selama kasus berjalan", language) == "selama kasus berjalan"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_follows_another_block_thanks_nobody_a_second_time(language):
    alone, behind = (
        bubble("who", ("who", "ask"), language=language),
        bubble("who", (EVERYWHERE, "told"), ("who", "ask"), language=language),
    )
    thanks = WORDING.block(EVERYWHERE, "courtesies", {}, language).splitlines()
    assert alone.splitlines()[0] in thanks
    assert behind.splitlines()[2] == alone.splitlines()[1]


def test_only_whole_openings_are_left_out():
    text = bubble("privacy", (EVERYWHERE, "told"), ("privacy", "ask"))
    assert text.splitlines()[2] == "Ini perlu kamu tahu dulu."
    assert bubble("privacy", ("privacy", "ask")).startswith("Terima kasih. ")
