"""The way to the database: which driver, and how SQLite is made to keep its word."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.database.errors import DatabaseAddressError
from storage.errors import StoreUnavailableError

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
    return address.set(drivername=driver)


def engine_for(url: str) -> AsyncEngine:
    """An engine that connects when it is first used. The folder of an SQLite file is made."""
    address = address_of(url)
    on_sqlite = address.get_backend_name() == "sqlite"
    if on_sqlite:
        _make_folder_of(str(address.database))
    try:
        engine = create_async_engine(address, hide_parameters=True, pool_pre_ping=not on_sqlite)
    except ModuleNotFoundError:
        raise DatabaseAddressError("PostgreSQL needs one more package: pip install asyncpg") from None
    if on_sqlite:
        # It would log every statement with its values, were everything logged.
        logging.getLogger("aiosqlite").setLevel(logging.INFO)
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _make_folder_of(file: str) -> None:
    folder = Path(file).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailableError(
            f"The folder for the database, {folder}, cannot be made ({error.strerror}). "
            "Make it, or let DARCY_DATABASE_URL name a file elsewhere."
        ) from error


def _prepare(connection: Any, _record: object) -> None:
    """Set up a fresh SQLite connection. How long it waits for a lock is the driver's default: 5 seconds."""
    # The driver would begin transactions by itself, but only before some statements; `_begin` does it.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    # A call must not be found approved after a power cut if it had begun: WAL alone would risk that.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Take the write lock at once: a transaction that reads first and writes then may be refused midway."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
