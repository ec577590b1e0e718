"""What calms, a film, a question or a kitchen silences the rules, as far as it reaches."""

import pytest

from tests.understanding.heard_by_rules import NOTHING, apart, by_rules, fired
from tests.understanding.test_rules_reach import EXPOSED, REACH


@pytest.mark.parametrize(
    ("rule", "text", "calm"),
    [
        ("weapon.held", "bawa pisau", "kue"),
        ("weapon.near", "pisau di jendela", "kue"),
        ("weapon.person", "pisau suami", "kue"),
        (EXPOSED, "umur3 raba om", "dipecat"),
        ("held_for_work", "ktp ditahan agen", "dipecat"),
        ("child.missing", "anak diculik", "dipecat"),
    ],
)
def test_a_blade_in_the_kitchen_and_somebody_who_is_gone_call_nobody(rule, text, calm):
    assert rule in fired(text, 0)
    assert rule not in fired(f"{text} {calm}", 0)


@pytest.mark.parametrize("rule", ["words.weapon", "weapon.held"])
def test_what_calms_reaches_over_seven_words_before_and_behind_and_no_farther(rule):
    for first, last in (("aman", "bawa pisau"), ("bawa pisau", "aman")):
        assert rule not in fired(apart(first, 7, last), 0)
        assert rule in fired(apart(first, 8, last), 0)


@pytest.mark.parametrize("text", ["i am not safe", "i don't feel safe", "is it safe to run"])
def test_to_ask_for_safety_is_not_to_be_safe(text):
    assert "words.weapon" in fired(f"{text}, he is holding a knife", 0)
    assert "words.weapon" not in fired("i am safe, he is holding a knife", 0)


def test_what_only_describes_the_case_is_named_however_calm_denied_or_long():
    text = apart("dulu tidak diperkosa, sudah aman", 7, NOTHING)
    assert {evidence.label for evidence in by_rules(text, -9)} == {"sexual"}


@pytest.mark.parametrize("rule", ["words.weapon", "weapon.held"])
def test_a_phrase_that_calms_reaches_from_where_it_begins(rule):
    assert rule not in fired(apart("bawa pisau", 7, "minta maaf"), 0)
    assert rule in fired(apart("bawa pisau", 8, "minta maaf"), 0)
    assert rule not in fired(apart("minta maaf", 6, "bawa pisau"), 0)
    assert rule in fired(apart("minta maaf", 7, "bawa pisau"), 0)


@pytest.mark.parametrize("calm", ["aman", "sinetron", "berapa"])
@pytest.mark.parametrize(
    ("rule", "text"), [*((rule, f"{one} {other}") for rule, one, other, *_ in REACH), (EXPOSED, "umur3 raba om")]
)
def test_what_is_safe_told_by_a_film_or_asked_for_information_silences_every_rule(rule, text, calm):
    assert rule in fired(text, 0)
    assert rule not in fired(f"{text} {calm}", 0)
