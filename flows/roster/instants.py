"""Instants and spans in UTC; a moment without a zone is refused."""

from datetime import UTC, datetime


def in_utc(moment: datetime) -> datetime:
    """Turn an aware moment into UTC, and refuse a naive one."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} has no time zone: pass an aware datetime, such as one in UTC")
    return moment.astimezone(UTC)


def in_order(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Return a range in UTC, which may be empty. Raises ValueError when it ends before it starts."""
    start, end = in_utc(start), in_utc(end)
    if end < start:
        raise ValueError("end lies before start: swap them")
    return start, end


def whole_span(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Return a span in UTC. Raises ValueError when nothing lies between its ends."""
    start, end = in_order(start, end)
    if start == end:
        raise ValueError("a span ends after it starts, not at the same instant")
    return start, end
