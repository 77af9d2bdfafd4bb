"""What waits for a decision: proposals, the calls on them, and what came of each."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads these annotations when it loads a stored record
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeVar

from storage.changes import Change  # noqa: TC001 - likewise
from storage.records import CommentId, DeferredCallId, DiscordId, GuildId, ProposalId, RunId, Task  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Mapping


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


PROPOSAL_MOVES: Mapping[ProposalState, frozenset[ProposalState]] = {
    ProposalState.OPEN: frozenset(
        {ProposalState.CONFIRMED, ProposalState.DECLINED, ProposalState.EXPIRED, ProposalState.REPLACED}
    ),
    ProposalState.CONFIRMED: frozenset(),
    ProposalState.DECLINED: frozenset(),
    ProposalState.EXPIRED: frozenset(),
    ProposalState.REPLACED: frozenset(),
}
"""Where a proposal can go from each state. Stores move it along these and no others."""

CALL_MOVES: Mapping[CallState, frozenset[CallState]] = {
    CallState.HELD: frozenset({CallState.APPROVED}),
    # Looked at before Notion is asked: it may be so already, not allowed any more, or out of reach.
    CallState.APPROVED: frozenset({CallState.APPLYING, CallState.DONE, CallState.REFUSED, CallState.FAILED}),
    CallState.APPLYING: frozenset({CallState.DONE, CallState.FAILED, CallState.UNCERTAIN}),
    CallState.UNCERTAIN: frozenset({CallState.DONE, CallState.FAILED, CallState.UNCERTAIN}),
    CallState.DONE: frozenset(),
    CallState.REFUSED: frozenset(),
    CallState.FAILED: frozenset(),
}
"""Where a call can go from each state, likewise. Those of a proposal that is not confirmed stay held."""

UNSETTLED = frozenset({CallState.APPROVED, CallState.APPLYING, CallState.UNCERTAIN})
"""What a decision allowed and nothing has settled yet."""

S = TypeVar("S", ProposalState, CallState)


def leading_to(state: S, moves: Mapping[S, frozenset[S]]) -> frozenset[S]:
    """The states from which a state can be reached in one move."""
    return frozenset(before for before, after in moves.items() if state in after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What Notion says was done, read back: the task as it is afterwards, and the comment, if it was one."""

    task: Task
    applied_at: dt.datetime
    comment: CommentId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplied:
    """How a call ended whose change is asked for again: refused or failed, and why."""

    call: DeferredCallId
    state: Literal[CallState.REFUSED, CallState.FAILED]
    reason: str


def check_end(state: CallState, receipt: Receipt | None) -> None:
    """Raises ValueError unless it is an end, or doubt. "Done" is said of what was read back, of no more."""
    is_end = state is CallState.UNCERTAIN or not CALL_MOVES[state]
    if not is_end or (state is CallState.DONE) != (receipt is not None):
        raise ValueError("A call ends as done with a receipt, or without one in another way.")


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

    @property
    def tool_calls(self) -> frozenset[str]:
        """The model's ids of the calls that it is about."""
        return frozenset(call.tool_call_id for call in self.calls)


Verdict = Literal[ProposalState.CONFIRMED, ProposalState.DECLINED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One person's verdict on a proposal. `decided_at` is Discord's moment of the press."""

    proposal: ProposalId
    by: DiscordId
    verdict: Verdict
    decided_at: dt.datetime
