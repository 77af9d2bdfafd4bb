"""What was decided and not settled: at the start, at a press that meets it, and now and then."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.errors import DarcyError
from storage.proposals import CallState, ProposalState
from storage.records import Principal

if TYPE_CHECKING:
    from bot.approvals.executor import Executor, Left
    from bot.approvals.proposals import Proposals
    from storage.ports import MemberStore, ProposalStore
    from storage.proposals import DeferredCall, Proposal

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """Carries out what was approved and not begun; looks at the board for what was begun."""

    store: ProposalStore
    members: MemberStore
    executor: Executor
    proposals: Proposals

    async def settle_all(self) -> int:
        """Settle every call that a decision allowed and nobody settled; returns how many there were."""
        return sum([await self.settle(proposal) for proposal in await self.store.unsettled()])

    async def settle(self, proposal: Proposal) -> int:
        """Settle what is open of a confirmed proposal; returns how many calls that were.

        Whoever is at it already is waited for, and then there may be nothing left.
        """
        async with self.proposals.queues.turn_of(proposal.id):
            proposal = await self.store.get_proposal(proposal.id)
            if proposal.state is not ProposalState.CONFIRMED:
                return 0
            assert proposal.decided_at is not None
            unsettled = [call for call in proposal.calls if call.state in _UNSETTLED]
            left = [one for call in unsettled if (one := await self._settle(proposal, call)) is not None]
            await self.proposals.offer_again(proposal, left, proposal.decided_at)
        return len(unsettled)

    async def keep_settling(self, every_s: float) -> None:
        """Look again at what stays in doubt, until cancelled."""
        while True:
            await asyncio.sleep(every_s)
            try:
                await self.settle_all()
            except DarcyError as error:
                log.warning("not settled", extra={"why": type(error).__name__})

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
