"""A page of Notion's: a row of the board, or of another database, and what stands in its columns.

Facts: developers.notion.com/reference/page-property-values. A list of people or relations that is longer
than 25, and a text with more than 25 mentions, comes cut short; the property endpoint has the rest.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads these annotations when it reads a page
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError, field_validator

from storage.errors import BoardChangedError
from storage.notion.statuses import DONE, NOT_DONE
from storage.records import ProjectId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.notion.columns import Column
    from storage.notion.schema import Schema
    from storage.records import Member, MemberId, Project, TaskId

Value = dict[str, Any]
REFERENCES_SHOWN = 25
UNTITLED = "Untitled"
UNNAMED = "Someone outside the team"
_TEXTS = frozenset({"title", "rich_text"})
_LISTS = _TEXTS | {"people", "relation", "multi_select"}


@lru_cache(maxsize=1024)
def _bare(column_id: str) -> str:
    return unquote(column_id)


class Reference(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    id: str = ""
    data_source_id: str = ""


class Page(BaseModel):
    """A page as Notion answers it, as far as Darcy reads it. `properties` are by the bare ids of columns."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    id: str
    url: str
    last_edited_time: dt.datetime
    created_by: Reference = Reference()
    parent: Reference = Reference()
    in_trash: bool = Field(default=False, validation_alias=AliasChoices("in_trash", "archived"))
    properties: dict[str, Value] = Field(min_length=1)

    @field_validator("properties")
    @classmethod
    def _by_id(cls, properties: dict[str, Value]) -> dict[str, Value]:
        """People rename columns, and Notion percent-encodes ids in some places and not in others."""
        return {_bare(str(value.get("id"))): value for value in properties.values()}

    def value(self, column: Column) -> Value:
        """What the page has in a column. Raises `BoardChangedError` if that is of another type.

        A page may leave out what it has empty. That a column is gone is told by Notion, which refuses every
        filter, order and write that names it.
        """
        value = self.properties.get(_bare(column.id))
        if value is None:
            empty: Any = [] if column.kind in _LISTS else False if column.kind == "checkbox" else None
            return {"id": column.id, "type": column.kind, column.kind: empty}
        if value.get("type") == column.kind:
            return value
        raise BoardChangedError(
            f"The column “{column.name}” of the task board has another type than before. Ask again; if "
            "that does not help, whoever looks after the board can put it back."
        )

    def with_list(self, column: Column, items: list[Any]) -> Page:
        """The same page with the whole of a list that came cut short."""
        whole = {**self.value(column), column.kind: items, "has_more": False}
        return self.model_copy(update={"properties": {**self.properties, _bare(column.id): whole}})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Who and what the ids on a page are. `titles` are those of other tasks."""

    members: Mapping[MemberId, Member]
    projects: Mapping[ProjectId, Project]
    titles: Mapping[TaskId, str] = field(default_factory=dict)


def page_from(answer: object) -> Page:
    """Raises `BoardChangedError` if it is not a whole page."""
    try:
        return Page.model_validate(answer)
    except ValidationError as error:
        raise BoardChangedError("Notion described a task in a way Darcy does not understand.") from error


def is_page(answer: Value) -> bool:
    """Whether a result is a page that may be seen: a wiki has databases among its rows as well."""
    return answer.get("object") == "page" and bool(answer.get("properties"))


def cut_short(page: Page, schema: Schema) -> list[Column]:
    """The columns whose lists may be longer than the page shows."""
    return [column for column in schema.columns.values() if _is_cut(page.value(column))]


def _is_cut(value: Value) -> bool:
    items = value.get(value["type"])
    if value.get("has_more"):
        return True
    if not isinstance(items, list) or value["type"] not in {"people", "relation", *_TEXTS}:
        return False
    references = items if value["type"] not in _TEXTS else [item for item in items if is_mention(item)]
    return len(references) >= REFERENCES_SHOWN


def is_mention(part: Value) -> bool:
    return part.get("type") == "mention"


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


def things_in(value: Value | None) -> list[Value]:
    """What a column names, each with its id: people, related pages, the option chosen or the several."""
    if value is None:
        return []
    chosen = value[value["type"]]
    return [chosen] if isinstance(chosen, dict) else list(chosen or ())


def project_ids_in(value: Value | None) -> list[ProjectId]:
    """Every project a task is in; of a select, the id of the chosen option."""
    return [ProjectId(thing["id"]) for thing in things_in(value)]
