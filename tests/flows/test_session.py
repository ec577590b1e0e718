"""A session is the same after it was stored, and lands on its feet in a flow that has changed meanwhile."""

import json
from dataclasses import fields, replace
from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.engine import begin, step
from flows.events import Said, Sent
from flows.session import Session
from tests.flows.conftest import MORNING

_WORDS = st.text(max_size=8)
_TUPLES = st.lists(_WORDS, max_size=3).map(tuple)
_TIMES = st.none() | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))]))
_TEXTS = {"flow", "state", "language", "level"}
_NUMBERS = {"revision", "turn", "misses"}
_LISTS = {"trail", "heard", "shown", "picked", "offered", "signals"}


def _values(name):
    if name == "answers":
        return st.dictionaries(_WORDS, _TUPLES, max_size=3)
    for names, values in ((_TEXTS, _WORDS), (_NUMBERS, st.integers(0, 99)), (_LISTS, _TUPLES)):
        if name in names:
            return values
    return _TIMES if name.endswith("_at") else st.booleans()


@given(st.fixed_dictionaries({item.name: _values(item.name) for item in fields(Session)}))
def test_any_session_is_the_same_after_a_round_trip_and_fields_of_other_releases_are_left_out(given):
    session = Session(**given)
    stored = json.loads(json.dumps({**session.to_data(), "of_a_later_release": 1}))
    assert Session.from_data(stored) == session


def test_a_session_of_an_older_revision_lands_on_the_state_that_has_another_name_now(flow):
    newer = replace(flow, revision=flow.revision + 1, renamed={"siapa": "who", "kejadian": "story"})
    old = replace(
        begin(flow),
        state="kejadian",
        answers={"siapa": ("saksi",)},
        trail=("siapa", "gone", "safe"),
        picked=("x",),
        offered=("y",),
        turn=9,
    )
    session = step(newer, old, Said("cuacanya cerah"), MORNING).session
    assert (session.state, session.revision, session.trail) == ("story", flow.revision + 1, ("who", "safe"))
    assert session.answers == {"who": ("saksi",), "story": ("cuacanya cerah",)}
    assert (session.picked, session.offered) == ((), ())


@pytest.mark.parametrize(
    ("marks", "state"), [({}, "welcome"), ({"case": True}, "waiting"), ({"case": True, "accepted": True}, "person")]
)
def test_a_session_in_a_state_that_is_gone_lands_where_it_is_safe(flow, marks, state):
    old = replace(begin(flow), state="gone", revision=0, turn=3, **marks)
    turn = step(flow, old, Sent("sticker"), MORNING)
    assert turn.session.state == state
