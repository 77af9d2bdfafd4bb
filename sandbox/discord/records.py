"""Where the emulated Discord keeps what must outlive it: JSON documents in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Records:
    """Documents by kind and key, oldest first. Without a file, they last as long as this object."""

    def __init__(self, file: Path | None) -> None:
        self._db = sqlite3.connect(":memory:" if file is None else file, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS record "
            "(position INTEGER PRIMARY KEY, kind TEXT, key TEXT, body TEXT, UNIQUE (kind, key))"
        )

    def keep(self, kind: str, key: str | int, body: object) -> None:
        """Keep a document, in the place of the one with this key."""
        self._db.execute(
            "INSERT INTO record (kind, key, body) VALUES (?, ?, ?) "
            "ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body",
            (kind, str(key), json.dumps(body)),
        )

    def drop(self, kind: str, key: str | int) -> None:
        """Forget a document, if it is there."""
        self._db.execute("DELETE FROM record WHERE kind = ? AND key = ?", (kind, str(key)))

    def find(self, kind: str, key: str | int) -> Any | None:
        """The document with this key."""
        found = self._db.execute(
            "SELECT body FROM record WHERE kind = ? AND key = ?", (kind, str(key))
        ).fetchone()
        return None if found is None else json.loads(found[0])

    def all(self, kind: str) -> Iterator[Any]:
        """The documents of a kind, oldest first."""
        for (body,) in self._db.execute(
            "SELECT body FROM record WHERE kind = ? ORDER BY position", (kind,)
        ).fetchall():
            yield json.loads(body)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()
