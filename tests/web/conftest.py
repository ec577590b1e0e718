"""The desk that tests of the web pages work at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.ground import cheap_stretching
from tests.web.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return an office with ratna (coordinator), sari and dewi (team kota) and tini (another team)."""
    with cheap_stretching():
        opened = Desk(tmp_path)
        yield opened
        opened.close()
