"""Who suffers and who did it: what the rules say stands unless more is weighed against it, and nobody is made both."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import flows.data
from bot.cli import app
from bot.learning.annotated import lines_of
from flows.data import rows
from flows.understanding.facts import casting
from flows.understanding.facts.casting import (
    CLEAR,
    OF_RULES,
    WEIGHTS,
    Cast,
    calmed,
    likeliest,
    played,
    proposed,
)
from flows.understanding.facts.reading import facts_of, told_in
from flows.understanding.facts.story import Story
from flows.understanding.facts.traits import everybody, kind, spoken_of
from flows.understanding.triage import hear
from tests.understanding.golden_facts import mended
from tests.understanding.test_facts import NOW, PLACES, of

FRESH = Path(flows.data.__file__).parent / "training" / "facts" / "read.jsonl"
STORIES = [told_in(line["text"]) for line in mended()[::5]]
TEN = "suami, ayah, ibu, kakak, adik, paman, tante, nenek, kakek, mertua, ipar"


def cast(text: str) -> Cast:
    """Return who suffers and who did it, by all that is weighed."""
    return proposed(likeliest(told_in(text)).story)


def casts(story: Story) -> list[tuple[Cast, list[str]]]:
    """Return every cast of a story, with its traits."""
    return list(casting.casts(story, sorted(spoken_of(story))))


@pytest.fixture
def weigh(monkeypatch):
    """Weigh by these traits alone."""
    return lambda traits: monkeypatch.setattr(casting, "WEIGHTS", traits)


def test_what_rules_say_of_everybody_stands_where_nothing_is_weighed(weigh):
    weigh({})
    assert all(likeliest(story).story is story for story in STORIES)


def test_what_rules_say_stands_unless_another_clearly_weighs_more(weigh):
    story = told_in("kakak saya dipukul pacarnya, kata paman")
    assert proposed(story) == Cast("kakak", "pacar")
    same = {"suffers: is kakak": 5, "suffers: is saya": 5, "does: is pacar": 5, "does: is paman": 5}
    weigh(same | {"suffers: is saya": 5 + CLEAR})
    assert likeliest(story).story is story
    weigh(same | {"suffers: is saya": 6 + CLEAR, "does: is paman": 4})
    assert proposed(likeliest(story).story) == Cast("saya", "pacar")
    weigh(same | {"suffers: is saya": 4, "does: is paman": 6 + CLEAR})
    assert proposed(likeliest(story).story) == Cast("kakak", "paman")


def test_all_the_traits_of_a_cast_are_weighed_together(weigh):
    story = told_in("kakak saya dipukul pacarnya, kata paman")
    weigh({"does: is paman": CLEAR, "does: whose ": 6, "does: is pacar": 5})
    assert proposed(likeliest(story).story).agent == "paman"
    weigh({"does: is paman": CLEAR, "does: whose ": 5, "does: is pacar": 5})
    assert proposed(likeliest(story).story).agent == "pacar"


def test_whom_rules_name_behind_more_people_than_are_weighed_stays_in_her_part(weigh):
    story = told_in(f"{TEN}. saya dipukul bos")
    assert proposed(story) == Cast("saya", "atasan")
    assert Cast("saya", "atasan") not in {one for one, _ in casts(story)}
    weigh({"suffers: is ibu": 9, "does: is ayah": 9})
    assert likeliest(story).story is story


def test_the_writer_never_did_it_and_nobody_does_it_to_herself():
    for story in STORIES:
        for one, _ in casts(story):
            parts = played(story, one)
            assert one.agent != "saya"
            assert "saya" not in {agent.code for agent in parts.agents} | parts.doers
            assert not one.agent or one.agent != one.victim
            assert parts.doers.isdisjoint(parts.victims)


def test_whoever_did_it_is_never_who_suffers():
    played_all = (played(story, one) for story in STORIES for one, _ in casts(story))
    assert not [story for story in played_all if {agent.code for agent in story.agents} & set(story.victims)]


@pytest.mark.parametrize("text", ["dipukul", "suami mukul aku", "kakak saya dipukul pacarnya, kata paman"])
def test_everything_that_may_be_is_weighed_once(text):
    story = told_in(text)
    people = {code for one in story.people for code in [one.code] if one.named}
    found = [one for one, _ in casts(story)]
    assert len(set(found)) == len(found)
    assert {one.victim for one in found} == {"", "saya", *people}
    assert {one.agent for one in found} == {"", *people}
    assert len(found) == (len(people) + 2) * (len(people) + 1) - len(people)


def test_ten_people_are_weighed_as_who_suffers_and_as_who_did_it():
    found = [one for one, _ in casts(told_in(f"{TEN}, pacar"))]
    assert len({one.victim for one in found} - {"", "saya"}) == 10
    assert len({one.agent for one in found} - {""}) == 10


HIT, UNKNOWN = "kakak saya dipukul pacarnya, kata paman", "ulun disuntuk abah"
BOTH = "aku dan adik dipukul ayah. ibu mukul aku juga"


@pytest.mark.parametrize(
    ("text", "victim", "agent", "told"),
    [
        (HIT, "kakak", "pacar", "suffers first, hit in a sentence, hits nobody, did it, does in a sentence, unhurt"),
        (HIT, "pacar", "kakak", "not suffers, not hit, hits though, did not, does nothing, hit though"),
        (HIT, "", "", "not suffers, did not"),
        (HIT, "", "pacar", "not suffers, did it, does in a sentence, unhurt"),
        (HIT, "kakak", "", "suffers first, hit in a sentence, hits nobody, did not"),
        ("aku dan adik dipukul ayah", "adik", "", "suffers, hit in a sentence, hits nobody, did not"),
        (BOTH, "", "ayah", "not suffers, did it, does in a sentence, unhurt"),
        (BOTH, "", "ibu", "not suffers, did it, does in a sentence, unhurt"),
        (UNKNOWN, "", "", "nobody suffers, nobody did it"),
        (UNKNOWN, "ayah", "", "nobody but another, not hit without a deed, hits nobody, nobody did it"),
        (UNKNOWN, "", "ayah", "nobody suffers, nobody but one did, does nothing without a deed, unhurt"),
        (
            UNKNOWN,
            "saya",
            "ayah",
            "nobody but she, not hit without a deed, hits nobody, nobody but one did, does nothing without a deed, "
            "unhurt",
        ),
    ],
)
def test_how_far_the_rules_say_so_is_told_and_beside_it_who_would_suffer(text, victim, agent, told):
    found = dict(casts(told_in(text)))[Cast(victim, agent)]
    said = {trait.removeprefix(OF_RULES) for trait in found if trait.startswith(OF_RULES)}
    names = set(told.split(", "))
    assert names | {f"{name} ({kind(victim)})" for name in names} == {one for one in said if "deeds" not in one} - {
        "so"
    }
    assert ("so" in said) == (Cast(victim, agent) == proposed(told_in(text)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (UNKNOWN, {"so of 0 deeds"}),
        (HIT, {"so of 1 deeds", "1 deeds say both"}),
        (f"{HIT}. dia menampar kakak. dia menendang kakak", {"so of 2 deeds", "1 deeds say both", "2 deeds say both"}),
    ],
)
def test_what_rules_say_weighs_by_how_many_deeds_say_it_up_to_two(text, told):
    story = told_in(text)
    found = dict(casts(story))[proposed(story)]
    assert {trait.removeprefix(OF_RULES) for trait in found if trait.startswith(OF_RULES) and "deeds" in trait} == told


def test_where_no_harm_is_told_nobody_suffers_and_nobody_did_it():
    story = calmed(told_in(HIT))
    assert (story.victims, story.agents, story.acts, story.doers) == ((), (), (), frozenset())
    assert not [
        fact for fact in facts_of(story, now=NOW, places=PLACES).found if fact.field in {"relation", "violence"}
    ]


@pytest.mark.parametrize(
    ("text", "victim", "agent", "told"),
    [
        (HIT, "kakak", "pacar", {"first", "first not own"}),
        (HIT, "pacar", "kakak", {"second", "second not own"}),
        ("pacar kakak saya mukul kakak", "kakak", "pacar", {"second", "second own"}),
        ("pacar kakak saya mukul kakak, kata ipar", "kakak", "ipar", {"first", "first not own"}),
        (HIT, "", "pacar", set()),
        (HIT, "saya", "pacar", set()),
    ],
)
def test_which_of_both_is_named_first_is_told_and_whether_one_is_the_others_own(text, victim, agent, told):
    found = dict(casts(told_in(text)))[Cast(victim, agent)]
    assert {
        trait.removeprefix("both: ") for trait in found if trait.startswith(("both: first", "both: second"))
    } == told


def test_what_rules_name_first_is_what_they_say():
    assert proposed(told_in(BOTH)) == Cast("saya", "ayah")
    assert proposed(told_in("semalam di rumah")) == Cast("", "")


def test_who_is_named_twice_and_played_as_who_did_it_is_one_person():
    story = told_in("kakak saya dipukul pacarnya, kata paman. paman diam")
    agents = played(story, Cast("kakak", "paman")).agents
    assert [(one.code, one.first) for one in agents] == [("paman", 5)]


def test_the_traits_of_a_person_come_in_one_order_whatever_process_reads_them():
    for _, found in casts(told_in(HIT)):
        for front in ("suffers: ", "does: "):
            own = [trait for trait in found if trait.startswith(front)]
            assert own == sorted(own)


def test_to_play_what_rules_say_changes_nothing():
    assert all(played(story, proposed(story)) == story for story in STORIES)


def test_who_else_suffers_or_did_it_stays_with_whom_rules_named_first():
    story = told_in("aku dan adik dipukul ayah. ibu mukul aku juga")
    said = proposed(story)
    assert len(story.victims) > 1
    assert len(story.agents) > 1
    assert played(story, Cast(said.victim, "")).victims == story.victims
    assert played(story, Cast("", said.agent)).agents == story.agents
    assert played(story, Cast("", said.agent)).doers == story.doers
    other = next(one.code for one in story.agents if one.code != said.agent)
    changed = played(story, Cast("adik", other))
    assert (changed.victims, [one.code for one in changed.agents], changed.doers) == (("adik",), [other], {other})


def test_a_cast_with_nobody_keeps_the_facts_that_need_nobody():
    story = told_in("semalam jam 9 saya dipukul suami saya di rumah, dia 40 tahun. saya butuh visum. hp 0812 3456 7890")
    full = {fact.field for fact in facts_of(story, now=NOW, places=PLACES).found}
    bare = facts_of(played(story, Cast("", "")), now=NOW, places=PLACES)
    kept = {fact.field for fact in bare.found}
    assert {"when", "place_kind", "phone", "need"} <= kept
    assert "relation" in full - kept
    assert not [fact for fact in bare.found if fact.owner in {"korban", "pelaku"}]


@pytest.mark.parametrize(
    ("text", "victim", "agent"),
    [
        ("ulun dijumput laki ulun", "saya", "suami"),
        ("ulun disuntuk abah", "saya", "ayah"),
        ("abah manyuntuk ulun", "saya", "ayah"),
        ("anakku diuncalke bapakne", "anak", "ayah"),
        ("adikku ditempik kakakku", "adik", "kakak"),
        ("kakakku digrudug pamanku", "kakak", "paman"),
    ],
)
def test_a_deed_of_which_no_word_is_known_still_has_who_suffers_and_who_did_it(text, victim, agent):
    story = told_in(text)
    assert not story.acts
    assert proposed(story) == Cast("", "")
    assert cast(text) == Cast(victim, agent)


def test_which_unknown_word_it_is_makes_no_difference_to_people_only_its_form_does():
    def weighed(text: str) -> list[tuple[Cast, list[str]]]:
        fronts = ("suffers:", "does:", "both:", "rules:")
        return [(cast, [one for one in found if one.startswith(fronts)]) for cast, found in casts(told_in(text))]

    assert weighed("ulun disuntuk abah") == weighed("ulun digrubyug abah")
    assert weighed("ulun disuntuk abah") != weighed("ulun manyuntuk abah")
    assert weighed("abah manyuntuk ulun") == weighed("abah mangrubyug ulun")


@pytest.mark.parametrize("text", ["di sinetron itu suami mukul istrinya", "aku nonton film, ada suami mukul istrinya"])
def test_a_story_of_a_film_names_nobody(text):
    assert proposed(told_in(text)) == Cast("", "")
    assert cast(text) == Cast("", "")
    assert of(text, "relation") == []


def test_the_weights_are_those_of_the_file():
    assert {trait: int(weight) for trait, weight in rows("casting.csv")} == WEIGHTS
    assert len(WEIGHTS) > 1000
    assert 0 not in WEIGHTS.values()


@pytest.mark.long
def test_every_weight_is_of_a_trait_that_annotated_messages_have():
    seen: set[str] = set()
    for line in (*lines_of(FRESH), *mended()):
        story = told_in(line["text"])
        seen.update(casting.harmless(story, spoken_of(story)))
        for _, found in casts(story):
            seen.update(found)
    assert set(WEIGHTS) <= seen


@pytest.mark.long
def test_the_weights_are_what_the_annotated_messages_teach():
    result = CliRunner().invoke(app, ["facts", "--train", "--check"])
    assert (result.exit_code, result.stdout.strip()) == (0, "sama persis")


@pytest.mark.parametrize(("most", "named"), [(10, 10), (3, 3), (0, 0), (20, 11)])
def test_so_many_people_at_most_are_looked_at_and_the_writer_always(most, named):
    story = told_in(f"{TEN}, pacar")
    found = everybody(story, most)
    assert "saya" in found
    people = list(dict.fromkeys(one.code for one in story.people if one.named))
    assert len(people) == 11
    assert [code for code in found if code != "saya"] == people[:named]


def test_whom_a_message_only_denies_is_not_looked_at():
    assert set(everybody(told_in("bukan suami saya, tapi kakak saya yang mukul aku"), 10)) == {"saya", "kakak"}


def test_a_pronoun_counts_for_whom_it_means_and_a_name_for_all_its_mentions():
    story = told_in("suami memukul anak. dia nangis. anak takut")
    codes = [one.code for one in story.people]
    assert codes == ["suami", "anak", "dia", "anak"]
    assert everybody(story, 10) == {"saya": [], "suami": [0, 2], "anak": [1, 3]}
    assert everybody(told_in("dia mukul aku"), 10) == {"saya": [1]}


def test_what_wakes_somebody_is_never_a_text_of_no_harm():
    for line in mended()[::3]:
        if hear(line["text"]).urgent:
            assert not likeliest(told_in(line["text"])).story.calm, line["id"]
