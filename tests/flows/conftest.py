"""What the tests of the flow share: the flow that is served in Mojokerto, and one walk through all of it."""

from datetime import datetime, timedelta, timezone

import pytest

from flows.hotline import hotline
from flows.walk import walk

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture(scope="session")
def flow():
    """Return the flow of an office that serves the kota and the kabupaten: two places there are called Kauman."""
    return hotline(["35.76", "35.16"])


@pytest.fixture(scope="session")
def walked(flow):
    """Return the walk that all tests of what must always hold look at."""
    return walk(flow, MORNING)
