"""Facts of the installation that are no row of anything else."""

from collections.abc import Callable

from sqlalchemy import select, update

from storage.database import UnitOfWork
from storage.tables import Meta

_T = Meta.__table__  # type: ignore[attr-defined]


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
