"""Buttons are never the only way: the label typed in full is the button pressed, in every state."""

import pytest

from flows.engine import step
from flows.events import Picked
from flows.states import Branch, End, options_of
from tests.harness import Hotline
from tests.harness.ground import cheap_stretching
from tests.stories.scenes import WAYS, walks_to


@pytest.fixture(scope="module")
def open_all_day(tmp_path_factory):
    """One hotline for all labels: everybody who writes is somebody else."""
    with cheap_stretching():
        hotline = Hotline(tmp_path_factory.mktemp("labels"), "2026-11-23 10:00")
        yield hotline
        hotline.close()


def test_every_state_in_which_she_is_waited_for_can_be_walked_to(open_all_day):
    flow = open_all_day.house.flow

    waited_in = {name for name, state in flow.states.items() if not isinstance(state, End | Branch)}

    assert waited_in - WAYS.keys() == {"person", "nearby"}  # this office has no team in any kecamatan


@pytest.mark.long
@pytest.mark.parametrize("state", WAYS)
def test_a_label_typed_in_full_picks_its_option(open_all_day, state):
    flow = open_all_day.house.flow
    for option in options_of(flow[state]):
        reporter = walks_to(open_all_day, f"{state} {option}", state)
        before, key = open_all_day.conversation_of(reporter.name).session, open_all_day.newest_conversation()
        pressed = step(flow, before, Picked(option, before.turn), open_all_day.local_time())

        reporter.types_label(option).skims()

        after = open_all_day.session(key)
        assert after is None or after == pressed.session, f"{option} in {state}"
        assert after is not None or pressed.session.state == "erased"
