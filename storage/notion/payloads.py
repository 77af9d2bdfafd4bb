"""Changes as Notion takes them: property values by the ids of the columns.

A change writes the columns it edits and no others. Where Notion keeps more in a column than Darcy shows
(further projects), what was not shown stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.changes import CreateTask, UpdateTask
from storage.edits import DateEdit, Edit, ParentEdit, PeopleEdit, ProjectEdit, TagsEdit, TextEdit
from storage.errors import WriteRefusedError
from storage.notion.dates import date_of
from storage.notion.pages import Value, project_ids_in
from storage.notion.statuses import DONE, NOT_DONE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from storage.notion.columns import Column
    from storage.notion.pages import Page
    from storage.notion.schema import Schema
    from storage.records import Member, Project, ProjectId

PIECE_UNITS = 2000
"""The longest piece of a text, in UTF-16 units, which is how Notion counts."""


def edits_of(change: CreateTask | UpdateTask) -> tuple[Edit, ...]:
    """What a change sets; for a new task, whatever of it is not empty."""
    if isinstance(change, UpdateTask):
        return change.edits
    texts = (
        TextEdit("title", None, change.title),
        TextEdit("status", None, change.status),
        TextEdit("priority", None, change.priority),
        TextEdit("notes", None, change.notes),
    )
    edits: tuple[Edit, ...] = (
        *texts,
        PeopleEdit((), change.assignees),
        DateEdit(None, change.due),
        ProjectEdit(None, change.project),
        TagsEdit((), change.tags),
        ParentEdit(None, change.parent),
    )
    return tuple(edit for edit in edits if edit.after)


def must_be_read_first(change: UpdateTask, schema: Schema) -> bool:
    """Whether an edit replaces a value that Notion may keep more of than Darcy shows."""
    return any(
        edit.field == "project" and edit.before is not None and schema.column("project").kind == "relation"
        for edit in change.edits
    )


def properties_for(
    change: CreateTask | UpdateTask, schema: Schema, zone: ZoneInfo, page: Page | None = None
) -> dict[str, Value]:
    """The `properties` of a page to be made or changed; `page` is what is there now, if it was read.

    Raises `WriteRefusedError` for an option that the board does not have: Notion would make a new one of it.
    """
    columns = {edit.field: schema.column(edit.field) for edit in edits_of(change)}
    now = {field: page.value(column) for field, column in columns.items()} if page else {}
    return {
        columns[edit.field].id: {
            columns[edit.field].kind: _value(edit, columns[edit.field], now.get(edit.field), zone)
        }
        for edit in edits_of(change)
    }


def _value(edit: Edit, column: Column, now: Value | None, zone: ZoneInfo) -> Any:  # noqa: PLR0911 - one for each kind
    match edit:
        case PeopleEdit(after=after):
            return [{"id": member.id} for member in after]
        case DateEdit(after=after):
            return date_of(after, zone)
        case ProjectEdit(before=before, after=after) if column.kind == "relation":
            return [{"id": project} for project in _projects(before, after, now)]
        case ProjectEdit(after=after):
            return {"id": after.id} if after else None
        case TagsEdit(after=after):
            names = [option.name for option in column.options]
            return [{"name": _option(name, column, names)} for name in after]
        case ParentEdit(after=after):
            return [{"id": after.id}] if after else []
        case TextEdit(after=after):
            return _text(after, column)


def _text(after: str | None, column: Column) -> Any:
    if column.kind in {"title", "rich_text"}:
        return [{"type": "text", "text": {"content": piece}} for piece in pieces_of(after or "")]
    if column.kind == "checkbox":
        return _option(after or NOT_DONE, column, [NOT_DONE, DONE]) == DONE
    names = [option.name for option in column.options]
    return {"name": _option(after, column, names)} if after else None


def comment_of(parts: Sequence[str | Member]) -> list[Value]:
    """A comment's rich text: words in pieces, people as mentions, which notify them."""
    found: list[Value] = []
    for part in parts:
        if isinstance(part, str):
            found += [{"type": "text", "text": {"content": piece}} for piece in pieces_of(part)]
        else:
            found.append({"type": "mention", "mention": {"type": "user", "user": {"id": part.id}}})
    return found


def pieces_of(text: str) -> list[str]:
    """A text cut so that no piece is too long for Notion, whichever characters it is of."""
    size = PIECE_UNITS if max(text, default="") <= "\uffff" else PIECE_UNITS // 2
    return [text[start : start + size] for start in range(0, len(text), size)]


def _option(name: str, column: Column, names: list[str]) -> str:
    if name not in names:
        raise WriteRefusedError(
            f"“{column.name}” has no such option on the task board, so nothing was changed. It has: "
            f"{', '.join(names)}. Someone who may edit the board can add one."
        )
    return name


def _projects(before: Project | None, after: Project | None, now: Value | None) -> list[ProjectId]:
    """The projects of a task with one in place of another. Darcy shows the first; the others stay."""
    there = project_ids_in(now)
    if after is None and len(there) > 1:
        raise WriteRefusedError(
            "The task is in several projects, of which Darcy shows only the first, so nothing was changed. "
            "Someone who may edit it can take it out of them in Notion."
        )
    rest = [project for project in there if project not in {before and before.id, after and after.id}]
    return [after.id, *rest] if after else []
