"""Which column of a board plays which role, and how that was told.

First by what an admin chose, then by the ids of Notion's own templates, then by being the only one of its
type, then by name. What still cannot be told is unclear, and an admin decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.layouts import FoundRole, Told
from storage.notion import words
from storage.notion.links import same_property
from storage.notion.roles import OF_NO_ROLE, ROLES
from storage.notion.words import plain, speaks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.layouts import ColumnChoice
    from storage.notion.columns import Column
    from storage.notion.roles import Role
    from storage.records import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A role and the column that has it. `was_lost`: the one that an admin chose cannot have it any more."""

    role: Role
    column: Column | None
    told: Told
    candidates: tuple[Column, ...] = ()
    was_lost: bool = False

    @property
    def is_unsettled(self) -> bool:
        return self.role.needed and self.told is Told.UNCLEAR

    @property
    def shown(self) -> FoundRole:
        return FoundRole(
            field=self.role.field,
            column=self.column.shown if self.column else None,
            told=self.told,
            candidates=tuple(column.shown for column in self.candidates),
            is_needed=self.role.needed,
        )


def fits(role: Role, column: Column, source: str) -> bool:
    """Whether a column could have a role. Only a parent is found in a relation to the board itself."""
    leads_home = column.kind == "relation" and column.target == source
    return column.kind in role.kinds and leads_home == (role.field == "parent")


class Detection:
    """Tells the columns of one board apart. `source` is the board's own data source.

    `people` are the data sources that are known to have people for rows.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        source: str,
        choices: Sequence[ColumnChoice] = (),
        people: frozenset[str] = frozenset(),
    ) -> None:
        self._columns, self._source, self._people = columns, source, people
        self._found: dict[Field, tuple[Column | None, Told]] = {}
        self._lost: set[Field] = set()
        self._choose(choices)
        self._know()

    def found(self) -> tuple[Found, ...]:
        """Every role, in the order in which they are shown."""
        for role in ROLES:
            if role.field not in self._found:
                self._found[role.field] = self._told(role)
        return tuple(
            Found(
                role=role,
                column=self._found[role.field][0],
                told=self._found[role.field][1],
                candidates=tuple(self._fitting(role)),
                was_lost=role.field in self._lost,
            )
            for role in ROLES
        )

    # --- what is certain ------------------------------------------------------------------------------

    def _choose(self, choices: Sequence[ColumnChoice]) -> None:
        """By what was chosen, the latest first: a column that was chosen twice is for the later."""
        by_role = {choice.role: choice for choice in sorted(choices, key=lambda choice: choice.chosen_at)}
        newest_first = sorted(ROLES, key=lambda role: _moment(by_role.get(role.field)), reverse=True)
        for role in newest_first:
            choice = by_role.get(role.field)
            if choice is not None and not choice.ids:
                self._found[role.field] = (None, Told.CHOSEN)
            elif choice is not None:
                self._take(role, choice.ids[:1], Told.CHOSEN)
                taken = any(same_property(column.id, choice.ids[0]) for column in self._taken())
                self._lost |= set() if taken else {role.field}

    def _know(self) -> None:
        for role in ROLES:
            if role.field not in self._found:
                self._take(role, role.well_known, Told.TEMPLATE)

    def _take(self, role: Role, ids: Sequence[str], told: Told) -> None:
        for column in self._fitting(role):
            is_meant = any(same_property(column.id, one) for one in ids)
            if is_meant and column not in self._taken() and role.field not in self._found:
                self._found[role.field] = (column, told)

    # --- what the types and the names tell ------------------------------------------------------------

    def _told(self, role: Role) -> tuple[Column | None, Told]:
        free = [column for column in self._fitting(role) if self._is_free(column)]
        if role.field == "parent":
            return _parent(role, free)
        for kind in role.kinds:
            told = self._of_kind(role, kind, [column for column in free if column.kind == kind])
            if told is not None:
                return told
        return None, Told.MISSING

    def _of_kind(self, role: Role, kind: str, columns: Sequence[Column]) -> tuple[Column | None, Told] | None:
        likely = [column for column in columns if not self._is_named_otherwise(role, column)]
        is_telling = kind == role.telling
        if is_telling and len(columns) == 1 and likely:
            return likely[0], Told.ONLY_ONE
        named = named_as(role.names_of(kind), likely) or self._team_of_people(role, kind, likely)
        if named is not None:
            return named, Told.NAME
        return (None, Told.UNCLEAR) if is_telling and likely else None

    def _team_of_people(self, role: Role, kind: str, columns: Sequence[Column]) -> Column | None:
        """A relation called “Team” has the people only if it leads to people."""
        if role.field != "assignees" or kind != "relation":
            return None
        return named_as(words.TEAM, [column for column in columns if column.target in self._people])

    def _is_named_otherwise(self, role: Role, column: Column) -> bool:
        """Whether a column's name is another role's, or says that it is for something else."""
        name = plain(column.name)
        if name in role.names_of(column.kind):
            return False
        others = [other for other in ROLES if other is not role and column.kind in other.kinds]
        names = {one for other in others for one in other.names_of(column.kind)}
        if role.field == "project":
            names |= set(words.TEAM)
        return name in names or speaks_of(column.name, role.speaks_against)

    def _fitting(self, role: Role) -> list[Column]:
        return [column for column in self._columns if fits(role, column, self._source)]

    def _taken(self) -> list[Column]:
        return [column for column, _ in self._found.values() if column is not None]

    def _is_free(self, column: Column) -> bool:
        is_for_else = any(same_property(column.id, known) for known in OF_NO_ROLE)
        return column not in self._taken() and not is_for_else


def _moment(choice: ColumnChoice | None) -> float:
    return choice.chosen_at.timestamp() if choice else 0.0


def _parent(role: Role, columns: Sequence[Column]) -> tuple[Column | None, Told]:
    """By its name, or as the other side of the one that is named for the parts of a task."""
    others = [column for column in columns if not speaks_of(column.name, role.speaks_against)]
    found = named_as(role.names, others)
    if found is None:
        parts = [column for column in columns if column not in others]
        back = {column.other_side for column in parts if column.other_side}
        paired = [column for column in others if any(same_property(column.id, side) for side in back)]
        found = paired[0] if len(paired) == 1 else None
    return (found, Told.NAME) if found else (None, Told.MISSING)


def named_as(names: Sequence[str], columns: Sequence[Column]) -> Column | None:
    """The column with the first of the names that one has, or else the only one whose name has one in it."""
    for name in names:
        for column in columns:
            if plain(column.name) == name:
                return column
    telling = tuple(name for name in names if name not in words.VAGUE)
    near = [column for column in columns if speaks_of(column.name, telling)]
    return near[0] if len(near) == 1 else None
