"""Brings the tables up to date at start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.database.errors import DatabaseTooNewError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.database.transactions import Transactions

# Any number of our own: two Darcys that start at once take turns by it (SQLite has its write lock).
_LOCK_TABLES = "SELECT pg_advisory_xact_lock(7303014)"


async def migrate(transactions: Transactions) -> None:
    """Run the steps that are missing, all or none. Raises `DatabaseTooNewError` if we miss some."""
    async with transactions.writing() as connection:
        await connection.run_sync(_upgrade)


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_LOCK_TABLES)
    config = Config()
    config.set_main_option("script_location", "storage.database:migrations")
    config.attributes["connection"] = connection
    steps = ScriptDirectory.from_config(config)
    done = set(MigrationContext.configure(connection).get_current_heads())
    if not done <= {step.revision for step in steps.walk_revisions()}:
        raise DatabaseTooNewError
    if done != set(steps.get_heads()):
        command.upgrade(config, "head")
