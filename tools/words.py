"""Days and tasks in a few words. English, whatever the machine's locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.records import StatusGroup

if TYPE_CHECKING:
    import datetime as dt

    from storage.records import Due, Task


GROUPS = {StatusGroup.TODO: "to do", StatusGroup.IN_PROGRESS: "in progress", StatusGroup.DONE: "done"}
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(on: dt.date) -> str:
    """`Fri 12 Jun`."""
    return f"{_WEEKDAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}"


def written(due: Due | None) -> str:
    """A due date as the model reads it: `2026-06-12`, `2026-06-12 17:00`, `2026-06-08..2026-06-12`."""
    if due is None:
        return ""
    last = _point(due.on, due.at)
    return f"{_point(due.starts_on, due.starts_at)}..{last}" if due.starts_on else last


def _point(on: dt.date, at: dt.time | None) -> str:
    return f"{on.isoformat()} {at:%H:%M}" if at else on.isoformat()


def line_of(reference: str, task: Task) -> str:
    """A task as the model reads it: reference, title, and what is set of the rest."""
    parts = [task.status or "no status", f"due {written(task.due)}" if task.due else "no date"]
    parts.append(", ".join(who.name for who in task.assignees) or "nobody")
    parts += [task.project.name] if task.project else []
    parts += [task.priority] if task.priority else []
    parts += [f"tagged {', '.join(task.tags)}"] if task.tags else []
    parts += [f"part of {task.parent.title!r}"] if task.parent else []
    return f"{reference} {task.title!r} · {' · '.join(parts)}"
