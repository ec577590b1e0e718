"""From messages with their facts it is learned who suffers and who did it, also where the words of the deed are new."""

import pytest

from bot.learning.casting import learn
from flows.understanding.facts import casting
from flows.understanding.facts.casting import OF_RULES, Cast, likeliest, proposed
from flows.understanding.facts.reading import told_in

HEADING = "trait,weight\n"


def line(text, *facts):
    """Return a message as a person annotated it."""
    return {"text": text, "areas": ["35.76"], "now": "2026-11-18T21:40:00+07:00", "facts": list(facts)}


FATHER = [
    line("ulun disuntuk abah", "relation=orang_tua:ayah", "writer=korban"),
    line("ading disuntuk abah", "relation=orang_tua:ayah", "writer=keluarga|"),
    line("abah manyuntuk ulun", "relation=orang_tua:ayah", "writer=korban"),
]
"""Messages with a deed of which no word is known."""
HIT = [line("ulun dipukul abah", "relation=orang_tua:ayah", "writer=korban", "violence=fisik")]
"""A message that the rules understand."""


def weights(learned):
    """Return the weights that a file of them holds."""
    assert learned.startswith(HEADING)
    rows = (row.rsplit(",", 1) for row in learned.removeprefix(HEADING).splitlines())
    return {trait: int(weight) for trait, weight in rows}


def test_who_learns_from_nothing_weighs_nothing():
    assert learn([], []) == HEADING


def test_the_same_messages_give_the_same_file_in_order_and_nothing_in_it_weighs_nothing():
    learned = learn(FATHER * 2, HIT * 3)
    assert learned == learn(FATHER * 2, HIT * 3)
    found = weights(learned)
    assert list(found) == sorted(found)
    assert found
    assert 0 not in found.values()
    assert learned.endswith("\n")


@pytest.mark.parametrize(("times", "is_learned"), [(1, False), (2, False), (3, True)])
def test_what_fewer_than_three_messages_tell_is_not_learned(times, is_learned):
    for learned in (learn(FATHER[:1] * times, []), learn([], FATHER[:1] * times)):
        assert any(trait.startswith(("suffers:", "does:")) for trait in weights(learned)) == is_learned


@pytest.mark.parametrize("mended", [False, True])
@pytest.mark.parametrize(
    ("text", "victim", "agent"),
    [
        ("ulun digrubyug abah", "saya", "ayah"),
        ("kakakku digrubyug paman", "kakak", "paman"),
        ("paman mangrubyug kakakku", "kakak", "paman"),
    ],
)
def test_what_was_learned_of_one_deed_holds_for_another_and_for_other_people(monkeypatch, mended, text, victim, agent):
    lines = FATHER * 3
    monkeypatch.setattr(casting, "WEIGHTS", {})
    assert proposed(likeliest(told_in(text))) == Cast("", "")
    monkeypatch.setattr(casting, "WEIGHTS", weights(learn([], lines) if mended else learn(lines, [])))
    assert proposed(likeliest(told_in(text))) == Cast(victim, agent)


def test_how_far_rules_are_trusted_is_learned_from_fresh_messages_only():
    assert any(trait.startswith(OF_RULES) for trait in weights(learn(HIT * 3, [])))
    assert not any(trait.startswith(OF_RULES) for trait in weights(learn([], HIT * 3)))
