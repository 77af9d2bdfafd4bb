"""Days and tasks in a few words. English, whatever the machine's locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from storage.records import Task


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(on: dt.date) -> str:
    """`Fri 12 Jun`."""
    return f"{_WEEKDAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}"


def line_of(reference: str, task: Task) -> str:
    """A task as the model reads it: reference, title, and what is set of the rest."""
    parts = [task.status or "no status", "due " + task.due_on.isoformat() if task.due_on else "no date"]
    parts.append(", ".join(who.name for who in task.assignees) or "nobody")
    if task.project:
        parts.append(task.project.name)
    if task.priority:
        parts.append(task.priority)
    return f"{reference} {task.title!r} · {' · '.join(parts)}"
