"""What changes the rules for a span: somebody takes over, two swap, one is on leave, a whole team has another plan."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from flows.roster.instants import in_utc
from flows.roster.rules import Rule, keep_span

EVERYBODY = "*"
"""Instead of whom an override puts its member: of whoever has the role then. Empty: of nobody, she comes on top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """`member` has the role in [starts_at, ends_at): alone, instead of one person where that one has it, or on top."""

    team: str
    role: str
    member: str
    starts_at: datetime
    ends_at: datetime
    instead_of: str = EVERYBODY

    def __post_init__(self) -> None:
        """Keep the span in UTC, and refuse one that changes nothing."""
        keep_span(self, "starts_at", "ends_at")
        if self.member == self.instead_of:
            raise ValueError(f"{self.member} cannot take over from herself")

    def put(self, members: tuple[str, ...], at: datetime) -> tuple[str, ...]:
        """Return who has the role at `at`, when `members` would have it otherwise."""
        if not self.starts_at <= at < self.ends_at:
            return members
        if self.instead_of == EVERYBODY:
            return (self.member,)
        if not self.instead_of:
            return once_each((*members, self.member))
        return once_each(self.member if one == self.instead_of else one for one in members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """`one` gives her duties in her span to `other`, and `other` hers in the other span to `one`.

    It counts only when both have agreed, and only from then on: what was, stays as it was.
    """

    team: str
    role: str
    one: str
    one_starts_at: datetime
    one_ends_at: datetime
    other: str
    other_starts_at: datetime
    other_ends_at: datetime
    proposed_by: str
    one_agreed_at: datetime | None = None
    other_agreed_at: datetime | None = None

    def __post_init__(self) -> None:
        """Keep the instants in UTC, and refuse a swap with oneself."""
        keep_span(self, "one_starts_at", "one_ends_at")
        keep_span(self, "other_starts_at", "other_ends_at")
        for name in ("one_agreed_at", "other_agreed_at"):
            if (moment := getattr(self, name)) is not None:
                object.__setattr__(self, name, in_utc(moment))
        if self.one == self.other:
            raise ValueError(f"{self.one} cannot swap with herself")

    @property
    def counts_from(self) -> datetime | None:
        """When both had agreed; None while one of them has not."""
        if self.one_agreed_at is None or self.other_agreed_at is None:
            return None
        return max(self.one_agreed_at, self.other_agreed_at)

    def put(self, members: tuple[str, ...], at: datetime) -> tuple[str, ...]:
        """Return who has the role at `at`, when `members` would have it otherwise."""
        since = self.counts_from
        if since is None or at < since:
            return members
        instead = {}
        if self.one_starts_at <= at < self.one_ends_at:
            instead[self.one] = self.other
        if self.other_starts_at <= at < self.other_ends_at:
            instead[self.other] = self.one
        return once_each(instead.get(one, one) for one in members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """`member` has no duty of any team in [starts_at, ends_at), whatever else puts her there."""

    member: str
    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        """Keep the span in UTC."""
        keep_span(self, "starts_at", "ends_at")

    def put(self, members: tuple[str, ...], at: datetime) -> tuple[str, ...]:
        """Return who is left at `at` of `members`."""
        if not self.starts_at <= at < self.ends_at:
            return members
        return tuple(one for one in members if one != self.member)


@dataclass(frozen=True, slots=True, kw_only=True)
class Temporary:
    """`rules` instead of all other rules of `team` in [starts_at, ends_at): Ramadan, a flood, a plan for one month.

    The rules are followed as if they had always held, and cut to the span: a night that began before it is covered.
    Of two that meet, the later in the roster holds.
    """

    team: str
    starts_at: datetime
    ends_at: datetime
    rules: tuple[Rule, ...] = ()
    why: str = ""

    def __post_init__(self) -> None:
        """Keep the span in UTC, and refuse rules of another team."""
        keep_span(self, "starts_at", "ends_at")
        if any(rule.team != self.team for rule in self.rules):
            raise ValueError(f"a temporary schedule of {self.team} has rules of {self.team} only")


Change: TypeAlias = Override | Swap | Leave | Temporary


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything that decides who is on duty. `changes` stand in the order in which they were made."""

    rules: tuple[Rule, ...] = ()
    changes: tuple[Change, ...] = ()
    holidays: frozenset[date] = field(default_factory=frozenset)


def once_each(members: Iterable[str]) -> tuple[str, ...]:
    """Return the members in their order, each once."""
    return tuple(dict.fromkeys(members))
