"""A board as a team has it, and what must be told of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.notion.database_seed import ColumnSeed, DatabaseSeed, DataSourceSeed, RowSeed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.layouts import RoleName, Told
    from storage.records import Field

ANA, BEN, KIM = "Ana Costa", "Ben Okafor", "Kim Ha-eun"
PEOPLE = (ANA, BEN, KIM)
BOARD = "Board"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A board with one task on it, `row`, by the names of its columns.

    `told` is every role that has a column, with its name and how that must be told; roles that are not in it
    must be missing, or `unclear`. `settled` is what an admin says where help is needed: names of a column, or
    of the statuses that mean done. `done` are the statuses that mean done in the end. `refused` is a part of
    the words with which a link to it is refused; it is then opened by the id of its data source.
    """

    name: str
    about: str
    columns: Sequence[ColumnSeed]
    told: Mapping[Field, tuple[str, Told]]
    row: Mapping[str, Any]
    others: Sequence[DataSourceSeed] = ()
    unclear: frozenset[Field] = frozenset()
    settled: Mapping[RoleName, tuple[str, ...]] = field(default_factory=dict)
    done: tuple[str, ...] = ()
    refused: str = ""

    def databases(self) -> list[DatabaseSeed]:
        """Its own last, after those that its relations lead to; several tables of one are in one database."""
        board = DataSourceSeed(BOARD, self.columns, [RowSeed(self.row)])
        if self.refused:
            return [DatabaseSeed(self.name, [board, *self.others], people=PEOPLE)]
        others = [DatabaseSeed(each.name, [each], people=PEOPLE) for each in self.others]
        return [*others, DatabaseSeed(self.name, [board], people=PEOPLE)]


def title(name: str) -> ColumnSeed:
    return ColumnSeed(name, "title")


def status(
    name: str,
    todo: Sequence[str],
    begun: Sequence[str],
    done: Sequence[str],
    *,
    groups: str = "",
    **more: str,
) -> ColumnSeed:
    """A status column. `groups` are the names of its three groups, a slash between."""
    names = groups.split("/") if groups else ["To-do", "In progress", "Complete"]
    return ColumnSeed(name, "status", options=dict(zip(names, (todo, begun, done), strict=True)), **more)


def select(name: str, *options: str, **more: str) -> ColumnSeed:
    return ColumnSeed(name, "select", options=options, **more)


def several(name: str, *options: str, **more: str) -> ColumnSeed:
    return ColumnSeed(name, "multi_select", options=options, **more)


def people(name: str, **more: str) -> ColumnSeed:
    return ColumnSeed(name, "people", **more)


def date(name: str, **more: str) -> ColumnSeed:
    return ColumnSeed(name, "date", **more)


def text(name: str, **more: str) -> ColumnSeed:
    return ColumnSeed(name, "rich_text", **more)


def box(name: str) -> ColumnSeed:
    return ColumnSeed(name, "checkbox")


def relation(name: str, to: str = BOARD, **more: str) -> ColumnSeed:
    """To the board itself, or to another database of the shape."""
    return ColumnSeed(name, "relation", to=to if to == BOARD else _id_of(to), **more)


def a_database(name: str, *rows: Mapping[str, Any] | str, more: Sequence[ColumnSeed] = ()) -> DataSourceSeed:
    """Another database. A row may be only its title."""
    values = [{"Name": row} if isinstance(row, str) else row for row in rows]
    return DataSourceSeed(name, [title("Name"), *more], [RowSeed(each) for each in values], id=_id_of(name))


def _id_of(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))
