"""Answers that a crash must not lose, and whose turn it is to be Darcy."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "owed_answers",
        sa.Column("interaction", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("application", sa.BigInteger, nullable=False),
        sa.Column("token", sa.Text),
        sa.Column("token_until", moment, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("asked_by", sa.BigInteger, nullable=False),
        sa.Column("pressed", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("interaction", name="pk_owed_answers"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("process", sa.Text, nullable=False),
        sa.Column("term", sa.BigInteger, nullable=False),
        sa.Column("beat", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
