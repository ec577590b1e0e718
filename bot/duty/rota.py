"""The roster that counts at an instant: the file's rules, what changes them, and the office's holidays."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.duty import holidays
from bot.house import House
from flows.roster import Roster, duties
from storage import roster, roster_changes
from storage.database import UnitOfWork

_BACK = timedelta(days=1)
"""Changes that were over before are left out: nobody asks the service who was on duty then."""
_AHEAD = timedelta(days=14)


def in_force(house: House, uow: UnitOfWork, now: datetime, since: datetime | None = None) -> Roster:
    """Return the roster as it stands at `now`, with the changes that last beyond `since` (a day ago, when None)."""
    made = roster_changes.made(uow, since if since is not None else now - _BACK)
    return Roster(roster.rules(uow), tuple(one.change for one in made), holidays.table(house.organisation, now))


def posts(house: House) -> tuple[tuple[str, str], ...]:
    """Return every team and role of the file: those on a ladder first, from the most urgent, then the others."""
    ruled = ((one.team, one.role) for one in house.organisation.roster())
    return tuple(dict.fromkeys([*on_ladders(house), *ruled]))


def on_ladders(house: House) -> tuple[tuple[str, str], ...]:
    """Return every team and role that a ladder calls, from the most urgent: where a gap is one of help."""
    return house.organisation.posts()


def expected(house: House, uow: UnitOfWork, now: datetime) -> tuple[str, ...]:
    """Return everybody whom the file names, and who else has a duty within two weeks."""
    roster, end, zone = in_force(house, uow, now), now + _AHEAD, house.organisation.zone
    changed = (
        one.member
        for team, role in posts(house)
        for one in duties(roster, zone=zone, start=now, end=end, team=team, role=role)
    )
    return tuple(dict.fromkeys([*house.organisation.people(), *changed]))


def as_written(house: House, name: str) -> str:
    """Return the name of a member as the office's file writes it, in whatever letter case she was enrolled."""
    return next((one for one in house.organisation.people() if one.lower() == name.lower()), name)


def shown(posts_: Iterable[tuple[str, str]]) -> str:
    """Return posts as people read them: "konselor · kota"."""
    return ", ".join(f"{role} · {team}" for team, role in posts_)
