"""A change in a person's words, before it is decided on and after: complete, and drawn by code alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.ui import words
from bot.ui.layout import Link, Text
from bot.ui.texts import changes as texts
from bot.ui.wording import line_of, phrase
from storage.changes import AddComment, ArchiveTask, CreateTask, UpdateTask
from storage.edits import DateEdit, ParentEdit, PeopleEdit, ProjectEdit, TagsEdit, TextEdit
from storage.proposals import CallState

if TYPE_CHECKING:
    import datetime as dt

    from bot.ui.layout import Block, Line, Span
    from storage.changes import Change
    from storage.edits import Edit, TextField
    from storage.proposals import DeferredCall
    from storage.records import Project, Task

_MOST_IN_BOLD = 80
_ENDED = {
    CallState.HELD: texts.HELD,
    CallState.APPROVED: texts.APPROVED,
    CallState.APPLYING: texts.APPLYING,
    CallState.DONE: texts.DONE,
    CallState.REFUSED: texts.REFUSED,
    CallState.FAILED: texts.FAILED,
    CallState.UNCERTAIN: texts.UNCERTAIN,
}
_TEXT_FIELDS: dict[TextField, str] = {
    "title": texts.TITLE,
    "status": texts.STATUS,
    "priority": texts.PRIORITY,
    "notes": texts.NOTES,
}


def preview_of(change: Change, today: dt.date, number: int | None = None) -> Block:
    """What would become of a task: its name, and a line for each field; of a comment, every word of it."""
    first = _named(change, title_of(change), is_done=False)
    first = first if number is None else line_of(texts.NUMBERED, number=number, change=first)
    return (first, *_details(change, today))


def receipt_of(call: DeferredCall, today: dt.date, *, with_state: bool = True) -> Block:
    """How a call ended, with what it changed, or why it did not. `with_state` unless it was said above."""
    ended = _ENDED[call.state] if kept_all(call) else texts.DONE_OTHERWISE
    is_done = call.receipt is not None and kept_all(call)
    name = Link(call.receipt.task.title, call.receipt.task.url) if call.receipt else title_of(call.change)
    first = _named(call.change, name, is_done=is_done)
    first = line_of(texts.ENDED, ended=ended, change=first) if with_state else first
    why = texts.NOTE if call.receipt else texts.WHY
    reason = [line_of(why, reason=call.reason)] if call.reason else []
    return (first, *_details(call.change, today), *reason)


def _named(change: Change, task: Span, *, is_done: bool) -> Line:
    """What is done, and to which task."""
    match change:
        case CreateTask():
            return line_of(texts.NEW_TASK, task=task)
        case UpdateTask():
            return line_of(texts.UPDATED, task=task)
        case ArchiveTask(restores=True):
            return line_of(texts.RESTORED if is_done else texts.RESTORE, task=task)
        case ArchiveTask():
            return line_of(texts.MOVED_TO_TRASH if is_done else texts.MOVE_TO_TRASH, task=task)
        case AddComment():
            return line_of(texts.COMMENTED_ON if is_done else texts.COMMENT_ON, task=task)
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
    words: list[Span] = []
    for part in comment.parts:
        words += [Text(part)] if isinstance(part, str) else line_of(texts.MENTIONED, name=part.name)
    return line_of(texts.QUOTED, words=tuple(words))


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
        (texts.STATUS, change.status),
        (_assignees(len(change.assignees)), words.names(change.assignees)),
        (texts.DUE, words.due_and_distance(change.due, today)),
        (texts.PROJECT, change.project and change.project.name),
        (texts.PART_OF, change.parent and change.parent.title),
        (texts.PRIORITY, change.priority),
        (texts.TAGS, ", ".join(change.tags)),
        (texts.NOTES, change.notes),
    ]
    return [line_of(texts.FIELD, field=field, value=value) for field, value in fields if value]


def _edit(edit: Edit, today: dt.date) -> Line:
    match edit:
        case TextEdit(field, before, after):
            return _from_to(_TEXT_FIELDS[field], before, after)
        case DateEdit(before, after):
            return _from_to(texts.DUE, words.due_day(before, today), words.due_and_distance(after, today))
        case PeopleEdit(before, after):
            label = _assignees(max(len(before), len(after)))
            return _from_to(label, words.names(before), words.names(after))
        case TagsEdit(before, after):
            return _from_to(texts.TAGS, ", ".join(before), ", ".join(after))
        case ProjectEdit(before, after, others):
            return _from_to(texts.PROJECT, _name(before), _name(after), ", ".join(map(_name, others)))
        case ParentEdit(before, after):
            was, will = (parent.title if parent else None for parent in (before, after))
            return _from_to(texts.PART_OF, was, will)
        case _:
            assert_never(edit)


def _from_to(field: str, before: str | None, after: str | None, others: str = "") -> Line:
    """`others` are the values that stay beside it."""
    was, will = before or texts.NONE, _new(after or texts.NONE)
    if others:
        return line_of(texts.EDIT_KEEPING, field=field, before=was, after=will, others=others)
    return line_of(texts.EDIT, field=field, before=was, after=will)


def _new(value: str) -> Text:
    """What would be written, seen at a glance; but not a whole text, which bold makes harder to read."""
    return Text(value, bold=len(value) <= _MOST_IN_BOLD)


def _assignees(count: int) -> str:
    return phrase(texts.ASSIGNEES, count=max(count, 1))


def _name(project: Project | None) -> str:
    return project.name if project else ""
