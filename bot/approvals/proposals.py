"""Proposals: made from held calls, shown, decided on once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.agent.outcomes import AlreadyDecided, DecisionOutcome, Declined, NotTheirs, Refused, Settled
from bot.approvals.calls import calls_again, calls_of
from bot.approvals.results import covers, declined_in
from bot.desk.events import ProposalReplaced
from bot.queues import Queues
from storage.errors import OvertakenError, RecordNotFoundError
from storage.proposals import Decision, Proposal, ProposalState
from storage.records import Principal, ProposalId, new_id, principal_of
from tools.policy import may_decide

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.approvals.executor import Executor
    from bot.approvals.left import Left
    from bot.desk.bus import Publisher
    from storage.changes import Change
    from storage.ports import Directory, MemberStore, ProposalStore
    from storage.proposals import DeferredCall
    from storage.records import DiscordId, GuildId
    from storage.runs import Run
    from tools.toolset import Held

APPROVAL_WINDOW = dt.timedelta(hours=24)
_GONE = "I do not know this card any more. Nothing was changed; please ask again."

_UNLINKED = (
    "You are no longer linked to a Notion person, so I cannot act for you. An admin can link you again."
)
_OUTDATED = (
    "The task board does not know the person you are linked to any more, so I cannot act for you. Someone "
    "who may manage this server can link you again: /darcy-admin link."
)


async def _a_day(_guild: GuildId) -> dt.timedelta:
    return APPROVAL_WINDOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """Keeps what waits for a decision, and takes the decision.

    `window_of` says for how long a guild's proposals wait.
    """

    store: ProposalStore
    members: MemberStore
    directory: Directory
    executor: Executor
    window_of: Callable[[GuildId], Awaitable[dt.timedelta]] = _a_day
    publisher: Publisher
    queues: Queues = field(default_factory=Queues)

    async def propose(self, run: Run, held: Sequence[Held], at: dt.datetime) -> Proposal:
        """Store what the card will show, before it is shown. It can be decided on from `at` on.

        It takes the place of the person's older proposals that ask about nothing but what it asks about.
        """
        proposal = Proposal(
            id=ProposalId(new_id()),
            run=run.id,
            guild=run.request.guild,
            asked_by=run.request.asked_by,
            calls=calls_of(held),
            created_at=at,
            expires_at=at + await self.window_of(run.request.guild),
        )
        older = await self.store.open_of(proposal.guild, proposal.asked_by, at)
        replaces = [one.id for one in older if covers(proposal.calls, one.calls)]
        for replaced in await self.store.propose(proposal, replaces=replaces):
            self.publisher.publish(ProposalReplaced(replaced))
        return proposal

    async def declined_in(self, run: Run) -> Sequence[Change]:
        """What the person has said no to in this very run."""
        return declined_in(await self.store.of_run(run.id))

    async def has_decided(self, run: Run) -> bool:
        """Whether anything that the run proposed was decided on before, and so perhaps changed the board."""
        return any(one.decided_at is not None for one in await self.store.of_run(run.id))

    async def decide(self, decision: Decision, guild: GuildId | None) -> DecisionOutcome:
        """Take a person's verdict. Of all presses on a proposal at most one has an effect.

        `guild` is where it was pressed; None for direct messages.
        """
        try:
            proposal = await self.store.get_proposal(decision.proposal)
        except RecordNotFoundError:
            return Refused(_GONE)
        if guild not in (None, proposal.guild):
            return Refused(_GONE)
        if not may_decide(proposal, decision.by):
            return NotTheirs(proposal.asked_by)
        principal = await self.principal_of(proposal.guild, decision.by)
        if decision.verdict is ProposalState.CONFIRMED:
            if principal is None:
                return Refused(_UNLINKED)
            is_open = proposal.state is ProposalState.OPEN
            if is_open and await self.directory.unknown_among([principal.member.id]):
                return Refused(_OUTDATED)
        async with self.queues.turn_of(proposal.id):  # a second press waits, and is told how the first went
            return await self._claim(decision, principal)

    async def _claim(self, decision: Decision, principal: Principal | None) -> DecisionOutcome:
        calls = await self.store.claim(decision)
        proposal = await self.store.get_proposal(decision.proposal)
        if calls is None:
            return AlreadyDecided(proposal, await self.find_again(proposal, decision.decided_at))
        if principal is None or not calls:
            return Declined(proposal)
        return await self._apply(proposal, calls, principal, decision.decided_at)

    async def find_again(self, proposal: Proposal, at: dt.datetime) -> Proposal | None:
        """What was left of a decided proposal, if it can still be decided on at that moment."""
        of_run = (one for one in await self.store.of_run(proposal.run) if one.id != proposal.id)
        waiting = [one for one in of_run if one.state is ProposalState.OPEN and at < one.expires_at]
        # What was proposed after it is about other calls.
        left = [one for one in waiting if one.tool_calls <= proposal.tool_calls]
        return left[-1] if left else None

    async def principal_of(self, guild: GuildId, discord: DiscordId) -> Principal | None:
        """Who decides, or None if nobody has linked them, or they were unlinked since."""
        link = await self.members.find_link(guild, discord)
        return principal_of(link) if link else None

    async def _apply(
        self, proposal: Proposal, calls: Sequence[DeferredCall], principal: Principal, at: dt.datetime
    ) -> Settled:
        left = await self.executor.apply(calls, principal, at)
        again = await self.offer_again(proposal, left, at)
        return Settled(await self.store.get_proposal(proposal.id), again)

    async def offer_again(self, proposal: Proposal, left: Sequence[Left], at: dt.datetime) -> Proposal | None:
        """What was agreed to and could not be applied, as a new proposal on the board as it is now.

        The calls are settled together with it: whenever Darcy dies, they are not lost.
        """
        if not left:
            return None
        again = Proposal(
            id=ProposalId(new_id()),
            run=proposal.run,
            guild=proposal.guild,
            asked_by=proposal.asked_by,
            calls=calls_again([(one.call, one.change) for one in left]),
            created_at=at,
            expires_at=at + await self.window_of(proposal.guild),
        )
        try:
            await self.store.propose(again, instead_of=[one.ended for one in left])
        except OvertakenError:
            return None
        return again
