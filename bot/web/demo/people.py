"""The one-time codes of the demo people: set up beforehand, and shown to everybody."""

from dataclasses import dataclass
from datetime import datetime

from bot.house import House
from storage import codes, members
from storage.database import UnitOfWork
from storage.rows import Row


@dataclass(frozen=True, slots=True)
class Login:
    """How somebody signs in at the desk now; the code is empty for the half minute in which none would be taken."""

    name: str
    role: str
    code: str


def set_up_codes(uow: UnitOfWork, now: datetime) -> None:
    """Set up the codes of all who have none yet; the code of this half minute stays unused."""
    for member in members.everyone(uow):
        if member.code_counter:
            continue
        codes.set_secret(uow, member.id)
        fresh = members.by_id(uow, member.id)
        secret = codes.secret_of(uow, fresh) if fresh is not None else None
        if fresh is not None and secret is not None:
            codes.use(uow, fresh, codes.code_at(secret, _step(now) - 1), now)


def logins(house: House) -> list[Login]:
    """Return how each demo person can sign in now, by name."""
    now = house.clock.now()
    with house.database.look() as uow:
        return [Login(row.name, row.role, _code(uow, row, now)) for row in members.everyone(uow)]


def _code(uow: UnitOfWork, row: Row, now: datetime) -> str:
    """Return the next code that will be taken: of this half minute, or of the coming one where this is used."""
    secret, step = codes.secret_of(uow, row), max(_step(now), row.code_counter + 1)
    return codes.code_at(secret, step) if secret is not None and step <= _step(now) + 1 else ""


def _step(now: datetime) -> int:
    return int(now.timestamp()) // codes.STEP
