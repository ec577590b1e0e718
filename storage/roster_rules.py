"""The rules of duty as plain data, the same in a table's columns and in the list of a temporary schedule."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from flows.roster import Once, Rotation, Rule, Shift


def data_of(rule: Rule) -> dict[str, Any]:
    """Return a rule as data that JSON can hold; its kind is told by the names."""
    who = {"team": rule.team, "role": rule.role}
    match rule:
        case Once():
            span = {"starts_at": rule.starts_at.isoformat(), "ends_at": rule.ends_at.isoformat()}
            return {**who, "member": rule.member, **span}
        case Shift():
            clock = {"starts": rule.starts.isoformat(), "ends": rule.ends.isoformat()}
            return {**who, "member": rule.member, "days": sorted(rule.days), **clock, "holds": rule.holds}
        case Rotation():
            return {
                **who,
                "members": list(rule.members),
                "begins": rule.begins.isoformat(),
                "hand_over": rule.hand_over.isoformat(),
                "every": rule.every,
                "days": sorted(rule.days),
                "starts": rule.starts.isoformat() if rule.starts is not None else "",
                "ends": rule.ends.isoformat() if rule.ends is not None else "",
                "holds": rule.holds,
            }


def rule_of(data: Mapping[str, Any]) -> Rule:
    """Return the rule that `data` describes; columns that are no part of it are passed over."""
    who = {"team": data["team"], "role": data["role"]}
    if "starts_at" in data:
        starts_at, ends_at = (datetime.fromisoformat(data[name]) for name in ("starts_at", "ends_at"))
        return Once(**who, member=data["member"], starts_at=starts_at, ends_at=ends_at)
    clock = {name: time.fromisoformat(data[name]) for name in ("starts", "ends") if data[name]}
    common: dict[str, Any] = {**who, "days": frozenset(data["days"]), "holds": data["holds"], **clock}
    if "members" not in data:
        return Shift(member=data["member"], **common)
    return Rotation(
        members=tuple(data["members"]),
        begins=date.fromisoformat(data["begins"]),
        hand_over=time.fromisoformat(data["hand_over"]),
        every=data["every"],
        **common,
    )
