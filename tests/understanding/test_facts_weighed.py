"""Beside the rules it is weighed whose an age is, what a message tells as a whole, and which facts are told at all."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.learning import hearing
from bot.learning.annotated import written
from bot.learning.ranking import Choice, averaged, without_rare
from flows.data import rows
from flows.understanding.facts import heard, owners, trust
from flows.understanding.facts.ages import ages
from flows.understanding.facts.casting import Likeliest, likeliest
from flows.understanding.facts.fact import LIKELY, SURE
from flows.understanding.facts.heard import CODES, NOTHING, SIZE, Model, from_bytes, sounds, to_bytes, told
from flows.understanding.facts.reading import facts_of, read_facts, told_in
from flows.understanding.facts.trust import Reading, plainly, trusted
from tests.understanding.rules_of_facts import NOW, PLACES

TWO = "suami saya umur 40 mukul anak saya umur 7"


def read(text):
    return read_facts(text, now=NOW, places=PLACES)


@pytest.fixture
def weigh(monkeypatch):
    """Return a function that sets the weights of a module."""
    return lambda module, weights: monkeypatch.setattr(module, "WEIGHTS", weights)


def ages_of(text):
    story = likeliest(told_in(text)).story
    return [written(age) for age in owners.weighed(story, list(ages(story)), owners.WEIGHTS)]


def test_an_age_of_which_no_owner_outweighs_the_others_is_told_of_nobody(weigh):
    weigh(owners, {})
    assert ages_of(TWO) == []


def test_an_age_is_told_of_whom_weighs_most_and_then_it_is_no_more_than_likely(weigh):
    weigh(owners, {"lain: any": owners.CLEAR})
    story = likeliest(told_in(TWO)).story
    found = list(owners.weighed(story, list(ages(story)), owners.WEIGHTS))
    assert {(age.owner, age.confidence) for age in found} == {("lain", LIKELY)}


def test_what_rules_say_of_an_age_stays_as_sure_as_they_are_where_it_weighs_most(weigh):
    weigh(owners, {f"{code}: rules {code}": owners.CLEAR for code in owners.OWNERS})
    story = likeliest(told_in(TWO)).story
    assert list(owners.weighed(story, list(ages(story)), owners.WEIGHTS)) == list(ages(story))


def test_the_traits_of_an_age_tell_rules_from_what_stands_around_it():
    story = likeliest(told_in(TWO)).story
    first, second = owners.traits(story, list(ages(story)))
    assert "rules pelaku" in first
    assert "0 before pelaku" in first
    assert "age said True" in first
    assert "rules korban" in second
    assert "rules told before pelaku" in second
    assert "rules told before pelaku" not in first


def test_no_trait_holds_a_comma_which_parts_the_rows_of_the_file():
    story = likeliest(told_in(TWO)).story
    facts = facts_of(story, now=NOW, places=PLACES).found
    found = [*owners.traits(story, list(ages(story))), *trust.traits(facts, Reading(likeliest(story), (), {}))]
    assert not [trait for one in found for trait in one if "," in trait]


@pytest.mark.parametrize("name", ["owners", "trust"])
def test_the_weights_are_those_of_the_file_and_none_weighs_nothing(name):
    weights = {"owners": owners, "trust": trust}[name].WEIGHTS
    assert {trait: int(weight) for trait, weight in rows(f"{name}.csv")} == weights
    assert len(weights) > 1000
    assert 0 not in weights.values()


def reading_of(text):
    best = likeliest(told_in(text))
    facts = list(facts_of(best.story, now=NOW, places=PLACES).found)
    return facts, Reading(best, {plainly(fact) for fact in facts}, sounds(text))


def test_a_fact_that_weighs_too_little_is_not_told(weigh):
    facts, reading = reading_of("suami mukul saya di pasar")
    weigh(trust, {f"{field}: any": least - 1 for field, least in trust.LEAST.items()})
    assert [fact.field for fact in trusted(facts, reading) if fact.field in trust.LEAST] == []
    weigh(trust, {f"{field}: any": least for field, least in trust.LEAST.items()})
    assert list(trusted(facts, reading)) == facts


def test_fields_that_rules_read_without_fail_are_always_told(weigh):
    weigh(trust, {})
    facts, reading = reading_of("hubungi 081234567890, saya di Kranggan")
    assert {fact.field for fact in trusted(facts, reading)} == {"phone", "kecamatan"}


def test_a_fact_is_weighed_by_how_clear_it_is_who_is_who_and_how_loud_it_is_heard():
    facts, reading = reading_of("suami mukul saya")
    relation = next(fact for fact in facts if fact.field == "relation")
    (found,) = trust.traits([relation], Reading(Likeliest(reading.told.story, 0, {"cast": 600}), (), {}))
    assert {"relation: cast at least 6", "relation: no other agent", "relation: rules too False"} <= set(found)
    violence = next(fact for fact in facts if fact.field == "violence")
    (found,) = trust.traits([violence], replace(reading, loud={("violence", "fisik"): 0.1}))
    assert {"violence: heard at least 8", "violence: rules too True"} <= set(found)
    assert "violence: heard at least 9" not in found


def deaf(**enough):
    """Return a model that hears nothing, with scores from which a code is told."""
    codes = tuple((1.0, 0.0, enough.get(code.replace(":", "_"), 9.0)) for _, code in CODES)
    return Model(bytes([NOTHING]) * (SIZE * len(CODES)), codes)


def test_a_model_is_read_back_from_its_file_as_it_was_written():
    model = deaf(fisik=0.5)
    assert from_bytes(to_bytes(model)) == model


def test_a_file_of_another_form_is_refused():
    with pytest.raises(ValueError, match="another form"):
        from_bytes(b"TRIAGE-1" + to_bytes(deaf())[8:])


@pytest.mark.parametrize("cut", [3, 20, 400])
def test_a_damaged_file_is_refused(cut):
    with pytest.raises(ValueError, match="learn them again"):
        from_bytes(to_bytes(deaf())[:cut])


def test_what_is_heard_is_told_where_rules_say_nothing_of_it_and_only_likely():
    story = likeliest(told_in("bojoku digrudug saya")).story
    story = replace(story, victims=("saya",))
    (fact,) = told(story, [], {("violence", "fisik"): 0.5}, deaf(fisik=0.4))
    assert (fact.field, fact.value, fact.confidence) == ("violence", "fisik", LIKELY)
    assert fact.words
    assert not list(told(story, [fact], {("violence", "fisik"): 0.5}, deaf(fisik=0.4)))
    assert not list(told(story, [], {("violence", "fisik"): 0.3}, deaf(fisik=0.4)))


def test_nothing_is_heard_of_a_place_or_a_deed_that_rules_know_and_did_not_tell():
    story = replace(likeliest(told_in("saya takut hamil. saya kerja di pasar")).story, victims=("saya",))
    loud = {("vulnerable", "hamil"): 1.0, ("place_kind", "rumah_tangga"): 1.0}
    assert not list(told(story, [], loud, deaf(hamil=0.5, rumah_tangga=0.5)))


def test_nothing_is_heard_where_nobody_is_harmed_and_no_need_that_nobody_asks_for():
    loud = {("violence", "fisik"): 1.0, ("need", "bicara"): 1.0}
    calm = likeliest(told_in("pagi min, kantornya buka jam berapa ya")).story
    assert not list(told(calm, [], loud, deaf(fisik=0.5, bicara=0.5)))
    harmed = replace(calm, calm=False, victims=("saya",))
    assert [fact.field for fact in told(harmed, [], loud, deaf(fisik=0.5, bicara=0.5))] == ["violence"]


def test_the_evidence_of_what_is_heard_in_english_are_the_words_that_weighed_most():
    text = "My husband was so drunk that he grobyaked me again yesterday"
    learned = hearing.learn(
        [*LINES, *(line(f"{who} grobyaked me", "violence=fisik") for who in ("mum", "dad", "he", "she") * 3)],
        [set()] * (len(LINES) + 12),
    )
    story = replace(likeliest(told_in(text)).story, victims=("saya",))
    found = told(story, [], {("violence", "fisik"): 1e9}, learned.model)
    assert ["grobyaked" in fact.words for fact in found if fact.field == "violence"] == [True]


def test_of_two_writers_or_sexes_only_the_loudest_is_told_and_none_beside_what_rules_say():
    story = replace(likeliest(told_in("bojoku digrudug saya")).story, victims=("saya",))
    loud = {("writer", "korban"): 0.6, ("writer", "saksi"): 0.9, ("sex", "korban:P"): 0.7, ("sex", "korban:L"): 0.6}
    model = deaf(korban=0.5, saksi=0.5, korban_P=0.5, korban_L=0.5)
    found = list(told(story, [], loud, model))
    assert sorted(written(fact) for fact in found) == ["korban:P", "saksi"]
    assert not list(told(story, found, loud, model))


def test_evidence_are_words_of_the_text_where_they_stand():
    for text in ("ulun dihirit laki ulun ka muka pasar, batis ulun luka", "guru saya berdiri nempel, rok saya basah"):
        for fact in read(text).found:
            assert text[fact.start : fact.end] == fact.words


def line(text, *facts):
    return {"text": text, "areas": ["35.76"], "now": datetime.now().astimezone().isoformat(), "facts": list(facts)}


LINES = [
    *(line(f"{who} grobyak {end}", "violence=fisik") for who in ("aku", "adik", "ibu") for end in ("a", "b", "c", "d")),
    *(line(f"{who} sinau {end}") for who in ("aku", "adik", "ibu") for end in ("a", "b", "c", "d")),
]


def test_a_word_that_no_list_has_is_learned_from_the_facts_beside_it_and_heard_in_new_messages():
    learned = hearing.learn(LINES, [set() for _ in LINES])
    assert learned.model == hearing.learn(LINES, [set() for _ in LINES]).model
    loud = sounds("paman grobyak e", learned.model)
    calm = sounds("paman sinau e", learned.model)
    enough = dict(zip(CODES, learned.model.codes, strict=True))["violence", "fisik"][2]
    assert loud["violence", "fisik"] > calm["violence", "fisik"]
    assert enough < 1
    assert dict(zip(CODES, learned.model.codes, strict=True))["violence", "seksual"][2] > 1000


def test_what_weighs_more_is_learned_by_choices_and_what_is_rare_is_left_out():
    often = Choice([["good", "often"], ["bad", "often"]], [True, False])
    choices = [*[often] * 3, Choice([["once"], []], [False, True])]
    assert without_rare(choices)[3].traits == [[], []]
    weights = averaged(choices)
    assert weights["good"] > 0 > weights["bad"]
    assert "often" not in weights


def test_rules_that_no_weight_confirms_are_told_as_they_are():
    assert all(fact.confidence in {SURE, LIKELY} for fact in read("suami mukul saya di pasar").found)
    assert heard.model() is heard.model()
