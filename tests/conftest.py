"""What all tests share: the hotline of a story, and the switch that writes transcripts anew."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.harness import Hotline
from tests.harness.ground import cheap_stretching


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-transcripts` and `--steps`."""
    parser.addoption("--update-transcripts", action="store_true", help="Write the golden transcripts anew.")
    parser.addoption("--steps", type=int, default=0, help="Play nights at random until so many steps were taken.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file together when they are shared out, and all that need the walk, which takes long."""
    for item in items:
        needs_walk = "walked" in getattr(item, "fixturenames", ())
        item.add_marker(pytest.mark.xdist_group("walk" if needs_walk else item.nodeid.partition("::")[0]))


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
