"""A case, and the words in which cases are written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evals.expecting import AsksWhich, Either, NothingWritten, Plans, Shows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evals.expecting import Expectation, Fits

TODAY = dt.date(2026, 6, 10)  # a Wednesday
TOMORROW = dt.date(2026, 6, 11)
FRIDAY = dt.date(2026, 6, 12)
SUNDAY = dt.date(2026, 6, 14)
MONDAY = dt.date(2026, 6, 15)
TUESDAY = dt.date(2026, 6, 16)
THURSDAY = TOMORROW


@dataclass(frozen=True, slots=True)
class Case:
    """What a person says, in one turn or several, and what the last of them must lead to."""

    id: str
    group: str
    turns: tuple[str, ...]
    then: Expectation


Line = tuple[str | tuple[str, ...], "Expectation"]


def cases(group: str, prefix: str, lines: Iterable[Line]) -> tuple[Case, ...]:
    """The lines as cases of a group, with ids counted from 1."""
    return tuple(
        Case(f"{prefix}-{number:02}", group, (said,) if isinstance(said, str) else said, then)
        for number, (said, then) in enumerate(lines, start=1)
    )


# --- what sentences lead to ---------------------------------------------------------------------------


def becomes(role: str, **fields: Any) -> Plans:
    """The task gets these values and keeps all others."""
    if "title" in fields:
        fields["new_title"] = fields.pop("title")
    return Plans(({"does": "update", "task": f"{{{role}_title}}"} | _values(fields),))


def creates(title: str, **fields: Any) -> Plans:
    return Plans(({"does": "create", "title": title} | _values(fields),))


def archives(role: str) -> Plans:
    return Plans(({"does": "archive", "task": f"{{{role}_title}}"},))


def comments(role: str, text: str) -> Plans:
    return Plans(({"does": "comment", "task": f"{{{role}_title}}", "text": text},))


def together(*plans: Plans) -> Plans:
    """All of these at once, on one card."""
    return Plans(tuple(change for plan in plans for change in plan.changes))


def shows(fits: Fits) -> Shows:
    return Shows(fits)


def asks(*roles: str) -> AsksWhich:
    return AsksWhich(frozenset(roles))


def either(*ways: Expectation) -> Either:
    return Either(ways)


NO_WRITE = NothingWritten()
NOT_UNDERSTOOD = NothingWritten(is_answer=True)


def _values(fields: dict[str, Any]) -> dict[str, Any]:
    """Several people or tags are a set; a task's whole is named by its role."""
    values = {name: frozenset(v) if isinstance(v, tuple) else v for name, v in fields.items()}
    if "parent" in values:
        values["parent"] = f"{{{values['parent']}_title}}"
    return values
