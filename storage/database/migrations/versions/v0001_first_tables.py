"""The first tables. Columns are spelt out here as they were then, whatever has become of them since."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_members_and_runs()
    _create_proposals()
    _create_calls_and_receipts()
    _create_conversations()
    _create_interactions()


def _create_members_and_runs() -> None:
    op.create_table(
        "members",
        sa.Column("guild", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("discord", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("linked_by", sa.BigInteger, nullable=False),
        sa.Column("linked_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("guild", "discord", name="pk_members"),
        sa.UniqueConstraint("guild", "member", name="uq_members_guild_member"),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("asked_by", sa.BigInteger, nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )


def _create_proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("asked_by", sa.BigInteger, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("decided_by", sa.BigInteger),
        sa.Column("decided_at", _MOMENT),
        sa.Column("replaced_by", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
    )


def _create_calls_and_receipts() -> None:
    op.create_table(
        "deferred_calls",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("proposal", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("tool_call_id", sa.Text, nullable=False),
        sa.Column("tool", sa.Text, nullable=False),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("began_at", _MOMENT),
        sa.Column("reason", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_deferred_calls"),
        sa.ForeignKeyConstraint(
            ["proposal"], ["proposals.id"], name="fk_deferred_calls_proposal", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("proposal", "position", name="uq_deferred_calls_proposal_position"),
    )
    op.create_index("ix_deferred_calls_state", "deferred_calls", ["state"])
    op.create_table(
        "receipts",
        sa.Column("call", sa.Text, nullable=False),
        sa.Column("task_id", sa.Text, nullable=False),
        sa.Column("task", sa.Text, nullable=False),
        sa.Column("applied_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("call", name="pk_receipts"),
        sa.ForeignKeyConstraint(["call"], ["deferred_calls.id"], name="fk_receipts_call", ondelete="CASCADE"),
    )
    op.create_index("ix_receipts_task_id", "receipts", ["task_id"])


def _create_conversations() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("asked_of", sa.BigInteger, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("answer", sa.Text),
        sa.Column("answered_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
    )
    op.create_table(
        "exchanges",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_exchanges"),
    )
    op.create_index("ix_exchanges_conversation_at", "exchanges", ["conversation", "at"])


def _create_interactions() -> None:
    op.create_table(
        "interactions",
        sa.Column("id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_interactions"),
    )
    op.create_index("ix_interactions_seen_at", "interactions", ["seen_at"])
