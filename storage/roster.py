"""The roster as it is in force: a copy of the organisation file's rules, replaced whole and audited."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select

from flows.roster import Rotation, Rule, Shift
from storage import audit, routines
from storage.database import UnitOfWork
from storage.roster_rules import data_of, rule_of
from storage.tables import RotationRow, ShiftRow

_T = ShiftRow.__table__  # type: ignore[attr-defined]
_ROTATIONS = RotationRow.__table__  # type: ignore[attr-defined]
_IN_ORDER = tuple(select(table).order_by(table.c.seq) for table in (_T, _ROTATIONS))


def rules(uow: UnitOfWork) -> tuple[Rule, ...]:
    """Return the rules in force: the shifts in the order of the file, then the rotations."""
    return tuple(rule_of(dict(row)) for wanted in _IN_ORDER for row in uow.read(wanted).mappings())


def replace_all(uow: UnitOfWork, wanted: Iterable[Shift | Rotation], now: datetime) -> bool:
    """Put `wanted` in force, the shifts before the rotations; return whether that changed anything."""
    wanted = sorted(wanted, key=lambda rule: isinstance(rule, Rotation))
    if rules(uow) == tuple(wanted):
        return False
    for table in (_T, _ROTATIONS):
        uow.run(delete(table))
    for rule in wanted:
        uow.run((_ROTATIONS if isinstance(rule, Rotation) else _T).insert(), data_of(rule))
    turns = sum(isinstance(rule, Rotation) for rule in wanted)
    told = {"shifts": len(wanted) - turns} | ({"rotations": turns} if turns else {})
    audit.note(uow, "roster_replaced", actor="organisation", subject="roster", now=now, **told)
    routines.at_once(uow, *routines.OF_ROSTER)
    return True
