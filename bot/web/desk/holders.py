"""Who had a case, and since when: read from what was noted, since a case itself keeps its first acceptance only."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from storage.rows import Row


class Holders:
    """All who accepted one case, in their order."""

    def __init__(self, accepted: Sequence[Row], names: Mapping[str, str]) -> None:
        """Bind what was noted of who `accepted` it, the earliest first, and the `names` of members by their ids."""
        self._accepted, self._names = accepted, names

    def since(self, case: Row) -> datetime | None:
        """Return since when the present (or last) holder of `case` has it; None where nobody has accepted it."""
        hers = (row.at for row in reversed(self._accepted) if row.actor == case.holder_id)
        found: datetime | None = next(hers, case.accepted_at)
        return found

    def first(self, case: Row) -> str:
        """Return the name of who accepted `case` when it says that it was accepted; empty where that is not known."""
        return next((self._name(row) for row in self._accepted if row.at == case.accepted_at), "")

    def at(self, moment: datetime) -> str:
        """Return the name of who had accepted it last by `moment`; empty for nobody."""
        return next((self._name(row) for row in reversed(self._accepted) if row.at <= moment), "")

    def _name(self, row: Row) -> str:
        return self._names.get(row.actor, "")
