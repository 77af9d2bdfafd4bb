"""What is kept of changes that wait for a decision, and where their cards stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from storage.proposals import CallState, Decision, DeferredCall, NotApplied, Proposal, Receipt
    from storage.records import CommentId, DeferredCallId, DiscordId, GuildId, ProposalId, RunId, TaskId
    from storage.shown import ShownCard


class ProposalStore(Protocol):
    """Moves proposals and calls along `PROPOSAL_MOVES` and `CALL_MOVES`; any other move has no effect."""

    async def propose(
        self,
        proposal: Proposal,
        *,
        replaces: Collection[ProposalId] = (),
        instead_of: Collection[NotApplied] = (),
    ) -> Sequence[ProposalId]:
        """Keep an open proposal and its held calls, and mark replaced those it takes the place of.

        Returns which of them that were: one that was decided on meanwhile is not. The calls that
        it asks for again end with it: it is `instead_of` them. All of it or nothing: raises
        `OvertakenError` if one of those has ended otherwise.
        """

    async def expire(self, at: dt.datetime) -> Sequence[ProposalId]:
        """Mark every open proposal expired whose deadline has passed; returns which."""

    async def open_of(self, guild: GuildId, asked_by: DiscordId, at: dt.datetime) -> Sequence[Proposal]:
        """What a person can still decide on at that moment, oldest first."""

    async def get_proposal(self, proposal_id: ProposalId) -> Proposal:
        """The proposal with its calls in order. Raises `RecordNotFoundError`."""

    async def of_run(self, run: RunId) -> Sequence[Proposal]:
        """Every proposal of a run, oldest first, whatever became of it."""

    async def count_open(self, guild: GuildId, at: dt.datetime) -> int:
        """How many proposals of a guild can still be decided on at that moment."""

    async def claim(self, decision: Decision) -> Sequence[DeferredCall] | None:
        """Record a decision and return the calls it allows, now `approved`, in order.

        A refusal allows none; None if the decision came late or second, and had no effect. Who may decide is
        policy, asked before. A proposal that is past its deadline becomes `expired`. Calls of one that was
        declined or expired stay `held`.
        """

    async def begin(self, call: DeferredCallId, at: dt.datetime) -> bool:
        """Move a call from `approved` to `applying`; False if it was not, or another Darcy has the lease."""

    async def settle(
        self,
        call: DeferredCallId,
        state: CallState,
        *,
        receipt: Receipt | None = None,
        reason: str | None = None,
    ) -> bool:
        """Record how a call ended, or that it is uncertain; False if it was in no state that leads there.

        Raises ValueError for a call that is done without a receipt, or not done and has one.
        """

    async def receipted(self, tasks: Collection[TaskId]) -> frozenset[TaskId]:
        """Which of these tasks a receipt names: what was created once cannot be what is looked for."""

    async def receipted_comments(self, comments: Collection[CommentId]) -> frozenset[CommentId]:
        """Which of these comments a receipt names, likewise."""

    async def unsettled(self) -> Sequence[Proposal]:
        """Confirmed proposals with a call that is approved, applying or uncertain, oldest first."""


class CardStore(Protocol):
    """Where cards stand that wait for a decision. A message has one, a proposal may stand on several."""

    async def show(self, card: ShownCard) -> None:
        """Keep, in place of what that message showed before."""

    async def forget(self, message: int) -> None:
        """Nothing can be decided on that message any more, or it cannot be drawn again."""

    async def of(self, proposal: ProposalId) -> Sequence[ShownCard]:
        """The cards on which that proposal waits for its decision."""

    async def outdated(self) -> Sequence[ShownCard]:
        """The cards that wait for what has expired or was replaced."""

    async def tidy(self, now: dt.datetime) -> None:
        """Delete the tokens that are of no use any more, and the cards that are none.

        Those are of what was decided, or were shown 30 days ago.
        """
