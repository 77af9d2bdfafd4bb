"""The columns of a data source, as far as Darcy tells them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.layouts import BoardColumn

if TYPE_CHECKING:
    from storage.records import Field

LABELS: dict[Field, str] = {
    "title": "the title",
    "status": "the status",
    "assignees": "the people who have the task",
    "due": "the due date",
    "project": "the project",
    "priority": "the priority",
    "tags": "tags",
    "parent": "the task that a task is a part of",
    "notes": "notes",
}


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a data source.

    `target` is the data source that a relation leads to, `other_side` the id of the column that it has there.
    """

    id: str
    name: str
    kind: str
    options: tuple[Option, ...] = ()
    target: str = ""
    other_side: str = ""

    @property
    def shown(self) -> BoardColumn:
        return BoardColumn(self.id, self.name, self.kind)


def column_from(name: str, config: dict[str, Any]) -> Column:
    """A column as Notion's data source describes it (developers.notion.com/reference/property-object)."""
    kind = str(config.get("type"))
    details = config.get(kind) or {}
    pair = details.get("dual_property") or {}
    return Column(
        id=str(config.get("id")),
        name=name,
        kind=kind,
        options=tuple(Option(option["id"], option["name"]) for option in details.get("options") or ()),
        target=str(details.get("data_source_id") or ""),
        other_side=str(pair.get("synced_property_id") or ""),
    )
