"""What became of the tasks since the sandbox was opened: who changed which field, from what, to what."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from sandbox.notion.board import Row

if TYPE_CHECKING:
    import datetime as dt

    from sandbox.clock import Clock
    from sandbox.notion.emulator import NotionEmulator
    from sandbox.notion.exchanges import Exchange

SOMEBODY, DARCY = "somebody in Notion", "Darcy"
NOTHING = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One field of a task changed. Before and after are in words."""

    at: dt.datetime
    by: str
    page_id: str
    field: str
    before: str
    after: str


class History:
    """Compares the board with what it was, whenever it may have changed."""

    def __init__(self, notion: NotionEmulator, clock: Clock) -> None:
        self._notion, self._clock = notion, clock
        self._rows = {row.id: row for row in notion.rows()}
        self._trashed: dict[str, Row] = {}
        self._edits: list[Edit] = []

    @property
    def trashed(self) -> list[Row]:
        """The tasks that went to the trash since, as they were."""
        return list(self._trashed.values())

    @property
    def edits(self) -> list[Edit]:
        """All edits, oldest first."""
        return list(self._edits)

    def of(self, page_id: str) -> list[Edit]:
        """The edits of one task, oldest first."""
        return [edit for edit in self._edits if edit.page_id == page_id]

    def hear(self, exchange: Exchange) -> None:
        """Look again after each request that may have changed something."""
        if exchange.method in ("POST", "PATCH", "DELETE") and not exchange.path.endswith("/query"):
            self.look(DARCY)

    def look(self, by: str) -> None:
        """Note what is not as it was, as done by them."""
        rows = {row.id: row for row in self._notion.rows()}
        for gone in self._rows.keys() - rows.keys():
            self._trashed[gone] = self._rows[gone]
            self._note(by, gone, "trash", "no", "yes")
        for row in rows.values():
            self._compare(by, row)
        self._rows = rows

    def _compare(self, by: str, row: Row) -> None:
        before = self._rows.get(row.id)
        if before is None and (before := self._trashed.pop(row.id, None)) is not None:
            self._note(by, row.id, "trash", "yes", "no")
        if before is None:
            self._note(by, row.id, "made", NOTHING, row.title)
            return
        for name in (field.name for field in fields(Row)):
            old, new = in_words(getattr(before, name)), in_words(getattr(row, name))
            if old != new:
                self._note(by, row.id, name, old, new)

    def _note(self, by: str, page_id: str, field: str, before: str, after: str) -> None:
        self._edits.append(
            Edit(at=self._clock.now(), by=by, page_id=page_id, field=field, before=before, after=after)
        )


def in_words(value: object) -> str:
    """A row's value on one line."""
    text = ", ".join(value) if isinstance(value, tuple) else str(value or "")
    return " ".join(text.split()) or NOTHING
