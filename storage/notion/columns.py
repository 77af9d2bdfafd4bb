"""Which column of a board plays which role, as far as that can be told.

First by the ids that Notion gives the columns of its own task template, then by being the only one of its
type, then by name. What still cannot be told is said to whoever looks after the board.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.errors import BoardChangedError
from storage.notion import words
from storage.notion.links import same_property

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.records import Field


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a data source. `target` is the data source that a relation leads to."""

    id: str
    name: str
    kind: str
    options: tuple[Option, ...] = ()
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a column can be for. `kinds` are the types it may have, the likeliest first.

    A column of a `telling` type needs no name if it is the only one. If there are several and none is
    named for the role, a `needed` role is an error: a guess could put a person on the wrong list.
    """

    field: Field
    label: str
    kinds: tuple[str, ...]
    names: tuple[str, ...] = ()
    well_known: str = ""
    telling: str = ""
    needed: bool = False


ROLES = (
    Role(field="title", label="the title", kinds=("title",), telling="title"),
    Role(
        field="status",
        label="the status",
        kinds=("status", "select", "checkbox"),
        names=(*words.STATUS, *words.DONE_BOX),
        well_known="notion://tasks/status_property",
        telling="status",
        needed=True,
    ),
    Role(
        field="assignees",
        label="the people who have the task",
        kinds=("people",),
        names=words.ASSIGNEES,
        well_known="notion://tasks/assign_property",
        telling="people",
        needed=True,
    ),
    Role(
        field="due",
        label="the due date",
        kinds=("date",),
        names=words.DUE,
        well_known="notion://tasks/due_date_property",
        telling="date",
        needed=True,
    ),
    Role(
        field="project",
        label="the project",
        kinds=("relation", "select"),
        names=words.PROJECT,
        well_known="notion://tasks/task_to_project_relation",
        telling="relation",
    ),
    Role(
        field="priority",
        label="the priority",
        kinds=("select",),
        names=words.PRIORITY,
        well_known="notion://tasks/priority_property",
    ),
    Role(
        field="notes",
        label="notes",
        kinds=("rich_text",),
        names=words.NOTES,
        well_known="notion://tasks/description_property",
    ),
)
LABELS: dict[Field, str] = {role.field: role.label for role in ROLES}


def columns_by_field(columns: Sequence[Column], source: str) -> dict[Field, Column]:
    """A column for each role that one can be told for. `source` is the board's own data source.

    Raises `BoardChangedError` if a needed role could be any of several.
    """
    taken: dict[Field, Column] = {}
    for role in ROLES:
        # A relation to the board itself is a parent or a sub-task, whatever its name.
        free = [column for column in columns if column not in taken.values() and column.target != source]
        chosen = column_for(role, free)
        if chosen is not None:
            taken[role.field] = chosen
    return taken


def column_for(role: Role, columns: Sequence[Column]) -> Column | None:
    """The column for a role, None if there is none. Raises `BoardChangedError` if it cannot be told."""
    fitting = [column for column in columns if column.kind in role.kinds]
    for column in fitting:
        if role.well_known and same_property(column.id, role.well_known):
            return column
    for kind in role.kinds:
        of_kind = [column for column in fitting if column.kind == kind]
        if kind == role.telling and len(of_kind) == 1:
            return of_kind[0]
        if named := named_as(role.names, of_kind):
            return named
        if role.needed and kind == role.telling and of_kind:
            raise BoardChangedError(_cannot_tell(role, of_kind))
    return None


def named_as(names: Sequence[str], columns: Sequence[Column]) -> Column | None:
    """The column with the first of the names that one has, or else the only one whose name has one in it."""
    for name in names:
        for column in columns:
            if words.plain(column.name) == name:
                return column
    telling = [f" {name} " for name in names if name not in words.VAGUE]
    near = [column for column in columns if any(name in f" {words.plain(column.name)} " for name in telling)]
    return near[0] if len(near) == 1 else None


def _cannot_tell(role: Role, candidates: Sequence[Column]) -> str:
    listed = ", ".join(f"“{column.name}”" for column in candidates)
    return (
        f"Darcy cannot tell which column of the task board is for {role.label}: it could be {listed}. "
        f"Someone who may edit the board can rename the right one to “{role.names[0].capitalize()}”."
    )
