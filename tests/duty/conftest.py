"""What the tests of duty share: an office that a file may replace by its own, and the coordinator's changes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.roster import Change
from storage import roster_changes
from tests.harness import Hotline
from tests.harness.ground import COORDINATOR, cheap_stretching
from tests.harness.office import Office


@pytest.fixture
def office() -> Office:
    """Return the office of the stories."""
    return Office()


@pytest.fixture
def hotline(tmp_path: Path, office: Office) -> Iterator[Hotline]:
    """Return the hotline of `office`, on a Sunday at 22.10."""
    with cheap_stretching():
        opened = Hotline(tmp_path, office=office)
        yield opened
        opened.close()


@pytest.fixture
def change(hotline: Hotline) -> Callable[[Change], str]:
    """Return a function that puts a change upon the roster of the running house, and returns its id."""

    def change(made: Change) -> str:
        now = hotline.house.clock.now()
        return hotline.house.writer.do(lambda uow: roster_changes.add(uow, made, COORDINATOR, now))

    return change
