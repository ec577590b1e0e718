"""The audit trail: every row carries a hash of itself and of the row before it.

A chain alone does not notice a cut tail; `head` is what a coordinator's summary carries outside.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, select

from storage.database import UnitOfWork
from storage.prepared import Prepared
from storage.tables import AuditRow

_T = AuditRow.__table__  # type: ignore[attr-defined]
_NEAR = 2000
"""Rows that are looked at for what was noted a moment ago."""
_LAST = select(_T.c.seq, _T.c.hash).order_by(_T.c.seq.desc()).limit(1)
_NEWEST = Prepared(_LAST)
_INSERT = Prepared(_T.insert(), ("seq", "at", "actor", "action", "subject", "detail", "hash"))


def note(uow: UnitOfWork, action: str, *, actor: str, subject: str, now: datetime, **detail: Any) -> None:
    """Append a row: who did what to what. `detail` holds codes and counts, never words of a reporter."""
    last = uow.first(_NEWEST, {})
    seq, before = (last.seq + 1, last.hash) if last else (1, b"")
    row = {
        "seq": seq,
        "at": now.astimezone(UTC),
        "actor": actor,
        "action": action,
        "subject": subject,
        "detail": detail,
    }
    uow.do(_INSERT, {**row, "hash": _hash(uow.keys.audit, before, row)})


def noted_since(uow: UnitOfWork, action: str, *, actor: str, subject: str, since: datetime) -> bool:
    """Return whether this was noted after `since`; only the newest rows are looked at, so an old one may be missed."""
    last = last_noted(uow, action, actor=actor, subject=subject)
    return last is not None and last > since


def last_noted(uow: UnitOfWork, action: str, *, actor: str, subject: str) -> datetime | None:
    """Return when this was noted last, or None; only the newest rows are looked at, so an old one may be missed."""
    newest_rows = select(_T).order_by(_T.c.seq.desc()).limit(_NEAR).subquery()
    near = newest_rows.c
    same = (near.action == action, near.actor == actor, near.subject == subject)
    return uow.read(select(near.at).where(*same).order_by(near.seq.desc()).limit(1)).scalar()


def of(uow: UnitOfWork, subject: str) -> Sequence[Row[Any]]:
    """Return all that was noted of a subject, in its order."""
    return uow.read(select(_T).where(_T.c.subject == subject).order_by(_T.c.seq)).all()


def head(uow: UnitOfWork) -> tuple[int, str]:
    """Return number and hash of the newest row; (0, "") when there is none."""
    last = uow.read(_LAST).first()
    return (last.seq, last.hash.hex()) if last else (0, "")


def newest(uow: UnitOfWork) -> datetime | None:
    """Return the latest time noted, or None when nothing is."""
    return uow.read(select(_T.c.at).order_by(_T.c.at.desc()).limit(1)).scalar()


def broken_at(uow: UnitOfWork, *, length: int = 0, head_hash: str = "") -> int | None:
    """Return the number of the first row that was changed, moved or is missing; None when all is well.

    With `length` and `head_hash` of an earlier `head`, a tail that was cut off since is found too.
    """
    before, expected = b"", 1
    for row in uow.read(select(_T).order_by(_T.c.seq)).mappings():
        whole = {name: row[name] for name in ("seq", "at", "actor", "action", "subject", "detail")}
        if row["seq"] != expected or not hmac.compare_digest(_hash(uow.keys.audit, before, whole), row["hash"]):
            return expected
        if row["seq"] == length and row["hash"].hex() != head_hash:
            return expected
        before, expected = row["hash"], expected + 1
    return expected if expected <= length else None


def broken_after(uow: UnitOfWork, seq: int, digest: bytes) -> tuple[int | None, int, bytes]:
    """Verify what was noted after row `seq`, whose hash was `digest`, and that this row still stands as it did.

    Return the number of the first row that is wrong or missing, or None, and number and hash of the newest good row.
    """
    if seq and uow.read(select(_T.c.hash).where(_T.c.seq == seq)).scalar() != digest:
        return seq, seq, digest
    for row in uow.read(select(_T).where(_T.c.seq > seq).order_by(_T.c.seq)).mappings():
        whole = {name: row[name] for name in ("seq", "at", "actor", "action", "subject", "detail")}
        if row["seq"] != seq + 1 or not hmac.compare_digest(_hash(uow.keys.audit, digest, whole), row["hash"]):
            return seq + 1, seq, digest
        seq, digest = seq + 1, row["hash"]
    return None, seq, digest


def stands_before(uow: UnitOfWork, rows: int) -> tuple[int, bytes]:
    """Return number and hash of the row that stands `rows` before the newest: (0, b"") where there are fewer."""
    last = select(_T.c.seq).order_by(_T.c.seq.desc()).limit(1).scalar_subquery()
    row = uow.read(select(_T.c.seq, _T.c.hash).where(_T.c.seq == last - rows)).first()
    return (row.seq, row.hash) if row else (0, b"")


def _hash(key: bytes, before: bytes, row: dict[str, Any]) -> bytes:
    text = json.dumps({**row, "at": row["at"].isoformat()}, sort_keys=True, ensure_ascii=False)
    return hmac.digest(key, before + text.encode(), hashlib.sha256)
