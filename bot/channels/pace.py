"""Keeps a channel below its provider's rate, without halting everybody when one chat is refused."""

import asyncio


class Pace:
    """At most `per_second` messages a second, in the order in which they came."""

    def __init__(self, per_second: float) -> None:
        """Begin with a full second's worth."""
        self._gap = 1 / per_second
        self._burst = 1.0
        self._free_at = 0.0
        self._lock = asyncio.Lock()

    async def wait(self) -> None:
        """Return as soon as one more message may go out."""
        async with self._lock:
            now = asyncio.get_running_loop().time()
            self._free_at = max(self._free_at, now - self._burst) + self._gap
            if self._free_at > now:
                await asyncio.sleep(self._free_at - now)
