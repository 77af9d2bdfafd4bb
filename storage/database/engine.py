"""The way to the database: which driver, and how SQLite is made to keep its word."""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.database.errors import DatabaseAddressError, DatabaseClosedError, why_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}
_SHAPE = "It looks like sqlite:///data/darcy.db, or postgresql://user:password@host/name."
WRITES = "darcy_writes"


def address_of(url: str) -> URL:
    """The address with its async driver. Raises `DatabaseAddressError`, which does not quote it."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # the latter of a port that is no number
        raise DatabaseAddressError(f"DARCY_DATABASE_URL is not an address. {_SHAPE}") from None
    driver = _DRIVERS.get(address.get_backend_name())
    if driver is None:
        raise DatabaseAddressError(f"DARCY_DATABASE_URL names a database I cannot use. {_SHAPE}")
    if driver == _DRIVERS["sqlite"] and (address.database or ":memory:").startswith((":memory:", "file:")):
        raise DatabaseAddressError(f"DARCY_DATABASE_URL must name a file, for I have to remember. {_SHAPE}")
    address = address.set(drivername=driver)
    # Hosts hand out addresses for libpq; asyncpg has another name for this option.
    mode = address.query.get("sslmode")
    return address.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode}) if mode else address


def engine_for(url: str) -> AsyncEngine:
    """An engine that connects when it is first used. An SQLite file and its folder are made.

    Raises `DatabaseAddressError`, or `DatabaseClosedError` if the file cannot be made or is something else.
    """
    address = address_of(url)
    on_sqlite = address.get_backend_name() == "sqlite"
    if on_sqlite:
        _make_file(str(address.database))
    try:
        engine = create_async_engine(address, hide_parameters=True, pool_pre_ping=not on_sqlite)
    except ModuleNotFoundError:
        raise DatabaseAddressError("PostgreSQL needs one more package: pip install asyncpg") from None
    if on_sqlite:
        # It would log every statement with its values, were everything logged.
        logging.getLogger("aiosqlite").setLevel(logging.INFO)
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin)
        event.listen(engine.sync_engine, "invalidate", _let_go)
    return engine


def _make_file(file: str) -> None:
    """Make the file and its folder, if need be, and see that it is a database.

    Asked of the plain driver, because the async one leaves a thread behind when it cannot open a file.
    """
    try:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file)) as connection:
            # The file remembers it: who reads does not wait for who writes, nor the other way round.
            connection.execute("PRAGMA journal_mode = WAL")
        # One that may only be read opens, too. SQLite writes beside it as well.
        if not all(os.access(path, os.W_OK) for path in (file, Path(file).parent)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except (OSError, sqlite3.Error) as error:
        raise DatabaseClosedError(why_of(error)) from None


def _prepare(connection: Any, _record: object) -> None:
    """Set up a fresh SQLite connection. How long it waits for a lock is the driver's default: 5 seconds."""
    # The driver would begin transactions by itself, but only before some statements; `_begin` does it.
    connection.isolation_level = None
    cursor = connection.cursor()
    # A call must not be found approved after a power cut if it had begun: WAL alone would risk that.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Take the write lock at once: a transaction that reads first and writes then may be refused midway."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _let_go(connection: Any, _record: object, _error: object) -> None:
    """Roll back what was cancelled: SQLite holds the lock of a closed connection while a cursor is left."""
    connection.rollback()
