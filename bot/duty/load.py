"""Nobody has too many red cases at once: whoever has is passed over, as long as anybody else is left to be called."""

from collections.abc import Callable

from bot.house import House
from flows.levels import LEVELS
from flows.rungs import Escalation, Rung
from storage import cases
from storage.database import UnitOfWork


class Rungs:
    """Who is called on a rung: nobody who has too much, but on the last rung, and once all was in vain, everybody."""

    def __init__(
        self, house: House, uow: UnitOfWork, running: Escalation, reachable: Callable[[Rung], tuple[str, ...]]
    ) -> None:
        """Bind the ladder that is climbed, and who can be called at all."""
        self._uow, self._most, self._reachable = uow, house.organisation.duty.most_red, reachable
        self._last = running.ladder.rungs[-1]
        self._all = running.status == "exhausted"
        self._taken = running.paged | running.declined
        self.passed_over: list[str] = []
        """Who was passed over, each once."""

    def who(self, rung: Rung) -> tuple[str, ...]:
        """Return who is called on `rung`."""
        found = self._reachable(rung)
        if self._all or rung == self._last:
            return found
        full = [member for member in found if self._is_full(member)]
        fresh = (member for member in full if member not in self._taken and member not in self.passed_over)
        self.passed_over += fresh
        return tuple(member for member in found if member not in full)

    def _is_full(self, member: str) -> bool:
        red = [case for case in cases.held_by(self._uow, member) if case.level == LEVELS[-1]]
        return len(red) >= self._most
