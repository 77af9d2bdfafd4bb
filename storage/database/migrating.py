"""Brings the tables up to date at start: under the lease, lest another Darcy is at work on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from storage.database.errors import DatabaseTooNewError
from storage.database.tables import leases

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.database.transactions import Transactions

# Any number of our own: two Darcys that start at once take turns by it (SQLite has its write lock).
_LOCK_TABLES = "SELECT pg_advisory_xact_lock(7303014)"


async def migrate(transactions: Transactions) -> None:
    """Run the steps that are missing, all or none. Raises `DatabaseTooNewError` if we miss some."""
    async with transactions.writing() as connection:
        await connection.run_sync(_upgrade)


async def make_leasable(transactions: Transactions) -> None:
    """See to it that there is a table of the lease, so that the rest can wait until the lease is taken.

    A database without it is new, or of a Darcy that knew no lease, so nobody can be waited for: it is
    brought up to date at once. Raises `DatabaseTooNewError`, before anybody is waited for in vain.
    """
    async with transactions.writing() as connection:
        await connection.run_sync(_upgrade_without_lease)


def _upgrade_without_lease(connection: Connection) -> None:
    _take_turn(connection)
    _missing(connection)
    if not inspect(connection).has_table(leases.name):
        _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    _take_turn(connection)
    if _missing(connection):
        command.upgrade(_config(connection), "head")


def _take_turn(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_LOCK_TABLES)


def _missing(connection: Connection) -> bool:
    """Whether steps are missing. Raises `DatabaseTooNewError` if there are some that we do not know."""
    steps = ScriptDirectory.from_config(_config(connection))
    done = set(MigrationContext.configure(connection).get_current_heads())
    if not done <= {step.revision for step in steps.walk_revisions()}:
        raise DatabaseTooNewError
    return done != set(steps.get_heads())


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", "storage.database:migrations")
    config.attributes["connection"] = connection
    return config
