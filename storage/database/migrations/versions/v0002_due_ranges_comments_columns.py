"""Due dates with times and ranges, comments on receipts, and what admins say of a board's columns."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_RECORDS = (("runs", "id", "record"), ("deferred_calls", "id", "change"), ("receipts", "call", "task"))


def upgrade() -> None:
    op.add_column("receipts", sa.Column("comment", sa.Text))
    op.create_index("ix_receipts_comment", "receipts", ["comment"])
    op.create_table(
        "column_choices",
        sa.Column("board", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("choice", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("board", "role", name="pk_column_choices"),
    )
    for table, key, column in _RECORDS:
        _renew(table, key, column)


def _renew(table: str, key: str, column: str) -> None:
    """Rewrite the records that speak of a due date."""
    connection = op.get_bind()
    kept = sa.table(table, sa.column(key), sa.column(column))
    for row in connection.execute(sa.select(kept.c[key], kept.c[column])).all():
        old = json.loads(row[1])
        new = renewed(old)
        if new != old:
            connection.execute(sa.update(kept).where(kept.c[key] == row[0]).values({column: json.dumps(new)}))


def renewed(record: Any) -> Any:
    """A record with every `due_on` as `due`, and the days of every edit of it as values of their own."""
    if isinstance(record, list):
        return [renewed(one) for one in record]
    if not isinstance(record, dict):
        return record
    found = {name: renewed(value) for name, value in record.items()}
    if "due_on" in found and "title" in found:
        found["due"] = _due(found.pop("due_on"))
    if found.get("field") == "due":
        found |= {side: _due(found[side]) for side in ("before", "after")}
    return found


def _due(on: Any) -> Any:
    return {"on": on} if isinstance(on, str) else on
