"""Whatever happens in a night, no case is lost, nothing comes twice unmarked, and nobody is called who is not named."""

import sys

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.duty.machine.nights import Night

_ALL = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large, HealthCheck.large_base_example)


def test_the_promises_hold_after_every_step_of_a_night(request: pytest.FixtureRequest) -> None:
    """A few nights, always the same; with `--steps N` new ones until so many steps were taken (`make soak`)."""
    wanted = request.config.getoption("--steps")
    usual = settings(stateful_step_count=30, max_examples=5, deadline=None, database=None, suppress_health_check=_ALL)
    if not wanted:
        run_state_machine_as_test(Night, settings=settings(usual, derandomize=True, print_blob=False))
        return
    many = settings(usual, max_examples=25, stateful_step_count=60, phases=[Phase.generate, Phase.shrink])
    while Night.steps < wanted:
        run_state_machine_as_test(Night, settings=many)
        print(f"{Night.steps} langkah, listrik putus {Night.cuts} kali", file=sys.stderr, flush=True)
