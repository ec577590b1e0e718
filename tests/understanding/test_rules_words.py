"""Which words of a message a rule takes for its own, and what it names as its reason."""

import pytest

from tests.understanding.heard_by_rules import apart, by_rules, fired


def test_a_word_that_is_about_both_groups_is_not_near_itself():
    assert "hiding_in" not in fired("lemari", 0)
    assert "weapon.held" not in fired("todong", 0)


@pytest.mark.parametrize("called", ["kak", "KK", "kka"])
def test_the_word_that_calls_a_counselor_is_no_relative_and_a_brother_is_one(called):
    assert "weapon.person" not in fired(f"{called} pisau", 0)
    assert "weapon.person" in fired("kakak pisau", 0)
    assert "weapon.person" in fired(f"{called}, pisau bapak", 0)
    assert "weapon.held" in fired(f"{called} bawa pisau", 0)


@pytest.mark.parametrize("text", ["pisau yang suami", "suami yang pisau"])
def test_a_reason_reaches_from_the_first_of_its_words_to_the_last(text):
    told = next(evidence for evidence in by_rules(f"itu, {text}!", 0) if evidence.rule == "weapon.person")
    assert (told.first, told.last) == (1, 1 + len(text.split()))


def test_a_rule_gives_one_reason_the_first_however_often_it_hears():
    first, second = "suami bawa pisau", "bapak bawa parang"
    told = by_rules(apart(first, 8, second), 0)
    assert {"words.weapon", "weapon.held", "weapon.person"} <= {evidence.rule for evidence in told}
    assert len({evidence.rule for evidence in told}) == len(told)
    assert all(reason.last <= len(first.split()) for reason in told)


@pytest.mark.parametrize("called", ["kak", "kk", "kka"])
def test_a_counselor_is_called_wherever_her_word_stands(called):
    assert "weapon.person" not in fired(f"itu pisau, {called}", 0)
    assert "weapon.person" not in fired(f"itu {called} pisaunya", 0)
    assert "weapon.person" in fired(f"itu pisau ipar, {called}", 0)


def test_a_word_inside_a_phrase_about_the_same_hides_no_other_word():
    assert "hit_now" in fired("kuli itu menyeret saya ke balik kontainer subuh tadi", 0)
    assert "hiding" in fired(apart("on his way", 4, "sembunyi"), 0)
    assert "hiding" not in fired(apart("on his way", 5, "sembunyi"), 0)
    assert "hiding" in fired(apart("sembunyi", 5, "on his way"), 0)
    assert "hiding" not in fired(apart("sembunyi", 6, "on his way"), 0)
