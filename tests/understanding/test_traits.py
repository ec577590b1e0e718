"""What tells of somebody whether they suffer or do it: their name, whose they are, and what stands around them."""

import pytest

from flows.understanding.facts.mention import Mention
from flows.understanding.facts.reading import told_in
from flows.understanding.facts.traits import everybody, kind, traits, voice, whose

NOTHING = "xa"
"""A word that means nothing, to set others apart."""


def told(text: str, code: str) -> set[str]:
    """Return the traits of somebody in a message."""
    story = told_in(text)
    people = everybody(story, 10)
    return traits(story, code, people.get(code, []), [one for one in people if one != "saya"])


def around(text: str, code: str) -> set[str]:
    """Return the traits of what stands around somebody."""
    sides = {"left", "left2", "right", "right2", "before", "after", "dia", "way"}
    return {trait for trait in told(text, code) if trait.split()[0] in sides}


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("dipukul", "di-"),
        ("dipukuli", "di-i"),
        ("dipukulin", "di-i"),
        ("dipukulkan", "di-i"),
        ("dipukulake", "di-i"),
        ("dipukulno", "di-i"),
        ("dipukulnya", "di-nya"),
        ("diantemne", "di-nya"),
        ("memukul", "me-"),
        ("mukulku", "-ku"),
        ("memukulku", "me-ku"),
        ("ngantem", "me-"),
        ("nyuntuk", "me-"),
        ("nyirami", "me-i"),
        ("manyuntuk", "ma-"),
        ("kehujanan", "ke-an"),
        ("kahujanan", "ke-an"),
        ("kesandungen", "ke-an"),
        ("kepukul", "-"),
        ("rumah", "-"),
    ],
)
def test_the_ends_of_a_verb_tell_who_does_it_and_to_whom(word, form):
    assert voice(word) == form


@pytest.mark.parametrize("word", ["dia", "diam", "mama", "mamak", "maksa", "teman", "absen"])
def test_words_that_only_begin_or_end_like_a_verb_are_none(word):
    assert voice(word) == "-"


def test_what_is_one_letter_longer_may_be_a_verb():
    assert voice("ditik") == "di-"
    assert voice("mantuk") == "ma-"


@pytest.mark.parametrize(
    ("code", "sort"),
    [
        ("saya", "saya"),
        ("", "nobody"),
        ("suami", "suami_istri+keluarga"),
        ("anak", "keluarga-keluarga"),
        ("nenek", "keluargakeluarga"),
        ("guru", "guru+saksi"),
    ],
)
def test_the_sort_of_somebody_is_what_they_are_how_strong_how_young_and_whose_side(code, sort):
    assert kind(code) == sort


@pytest.mark.parametrize(("owner", "told_as"), [("saya", "saya"), ("dia", "dia"), ("", ""), ("ibu", "other")])
def test_whose_somebody_is_is_told_at_their_first_mention(owner, told_as):
    assert whose([Mention("paman", 0, 1, owner), Mention("paman", 2, 3, "saya" if owner != "saya" else "")]) == told_as


def test_who_is_never_mentioned_is_nobodys():
    assert whose([]) == ""


def test_nobody_is_nobody_and_nothing_else():
    assert told("suami mukul aku", "") == {"nobody"}


def test_somebody_has_a_name_a_kind_and_an_owner():
    assert {"is suami", "kind suami_istri+keluarga", "whose saya", "is suami of saya"} <= told(
        "suami saya jahat", "suami"
    )
    assert {"is saya", "kind saya"} <= told("suami mukul aku", "saya")
    assert not {trait for trait in told("suami mukul aku", "saya") if trait.startswith(("whose", "place", "pronouns"))}


@pytest.mark.parametrize(("times", "named"), [(1, 1), (2, 2), (3, 3), (4, 3), (6, 3)])
def test_how_often_somebody_is_named_is_counted_up_to_three(times, named):
    text = ". ".join(["suami saya jahat"] * times)
    assert f"named {named}" in told(text, "suami")


@pytest.mark.parametrize(("times", "pronouns"), [(0, 0), (1, 1), (2, 2), (4, 2)])
def test_how_often_a_pronoun_means_somebody_is_counted_up_to_two(times, pronouns):
    found = told(". ".join(["suami saya jahat", *["dia marah"] * times]), "suami")
    assert {f"pronouns {pronouns}", "named 1"} <= found


