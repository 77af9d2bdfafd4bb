"""A page of Notion's as a Task.

Facts: developers.notion.com/reference/page-property-values. A list of people or relations that is longer
than 25, and a text with more than 25 mentions, comes cut short; the property endpoint has the rest.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from storage.errors import BoardChangedError
from storage.notion.dates import due_from
from storage.notion.links import same_property
from storage.notion.statuses import DONE, NOT_DONE
from storage.records import Member, MemberId, Project, ProjectId, Task, TaskId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from storage.notion.columns import Column
    from storage.notion.schema import Schema

Value = dict[str, Any]
REFERENCES_SHOWN = 25
UNTITLED = "Untitled"
UNNAMED = "Someone outside the team"
_LISTS = frozenset({"title", "rich_text", "people", "relation"})


class Reference(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    id: str = ""
    data_source_id: str = ""


class Page(BaseModel):
    """A page as Notion answers it, as far as Darcy reads it."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    id: str
    url: str
    last_edited_time: dt.datetime
    created_by: Reference = Reference()
    parent: Reference = Reference()
    in_trash: bool = Field(default=False, validation_alias=AliasChoices("in_trash", "archived"))
    properties: dict[str, Value] = Field(min_length=1)

    def value(self, column: Column) -> Value:
        """What the page has in a column. Raises `BoardChangedError` if that is of another type.

        A page may leave out what it has empty. That a column is gone is told by Notion, which refuses every
        filter, order and write that names it.
        """
        for value in self.properties.values():
            if not same_property(str(value.get("id")), column.id):
                continue
            if value.get("type") == column.kind:
                return value
            raise BoardChangedError(
                f"The column “{column.name}” of the task board has another type than before. Ask again; if "
                "that does not help, whoever looks after the board can put it back."
            )
        empty: Any = [] if column.kind in _LISTS else False if column.kind == "checkbox" else None
        return {"id": column.id, "type": column.kind, column.kind: empty}

    def with_list(self, column: Column, items: list[Any]) -> Page:
        """The same page with the whole of a list that came cut short."""
        name = next(name for name, value in self.properties.items() if value is self.value(column))
        whole = {**self.value(column), column.kind: items, "has_more": False}
        return self.model_copy(update={"properties": {**self.properties, name: whole}})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Who and what the ids on a page are."""

    members: Mapping[MemberId, Member]
    projects: Mapping[ProjectId, Project]


def page_from(answer: object) -> Page:
    """Raises `BoardChangedError` if it is not a whole page."""
    try:
        return Page.model_validate(answer)
    except ValidationError as error:
        raise BoardChangedError("Notion described a task in a way Darcy does not understand.") from error


def task_from_page(page: Page, schema: Schema, names: Names, zone: ZoneInfo) -> Task:
    """Read a task. Raises `BoardChangedError` if a column is missing."""
    values = {field: page.value(column) for field, column in schema.columns.items()}
    status = option_in(values.get("status"))
    projects = project_ids_in(values.get("project"))
    return Task(
        id=TaskId(page.id),
        title=_text_in(values.get("title")).strip() or UNTITLED,
        url=page.url,
        status=status,
        is_done=schema.is_done(status),
        assignees=_members_in(values.get("assignees"), names),
        due=due_from((values.get("due") or {}).get("date"), zone),
        project=names.projects.get(projects[0]) if projects else None,
        priority=option_in(values.get("priority")),
        notes=_text_in(values.get("notes")) or None,
        is_trashed=page.in_trash,
        edited_at=page.last_edited_time.astimezone(dt.UTC),
    )


def cut_short(page: Page, schema: Schema) -> list[Column]:
    """The columns whose lists may be longer than the page shows."""
    return [column for column in schema.columns.values() if _is_cut(page.value(column))]


def _is_cut(value: Value) -> bool:
    items = value.get(value["type"])
    if value.get("has_more"):
        return True
    if not isinstance(items, list) or value["type"] not in {"people", "relation", "title", "rich_text"}:
        return False
    mentions = [item for item in items if item.get("type") == "mention" or value["type"] == "people"]
    return len(mentions) >= REFERENCES_SHOWN


def _text_in(value: Value | None) -> str:
    return words_in(value[value["type"]] if value else [])


def words_in(parts: Sequence[Value]) -> str:
    """A text of Notion's without its looks. What was written as text may be there only as it was written."""
    return "".join(
        part["plain_text"] if "plain_text" in part else part.get("text", {}).get("content", "")
        for part in parts
    )


def option_in(value: Value | None) -> str | None:
    """The name of the option chosen in a status, a select, or a checkbox taken for a status."""
    if value is None:
        return None
    chosen = value[value["type"]]
    if isinstance(chosen, bool):
        return DONE if chosen else NOT_DONE
    return chosen["name"] if chosen else None


def _members_in(value: Value | None, names: Names) -> tuple[Member, ...]:
    """By the team's own names for them: a guest is not on its list, and a person may come as an id only."""
    people = value["people"] if value else []
    return tuple(
        names.members.get(MemberId(person["id"]))
        or Member(MemberId(person["id"]), person.get("name") or UNNAMED)
        for person in people
    )


def project_ids_in(value: Value | None) -> list[ProjectId]:
    """Every project a task is in; of a select, the id of the chosen option."""
    if value is None:
        return []
    chosen = value[value["type"]]
    if isinstance(chosen, dict):
        return [ProjectId(chosen["id"])]
    return [ProjectId(page["id"]) for page in chosen or []]
