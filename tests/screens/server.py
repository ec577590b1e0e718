"""`pelita run` as a newcomer starts it: a process of its own, in an empty folder."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


@contextlib.contextmanager
def demo(folder: Path) -> Iterator[str]:
    """Start the demo in `folder`, and return the address that it prints."""
    shutil.copytree(ROOT / "deploy", folder / "deploy")
    started = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "HOME": str(folder), "LANG": "C.UTF-8", "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    try:
        for line in started.stdout:
            if found := _ADDRESS.search(line):
                yield found[0]
                break
        else:
            raise AssertionError("the demo ended before it said where to look")
    finally:
        started.stdout.close()
        started.terminate()
        started.wait(20)
