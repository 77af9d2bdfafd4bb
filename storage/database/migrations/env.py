"""Run by Alembic, inside the transaction that `storage.database.migrating` opened."""

from __future__ import annotations

from alembic import context

from storage.database.tables import metadata

# SQLite alters a table by copying it, which Alembic calls a batch.
context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
