"""What becomes of a due date: a day, a time of that day, a first day, each said or kept. Pure functions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storage.records import Due
from tools.errors import ToolRetryError

if TYPE_CHECKING:
    from collections.abc import Collection

_PARTS = frozenset({"due", "due_time", "starts_on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DueWish:
    """What was said of a due date; None, and what is not to be cleared, was not said.

    `shift_days` moves a date that is there by so many days, its first day with it.
    """

    on: dt.date | None = None
    at: dt.time | None = None
    starts_on: dt.date | None = None
    shift_days: int | None = None
    clear: Collection[str] = ()

    @property
    def is_said(self) -> bool:
        said = self.on or self.at or self.starts_on or self.shift_days
        return bool(said) or not _PARTS.isdisjoint(self.clear)

    def applied_to(self, now: Due | None) -> Due | None:
        """The date as it will be. Raises `ToolRetryError` for one that cannot be."""
        try:
            moved = self._moved(None if "due" in self.clear else now)
        except OverflowError as error:
            raise ToolRetryError("There is no such day.") from error
        if moved is None and (self.at or self.starts_on):
            raise ToolRetryError("There is no date to give a time or a first day to: name due_on too.")
        return _checked(self._in_detail(moved)) if moved else None

    def _moved(self, now: Due | None) -> Due | None:
        if now is None:
            return Due(self.on) if self.on else None
        if self.on is not None:
            return now.moved_to(self.on)
        return now.moved_by(dt.timedelta(days=self.shift_days or 0))

    def _in_detail(self, due: Due) -> Due:
        if "due_time" in self.clear:
            due = replace(due, at=None, starts_at=None)
        if "starts_on" in self.clear:
            due = replace(due, starts_on=None, starts_at=None)
        return replace(due, at=self.at or due.at, starts_on=self.starts_on or due.starts_on)


def _checked(due: Due) -> Due:
    """A range ends after it begins; one that is a day long is that day."""
    if due.starts_on is None:
        return due
    starts_at = due.starts_at if due.at else None
    if due.starts_on == due.on and starts_at is None:
        return Due(due.on, due.at)
    if due.starts_on > due.on or (due.starts_on == due.on and starts_at and due.at and starts_at > due.at):
        raise ToolRetryError("It would end before it begins: starts_on must be before due_on.")
    return replace(due, starts_at=starts_at)
