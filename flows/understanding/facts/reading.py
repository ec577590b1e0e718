"""Reads all facts of a text: pure, given the time and the places of the office."""

from dataclasses import replace
from datetime import datetime

from flows.understanding.facts import (
    access,
    ages,
    contact,
    kinds,
    needs,
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
from flows.understanding.places import Gazetteer


def read_facts(text: str, *, now: datetime, places: Gazetteer) -> Facts:
    """Return what `text` says. `now` is aware, in the zone of the office; times are told in it.

    Nothing is invented: what is denied, quoted, feared, or told of others is no fact, and what contradicts itself
    stands side by side.
    """
    told = told_in(text)
    best = likeliest(told)
    weighed = facts_of(best, now=now, places=places)
    if best is told:
        return weighed
    by_rules = {_plainly(fact) for fact in facts_of(told, now=now, places=places).found}
    sure = (fact if _plainly(fact) in by_rules else replace(fact, confidence=LIKELY) for fact in weighed.found)
    return replace(weighed, found=tuple(sure))


def _plainly(fact: Fact) -> Fact:
    """Return a fact without how sure it is: what only weights say is no more than likely."""
    return replace(fact, confidence="")


def told_in(text: str) -> Story:
    """Return whom `text` is about, as far as rules say it."""
    return story(said(text))


def facts_of(told: Story, *, now: datetime, places: Gazetteer) -> Facts:
    """Return the facts of a story in which everybody has their part."""
    ready = told.said
    years = list(ages.ages(told))
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
    found.sort(key=lambda fact: (FIELDS.index(fact.field), fact.start))
    return Facts(tuple(found), ready.steps)
