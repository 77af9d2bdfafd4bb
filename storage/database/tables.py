"""The tables. A column has the name of the field it keeps; `record` holds the whole of a record.

Where there is a `record`, the columns beside it are what rows are looked for, changed or erased by. What
belongs to a guild is keyed by it, its own or that of its run. Runs and what hangs on them are erased at
different times, so only calls and receipts, which are nothing by themselves, refer to their rows.
A change here needs a migration; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from storage.changes import Change
from storage.database.columns import Json, Moment, OneOf
from storage.layouts import ColumnChoice
from storage.proposals import CallState, ProposalState
from storage.records import Task
from storage.runs import Exchange, Question, Run, RunState

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

members = Table(
    "members",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("discord", BigInteger, primary_key=True, autoincrement=False),
    Column("member", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("linked_by", BigInteger, nullable=False),
    Column("linked_at", Moment, nullable=False),
    UniqueConstraint("guild", "member"),
)

preferences = Table(
    "preferences",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("discord", BigInteger, primary_key=True, autoincrement=False),
    Column("zone", Text),
    Column("private", Boolean, nullable=False),
)

notices = Table(
    "notices",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("told_at", Moment, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("guild", BigInteger, nullable=False),
    Column("asked_by", BigInteger, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("state", OneOf(RunState), nullable=False),
    Column("record", Json[Run](Run, "run"), nullable=False),
)

proposals = Table(
    "proposals",
    metadata,
    Column("id", Text, primary_key=True),
    Column("run", Text, nullable=False),
    Column("guild", BigInteger, nullable=False),
    Column("asked_by", BigInteger, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("state", OneOf(ProposalState), nullable=False),
    Column("decided_by", BigInteger),
    Column("decided_at", Moment),
    Column("replaced_by", Text),
)

deferred_calls = Table(
    "deferred_calls",
    metadata,
    Column("id", Text, primary_key=True),
    Column("proposal", Text, ForeignKey("proposals.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("tool_call_id", Text, nullable=False),
    Column("tool", Text, nullable=False),
    Column("change", Json[Change](Change, "change"), nullable=False),
    Column("state", OneOf(CallState), nullable=False),
    Column("began_at", Moment),
    Column("reason", Text),
    UniqueConstraint("proposal", "position"),
    Index(None, "state"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("call", Text, ForeignKey("deferred_calls.id", ondelete="CASCADE"), primary_key=True),
    Column("task_id", Text, nullable=False),
    Column("task", Json[Task](Task, "task"), nullable=False),
    Column("applied_at", Moment, nullable=False),
    Column("comment", Text),
    Index(None, "task_id"),
    Index(None, "comment"),
)

column_choices = Table(
    "column_choices",
    metadata,
    Column("board", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("choice", Json[ColumnChoice](ColumnChoice, "column choice"), nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("run", Text, nullable=False),
    Column("asked_of", BigInteger, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("record", Json[Question](Question, "question"), nullable=False),
    Column("answer", Text),
    Column("answered_at", Moment),
)

exchanges = Table(
    "exchanges",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("conversation", Text, nullable=False),
    Column("run", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("record", Json[Exchange](Exchange, "exchange"), nullable=False),
    Index(None, "conversation", "at"),
)

interactions = Table(
    "interactions",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("seen_at", Moment, nullable=False),
    Index(None, "seen_at"),
)

owed_answers = Table(
    "owed_answers",
    metadata,
    Column("interaction", BigInteger, primary_key=True, autoincrement=False),
    Column("application", BigInteger, nullable=False),
    Column("token", Text),
    Column("token_until", Moment, nullable=False),
    Column("guild", BigInteger),
    Column("channel", BigInteger, nullable=False),
    Column("message", BigInteger),
    Column("private", Boolean, nullable=False),
    Column("asked_by", BigInteger, nullable=False),
    Column("pressed", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
)

shown_cards = Table(
    "shown_cards",
    metadata,
    Column("message", BigInteger, primary_key=True, autoincrement=False),
    Column("channel", BigInteger, nullable=False),
    Column("guild", BigInteger),
    Column("private", Boolean, nullable=False),
    Column("proposal", Text, nullable=False),
    Column("waiting", Text, nullable=False),
    Column("asked_by", BigInteger, nullable=False),
    Column("application", BigInteger, nullable=False),
    Column("token", Text),
    Column("token_until", Moment, nullable=False),
    Index(None, "waiting"),
)

guild_settings = Table(
    "guild_settings",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("expiry_hours", Integer, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("process", Text, nullable=False),
    Column("term", BigInteger, nullable=False),
    Column("beat", BigInteger, nullable=False),
)
