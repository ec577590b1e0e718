"""How far apart the words of a rule may stand, and how much the model must agree."""

import pytest

from tests.understanding.heard_by_rules import IDS, NOTHING, apart, fired

REACH = [
    ("weapon.held", "pisau", "bawa", 5, -0.25),
    ("weapon.near", "pisau", "jendela", 5, -0.25),
    ("weapon.person", "pisau", "suami", 5, -0.25),
    ("break_in", "dobrak", "jendela", 5, -0.25),
    ("hiding", "sembunyi", "dia", 6, -0.25),
    ("hurt.body", "luka", "tampar", 6, -0.25),
    ("hurt.now", "luka", "sekarang", 4, -0.25),
    ("choked", "cekik", "suami", 4, -0.25),
    ("locked_in", "gembok", "dia", 4, -0.1),
    ("coming", "datang", "dia", 4, -0.25),
    ("gone_quiet", "sepi", "suara", 5, -0.25),
    ("fleeing", "kabur", "suami", 5, -0.25),
    ("poisoned", "racun", "anak", 5, -0.25),
    ("pregnant_hurt", "hamil", "luka", 6, -0.25),
    ("self_harm", "silet", "sekarang", 4, 0.0),
    ("farewell", "pamit", "silet", 8, -0.1),
    ("hit_now", "tampar", "sekarang", 5, -0.3),
    ("overheard", "lihatin", "dia", 5, -0.1),
    ("heard_next_door", "jerit", "jendela", 5, -0.1),
    ("forced_lately", "raba", "semalam", 6, 0.0),
    ("wants_to_kill", "bunuh", "suami", 4, 0.0),
    ("child.harmed", "anak", "tampar", 8, -0.1),
    ("raped_lately", "diperkosa", "semalam", 6, -1.3),
    ("hiding_in", "lemari", "gudang", 3, -0.3),
    ("held_for_work", "ditahan", "agen", 8, -2.5),
    ("child.missing", "anak", "diculik", 10, -0.8),
]
"""Of each rule of two groups: a word of each, how far apart they may stand, and how much the model must agree."""


EXPOSED, ALONE = "child.exposed", -9.0
"""The rule of three groups, and how much the model must agree to it."""


def test_every_rule_has_its_reach_told_here():
    assert {rule for rule, *_ in REACH} | {EXPOSED} == set(IDS)


@pytest.mark.parametrize(("rule", "one", "other", "within", "agrees"), REACH)
def test_a_rule_hears_its_words_so_far_apart_and_no_farther_whichever_comes_first(rule, one, other, within, agrees):
    for first, last in ((one, other), (other, one)):
        assert rule in fired(apart(first, within - 1, last), agrees)
        assert rule not in fired(apart(first, within, last), agrees)


@pytest.mark.parametrize(("rule", "one", "other", "within", "agrees"), REACH)
def test_a_rule_needs_the_model_to_agree_so_much_and_no_more(rule, one, other, within, agrees):
    assert rule in fired(f"{one} {other}", agrees)
    assert rule not in fired(f"{one} {other}", agrees - 0.01)


@pytest.mark.parametrize(("rule", "one", "other", "within", "agrees"), REACH)
def test_the_words_of_one_group_alone_are_not_what_a_rule_is_for(rule, one, other, within, agrees):
    assert rule not in fired(one, agrees)
    assert rule not in fired(other, agrees)


@pytest.mark.parametrize(("near", "far"), [("raba", "om"), ("om", "raba")])
def test_a_child_is_exposed_only_where_age_touch_and_whoever_she_meets_again_stand_together(near, far):
    assert EXPOSED in fired(apart(f"umur3 {near}", 10, far), ALONE)
    assert EXPOSED not in fired(apart(f"umur3 {near}", 11, far), ALONE)
    assert EXPOSED not in fired(f"umur3 {near}", ALONE)
    assert EXPOSED not in fired(f"umur3 {near} {far}", ALONE - 0.01)


@pytest.mark.parametrize("many", [7, 8, 9, 30])
def test_a_rule_hears_as_far_however_many_people_a_long_message_names(many):
    people = apart(" ".join([NOTHING] * 60), 0, " ".join(["dia"] * many))
    assert "hiding" in fired(apart(people, 5, "sembunyi"), 0)
    assert "hiding" not in fired(apart(people, 6, "sembunyi"), 0)
    assert "hiding" in fired(apart("sembunyi", 5, " ".join(["dia"] * many)), 0)
    assert "hiding" not in fired(apart("sembunyi", 6, " ".join(["dia"] * many)), 0)
