"""What a process that died left behind, settled by the next one before it takes requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.proposals import CallState
from storage.records import Principal

if TYPE_CHECKING:
    from bot.approvals.executor import Executor, Left
    from bot.approvals.proposals import Proposals
    from storage.ports import MemberStore, ProposalStore
    from storage.proposals import DeferredCall, Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """Carries out what was approved and not begun; looks at the board for what was begun."""

    store: ProposalStore
    members: MemberStore
    executor: Executor
    proposals: Proposals

    async def settle_all(self) -> int:
        """Settle every call that a decision allowed and nothing settled; returns how many there were."""
        count = 0
        for proposal in await self.store.unsettled():
            unsettled = [call for call in proposal.calls if call.state in _UNSETTLED]
            count += len(unsettled)
            left = [one for call in unsettled if (one := await self._settle(proposal, call)) is not None]
            assert proposal.decided_at is not None
            await self.proposals.offer_again(proposal, left, proposal.decided_at)
        return count

    async def _settle(self, proposal: Proposal, call: DeferredCall) -> Left | None:
        assert proposal.decided_by is not None
        assert proposal.decided_at is not None
        if call.state is not CallState.APPROVED:
            return await self.executor.look(call, proposal.decided_at)
        link = await self.members.find_link(proposal.guild, proposal.decided_by)
        if link is None:
            await self.store.settle(call.id, CallState.REFUSED, reason="Who decided is no longer linked.")
            return None
        principal = Principal(guild=proposal.guild, discord=proposal.decided_by, member=link.member)
        left = await self.executor.apply([call], principal, proposal.decided_at)
        return left[0] if left else None


_UNSETTLED = frozenset({CallState.APPROVED, CallState.APPLYING, CallState.UNCERTAIN})
