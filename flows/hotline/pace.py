"""How long each kind of question waits before silence counts.

A question of the report rests after half an hour: whoever takes up the phone later meets the newcomer's greeting,
not a question that tells what was being talked about.
"""

from datetime import timedelta

from flows.states import Quiet

ASKED = Quiet(timedelta(minutes=30), "rest")
"""A question of the report."""
DULL = Quiet(timedelta(minutes=30), "ended")
"""A menu that reveals nothing."""
URGENT = Quiet(timedelta(minutes=2), "waiting")
"""A question while a person is already being called."""
PATIENT = Quiet(timedelta(hours=72), "left")
"""Waiting for a person, or talking with one."""
