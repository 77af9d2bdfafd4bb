"""The columns of a data source, as it keeps them: Notion's own configuration of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from sandbox.notion.errors import NotionError, validation_error

Json = dict[str, Any]

OF_THE_PAGE = frozenset({"created_time", "created_by", "last_edited_time", "last_edited_by"})
"""The types that show what Notion itself keeps of a page."""
READ_ONLY = OF_THE_PAGE | {"formula", "rollup", "unique_id"}
"""The types whose values Notion itself sets."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `id` is percent-encoded, as in Notion's answers; `details` is what its type adds."""

    id: str
    name: str
    kind: str
    details: Json

    @property
    def options(self) -> list[Json]:
        """The options of a select, multi-select or status; a status's first is what a new row gets."""
        return list(self.details.get("options", []))

    def option(self, *, name: str | None = None, option_id: str | None = None) -> Json | None:
        for option in self.options:
            if option["name"] == name or option["id"] == option_id:
                return option
        return None

    @property
    def other_side(self) -> str | None:
        """Of a relation that is kept on both sides, the id of the column on the other one."""
        dual = self.details.get("dual_property") if self.kind == "relation" else None
        return dual and dual["synced_property_id"]


def columns_of(source: Json) -> list[Column]:
    return [
        Column(config["id"], name, config["type"], config[config["type"]])
        for name, config in source["properties"].items()
    ]


def find_column(source: Json, key: str) -> Column | None:
    """By name, or by id, which may be percent-encoded or not."""
    for column in columns_of(source):
        if key == column.name or unquote(key) == unquote(column.id):
            return column
    return None


def column_asked_for(source: Json, key: str, what: str = "property") -> Column:
    """The column that a filter or a sort names; refused in the words that Notion has for those."""
    column = find_column(source, key)
    if column is None:
        raise validation_error(f"Could not find {what} with name or id: {key}")
    return column


def no_such_column(key: str) -> NotionError:
    return validation_error(f"{key} is not a property that exists.")
