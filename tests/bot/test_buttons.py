"""What a button carries fits into Telegram's limit, and a button that belongs elsewhere does nothing."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.running import is_running, running_lock
from bot.talk import buttons
from bot.talk.buttons import STALE
from flows.errors import Refused
from flows.events import Picked
from flows.hotline import hotline
from flows.states import DONE, OUTSIDE, Place, options_of
from storage.ids import new_id

ME, ANOTHER = "ab12cd34" + "0" * 24, "ef56ab78" + "0" * 24
LONGEST = 64
"""Bytes of `callback_data` (https://core.telegram.org/bots/api#inlinekeyboardbutton)."""


@pytest.fixture(scope="module")
def flow():
    """Return the flow of an office that serves the kota and the kabupaten."""
    return hotline(["35.76", "35.16"])


def test_every_option_of_every_state_fits_into_a_button(flow):
    shown = {key for state in flow.states.values() for key in options_of(state)} | {DONE, OUTSIDE}
    for state in flow.states.values():
        shown |= set(state.places.labels) if isinstance(state, Place) else set()
    assert len(shown) > 50
    for key in shown:
        assert len(buttons.data(new_id(), 99_999, key).encode()) <= LONGEST, key


def test_the_buttons_of_a_page_fit_too():
    for answer in ("accept", "decline"):
        data = f"{answer}:{new_id()}"
        assert len(data.encode()) <= LONGEST
        assert buttons.answered(data) == (answer, data.partition(":")[2])


@given(st.sampled_from(["ya", "35.76.01", "anak_korban"]), st.integers(0, 10**6))
def test_a_button_comes_back_as_the_option_and_turn_that_showed_it(option, turn):
    assert buttons.pressed(Picked(buttons.data(ME, turn, option), -1), ME) == Picked(option, turn)


def test_a_button_of_another_conversation_is_stale():
    assert buttons.pressed(Picked(buttons.data(ANOTHER, 3, "ya"), -1), ME) == Picked("ya", STALE)


@given(st.text(max_size=80))
def test_data_that_nobody_gave_out_is_stale_and_never_an_error(text):
    found = buttons.pressed(Picked(text, -1), ME)
    assert found.turn == STALE or text.startswith(ME[:8])
    assert buttons.answered(text) == ("", "") or text.startswith(("accept:", "decline:"))


@pytest.mark.parametrize(
    "data", ["", ":", "::", "ab12cd34", "ab12cd34:", "ab12cd34:x:ya", "ab12cd34:-1:ya", "ab12cd34:1e3:ya"]
)
def test_half_of_a_button_is_stale(data):
    assert buttons.pressed(Picked(data, -1), ME).turn == STALE


def test_two_services_do_not_run_on_the_same_data(tmp_path):
    assert not is_running(tmp_path)
    with running_lock(tmp_path):
        assert is_running(tmp_path)
        with pytest.raises(Refused, match="sudah berjalan"), running_lock(tmp_path):
            pass
    assert not is_running(tmp_path)


def test_a_lock_is_let_go_of_when_the_service_fails(tmp_path):
    with contextlib.suppress(ZeroDivisionError), running_lock(tmp_path):
        raise ZeroDivisionError
    assert (tmp_path / "service.lock").exists()
    assert not is_running(tmp_path)
