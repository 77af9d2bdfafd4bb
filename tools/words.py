"""A task in a line, for the model and for a question's options."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.records import Task


def line_of(reference: str, task: Task) -> str:
    """A task as the model reads it: reference, title, and what is set of the rest."""
    parts = [task.status or "no status", "due " + task.due_on.isoformat() if task.due_on else "no date"]
    parts.append(", ".join(who.name for who in task.assignees) or "nobody")
    if task.project:
        parts.append(task.project.name)
    if task.priority:
        parts.append(task.priority)
    return f"{reference} {task.title!r} · {' · '.join(parts)}"
