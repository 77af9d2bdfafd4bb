"""Proposals, their held calls and the receipts. Whatever two presses could race for is one statement."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from storage.database.tables import deferred_calls, proposals, receipts
from storage.errors import RecordNotFoundError
from storage.proposals import UNSETTLED, CallState, DeferredCall, Proposal, ProposalState, Receipt
from storage.records import CommentId, TaskId

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from sqlalchemy import ColumnElement, RowMapping
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.database.leases import Leases
    from storage.database.transactions import Transactions
    from storage.proposals import Decision
    from storage.records import DeferredCallId, GuildId, ProposalId, RunId

_CALL_COLUMNS = [column for column in deferred_calls.c if column.name not in {"proposal", "position"}]


class Proposals:
    """Calls are begun only while `leases` says that this process is the one to begin them."""

    def __init__(self, transactions: Transactions, leases: Leases) -> None:
        self._transactions = transactions
        self._leases = leases

    async def propose(self, proposal: Proposal) -> None:
        async with self._transactions.writing() as connection:
            await _insert(connection, proposal)

    async def replace(self, old: ProposalId, new: Proposal) -> bool:
        async with self._transactions.writing() as connection:
            replaced = await connection.scalar(
                update(proposals)
                .where(proposals.c.id == old, proposals.c.state == ProposalState.OPEN)
                .values(state=ProposalState.REPLACED, replaced_by=new.id)
                .returning(proposals.c.id)
            )
            if replaced is not None:
                await _insert(connection, new)
            return replaced is not None

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

    async def claim(self, decision: Decision) -> Sequence[DeferredCall]:
        async with self._transactions.writing() as connection:
            # One statement, so of two presses at once exactly one wins. The id is of what was shown.
            claimed = await connection.scalar(
                update(proposals)
                .where(proposals.c.id == decision.proposal, proposals.c.state == ProposalState.OPEN)
                .where(proposals.c.expires_at > decision.decided_at)
                .values(state=decision.verdict, decided_by=decision.by, decided_at=decision.decided_at)
                .returning(proposals.c.id)
            )
            if claimed is None:
                await _expire(connection, decision)
            elif decision.verdict is ProposalState.CONFIRMED:
                return await _approve(connection, decision.proposal)
            return []

    async def begin(self, call: DeferredCallId, at: dt.datetime) -> bool:
        async with self._transactions.writing() as connection:
            begun = await connection.scalar(
                update(deferred_calls)
                .where(deferred_calls.c.id == call, deferred_calls.c.state == CallState.APPROVED)
                .where(self._leases.is_held())
                .values(state=CallState.APPLYING, began_at=at)
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
        async with self._transactions.writing() as connection:
            settled = await connection.scalar(
                update(deferred_calls)
                .where(deferred_calls.c.id == call, deferred_calls.c.state.in_(UNSETTLED))
                .values(state=state, reason=reason)
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

    async def find_open(self, run: RunId) -> Proposal | None:
        found = await self._find(proposals.c.run == run, proposals.c.state == ProposalState.OPEN)
        return found[-1] if found else None

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


async def _expire(connection: AsyncConnection, decision: Decision) -> None:
    await connection.execute(
        update(proposals)
        .where(proposals.c.id == decision.proposal, proposals.c.state == ProposalState.OPEN)
        .where(proposals.c.expires_at <= decision.decided_at)
        .values(state=ProposalState.EXPIRED)
    )


async def _approve(connection: AsyncConnection, proposal: ProposalId) -> list[DeferredCall]:
    approved = await connection.execute(
        update(deferred_calls)
        .where(deferred_calls.c.proposal == proposal)
        .values(state=CallState.APPROVED)
        .returning(deferred_calls)
    )
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
