"""Who is on duty at one instant, and why: the rules first, then each change in its order, leave at the end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from flows.roster.changes import Change, Leave, Override, Roster, Swap, Temporary, once_each
from flows.roster.instants import in_utc
from flows.roster.occurring import Occurrence, near
from flows.roster.rules import Rule

Because: TypeAlias = Literal["rule", "holiday", "temporary", "override", "swap", "leave"]
Duty: TypeAlias = Roster | Iterable[Rule]
"""What a question is asked of: a whole roster, or rules that nothing changes."""


@dataclass(frozen=True, slots=True)
class Step:
    """One reason for who is on duty: who comes and who goes, and the rule or change that it is due to.

    `holiday`: the rule would have put those who go there, but the day is a holiday, or is none.
    """

    because: Because
    source: Rule | Change
    comes: tuple[str, ...] = ()
    goes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Who has a role at an instant in UTC, and the steps that led there, in the order in which they count."""

    at: datetime
    team: str
    role: str
    on_duty: tuple[str, ...]
    steps: tuple[Step, ...]


def on_call(duty: Duty, *, zone: ZoneInfo, at: datetime, team: str, role: str) -> tuple[str, ...]:
    """List the members on duty at `at` (aware, any zone), in the order of the rules, each once."""
    return explain(duty, zone=zone, at=at, team=team, role=role).on_duty


def explain(duty: Duty, *, zone: ZoneInfo, at: datetime, team: str, role: str) -> Explanation:
    """Say who is on duty at `at` (aware, any zone) and which rule, change or holiday put or took whom."""
    at, roster = in_utc(at), whole(duty)
    running = [one for one in near(roster, zone, at, at, team, role) if one.starts_at <= at < one.ends_at]
    return stand(roster, running, at, team, role)


def whole(duty: Duty) -> Roster:
    """Return `duty` as a roster."""
    return duty if isinstance(duty, Roster) else Roster(tuple(duty))


def stand(roster: Roster, running: list[Occurrence], at: datetime, team: str, role: str) -> Explanation:
    """Say who of the occurrences that run at `at` is on duty, when everything is put upon them."""
    plan = _plan(roster, at, team)
    members, steps = _ruled(running, plan)
    changes = [
        one for one in roster.changes if isinstance(one, (Override, Swap)) and (one.team, one.role) == (team, role)
    ]
    leaves = [one for one in roster.changes if isinstance(one, Leave)]
    for change in (*changes, *leaves):
        after = change.put(members, at)
        if after != members:
            comes = tuple(one for one in after if one not in members)
            goes = tuple(one for one in members if one not in after)
            steps.append(Step(_kind(change), change, comes, goes))
            members = after
    return Explanation(at, team, role, members, tuple(steps))


def _plan(roster: Roster, at: datetime, team: str) -> Temporary | None:
    """Return the temporary schedule that holds for a team at `at`; the latest made of several."""
    for change in reversed(roster.changes):
        if isinstance(change, Temporary) and change.team == team and change.starts_at <= at < change.ends_at:
            return change
    return None


def _ruled(running: list[Occurrence], plan: Temporary | None) -> tuple[tuple[str, ...], list[Step]]:
    """Return whom the rules put on duty, and each rule's step."""
    steps: list[Step] = []
    if plan is not None:
        steps.append(Step("temporary", plan, goes=once_each(o.member for o in running if o.plan is None and o.holds)))
    counting = sorted((one for one in running if one.plan is plan), key=lambda one: one.rank)
    for one in counting:
        if one.holds:
            steps.append(Step("rule", one.rule, comes=(one.member,)))
        else:
            steps.append(Step("holiday", one.rule, goes=(one.member,)))
    return once_each(one.member for one in counting if one.holds), steps


def _kind(change: Override | Swap | Leave) -> Because:
    if isinstance(change, Override):
        return "override"
    return "swap" if isinstance(change, Swap) else "leave"
