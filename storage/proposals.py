"""What waits for a decision: proposals, the calls on them, and what came of each."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads these annotations when it loads a stored record
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from storage.changes import Change  # noqa: TC001 - likewise
from storage.records import CommentId, DeferredCallId, DiscordId, GuildId, ProposalId, RunId, Task  # noqa: TC001


class ProposalState(StrEnum):
    """`open` is left once: by a decision, by its deadline, or for a newer proposal."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    EXPIRED = "expired"
    REPLACED = "replaced"


class CallState(StrEnum):
    """`applying` is stored before Notion is called, so that a crash leaves one call in doubt at most."""

    HELD = "held"
    APPROVED = "approved"
    APPLYING = "applying"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


UNSETTLED = frozenset({CallState.APPROVED, CallState.APPLYING, CallState.UNCERTAIN})
"""What a decision allowed and nothing has settled yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What Notion says was done, read back: the task as it is afterwards, and the comment, if it was one."""

    task: Task
    applied_at: dt.datetime
    comment: CommentId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferredCall:
    """One change that a call planned, held until it is decided on.

    A call of the model may plan several changes; each is held, applied and settled on its own.
    `tool_call_id` is the model's id of the call, under which it is told the result.
    `reason` says in a person's words why a call was refused, failed or is uncertain.
    """

    id: DeferredCallId
    tool_call_id: str
    tool: str
    change: Change
    state: CallState = CallState.HELD
    began_at: dt.datetime | None = None
    receipt: Receipt | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The deferred calls on one card. Immutable but for its state: what alters a card makes a new one."""

    id: ProposalId
    run: RunId
    guild: GuildId
    asked_by: DiscordId
    calls: tuple[DeferredCall, ...]
    created_at: dt.datetime
    expires_at: dt.datetime
    state: ProposalState = ProposalState.OPEN
    decided_by: DiscordId | None = None
    decided_at: dt.datetime | None = None
    replaced_by: ProposalId | None = None


Verdict = Literal[ProposalState.CONFIRMED, ProposalState.DECLINED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One person's verdict on a proposal. `decided_at` is Discord's moment of the press."""

    proposal: ProposalId
    by: DiscordId
    verdict: Verdict
    decided_at: dt.datetime
