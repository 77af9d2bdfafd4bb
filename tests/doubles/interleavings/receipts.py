"""P5, step by step: a receipt is what the board held when it was read back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from storage.records import Task
from tests.doubles.interleavings.meaning import as_now, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.doubles.interleavings.ledger import Ledger

_TASK: TypeAdapter[Task] = TypeAdapter(Task)


def untrue_receipts(database: Path, seen: set[str], ledger: Ledger) -> Iterator[str]:
    """Of those that are new in this step; all are `seen` from then on."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT call, task, comment FROM receipts").fetchall()
    for call, kept, comment in rows:
        if call in seen:
            continue
        seen.add(call)
        task = _TASK.validate_json(kept)
        told = as_now(read(task) | {"trashed": task.is_trashed})
        if told not in map(as_now, ledger.held.get(task.id, [])):
            yield f"P5: a receipt says {told}, and the board had {ledger.held.get(task.id)}"
        if comment is not None and comment not in ledger.comments:
            yield f"P5: a receipt names a comment that is not there: {comment}"
