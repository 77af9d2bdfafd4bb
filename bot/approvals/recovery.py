"""What was decided and not settled: at the start, at a press that meets it, and now and then."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.desk.events import ProposalSettled
from storage.errors import DarcyError
from storage.proposals import UNSETTLED, CallState, ProposalState

if TYPE_CHECKING:
    from bot.approvals.left import Left
    from bot.approvals.proposals import Proposals
    from bot.desk.bus import Publisher
    from storage.proposals import DeferredCall, Proposal

UNLINKED = "Who decided is no longer linked."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """Carries out what was approved and not begun; looks at the board for what was begun."""

    proposals: Proposals
    publisher: Publisher

    async def settle_all(self) -> int:
        """Settle every call that a decision allowed and nobody settled; returns how many there were."""
        settled = 0
        for proposal in await self.proposals.store.unsettled():
            try:
                settled += await self.settle(proposal)
            except (
                Exception
            ):  # it is this proposal's alone: the others, and Darcy's start, do not wait for it
                log.exception("not settled", extra={"proposal": proposal.id})
        return settled

    async def settle(self, proposal: Proposal) -> int:
        """Settle what is open of a confirmed proposal; returns how many calls that were.

        Whoever is at it already is waited for, and then there may be nothing left.
        """
        async with self.proposals.queues.turn_of(proposal.id):
            proposal = await self.proposals.store.get_proposal(proposal.id)
            if proposal.state is not ProposalState.CONFIRMED:
                return 0
            assert proposal.decided_at is not None
            unsettled = [call for call in proposal.calls if call.state in UNSETTLED]
            left = [one for call in unsettled if (one := await self._settle(proposal, call)) is not None]
            await self.proposals.offer_again(proposal, left, proposal.decided_at)
        if unsettled:  # whoever is owed how it ended is told, also where another looked
            self.publisher.publish(ProposalSettled(proposal.id))
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
            return await self.proposals.executor.look(call, proposal.decided_at)
        principal = await self.proposals.principal_of(proposal.guild, proposal.decided_by)
        if principal is None:
            await self.proposals.store.settle(call.id, CallState.REFUSED, reason=UNLINKED)
            return None
        left = await self.proposals.executor.apply([call], principal, proposal.decided_at)
        return left[0] if left else None
