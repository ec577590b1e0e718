"""Say who is on duty at an instant and why, where nobody is, and when duty changes hands.

Rules are written in the office's wall time and belong to the day on which they begin. Every answer is compared and
returned in UTC, so an office whose clocks change is served as well as one in WIB. Nothing here reads a clock.
"""

from flows.roster.changes import EVERYBODY, Change, Leave, Override, Roster, Swap, Temporary
from flows.roster.clashes import clashes
from flows.roster.instants import in_utc
from flows.roster.of_member import duty_ends, is_on_duty
from flows.roster.rules import EVERY_DAY, Holds, Once, Rotation, Rule, Shift
from flows.roster.spans import Gap, Handover, Stretch, Window, duties, gaps, handovers, overlaps, stretches, windows
from flows.roster.standing import Duty, Explanation, Step, explain, on_call

__all__ = [
    "EVERYBODY",
    "EVERY_DAY",
    "Change",
    "Duty",
    "Explanation",
    "Gap",
    "Handover",
    "Holds",
    "Leave",
    "Once",
    "Override",
    "Roster",
    "Rotation",
    "Rule",
    "Shift",
    "Step",
    "Stretch",
    "Swap",
    "Temporary",
    "Window",
    "clashes",
    "duties",
    "duty_ends",
    "explain",
    "gaps",
    "handovers",
    "in_utc",
    "is_on_duty",
    "on_call",
    "overlaps",
    "stretches",
    "windows",
]
