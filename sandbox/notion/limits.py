"""How often Notion may be asked. Facts: developers.notion.com/reference/request-limits."""

from __future__ import annotations

import datetime as dt

from sandbox.notion.faults import rate_limited

WINDOW = dt.timedelta(minutes=1)


class RateLimit:
    """A fixed number of requests in each window of a minute, to be spent at any pace."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute, self._used = per_minute, 0
        self._began_at: dt.datetime | None = None

    def count(self, now: dt.datetime) -> None:
        """Count one request; refuse it if the window has none left."""
        if self._began_at is None or now >= self._began_at + WINDOW:
            self._began_at, self._used = now, 0
        if self._used >= self._per_minute:
            left = self._began_at + WINDOW - now
            raise rate_limited(max(1, round(left.total_seconds() + 0.5)))
        self._used += 1
