"""Points of a turn at which a test can kill the process, as a power cut would: nothing is flushed or caught.

`PELITA_FAIL_AT=name` or `name:3` for the third time the point is passed. Not set, a point costs one comparison.
"""

import os
import signal

POINTS = (
    "update_parsed",
    "turn_begun",
    "inbox_taken",
    "turn_stepped",
    "turn_performed",
    "before_commit",
    "after_commit",
    "outbox_claimed",
    "before_send",
    "after_send",
    "before_settle_commit",
    "after_settle_commit",
)
_NAME, _, _COUNT = os.environ.get("PELITA_FAIL_AT", "").partition(":")
_left = int(_COUNT or 1)


def fail_at(point: str) -> None:
    """Kill the process here when the environment asks for it."""
    global _left
    if point != _NAME:
        return
    _left -= 1
    if _left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
