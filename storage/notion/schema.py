"""What Darcy knows of the board's columns, read from its data source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from storage.errors import BoardChangedError
from storage.notion.columns import LABELS, Column, Option, columns_by_field
from storage.notion.pages import words_in
from storage.notion.statuses import statuses_of
from storage.records import BoardOptions, StatusGroup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage import records
    from storage.records import StatusOption


class DataSource(BaseModel):
    """A data source as Notion answers it (GET /v1/data_sources/{id}), as far as Darcy reads it."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    id: str
    url: str | None = None
    title: list[dict[str, Any]] = []
    in_trash: bool = Field(default=False, validation_alias=AliasChoices("in_trash", "archived"))
    properties: dict[str, dict[str, Any]]

    @property
    def name(self) -> str:
        return words_in(self.title) or "Tasks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """Which column is what. `source` is the id of the data source whose rows are the tasks."""

    source: str
    name: str
    url: str
    columns: Mapping[records.Field, Column]
    statuses: tuple[StatusOption, ...] = ()

    def column(self, field: records.Field) -> Column:
        """Raises `BoardChangedError` if the board has none."""
        if field not in self.columns:
            raise BoardChangedError(
                f"The task board has no column for {LABELS[field]}. Someone who may edit it can add one."
            )
        return self.columns[field]

    def is_done(self, status: str | None) -> bool:
        return status in self.done

    @property
    def done(self) -> tuple[str, ...]:
        """The names of the statuses that mean done."""
        return tuple(status.name for status in self.statuses if status.group is StatusGroup.DONE)

    @property
    def options(self) -> BoardOptions:
        priority = self.columns.get("priority")
        return BoardOptions(
            name=self.name,
            url=self.url,
            statuses=self.statuses,
            priorities=tuple(option.name for option in priority.options) if priority else (),
            fields=frozenset(self.columns),
        )


def data_source_from(answer: object) -> DataSource:
    """Raises `BoardChangedError` if it is no data source, or one in the trash."""
    try:
        found = DataSource.model_validate(answer)
    except ValidationError as error:
        raise BoardChangedError(
            "Notion described the task board in a way Darcy does not understand."
        ) from error
    if found.in_trash:
        raise BoardChangedError(
            "The task board is in Notion's trash. Someone who may edit it can restore it from there."
        )
    return found


def schema_of(source: DataSource) -> Schema:
    """Tell which column is what. Raises `BoardChangedError` where that cannot be told."""
    columns = columns_by_field(columns_of(source), source.id)
    status = columns.get("status")
    return Schema(
        source=source.id,
        name=source.name,
        url=source.url or "",
        columns=columns,
        statuses=statuses_of(status, source.properties[status.name]) if status else (),
    )


def columns_of(source: DataSource) -> list[Column]:
    """Every column, whatever its type."""
    return [_column(name, config) for name, config in source.properties.items()]


def _column(name: str, config: dict[str, Any]) -> Column:
    kind = str(config.get("type"))
    details = config.get(kind) or {}
    return Column(
        id=str(config.get("id")),
        name=name,
        kind=kind,
        options=tuple(Option(option["id"], option["name"]) for option in details.get("options") or ()),
        target=str(details.get("data_source_id") or ""),
    )
