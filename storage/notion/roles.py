"""What the columns of a task board can be for, and by what each is known.

Notion gives the columns of its own task databases ids that stay, whatever the columns are called: of the
template Projects & Tasks, and of any database that is turned into a task database.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.notion import words
from storage.notion.columns import LABELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.records import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a column can be for. `kinds` are the types it may have, the likeliest first.

    A column of the `telling` type needs no name if it is the only one, unless its name `speaks_against` it.
    If there are several and none is named for the role, it is unclear; and while a `needed` role is, nothing
    is answered: a guess could put a task before the wrong person or on the wrong day.
    """

    field: Field
    kinds: tuple[str, ...]
    names: tuple[str, ...] = ()
    names_by_kind: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    speaks_against: tuple[str, ...] = ()
    well_known: tuple[str, ...] = ()
    telling: str = ""
    needed: bool = False

    @property
    def label(self) -> str:
        return LABELS[self.field]

    def names_of(self, kind: str) -> tuple[str, ...]:
        return (*self.names, *self.names_by_kind.get(kind, ()))


ROLES = (
    Role(field="title", kinds=("title",), telling="title", needed=True),
    Role(
        field="status",
        kinds=("status", "select", "checkbox"),
        names=words.STATUS,
        names_by_kind={"checkbox": words.DONE_BOX},
        well_known=("notion://tasks/status_property", "notion://projects/status_property"),
        telling="status",
        needed=True,
    ),
    Role(
        field="assignees",
        kinds=("people", "relation", "select", "multi_select"),
        names=words.ASSIGNEES,
        names_by_kind={"relation": words.MEMBERS, "multi_select": words.MEMBERS},
        speaks_against=words.NOT_ASSIGNEES,
        well_known=("notion://tasks/assign_property", "notion://projects/people_property"),
        telling="people",
        needed=True,
    ),
    Role(
        field="due",
        kinds=("date",),
        names=words.DUE,
        speaks_against=words.NOT_DUE,
        well_known=("notion://tasks/due_date_property", "notion://projects/project_dates_property"),
        telling="date",
        needed=True,
    ),
    Role(
        field="priority",
        kinds=("select", "status"),
        names=words.PRIORITY,
        well_known=("notion://tasks/priority_property", "notion://projects/priority_property"),
    ),
    Role(
        field="parent",
        kinds=("relation",),
        names=words.PARENT,
        speaks_against=words.SUB_TASKS,
        well_known=("notion://tasks/parent_task_relation",),
    ),
    Role(
        field="project",
        kinds=("relation", "select", "multi_select"),
        names=words.PROJECT,
        speaks_against=words.NOT_PROJECT,
        well_known=("notion://tasks/task_to_project_relation",),
        telling="relation",
    ),
    Role(
        field="tags",
        kinds=("multi_select", "select"),
        names=words.TAGS,
        well_known=("notion://tasks/tags_property",),
        telling="multi_select",
    ),
    Role(
        field="notes",
        kinds=("rich_text",),
        names=words.NOTES,
        well_known=("notion://tasks/description_property",),
    ),
)
ROLE_OF: dict[Field, Role] = {role.field: role for role in ROLES}

OF_NO_ROLE = (
    "notion://tasks/sub_task_relation",
    "notion://tasks/task_sprint_relation",
    "notion://tasks/task_to_github_prs_relation",
    "notion://tasks/ai_summary_property",
)
"""Columns of Notion's templates that are for something Darcy has no part in, whatever they are called."""
