"""What all tests share: the hotline of a story, and the switch that writes transcripts anew."""

import re
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.harness import Hotline
from tests.harness.ground import cheap_stretching


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-transcripts` and `--steps`."""
    parser.addoption("--update-transcripts", action="store_true", help="Write the golden transcripts anew.")
    parser.addoption("--steps", type=int, default=0, help="Play nights at random until so many steps were taken.")


_WALKED = re.compile(r"^def test_\w+\([^)]*\bwalked\b", re.MULTILINE)


class _ByFile(LoadScopeScheduling):
    """Shares the tests out file by file, and to one process all files that need the walk, which takes long."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "walk" if file in _needs_walk() else file


@cache
def _needs_walk() -> frozenset[str]:
    """Return the files with tests that look at the walk, as they stand in the names of tests."""
    root = Path(__file__).parents[1]
    files = (path for path in Path(__file__).parent.rglob("test_*.py") if _WALKED.search(path.read_text("utf-8")))
    return frozenset(path.relative_to(root).as_posix() for path in files)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Share the tests out as `_ByFile` does, whatever `--dist` says."""
    return _ByFile(config, log)


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
