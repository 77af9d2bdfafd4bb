"""Which column of the board plays which role: what was found, how, and what an admin said of it."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads these annotations when it loads a stored record
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from storage.records import DiscordId, Field, StatusOption, Task

RoleName = Field | Literal["done"]
"""What an admin can settle: the column of a field, or which options of the status mean done."""


class Told(StrEnum):
    """How it was told which column a role has, the surest first."""

    CHOSEN = "chosen"
    TEMPLATE = "template"
    ONLY_ONE = "only_one"
    NAME = "name"
    UNCLEAR = "unclear"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A column of the board. `kind` is Notion's type of it, as `multi_select`."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRole:
    """A role, the column that has it, and the columns that could.

    `is_needed`: while it is unclear no request is answered, since a guess could put a task before the wrong
    person or on the wrong day. A needed role that is missing is merely not there.
    """

    field: Field
    column: BoardColumn | None
    told: Told
    candidates: tuple[BoardColumn, ...] = ()
    is_needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The board as an admin sees it at setup.

    `samples` are a few tasks read by these columns; `problem` says in a person's words why none could be, or
    what is still to be settled. `done_is_chosen`: an admin said which statuses mean done.
    """

    name: str
    url: str
    roles: tuple[FoundRole, ...]
    statuses: tuple[StatusOption, ...] = ()
    done_is_chosen: bool = False
    samples: tuple[Task, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChoice:
    """What an admin said of one role, and when.

    `ids` holds the column's id, or, for `done`, those of the statuses that mean done (`StatusOption.id`); it
    is empty for "the board has none". Of two choices of one column the later counts.
    """

    role: RoleName
    ids: tuple[str, ...]
    chosen_by: DiscordId
    chosen_at: dt.datetime
