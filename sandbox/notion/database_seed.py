"""What a test says of a database it wants in the emulated workspace, by names."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - a record's own fields
from collections.abc import Mapping, Sequence  # noqa: TC003
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ColumnSeed:
    """A column. Which of the fields count depends on its kind, which is Notion's word for the type.

    `id` is raw, such as `notion://tasks/assign_property`; without one it is made up. `options` are names, of
    a status by group: to do, in progress, complete. A relation leads `to` a data source, by its name in this
    seed or by its id, or else to its own; it has an `other_side` if it is kept on both. A rollup applies
    `function` to the column `rolls_up` of the pages that `relation` leads to.
    """

    name: str
    kind: str
    id: str | None = None
    options: Sequence[str] | Mapping[str, Sequence[str]] = ()
    to: str = ""
    other_side: str | None = None
    other_side_id: str | None = None
    relation: str = ""
    rolls_up: str = ""
    function: str = "show_original"
    expression: str = ""
    prefix: str | None = None
    number_format: str = "number"
    description: str | None = None


@dataclass(frozen=True, slots=True)
class RowSeed:
    """A row: plain values by the names of columns, in the forms in which `NotionEmulator.table` tells them.

    People are given by name or id, pages by title or id; what is not given is empty.
    """

    values: Mapping[str, Any]
    id: str | None = None
    in_trash: bool = False
    created_at: dt.datetime | None = None
    edited_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class DataSourceSeed:
    name: str
    columns: Sequence[ColumnSeed]
    rows: Sequence[RowSeed] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class DatabaseSeed:
    """A database. Whoever of `people` is not in the workspace yet joins it.

    `stands_on` is the id of a page or of a block there; without one it stands on the workspace's home page.
    """

    name: str
    sources: Sequence[DataSourceSeed]
    people: Sequence[str] = ()
    id: str | None = None
    stands_on: str | None = None


@dataclass(frozen=True, slots=True)
class DatabaseIds:
    """What was made: data sources by name, and the rows of each in the order of the seed.

    `people` are the ids of all who are in the workspace, by name.
    """

    database: str
    sources: dict[str, str]
    rows: dict[str, list[str]] = field(repr=False)
    people: dict[str, str] = field(repr=False)

    @property
    def source(self) -> str:
        """The first data source."""
        return next(iter(self.sources.values()))
