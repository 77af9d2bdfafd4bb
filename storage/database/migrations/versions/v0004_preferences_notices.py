"""How members want to be answered, and which guilds were told that they are not served."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.database.columns import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "preferences",
        sa.Column("guild", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("discord", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("zone", sa.Text),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("guild", "discord", name="pk_preferences"),
    )
    op.create_table(
        "notices",
        sa.Column("guild", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("told_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("guild", name="pk_notices"),
    )
