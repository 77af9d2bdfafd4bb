"""A board to set up, in memory: what an admin says of it is kept, and seen at the next look."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from storage.errors import BoardChangedError
from storage.layouts import BoardColumn, FoundRole, Survey, Told
from storage.records import StatusGroup, StatusOption
from tests.doubles.examples import POSTER, PRIYA

if TYPE_CHECKING:
    import datetime as dt

    from storage.layouts import ColumnChoice
    from storage.records import DiscordId

NAME = BoardColumn("title", "Name", "title")
STAGE = BoardColumn("s%3Ag", "Stage", "status")
WHO = BoardColumn("who1", "Who", "people")
DEADLINE, STARTED = BoardColumn("d1", "Deadline", "date"), BoardColumn("d2", "Started", "date")
URGENCY = BoardColumn("u1", "Urgency", "select")
TODO, DONE = StatusOption("Open", StatusGroup.TODO, "o1"), StatusOption("Done", StatusGroup.DONE, "o2")
DROPPED = StatusOption("Dropped", StatusGroup.TODO, "o3")


def survey(*roles: FoundRole, **given: object) -> Survey:
    """A board of a team that has most columns, and two dates of which it cannot be told which is which."""
    shown = {"statuses": (TODO, DROPPED, DONE), "samples": (replace(POSTER, assignees=(PRIYA,)),)}
    return Survey(
        name="Team tasks",
        url="https://www.notion.so/0123456789abcdef0123456789abcdef",
        roles=roles or ROLES,
        **{**shown, **given},  # type: ignore[arg-type] # the caller names the fields
    )


TITLE = FoundRole(field="title", column=NAME, told=Told.ONLY_ONE, candidates=(NAME,), is_needed=True)
STATUS = FoundRole(field="status", column=STAGE, told=Told.TEMPLATE, candidates=(STAGE, URGENCY))
ASSIGNEES = FoundRole(field="assignees", column=WHO, told=Told.NAME, candidates=(WHO,))
DUE = FoundRole(
    field="due",
    column=None,
    told=Told.UNCLEAR,
    candidates=(DEADLINE, STARTED),
    is_needed=True,
)
PRIORITY = FoundRole(field="priority", column=None, told=Told.MISSING, candidates=(URGENCY,))
NOTES = FoundRole(field="notes", column=None, told=Told.MISSING)
ROLES = (TITLE, STATUS, ASSIGNEES, DUE, PRIORITY, NOTES)
UNCLEAR = "I cannot tell which column is for the due date. Pick it in the list below."


class MemoryBoardSetup:
    """`failure` is raised at the next look. `gone` holds ids of columns that were removed since that look."""

    def __init__(self, shown: Survey | None = None) -> None:
        self.shown = shown or survey(problem=UNCLEAR)
        self.choices: list[ColumnChoice] = []
        self.kept_by: DiscordId | None = None
        self.failure: Exception | None = None
        self.gone: set[str] = set()

    async def survey(self) -> Survey:
        await asyncio.sleep(0)
        if self.failure is not None:
            raise self.failure
        return self.shown

    async def choose(self, choice: ColumnChoice) -> Survey:
        await asyncio.sleep(0)
        if self.gone & set(choice.ids):
            raise BoardChangedError("There is no such column.")
        self.choices.append(choice)
        if choice.role == "done":
            statuses = tuple(_meaning(status, status.id in choice.ids) for status in self.shown.statuses)
            self.shown = replace(self.shown, statuses=statuses, done_is_chosen=True)
        else:
            self.shown = replace(self.shown, roles=tuple(_with(choice, found) for found in self.shown.roles))
            is_clear = all(found.told is not Told.UNCLEAR for found in self.shown.roles)
            self.shown = replace(self.shown, problem=None if is_clear else self.shown.problem)
        return await self.survey()

    async def keep(self, by: DiscordId, at: dt.datetime) -> Survey:
        assert at.tzinfo is not None
        self.kept_by = by
        roles = (replace(one, told=Told.CHOSEN) if one.column else one for one in self.shown.roles)
        self.shown = replace(self.shown, roles=tuple(roles))
        return await self.survey()


def _meaning(status: StatusOption, is_done: bool) -> StatusOption:  # noqa: FBT001 - what it comes to mean
    return replace(status, group=StatusGroup.DONE if is_done else StatusGroup.TODO)


def _with(choice: ColumnChoice, found: FoundRole) -> FoundRole:
    if found.field != choice.role:
        return found
    column = next((one for one in found.candidates if one.id in choice.ids), None)
    return replace(found, column=column, told=Told.CHOSEN)
