"""Reads all facts of a text: pure, given the time and the places of the office."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from flows.understanding.facts import (
    access,
    ages,
    contact,
    heard,
    kinds,
    needs,
    owners,
    people,
    phones,
    sexes,
    times,
    violence,
    vulnerability,
    where,
)
from flows.understanding.facts.calendar import pieces
from flows.understanding.facts.casting import likeliest
from flows.understanding.facts.fact import FIELDS, LIKELY, Fact, Facts
from flows.understanding.facts.said import said
from flows.understanding.facts.story import Story, story
from flows.understanding.facts.trust import Plain, Reading, plainly, trusted
from flows.understanding.places import Gazetteer


def read_facts(text: str, *, now: datetime, places: Gazetteer) -> Facts:
    """Return what `text` says. `now` is aware, in the zone of the office; times are told in it.

    What is denied, quoted, feared, or told of others is no fact, and what contradicts itself stands side by side. Each
    fact names the words that say it; what no rule says, but weights, is likely at most (LIKELY).
    """
    told, loud = told_in(text), heard.sounds(text)
    best = likeliest(told)
    weighed, by_rules = weighed_in(told, best.story, owners.WEIGHTS, now=now, places=places)
    found = [*weighed.found, *heard.told(best.story, weighed.found, loud)]
    found.sort(key=_order)
    sure = trusted(found, Reading(best, by_rules, loud))
    return replace(weighed, found=tuple(fact for fact in sure if not _is_asked(told, fact)))


def _is_asked(told: Story, fact: Fact) -> bool:
    """Return whether a fact is always asked: whether to call, of who writes English, where "nobody may call me"."""
    return fact.value == "boleh_telepon" and told.said.is_english


def weighed_in(
    told: Story, best: Story, owned: Mapping[str, int], *, now: datetime, places: Gazetteer
) -> tuple[Facts, set[Plain]]:
    """Return the facts of the likeliest story, and what rules alone say (`told`); the rest is no more than likely.

    `owned` are the weights by which it is weighed whose an age is (`owners`).
    """
    weighed = facts_of(best, now=now, places=places, owned=owned)
    years = list(ages.ages(told))
    same = best is told and list(owners.weighed(told, years, owned)) == years
    rules = {plainly(fact) for fact in (weighed if same else facts_of(told, now=now, places=places)).found}
    sure = (one if plainly(one) in rules else replace(one, confidence=LIKELY) for one in weighed.found)
    return replace(weighed, found=tuple(sure)), rules


def _order(fact: Fact) -> tuple[int, int]:
    return FIELDS.index(fact.field), fact.start


def told_in(text: str) -> Story:
    """Return whom `text` is about, as far as rules say it."""
    return story(said(text))


def facts_of(told: Story, *, now: datetime, places: Gazetteer, owned: Mapping[str, int] | None = None) -> Facts:
    """Return the facts of a story in which everybody has their part.

    With the weights `owned` it is weighed whose an age is, else rules alone say it.
    """
    ready = told.said
    years = list(ages.ages(told))
    years = years if owned is None else list(owners.weighed(told, years, owned))
    sexed = list(sexes.sexes(told))
    opened, taken = contact.hours(told, pieces(ready, now), now)
    found = [
        *people.writer(told, young=vulnerability.is_child(told, years)),
        *years,
        *sexed,
        *violence.violence(told),
        *times.times(told, now, [*taken, *(ready.places(age.start, age.end) for age in years)]),
        *kinds.place_kind(told),
        *where.named_places(told, places),
        *people.relation(told, sexed),
        *access.access(told),
        *vulnerability.vulnerability(told, years),
        *needs.needs(told),
        *contact.wishes(told, opened),
        *opened,
        *phones.phones(told),
    ]
    found.sort(key=_order)
    return Facts(tuple(found), ready.steps)
