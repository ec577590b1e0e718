"""What is denied or over is not heard, and a denial reaches no farther than its own words."""

import pytest

from tests.understanding.heard_by_rules import apart, by_rules, fired


@pytest.mark.parametrize("text", ["tidak bawa pisau", "itu ga pernah bawa parang", "he doesn't even have a gun"])
def test_a_denial_just_before_takes_the_words_back(text):
    assert "weapon" not in {evidence.label for evidence in by_rules(text, 0)}


def test_what_is_over_is_not_now_and_what_came_back_is():
    assert not fired("dulu suami bawa pisau", 0)
    assert "words.weapon" in fired("dulu tidak begitu, tadi suami bawa pisau", 0)


@pytest.mark.parametrize("behind", [". terima kasih", "\nitu tadi aman", "! dulu tidak begitu"])
def test_what_is_written_behind_a_sentence_does_not_take_it_back(behind):
    assert "words.weapon" in fired(f"suami bawa pisau{behind}", 0)


@pytest.mark.parametrize("text", ["mantan bawa parang", "anak umur 7 tahun itu dicekik"])
def test_an_age_and_a_former_partner_are_not_the_past(text):
    assert fired(text, 0)


@pytest.mark.parametrize("rule", ["words.weapon", "weapon.held"])
def test_a_denial_reaches_over_two_words_and_no_farther(rule):
    assert rule not in fired(apart("tidak", 2, "bawa pisau"), 0)
    assert rule in fired(apart("tidak", 3, "bawa pisau"), 0)


@pytest.mark.parametrize("when", ["sekarang", "kemarin"])
def test_the_past_beside_now_or_the_last_days_is_not_over(when):
    assert "words.weapon" not in fired("dulu bawa pisau", 0)
    assert "words.weapon" in fired(f"dulu {when} bawa pisau", 0)


@pytest.mark.parametrize(
    "text",
    [
        "hari ini dia tidak memukul saya",
        "tadi malam suami nggak mukul anak",
        "saiki aku ora digebug maneh",
        "today he didn't hit me",
        "today he didnt hit me",
        "tonight my dad has not beaten us",
    ],
)
def test_a_deed_that_was_not_done_today_is_none(text):
    assert "hit_now" not in {reason.rule for reason in by_rules(text, 0)}


@pytest.mark.parametrize(
    "text",
    [
        "hari ini dia memukul saya",
        "tadi gak ada yang gak dipukul",
        "tadi saya tidak kerja karena dipukul",
        "tadi dia tidak cuma mukul saya",
    ],
)
def test_a_denial_elsewhere_takes_nothing_back(text):
    assert "hit_now" in {reason.rule for reason in by_rules(text, 0)}


@pytest.mark.parametrize(
    "text",
    ["tadi malam dia tidak mencekik saya", "last night he didn't choke me", "mambengi bojoku ora nyekik aku"],
)
def test_nobody_was_choked_where_it_is_denied(text):
    assert "choked" not in {reason.rule for reason in by_rules(text, 0)}


@pytest.mark.parametrize(
    ("text", "rule"),
    [("supaya saya tidak kabur", "fleeing"), ("saya sembunyi, belum dia temukan", "hiding")],
)
def test_a_denial_right_before_what_is_no_blow_takes_nothing_back(text, rule):
    assert rule in fired(text, 0)


def test_a_denial_of_a_denial_far_before_it_makes_a_blow_one_that_was():
    assert "hit_now" in fired("gak mungkin anak itu tadi gak dipukul", 0)


def test_what_is_written_behind_in_the_sentence_in_which_words_end_takes_them_back():
    assert "hit_now" in fired("dipukul rotan. sekarang", 0)
    assert "hit_now" not in fired("dipukul rotan. sekarang sudah aman", 0)
