"""A change in a person's words, before it is decided on and after: complete, and drawn by code alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.ui import words
from bot.ui.layout import Link, Text, said
from storage.changes import AddComment, ArchiveTask, CreateTask, UpdateTask
from storage.edits import DateEdit, ParentEdit, PeopleEdit, ProjectEdit, TagsEdit, TextEdit
from storage.proposals import CallState

if TYPE_CHECKING:
    import datetime as dt

    from bot.ui.layout import Block, Line, Span
    from storage.changes import Change
    from storage.edits import Edit
    from storage.proposals import DeferredCall
    from storage.records import Project, Task

ARROW = " → "
_MOST_IN_BOLD = 80
_ENDED = {
    CallState.HELD: "🚫 Not applied",
    CallState.APPROVED: "⏳ About to be applied",
    CallState.APPLYING: "⏳ Being applied",
    CallState.DONE: "✅ Done",
    CallState.REFUSED: "⛔ Refused, nothing was changed",
    CallState.FAILED: "❌ Failed, nothing was changed",
    CallState.UNCERTAIN: "❔ Uncertain, it may have happened: look at the task before you ask again",
}


def preview_of(change: Change, today: dt.date, number: int | None = None) -> Block:
    """What would become of a task: its name, and a line for each field; of a comment, every word of it."""
    count = "" if number is None else f"{number} · "
    before = filter(None, (count, _verb(change, is_done=False)))
    return (said(*before, title_of(change)), *_details(change, today))


def receipt_of(call: DeferredCall, today: dt.date, *, with_state: bool = True) -> Block:
    """How a call ended, with what it changed, or why it did not. `with_state` unless it was said above."""
    ended = _ENDED[call.state] if kept_all(call) else "⚠️ Done, but not as shown"
    state = f"{ended} · " if with_state else ""
    is_done = call.receipt is not None and kept_all(call)
    name = Link(call.receipt.task.title, call.receipt.task.url) if call.receipt else title_of(call.change)
    first = said(*filter(None, (state, _verb(call.change, is_done=is_done))), name)
    label = "Note: " if call.receipt else "Why: "
    reason = [said(label, call.reason)] if call.reason else []
    return (first, *_details(call.change, today), *reason)


def _verb(change: Change, *, is_done: bool) -> str:
    match change:
        case CreateTask():
            return "New task: "
        case UpdateTask():
            return ""
        case ArchiveTask(restores=True):
            return "Restored: " if is_done else "Restore from the trash: "
        case ArchiveTask():
            return "Moved to the trash: " if is_done else "Move to the trash: "
        case AddComment():
            return "Commented on " if is_done else "Comment on "
        case _:
            assert_never(change)


def _details(change: Change, today: dt.date) -> list[Line]:
    match change:
        case CreateTask():
            return _fields_of(change, today)
        case UpdateTask():
            return [_edit(edit, today) for edit in change.edits]
        case ArchiveTask(task=task):
            return _fields_of(task, today)
        case AddComment():
            return [_quoted(change)]
        case _:
            assert_never(change)


def _quoted(comment: AddComment) -> Line:
    """The whole comment in quotation marks, on one line so that none of it passes for a line of the card.

    Whom it mentions, and so notifies, is bold.
    """
    parts = (part if isinstance(part, str) else Text(f"@{part.name}", bold=True) for part in comment.parts)
    return said("“", *parts, "”")


def kept_all(call: DeferredCall) -> bool:
    """Whether the board has all that was shown, as far as a receipt says."""
    if call.receipt is None or isinstance(call.change, AddComment):
        return True
    return call.change.is_in(call.receipt.task)


def title_of(change: Change) -> Span:
    return Text(change.title, bold=True) if isinstance(change, CreateTask) else _link(change)


def _link(change: UpdateTask | ArchiveTask | AddComment) -> Link:
    return Link(change.title, change.url)


def _fields_of(change: CreateTask | Task, today: dt.date) -> list[Line]:
    fields = [
        ("Status", change.status),
        (_assignees(len(change.assignees)), words.names(change.assignees)),
        ("Due", words.due_and_distance(change.due, today)),
        ("Project", change.project and change.project.name),
        ("Part of", change.parent and change.parent.title),
        ("Priority", change.priority),
        ("Tags", ", ".join(change.tags)),
        ("Notes", change.notes),
    ]
    return [said(f"{label}: ", value) for label, value in fields if value]


def _edit(edit: Edit, today: dt.date) -> Line:
    match edit:
        case TextEdit(field, before, after):
            return said(f"{field.capitalize()}: ", before or "none", ARROW, _new(after or "none"))
        case DateEdit(before, after):
            return said(
                f"Due: {words.due_day(before, today)}{ARROW}", _new(words.due_and_distance(after, today))
            )
        case PeopleEdit(before, after):
            label = _assignees(max(len(before), len(after)))
            return said(f"{label}: ", words.names(before), ARROW, _new(words.names(after)))
        case TagsEdit(before, after):
            return said("Tags: ", ", ".join(before) or "none", ARROW, _new(", ".join(after) or "none"))
        case ProjectEdit(before, after, others):
            still = f" (and still {', '.join(project.name for project in others)})" if others else ""
            return said("Project: ", _name(before), ARROW, _new(_name(after)), still)
        case ParentEdit(before, after):
            was, will = (parent.title if parent else "none" for parent in (before, after))
            return said("Part of: ", was, ARROW, _new(will))
        case _:
            assert_never(edit)


def _new(value: str) -> Text:
    """What would be written, seen at a glance; but not a whole text, which bold makes harder to read."""
    return Text(value, bold=len(value) <= _MOST_IN_BOLD)


def _assignees(count: int) -> str:
    return "Assignee" if count <= 1 else "Assignees"


def _name(project: Project | None) -> str:
    return project.name if project else "none"
