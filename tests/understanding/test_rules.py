"""Every rule hears the sentence that shows what it is for, and none of the innocent uses of its words calls anybody."""

import pytest

from flows.understanding.labels import LABELS, URGENT
from flows.understanding.lexicon import CONCEPTS
from flows.understanding.model import loudest, model
from flows.understanding.phrases import standing
from flows.understanding.reading import read
from flows.understanding.rules import RULES, heard
from flows.understanding.triage import hear

IDS = [rule.id for rule in RULES]


def by_rules(text, above):
    reading = read(text)
    return heard(reading, standing(reading), above)


def fired(text, above):
    """Return the rules that hear `text` when its score is so much above that from which the model calls."""
    return {evidence.rule for evidence in by_rules(text, above)}


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_rule_hears_what_it_is_for(rule):
    assert rule.id in fired(rule.fires, loudest(rule.fires).score - model().calls)
    assert rule.label in hear(rule.fires).labels
    assert hear(rule.fires).urgent or rule.label not in URGENT


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_the_innocent_use_of_its_words_calls_nobody(rule):
    said = hear(rule.silent)
    assert not said.urgent
    assert rule.id not in {evidence.rule for evidence in said.why}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.agrees > -1], ids=lambda rule: rule.id)
def test_a_rule_is_silent_where_the_model_does_not_agree(rule):
    assert rule.id not in fired(rule.fires, rule.agrees - 0.01)
    assert rule.id in fired(rule.fires, rule.agrees)


def test_the_rules_have_names_of_their_own_and_known_labels():
    assert len(set(IDS)) == len(IDS)
    assert {rule.label for rule in RULES} <= set(LABELS)
    assert len(set(CONCEPTS)) == len(CONCEPTS)


PLAIN = [
    ("suami bawa pisau", "weapon"),
    ("aku mau bunuh diri", "suicide"),
    ("pengen mati", "suicide"),
    ("saya dicekik", "strangulation"),
    ("aku dikurung", "confined"),
    ("perut berdarah", "medical"),
    ("mantan mau bakar rumah", "threat_to_kill"),
]


@pytest.mark.parametrize(("text", "label"), PLAIN)
def test_what_is_said_plainly_in_a_few_words_needs_nobody_to_agree(text, label):
    assert label in hear(text).labels
    assert label in {evidence.label for evidence in by_rules(text, -9)}


@pytest.mark.parametrize(("text", "label"), PLAIN)
def test_in_a_long_sentence_the_model_must_agree_and_she_is_asked_in_any_case(text, label):
    long = f"{text} begitu yang ada di halaman pertama buku itu"
    assert label not in {evidence.label for evidence in by_rules(long, -9)}
    assert hear(long).unsure


@pytest.mark.parametrize("text", ["tidak bawa pisau", "itu ga pernah bawa parang"])
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
