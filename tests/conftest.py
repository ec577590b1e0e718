"""What all tests share: the hotline of a story, and the switch that writes transcripts anew."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.harness import Hotline
from tests.harness.ground import cheap_stretching


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-transcripts`."""
    parser.addoption("--update-transcripts", action="store_true", help="Write the golden transcripts anew.")


@pytest.fixture
def hotline(tmp_path: Path) -> Iterator[Hotline]:
    """Return a hotline on a Sunday at 22.10, three counselors enrolled and only the coordinator on duty."""
    with cheap_stretching():
        opened = Hotline(tmp_path)
        yield opened
        opened.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fail a story at its end when something was sent that it never asked for."""
    result = yield
    story = getattr(item, "funcargs", {}).get("hotline")
    if isinstance(story, Hotline):
        story.nothing_else_was_sent()
    return result
