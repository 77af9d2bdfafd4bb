"""What Darcy knows of the board's columns, read from its data source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from storage.errors import BoardChangedError
from storage.notion.columns import LABELS, column_from
from storage.notion.detection import Detection
from storage.notion.pages import words_in
from storage.notion.statuses import statuses_of
from storage.records import BoardOptions, StatusGroup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage import records
    from storage.layouts import ColumnChoice
    from storage.notion.columns import Column
    from storage.notion.detection import Found
    from storage.records import StatusOption

SETUP = "A server admin can settle it with /darcy-admin setup."


class UnsettledError(BoardChangedError):
    """Which column is what cannot be told, and a guess could do harm: an admin must say."""


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
                f"The task board has no column for {LABELS[field]}. Someone who may edit it can add one, or, "
                "if there is one, a server admin can name it with /darcy-admin setup."
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
        return BoardOptions(
            name=self.name,
            url=self.url,
            statuses=self.statuses,
            priorities=self._names("priority"),
            tags=self._names("tags"),
            fields=frozenset(self.columns),
        )

    def _names(self, field: records.Field) -> tuple[str, ...]:
        column = self.columns.get(field)
        return tuple(option.name for option in column.options) if column else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What was found of every role. `schema` has the roles that are settled.

    `done_is_chosen`: an admin said which statuses mean done. `done_was_lost`: they did, and none of those is
    there any more.
    """

    found: tuple[Found, ...]
    schema: Schema
    done_is_chosen: bool = False
    done_was_lost: bool = False

    @property
    def unsettled(self) -> tuple[Found, ...]:
        return tuple(found for found in self.found if found.is_unsettled)

    def settled(self) -> Schema:
        """Raises `UnsettledError` if it is unclear which column a needed role has."""
        if self.unsettled:
            raise UnsettledError(" ".join([*map(cannot_tell, self.unsettled), SETUP]))
        return self.schema


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


def layout_of(
    source: DataSource,
    choices: Sequence[ColumnChoice] = (),
    people: frozenset[str] = frozenset(),
) -> Layout:
    """Tell which column is what. `people` are the data sources known to have people for rows."""
    found = Detection(columns_of(source), source.id, choices, people).found()
    columns = {one.role.field: one.column for one in found if one.column is not None}
    chosen = next((choice.ids for choice in choices if choice.role == "done"), None)
    status = columns.get("status")
    options = {option.id for option in status.options} if status else set()
    counts = chosen is not None and bool(options) and (not chosen or not options.isdisjoint(chosen))
    statuses = (
        statuses_of(status, source.properties[status.name], chosen if counts else None) if status else ()
    )
    return Layout(
        found=found,
        schema=Schema(
            source=source.id, name=source.name, url=source.url or "", columns=columns, statuses=statuses
        ),
        done_is_chosen=counts,
        done_was_lost=chosen is not None and not counts,
    )


def schema_of(source: DataSource) -> Schema:
    """Tell which column is what. Raises `UnsettledError` where that cannot be told and must be."""
    return layout_of(source).settled()


def columns_of(source: DataSource) -> list[Column]:
    """Every column, whatever its type."""
    return [column_from(name, config) for name, config in source.properties.items()]


def cannot_tell(found: Found) -> str:
    """Which columns it could be, in a person's words."""
    listed = ", ".join(f"“{column.name}”" for column in found.candidates)
    return (
        f"Darcy cannot tell which column of the task board is for {found.role.label}: it could be {listed}."
    )
