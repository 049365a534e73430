"""How often somebody may ask."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

_MINUTE = 60.0

MOST_KEYS = 50_000
"""Keys remembered at once; who has been quiet longest is forgotten first."""


class Limit:
    """A number of requests a minute for each key, as a bucket that fills up evenly.

    A full bucket may be emptied at once, so that a short burst passes.

    Args:
        a_minute: requests a minute for each key; 0 lets everything pass.
        clock: seconds, for tests.
    """

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = a_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> float:
        """Counts one request: 0 if it may pass, else the seconds until one may."""
        if not self._most:
            return 0.0
        now = self._clock()
        left, since = self._buckets.pop(key, (float(self._most), now))
        a_second = self._most / _MINUTE
        left = min(float(self._most), left + (now - since) * a_second)
        wait = 0.0 if left >= 1 else (1 - left) / a_second
        self._buckets[key] = (left if wait else left - 1, now)
        if len(self._buckets) > MOST_KEYS:
            self._buckets.popitem(last=False)
        return wait
