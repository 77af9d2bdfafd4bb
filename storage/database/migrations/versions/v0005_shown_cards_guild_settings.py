"""Where cards stand that wait for a decision, and how each guild is to be served."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.database.columns import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shown_cards",
        sa.Column("message", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("proposal", sa.Text, nullable=False),
        sa.Column("waiting", sa.Text, nullable=False),
        sa.Column("asked_by", sa.BigInteger, nullable=False),
        sa.Column("application", sa.BigInteger, nullable=False),
        sa.Column("token", sa.Text),
        sa.Column("token_until", Moment, nullable=False),
        sa.PrimaryKeyConstraint("message", name="pk_shown_cards"),
    )
    op.create_index("ix_shown_cards_waiting", "shown_cards", ["waiting"])
    op.create_table(
        "guild_settings",
        sa.Column("guild", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("expiry_hours", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("guild", name="pk_guild_settings"),
    )
