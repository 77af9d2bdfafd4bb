"""Changes as Notion takes them: property values by the ids of the columns.

A change writes the columns it edits and no others. Where Notion keeps more in a column than Darcy shows (the
start of a range, a time of day, further projects), what was not shown stays as it is.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from storage.changes import CreateTask, DateEdit, Edit, PeopleEdit, ProjectEdit, TextEdit, UpdateTask
from storage.errors import WriteRefusedError
from storage.notion.pages import Value, due_in, moment_in, project_ids_in
from storage.notion.statuses import DONE, NOT_DONE

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from storage.notion.columns import Column
    from storage.notion.pages import Page
    from storage.notion.schema import Schema
    from storage.records import Project, ProjectId

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
        DateEdit(None, change.due_on),
        ProjectEdit(None, change.project),
    )
    return tuple(edit for edit in edits if edit.after)


def must_be_read_first(change: UpdateTask, schema: Schema) -> bool:
    """Whether an edit replaces a value that Notion may keep more of than Darcy shows."""
    return any(
        edit.before is not None
        and (edit.field == "due" or (edit.field == "project" and schema.column("project").kind == "relation"))
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


def _value(edit: Edit, column: Column, now: Value | None, zone: ZoneInfo) -> Any:
    match edit:
        case PeopleEdit(after=after):
            return [{"id": member.id} for member in after]
        case DateEdit(after=after):
            return _date(after, now, zone) if after else None
        case ProjectEdit(before=before, after=after) if column.kind == "relation":
            return [{"id": project} for project in _projects(before, after, now)]
        case ProjectEdit(after=after):
            return {"id": after.id} if after else None
        case TextEdit(after=after):
            return _text(after, column)


def _text(after: str | None, column: Column) -> Any:
    if column.kind in {"title", "rich_text"}:
        return [{"type": "text", "text": {"content": piece}} for piece in pieces_of(after or "")]
    if column.kind == "checkbox":
        return _option(after or NOT_DONE, column, [NOT_DONE, DONE]) == DONE
    names = [option.name for option in column.options]
    return {"name": _option(after, column, names)} if after else None


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


def _date(after: dt.date, now: Value | None, zone: ZoneInfo) -> Value:
    """A new last day. A range keeps its start, a moment its time of day: the card showed neither.

    Raises `WriteRefusedError` for a last day before the start, since the start may not move unseen.
    """
    there = now["date"] if now else None
    was_on = due_in(now, zone)
    if not there or was_on is None:
        return {"start": after.isoformat()}
    by = after - was_on

    def moved(text: str, by: dt.timedelta) -> str:
        if "T" not in text:
            return (dt.date.fromisoformat(text) + by).isoformat()
        local = moment_in(text, there.get("time_zone"), zone)
        return (local.replace(tzinfo=None) + by).replace(tzinfo=zone).isoformat()

    if there.get("end") is None:
        return {"start": moved(there["start"], by)}
    start, end = moved(there["start"], dt.timedelta()), moved(there["end"], by)
    if start > end:
        raise WriteRefusedError(
            f"The task begins on {start[:10]}, so it cannot be due before. Move its start in Notion first."
        )
    return {"start": start, "end": end}