def test_people_have_places_in_the_order_in_which_they_are_named_up_to_the_fourth():
    text = "ipar saya. paman saya. bibi saya. kakak saya. adik saya"
    story = told_in(text)
    order = [code for code in everybody(story, 10) if code != "saya"]
    assert len(order) == 5
    places = [sorted(trait for trait in told(text, code) if trait.startswith("place")) for code in order]
    assert places == [[f"place {place}", f"place {place} of 4"] for place in (0, 1, 2, 3, 3)]
    assert {"place 1", "place 1 of 2"} <= told("ipar saya. paman saya", "paman")


def test_who_is_only_on_the_way_or_only_tells_the_time_is_told_so():
    assert "only a way" in told("om di rumah nenek mukul aku", "nenek")
    assert "only a way" not in told("om di rumah nenek mukul aku. nenek marah", "nenek")
    assert "only a way" not in told("om di rumah nenek mukul aku", "paman")
    assert "only a time" in told("pas mama kerja, om mukul aku", "ibu")
    assert "only a time" not in told("pas mama kerja, om mukul aku. mama nangis", "ibu")
    assert "only a time" not in told("pas mama kerja, om mukul aku", "paman")


def test_whom_a_sentence_turns_to_is_told_so():
    assert "turned to" in told("suami baik, tapi ipar mukul aku", "ipar")
    assert "turned to" in told("suami baik, tapi ipar mukul aku. ipar jahat", "ipar")
    assert "turned to" not in told("suami baik, tapi ipar mukul aku", "suami")


def test_of_the_words_beside_somebody_two_on_each_side_count():
    text = "dixaxa memxaxa paman ngxaxa maxaxa"
    assert {"left2 di-", "left me-", "right me-", "right2 ma-"} <= around(text, "paman")
    beside = [trait for trait in around(text, "paman") if trait.startswith(("left", "right"))]
    assert len(beside) == 4


def test_nothing_beyond_the_sentence_stands_beside_somebody():
    assert around("dixaxa. paman. ngxaxa", "paman") == set()
    assert not {trait for trait in around("xa. paman ngxaxa. dixaxa", "paman") if "di-" in trait or "left" in trait}


def test_nothing_stands_beside_somebody_where_a_message_begins_or_ends():
    assert around("paman", "paman") == set()
    assert {trait.split()[0] for trait in around("paman dixaxa", "paman")} == {"right", "after"}
    assert {trait.split()[0] for trait in around("dixaxa paman", "paman")} == {"left", "before"}


@pytest.mark.parametrize(("between", "counts"), [(0, True), (4, True), (5, False)])
def test_five_words_before_somebody_in_the_same_part_of_a_sentence_count(between, counts):
    text = " ".join(["dixaxa", *[NOTHING] * between, "paman"])
    assert ("before di-" in around(text, "paman")) == counts


@pytest.mark.parametrize(("between", "counts"), [(0, True), (6, True), (7, False)])
def test_seven_words_behind_somebody_in_the_same_part_of_a_sentence_count(between, counts):
    text = " ".join(["paman", *[NOTHING] * between, "dixaxa"])
    assert ("after di-" in around(text, "paman")) == counts


def test_words_of_another_part_of_the_sentence_count_only_right_beside():
    found = around("paman xa, dixaxa", "paman")
    assert "right2 di-" in found
    assert "after di-" not in found
    found = around("xa paman, xa dixaxa", "paman")
    assert "after di-" not in found
    found = around("dixaxa, xa paman", "paman")
    assert "left2 di-" in found
    assert "before di-" not in found


def test_figures_are_told_as_figures():
    assert {"right figures", "after figures"} <= around("paman 40", "paman")
    assert "right figures" in around("paman 0 xa", "paman")


def test_violence_beside_somebody_is_told_and_what_a_mark_further_on_says():
    assert "right violence" in around("paman mukul aku", "paman")
    assert "left violence" in around("aku dipukul paman", "paman")
    assert not {trait for trait in around("om mukul adik", "adik") if trait.endswith("people")}
    assert "after sees" in around("paman xa xa lihat xa", "paman")
    assert "after leading" not in around("paman xa xa di xa", "paman")


def test_what_stands_around_a_pronoun_is_told_as_of_one_and_on_the_way_as_there():
    found = around("paman jahat. dia dixaxa", "paman")
    assert {"dia right di-", "dia after di-"} <= found
    assert "right di-" not in found
    found = around("om di rumah nenek dixaxa", "nenek")
    assert {trait for trait in found if "di-" in trait} == {"way right di-", "after di-"}
