"""Facts of the installation that are no row of anything else."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import select, update

from flows.errors import Refused
from storage.database import UnitOfWork
from storage.tables import Meta

_T = Meta.__table__  # type: ignore[attr-defined]
DEMO, REAL = "demo", "real"
_KIND = "kind"
_REFUSED = {
    DEMO: "Data ini milik layanan sungguhan; percobaan tidak boleh memakainya. Pindahkan folder itu ke tempat lain.",
    REAL: "Data ini dari percobaan, dengan orang percobaan; layanan sungguhan tidak boleh memakainya. "
    "Sebutkan folder lain dalam PELITA_DATA_DIR dan kunci lain dalam PELITA_MASTER_KEY_FILE.",
}


def get(uow: UnitOfWork, name: str) -> bytes | None:
    """Return the value called `name`, or None."""
    return uow.read(select(_T.c.value).where(_T.c.name == name)).scalar()


def put(uow: UnitOfWork, name: str, value: bytes) -> None:
    """Store a value under `name`."""
    if not uow.run(update(_T).where(_T.c.name == name).values(value=value)).rowcount:
        uow.run(_T.insert(), {"name": name, "value": value})


def get_or_make(uow: UnitOfWork, name: str, make: Callable[[], bytes]) -> bytes:
    """Return the value called `name`, made and stored when it is not there yet."""
    value = get(uow, name)
    if value is None:
        value = make()
        put(uow, name, value)
    return value


def instant(uow: UnitOfWork, name: str) -> datetime | None:
    """Return the instant kept under `name`, in UTC, or None."""
    value = get(uow, name)
    return datetime.fromisoformat(value.decode()) if value is not None else None


def set_instant(uow: UnitOfWork, name: str, at: datetime) -> None:
    """Keep an instant under `name`."""
    put(uow, name, at.astimezone(UTC).isoformat().encode())


def must_be(uow: UnitOfWork, kind: str) -> None:
    """Mark an installation that has no mark as `kind` for good. Raises Refused when it is the other kind's."""
    if get_or_make(uow, _KIND, kind.encode) != kind.encode():
        raise Refused(_REFUSED[kind])
