"""What became of the board, save by save, and of ours for each the decided call that it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import TypeAdapter

from sandbox.notion import schema
from sandbox.notion.cells import Cells
from sandbox.notion.mentions import shown_rich_text
from sandbox.notion.texts import plain_text
from storage.changes import Change
from tests.doubles.interleavings.meaning import Fields, has_moved, is_just

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sandbox.notion.emulator import NotionEmulator
    from sandbox.notion.store import Kind
    from sandbox.notion.world import World

Json: TypeAlias = dict[str, Any]

_CHANGE: TypeAdapter[Change] = TypeAdapter(Change)
_APPLYING = """
    SELECT calls.id, calls.change, proposals.id, proposals.asked_by, proposals.decided_by, members.guild
    FROM deferred_calls AS calls JOIN proposals ON proposals.id = calls.proposal
    LEFT JOIN members ON members.guild = proposals.guild AND members.discord = proposals.decided_by
    WHERE calls.state = 'applying' AND proposals.state = 'confirmed'
"""


@dataclass(frozen=True, slots=True)
class Save:
    """A task, or a comment, as somebody saved it. `call` is whose write it was; None if it was not ours."""

    page: str
    before: Fields | None
    after: Fields
    call: str | None


@dataclass
class Ledger:
    """Listens to the board. `wrong` is what was written and should not have been."""

    notion: NotionEmulator
    database: Path | None = None
    saves: list[Save] = field(default_factory=list)
    start: dict[str, Fields] = field(default_factory=dict)
    now: dict[str, Fields] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    _is_others: bool = False
    held: dict[str, list[Fields]] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.notion._world

    def begin(self, database: Path) -> None:
        """The board as it is now is the start."""
        self.database = database
        self.saves, self.comments, self.wrong = [], {}, []
        self.start = self.board()
        self.now = dict(self.start)

    def board(self) -> dict[str, Fields]:
        """The tasks by their ids, also those in the trash."""
        cells = Cells(self.world)
        return {page["id"]: fields_of(page, cells) for page in self.world.store.shelf.rows(schema.TASKS_ID)}

    @contextmanager
    def others(self) -> Iterator[None]:
        """What is saved meanwhile is none of Darcy's."""
        self._is_others = True
        try:
            yield
        finally:
            self._is_others = False

    def step_begins(self) -> None:
        """What tasks were in earlier steps is not what is read back in this one."""
        self.held = {page: [fields] for page, fields in self.now.items()}

    def heard(self, kind: Kind, before: Json | None, after: Json) -> None:
        if kind == "comment" and before is None:
            text = "".join(
                part["plain_text"] for part in shown_rich_text(after["rich_text"], self.world.store)
            )
            self.comments[after["id"]] = text
            self._note(after["page_id"], self.now[after["page_id"]], {"comment": text, "id": after["id"]})
        elif kind == "page" and after["data_source_id"] == schema.TASKS_ID:
            was, new = self.now.get(after["id"]), fields_of(after, Cells(self.world))
            self.now[after["id"]] = new
            self.held.setdefault(after["id"], []).append(new)
            if was != new:
                self._note(after["id"], was, new)

    def of(self, call: str) -> list[Save]:
        """What was written for a call."""
        return [save for save in self.saves if save.call == call]

    def is_touched(self, save: Save, until: Save | None = None) -> bool:
        """Whether someone saved the task again after that, and before the other."""
        start = self.saves.index(save) + 1
        later = self.saves[start : self.saves.index(until) if until else None]
        return any(one.page == save.page and "comment" not in one.after for one in later)

    def _note(self, page: str, before: Fields | None, after: Fields) -> None:
        call = None if self._is_others else self._call_of(page, before, after)
        self.saves.append(Save(page, before, after, call))

    def _call_of(self, page: str, before: Fields | None, after: Fields) -> str:
        """The call that is being applied and says just this (P1), on a task that has not moved (P4)."""
        written = {save.call for save in self.saves}
        calls = [
            one for one in self._applying() if one[0] not in written and is_just(one[1], page, before, after)
        ]
        if not calls:
            self.wrong.append(f"P1: nobody decided on this: {_difference(before, after)}")
            return ""
        call, change, proposal, asked_by, decided_by, linked = calls[0]
        if asked_by != decided_by or linked is None:
            self.wrong.append(f"P1: {decided_by} was not entitled to decide on {proposal} of {asked_by}")
        if before is not None and (moved := has_moved(change, before)):
            self.wrong.append(f"P4: {before['title']!r} had moved in {moved} when this was written: {change}")
        return call

    def _applying(self) -> list[tuple[str, Change, str, int, int, int | None]]:
        assert self.database is not None
        with closing(sqlite3.connect(self.database)) as connection:
            rows = connection.execute(_APPLYING).fetchall()
        return [(call, _CHANGE.validate_json(change), *rest) for call, change, *rest in rows]


def fields_of(page: Json, cells: Cells) -> Fields:
    """A task by the names of its fields: people and tags as sets, relations as ids."""
    columns = cells.columns(schema.TASKS_ID)

    def kept(column: str) -> Any:
        return cells.whole(columns[column], page)

    def name(column: str) -> str | None:
        option = kept(column)
        return str(option["name"]) if option else None

    return {
        "title": plain_text(page["values"].get(schema.TITLE) or []),
        "status": name(schema.STATUS),
        "assignees": frozenset(person["id"] for person in kept(schema.ASSIGNEES) or ()),
        "due": (date["start"], date["end"]) if (date := kept(schema.DUE)) else None,
        "project": tuple(each["id"] for each in kept(schema.PROJECT) or ()),
        "priority": name(schema.PRIORITY),
        "tags": frozenset(option["name"] for option in kept(schema.TAGS) or ()),
        "parent": tuple(each["id"] for each in kept(schema.PARENT) or ()),
        "notes": plain_text(page["values"].get(schema.NOTES) or []) or None,
        "trashed": page["in_trash"],
    }


def _difference(before: Fields | None, after: Fields) -> str:
    if before is None or "comment" in after:
        return str(after)
    moved = {name: (value, after[name]) for name, value in before.items() if value != after[name]}
    return f"{before['title']}: {moved}"
