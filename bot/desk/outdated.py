"""What a card is to say on which nobody can decide any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.agent.outcomes import AlreadyDecided, Settled
from storage.errors import RecordNotFoundError
from storage.proposals import ProposalState

if TYPE_CHECKING:
    from bot.desk.commands import ShowOutdated
    from storage.ports import ProposalStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    proposals: ProposalStore

    async def show(self, command: ShowOutdated) -> AlreadyDecided | Settled | None:
        """As the store has it: nothing is looked up on the board, and nothing goes on because of it."""
        try:
            waited = await self.proposals.get_proposal(command.waiting)
            proposal = await self.proposals.get_proposal(command.proposal)
        except RecordNotFoundError:
            return None
        if waited.state not in {ProposalState.EXPIRED, ProposalState.REPLACED}:
            return None
        return AlreadyDecided(waited) if proposal.id == waited.id else Settled(proposal, waited)
