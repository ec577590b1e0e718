"""Who on the staff wrote a line of a transcript: the line does not say so, what was noted of its case does."""

from collections.abc import Mapping, Sequence

from bot.web.desk.holders import Holders
from storage.rows import Row
from storage.transcript import Line

_NOTED = {"reason_given": "reason", "left_out": "reason", "case_closed": "outcome", "handed_by": "text"}
"""What is noted in the very moment in which a note of this kind is kept, by whoever wrote it."""


class Authors:
    """Knows who wrote to the reporter or kept a note in one case. Only the desk shows it, never the chat."""

    def __init__(self, noted: Sequence[Row], names: Mapping[str, str]) -> None:
        """Bind all that was `noted` of the case, and the `names` of members by their ids."""
        self._holders = Holders([row for row in noted if row.action == "accepted"], names)
        self._notes = {(row.at, _NOTED[row.action]): names.get(row.actor, "") for row in noted if row.action in _NOTED}

    def of(self, line: Line) -> str:
        """Return the name of who wrote `line`; empty for the reporter, for the bot, and where nobody knows any more."""
        if line.author not in {"staff", "note"}:
            return ""
        hers = self._notes.get((line.at, line.kind)) if line.author == "note" else None
        return self._holders.at(line.at) if hers is None else hers
