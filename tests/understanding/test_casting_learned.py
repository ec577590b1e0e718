"""From messages with their facts it is learned who suffers and who did it, also where the words of the deed are new."""

import pytest

from bot.learning.casting import prepared, weights
from flows.understanding.facts import casting
from flows.understanding.facts.casting import OF_RULES, Cast, likeliest, proposed
from flows.understanding.facts.reading import told_in


def line(text, *facts):
    """Return a message as a person annotated it."""
    return {"text": text, "areas": ["35.76"], "now": "2026-11-18T21:40:00+07:00", "facts": list(facts)}


def learn(fresh, mended):
    """Return the weights that messages teach."""
    return weights(prepared(fresh, mended))


FATHER = [
    line("ulun disuntuk abah", "relation=orang_tua:ayah", "writer=korban"),
    line("ading disuntuk abah", "relation=orang_tua:ayah", "writer=keluarga|"),
    line("abah manyuntuk ulun", "relation=orang_tua:ayah", "writer=korban"),
]
"""Messages with a deed of which no word is known."""
HIT = [line("ulun dipukul abah", "relation=orang_tua:ayah", "writer=korban", "violence=fisik")]
"""A message that the rules understand."""


def test_who_learns_from_nothing_weighs_nothing():
    assert learn([], []) == {}


def test_the_same_messages_give_the_same_weights_and_none_of_them_weighs_nothing():
    learned = learn(FATHER * 2, HIT * 3)
    assert learned == learn(FATHER * 2, HIT * 3)
    assert learned
    assert 0 not in learned.values()


@pytest.mark.parametrize(("times", "is_learned"), [(1, False), (2, False), (3, True)])
def test_what_fewer_than_three_messages_tell_is_not_learned(times, is_learned):
    for learned in (learn(FATHER[:1] * times, []), learn([], FATHER[:1] * times)):
        assert any(trait.startswith(("suffers:", "does:")) for trait in learned) == is_learned


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
    assert proposed(likeliest(told_in(text)).story) == Cast("", "")
    monkeypatch.setattr(casting, "WEIGHTS", learn([], lines) if mended else learn(lines, []))
    assert proposed(likeliest(told_in(text)).story) == Cast(victim, agent)


def test_how_far_rules_are_trusted_is_learned_from_fresh_messages_only():
    assert any(trait.startswith(OF_RULES) for trait in learn(HIT * 3, []))
    assert not any(trait.startswith(OF_RULES) for trait in learn([], HIT * 3))
