"""A conversation for tests: one line for each thing that happens, the session stored and read back every time."""

import json
from datetime import timedelta

from flows.effects import Escalate
from flows.engine import begin, step
from flows.events import Picked, Said, Silence
from flows.session import Session
from tests.flows.conftest import MORNING
from tests.flows.turns import blocks, does


class Talk:
    """Somebody who writes to `flow`; each method returns the talk, so that a story reads in one line."""

    def __init__(self, flow, *, at=MORNING, session=None):
        self.flow, self.at = flow, at
        self.session = session or begin(flow)
        self.turn = None

    def happens(self, event, *, after=timedelta(minutes=1)):
        self.at += after
        self.turn = step(self.flow, self.session, event, self.at)
        self.session = Session.from_data(json.loads(json.dumps(self.turn.session.to_data())))
        return self

    def says(self, *texts):
        for text in texts:
            self.happens(Said(text))
        return self

    def picks(self, *options):
        for option in options:
            self.happens(Picked(option, self.session.turn))
            assert "everywhere.stale" not in blocks(self.turn), f"{option} was not shown in {self.session.state}"
        return self

    def is_silent(self):
        return self.happens(Silence(), after=self.session.silent_at - self.at)

    def reports(self):
        """Come as far as the first question of the report."""
        return self.says("halo").picks("bantu", "aman", "tidak", "setuju")

    @property
    def state(self):
        return self.session.state

    @property
    def blocks(self):
        return blocks(self.turn)

    @property
    def levels(self):
        return [call.level for call in does(self.turn, Escalate)]
