"""Where the emulated workspace is kept: one table of JSON objects, in memory or in a file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from sandbox.notion.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Json = dict[str, Any]
Kind = Literal["database", "data_source", "page", "user", "guest", "block", "comment", "document"]
Listener = Callable[[Kind, Json | None, Json], None]
"""Told of each object that is kept: its kind, what it was (None if it is new) and what it is now."""

_TABLE = "CREATE TABLE IF NOT EXISTS objects (id TEXT PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL)"


class Store:
    """Objects by id, in the order in which they were made. What `get` returns is the caller's own copy."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._shelf: Shelf | None = None
        self.listeners: list[Listener] = []

    @property
    def shelf(self) -> Shelf:
        """All there is, for looking only; filled when first asked for and kept in step by `save_all`."""
        if self._shelf is None:
            self._shelf = Shelf()
            for kind, body in self._connection.execute("SELECT kind, body FROM objects ORDER BY rowid"):
                self._shelf.put(kind, json.loads(body))
        return self._shelf

    def find(self, kind: Kind, object_id: str) -> Json | None:
        rows = self._connection.execute(
            "SELECT body FROM objects WHERE id = ? AND kind = ?", (object_id, kind)
        )
        row = rows.fetchone()
        return json.loads(row[0]) if row else None

    def all(self, kind: Kind) -> list[Json]:
        rows = self._connection.execute("SELECT body FROM objects WHERE kind = ? ORDER BY rowid", (kind,))
        return [json.loads(body) for (body,) in rows]

    def save(self, kind: Kind, body: Json) -> None:
        """Keep an object, in place of what was kept under its id."""
        self.save_all([(kind, body)])

    def save_all(self, objects: Iterable[tuple[Kind, Json]]) -> None:
        """Keep all of them or, if it is stopped half way, none."""
        texts = [(body["id"], kind, json.dumps(body)) for kind, body in objects]
        before = [self.find(kind, object_id) for object_id, kind, _ in texts] if self.listeners else []
        with self._connection:
            self._connection.executemany(
                "INSERT INTO objects (id, kind, body) VALUES (?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                texts,
            )
        if self._shelf is not None:
            for _, kind, text in texts:
                self._shelf.put(kind, json.loads(text))
        for was, (_, kind, text) in zip(before, texts, strict=False):
            for listener in self.listeners:
                listener(kind, was, json.loads(text))

    def snapshot(self) -> bytes:
        """All there is, for `restore`."""
        rows = self._connection.execute("SELECT kind, body FROM objects ORDER BY rowid")
        return json.dumps([(kind, json.loads(body)) for kind, body in rows]).encode()

    def restore(self, snapshot: bytes) -> None:
        """Keep what the snapshot holds, and nothing else. No listener is told."""
        rows = [(body["id"], kind, json.dumps(body)) for kind, body in json.loads(snapshot)]
        with self._connection:
            self._connection.execute("DELETE FROM objects")
            self._connection.executemany("INSERT INTO objects (id, kind, body) VALUES (?, ?, ?)", rows)
        self._shelf = None

    def is_empty(self) -> bool:
        return self._connection.execute("SELECT 1 FROM objects LIMIT 1").fetchone() is None


@contextmanager
def open_store(path: Path | None) -> Iterator[Store]:
    """A store in that file, or `notion.sqlite3` in that folder; without a path it is gone at the end."""
    if path is not None and path.is_dir():
        path /= "notion.sqlite3"
    with closing(sqlite3.connect(path or ":memory:")) as connection:
        connection.execute(_TABLE)
        yield Store(connection)


def dashed(object_id: str) -> str | None:
    """An id in the form in which Notion answers it; None if it is none. Dashes may be left out."""
    try:
        return str(UUID(object_id)) if len(object_id) in {32, 36} else None
    except ValueError:
        return None
