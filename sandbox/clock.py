"""The sandbox's time: it runs as fast as ours, from a day one may choose."""

from __future__ import annotations

import datetime as dt


class Clock:
    """Tells the time in the sandbox. Both emulators stamp with it, and Discord's stamps reach Darcy."""

    def __init__(self, today: dt.date | None = None) -> None:
        """Start at this moment, or at this time of day on another day."""
        now = dt.datetime.now(dt.UTC)
        self._offset = dt.timedelta() if today is None else today - now.date()

    def now(self) -> dt.datetime:
        """The moment, aware and in UTC."""
        return dt.datetime.now(dt.UTC) + self._offset

    def advance(self, by: dt.timedelta) -> None:
        """Let time pass at once."""
        self._offset += by
