"""Proposals, their held calls and the receipts. Whatever two presses could race for is one statement."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from storage.database.tables import deferred_calls, proposals, receipts
from storage.errors import OvertakenError, RecordNotFoundError
from storage.proposals import (
    CALL_MOVES,
    PROPOSAL_MOVES,
    UNSETTLED,
    CallState,
    DeferredCall,
    Proposal,
    ProposalState,
    Receipt,
    check_end,
    leading_to,
)
from storage.records import CommentId, ProposalId, TaskId

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from sqlalchemy import ColumnElement, RowMapping, Update
    from sqlalchemy.ext.asyncio import AsyncConnection
    from sqlalchemy.sql.dml import ReturningUpdate

    from storage.database.leases import Leases
    from storage.database.transactions import Transactions
    from storage.proposals import Decision, NotApplied
    from storage.records import DeferredCallId, DiscordId, GuildId, RunId

_CALL_COLUMNS = [column for column in deferred_calls.c if column.name not in {"proposal", "position"}]


class Proposals:
    """Calls are begun only while `leases` says that this process is the one to begin them."""

    def __init__(self, transactions: Transactions, leases: Leases) -> None:
        self._transactions = transactions
        self._leases = leases

    async def propose(
        self,
        proposal: Proposal,
        *,
        replaces: Collection[ProposalId] = (),
        instead_of: Collection[NotApplied] = (),
    ) -> Sequence[ProposalId]:
        async with self._transactions.writing() as connection:
            await _insert(connection, proposal)
            for one in instead_of:
                ended = _calls_to(one.state, reason=one.reason).where(deferred_calls.c.id == one.call)
                if await connection.scalar(ended.returning(deferred_calls.c.id)) is None:
                    raise OvertakenError
            if not replaces:
                return []
            moved = _proposals_to(ProposalState.REPLACED, replaced_by=proposal.id)
            older = moved.where(proposals.c.id.in_(replaces), proposals.c.id != proposal.id)
            replaced = (await connection.execute(older)).scalars()
            return sorted(ProposalId(one) for one in replaced)

    async def expire(self, at: dt.datetime) -> Sequence[ProposalId]:
        late = _proposals_to(ProposalState.EXPIRED).where(proposals.c.expires_at <= at)
        async with self._transactions.writing() as connection:
            return sorted(ProposalId(one) for one in (await connection.execute(late)).scalars())

    async def open_of(self, guild: GuildId, asked_by: DiscordId, at: dt.datetime) -> Sequence[Proposal]:
        theirs = (proposals.c.guild == guild, proposals.c.asked_by == asked_by)
        return await self._find(*theirs, proposals.c.state == ProposalState.OPEN, proposals.c.expires_at > at)

    async def get_proposal(self, proposal_id: ProposalId) -> Proposal:
        found = await self._find(proposals.c.id == proposal_id)
        if not found:
            raise RecordNotFoundError("I no longer remember what this was about. Please ask again.")
        return found[0]

    async def unsettled(self) -> Sequence[Proposal]:
        waiting = select(deferred_calls.c.proposal).where(deferred_calls.c.state.in_(UNSETTLED))
        return await self._find(proposals.c.state == ProposalState.CONFIRMED, proposals.c.id.in_(waiting))

    async def count_open(self, guild: GuildId, at: dt.datetime) -> int:
        is_open = (proposals.c.state == ProposalState.OPEN, proposals.c.expires_at > at)
        counted = select(func.count()).select_from(proposals).where(proposals.c.guild == guild, *is_open)
        async with self._transactions.reading() as connection:
            return await connection.scalar(counted) or 0

    async def claim(self, decision: Decision) -> Sequence[DeferredCall] | None:
        async with self._transactions.writing() as connection:
            # One statement, so of two presses at once exactly one wins. The id is of what was shown.
            decided = _proposals_to(decision.verdict, decided_by=decision.by, decided_at=decision.decided_at)
            claimed = await connection.scalar(
                decided.where(
                    proposals.c.id == decision.proposal, proposals.c.expires_at > decision.decided_at
                )
            )
            if claimed is None:
                late = proposals.c.expires_at <= decision.decided_at
                expired = _proposals_to(ProposalState.EXPIRED)
                await connection.execute(expired.where(proposals.c.id == decision.proposal, late))
                return None
            if decision.verdict is ProposalState.CONFIRMED:
                return await _approve(connection, decision.proposal)
            return []

    async def begin(self, call: DeferredCallId, at: dt.datetime) -> bool:
        async with self._transactions.writing() as connection:
            begun = await connection.scalar(
                _calls_to(CallState.APPLYING, began_at=at)
                .where(deferred_calls.c.id == call, self._leases.is_held())
                .returning(deferred_calls.c.id)
            )
            return begun is not None

    async def settle(
        self,
        call: DeferredCallId,
        state: CallState,
        *,
        receipt: Receipt | None = None,
        reason: str | None = None,
    ) -> bool:
        check_end(state, receipt)
        async with self._transactions.writing() as connection:
            settled = await connection.scalar(
                _calls_to(state, reason=reason)
                .where(deferred_calls.c.id == call)
                .returning(deferred_calls.c.id)
            )
            if settled is not None and receipt is not None:
                row = {
                    "call": call,
                    "task_id": receipt.task.id,
                    "task": receipt.task,
                    "applied_at": receipt.applied_at,
                    "comment": receipt.comment,
                }
                await connection.execute(insert(receipts).values(row))
            return settled is not None

    async def of_run(self, run: RunId) -> Sequence[Proposal]:
        return await self._find(proposals.c.run == run)

    async def receipted(self, tasks: Collection[TaskId]) -> frozenset[TaskId]:
        named = select(receipts.c.task_id).where(receipts.c.task_id.in_(tasks))
        async with self._transactions.reading() as connection:
            found = (await connection.execute(named)).scalars()
            return frozenset(TaskId(task_id) for task_id in found)

    async def receipted_comments(self, comments: Collection[CommentId]) -> frozenset[CommentId]:
        named = select(receipts.c.comment).where(receipts.c.comment.in_(comments))
        async with self._transactions.reading() as connection:
            found = (await connection.execute(named)).scalars()
            return frozenset(CommentId(comment) for comment in found)

    async def _find(self, *conditions: ColumnElement[bool]) -> list[Proposal]:
        """One statement, so that a proposal and its calls are of the same moment."""
        wanted = (
            select(proposals, deferred_calls, receipts)
            .select_from(proposals.outerjoin(deferred_calls).outerjoin(receipts))
            .where(*conditions)
            .order_by(proposals.c.created_at, proposals.c.id, deferred_calls.c.position)
        )
        async with self._transactions.reading() as connection:
            rows = (await connection.execute(wanted)).mappings().all()
        return [_proposal_from(list(group)) for _, group in groupby(rows, lambda row: row[proposals.c.id])]


async def _insert(connection: AsyncConnection, proposal: Proposal) -> None:
    if proposal.state is not ProposalState.OPEN or any(
        call.state is not CallState.HELD for call in proposal.calls
    ):
        raise ValueError("Only an open proposal with held calls can be proposed.")
    row = {column.name: getattr(proposal, column.name) for column in proposals.c}
    await connection.execute(insert(proposals).values(row))
    for position, call in enumerate(proposal.calls):
        fields = {column.name: getattr(call, column.name) for column in _CALL_COLUMNS}
        await connection.execute(
            insert(deferred_calls).values(proposal=proposal.id, position=position, **fields)
        )


def _proposals_to(state: ProposalState, **values: object) -> ReturningUpdate[str]:
    """Move proposals to a state, from wherever that may be reached; the ids of those that were."""
    before = proposals.c.state.in_(leading_to(state, PROPOSAL_MOVES))
    return update(proposals).where(before).values(state=state, **values).returning(proposals.c.id)


def _calls_to(state: CallState, **values: object) -> Update:
    """Move calls to a state, from wherever that may be reached."""
    before = deferred_calls.c.state.in_(leading_to(state, CALL_MOVES))
    return update(deferred_calls).where(before).values(state=state, **values)


async def _approve(connection: AsyncConnection, proposal: ProposalId) -> list[DeferredCall]:
    held = _calls_to(CallState.APPROVED).where(deferred_calls.c.proposal == proposal)
    approved = await connection.execute(held.returning(deferred_calls))
    rows = sorted(approved.mappings(), key=lambda row: row[deferred_calls.c.position])
    return [_call_from(row, None) for row in rows]


def _proposal_from(rows: Sequence[RowMapping]) -> Proposal:
    """A proposal from its rows: one for each of its calls."""
    calls = tuple(_call_from(row, _receipt_from(row)) for row in rows if row[deferred_calls.c.id] is not None)
    return Proposal(**{column.name: rows[0][column] for column in proposals.c}, calls=calls)


def _call_from(row: RowMapping, receipt: Receipt | None) -> DeferredCall:
    return DeferredCall(**{column.name: row[column] for column in _CALL_COLUMNS}, receipt=receipt)


def _receipt_from(row: RowMapping) -> Receipt | None:
    if row[receipts.c.call] is None:
        return None
    comment = row[receipts.c.comment]
    return Receipt(
        task=row[receipts.c.task],
        applied_at=row[receipts.c.applied_at],
        comment=CommentId(comment) if comment else None,
    )
