"""Changes as Notion takes them: property values by the ids of the columns.

A change writes the columns it edits and no others. Where Notion keeps more in a column than Darcy shows
(further projects or parents), what was not shown stays as it is. Options are written by their ids: Notion
makes a new option of a name that it does not know, also of one that somebody has just renamed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.changes import CreateTask, UpdateTask
from storage.edits import DateEdit, Edit, ParentEdit, PeopleEdit, ProjectEdit, TagsEdit, TextEdit
from storage.errors import WriteRefusedError
from storage.notion.dates import date_of
from storage.notion.pages import Value, things_in
from storage.notion.statuses import DONE, NOT_DONE
from storage.notion.texts import text_of
from storage.records import Member, MemberId

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from storage.notion.columns import Column
    from storage.notion.pages import Page
    from storage.notion.schema import Schema

_SEVERAL = frozenset({"relation", "multi_select"})
MOST_REFERENCES = 100
"""In one list of a request: developers.notion.com/reference/request-limits."""


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
    """Whether an edit replaces a value that Notion may keep more of than Darcy shows.

    People and tags are shown whole, and the executor has just compared the whole of them with the board.
    """
    return any(
        isinstance(edit, ProjectEdit | ParentEdit)
        and edit.before is not None
        and schema.column(edit.field).kind in _SEVERAL
        for edit in change.edits
    )


def properties_for(
    change: CreateTask | UpdateTask, schema: Schema, zone: ZoneInfo, page: Page | None = None
) -> dict[str, Value]:
    """The `properties` of a page to be made or changed; `page` is what is there now, if it was read.

    Raises `WriteRefusedError` for what Notion would not take, or would take for something else.
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
        case PeopleEdit():
            there = [Member(MemberId(thing["id"]), "") for thing in things_in(now)]
            people = edit.after if now is None else edit.merged_into(tuple(there))
            return _chosen([member.id for member in people], column)
        case TagsEdit():
            tags = edit.after if now is None else edit.merged_into(tuple(t["name"] for t in things_in(now)))
            return _chosen([_option(name, column) for name in tags], column)
        case ProjectEdit() | ParentEdit():
            return _chosen(_with_one_replaced(edit, column, now), column)
        case DateEdit(after=after):
            return date_of(after, zone)
        case TextEdit(after=after):
            return _text(after, column)


def _text(after: str | None, column: Column) -> Any:
    if column.kind in {"title", "rich_text"}:
        return text_of(after or "")
    if column.kind == "checkbox":
        if after not in {None, NOT_DONE, DONE}:
            raise _no_option(column, [NOT_DONE, DONE])
        return after == DONE
    return {"id": _option(after, column)} if after else None


def _option(name: str, column: Column) -> str:
    for option in column.options:
        if option.name == name:
            return option.id
    raise _no_option(column, [option.name for option in column.options])


def _no_option(column: Column, names: Sequence[str]) -> WriteRefusedError:
    return WriteRefusedError(
        f"“{column.name}” has no such option on the task board, so nothing was changed. It has: "
        f"{', '.join(names)}. Someone who may edit the board can add one."
    )


def _chosen(ids: Sequence[str], column: Column) -> Any:
    """People, pages or options by their ids. Raises `WriteRefusedError` if the column cannot hold them."""
    if column.kind in {"select", "multi_select"} and not {option.id for option in column.options}.issuperset(
        ids
    ):
        raise _no_option(column, [option.name for option in column.options])
    if column.kind == "select":
        if len(ids) > 1:
            raise WriteRefusedError(
                f"“{column.name}” holds only one on the task board, so nothing was changed. Name just one."
            )
        return {"id": ids[0]} if ids else None
    if len(ids) > MOST_REFERENCES:
        raise WriteRefusedError(
            f"“{column.name}” would hold {len(ids)}, and Notion takes at most {MOST_REFERENCES} at once, so "
            "nothing was changed."
        )
    return [{"id": each} for each in ids]


def _with_one_replaced(edit: ProjectEdit | ParentEdit, column: Column, now: Value | None) -> list[str]:
    """What a task is in or part of, with one in place of another. Darcy shows the first; the others stay."""
    before, after = edit.before and str(edit.before.id), edit.after and str(edit.after.id)
    there = [str(thing["id"]) for thing in things_in(now)] if column.kind in _SEVERAL else []
    rest = [each for each in there if each not in {before, after}]
    if after is None and rest:
        raise WriteRefusedError(
            f"The task has several under “{column.name}”, of which Darcy shows only the first, so nothing "
            "was changed. Someone who may edit it can take it out of them in Notion."
        )
    return [after, *rest] if after else []
