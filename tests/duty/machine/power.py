"""Power that can be cut at every point of `storage.failpoints`, in this process: from then on nothing is committed.

A cut is no Exception, so no handler of the house's own mistakes catches it, as none would catch a kill.
"""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from bot import receiving
from bot.talk import conversation, delivery
from storage import writer
from storage.failpoints import POINTS

_WHERE = (receiving, conversation, delivery, writer)


class PowerCut(BaseException):
    """The process is gone."""


class Power:
    """Is on, until it is cut at a point that was chosen before."""

    def __init__(self) -> None:
        """Begin with the power on and no cut ahead."""
        self.is_off = False
        self._point, self._left = "", 0
        self._lock = threading.Lock()

    def cut_at(self, point: str, passes: int) -> None:
        """Cut it when `point` is passed for the `passes`th time from now."""
        assert point in POINTS
        self._point, self._left = point, passes

    def returns(self) -> None:
        """Put it on again; a cut that did not come does not come any more."""
        self.is_off, self._point = False, ""

    def passes(self, point: str) -> None:
        """Stand in for `fail_at`. Raises PowerCut at the point that was chosen, and everywhere after."""
        with self._lock:
            if point == self._point and not self.is_off:
                self._left -= 1
                self.is_off = self._left == 0
        self.must_be_on()

    def must_be_on(self) -> None:
        """Raise PowerCut where it is off."""
        if self.is_off:
            raise PowerCut

    @contextmanager
    def wired(self) -> Iterator[None]:
        """Let every point of the house ask here."""
        with ExitStack() as stack:
            for module in _WHERE:
                stack.enter_context(patch.object(module, "fail_at", self.passes))
            yield
