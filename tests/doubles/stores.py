"""Stores in memory. `tests/contracts` asks the promises of the ports of these as of the real ones.

Each lets other tasks run before it answers, as a real store does, so that what only works when nobody
interrupts is found here too. What it does itself is never interrupted, as a statement is not.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

from storage.database.open import Database
from storage.errors import AlreadyLinkedError, OvertakenError, RecordNotFoundError
from storage.leases import Lease
from storage.proposals import (
    CALL_MOVES,
    UNSETTLED,
    CallState,
    DeferredCall,
    Proposal,
    ProposalState,
    check_end,
)
from tests.doubles.card_stores import MemoryCards, MemoryGuildSettings

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from storage.answers import OwedAnswer
    from storage.layouts import ColumnChoice
    from storage.leases import Holder
    from storage.proposals import Decision, NotApplied, Receipt
    from storage.records import (
        CommentId,
        DeferredCallId,
        DiscordId,
        GuildId,
        Link,
        MemberId,
        Preferences,
        ProposalId,
        QuestionId,
        RunId,
        TaskId,
    )
    from storage.runs import Exchange, Question, Run


def memory_database() -> Database:
    """All stores, empty and in memory."""
    proposals = MemoryProposals()
    return Database(
        members=MemoryMembers(),
        preferences=MemoryPreferences(),
        notices=MemoryNotices(),
        runs=MemoryRuns(),
        proposals=proposals,
        questions=MemoryQuestions(),
        exchanges=MemoryExchanges(),
        interactions=MemoryInteractions(),
        cards=MemoryCards(proposals),
        guild_settings=MemoryGuildSettings(),
        layouts=MemoryLayouts(),
        leases=MemoryLeases(),
        migrate=_nothing,
    )


async def _nothing() -> None:
    """What is in memory is up to date."""


async def _interrupted(*moments: dt.datetime) -> None:
    """Let others run. Like a column of moments, refuse those of which nobody can say when they were."""
    await asyncio.sleep(0)
    if any(moment.utcoffset() is None for moment in moments):
        raise ValueError("A moment without a time zone cannot be kept.")


class MemoryMembers:
    def __init__(self) -> None:
        self._links: dict[tuple[GuildId, DiscordId], Link] = {}

    async def find_link(self, guild: GuildId, discord: DiscordId) -> Link | None:
        await _interrupted()
        return self._links.get((guild, discord))

    async def find_link_of(self, guild: GuildId, member: MemberId) -> Link | None:
        return next((link for link in await self.links(guild) if link.member.id == member), None)

    async def links(self, guild: GuildId) -> Sequence[Link]:
        await _interrupted()
        found = [link for link in self._links.values() if link.guild == guild]
        return sorted(found, key=lambda link: (link.member.name.casefold(), link.member.id))

    async def save_link(self, link: Link) -> None:
        await _interrupted(link.linked_at)
        for other in self._links.values():
            taken = (other.guild, other.member.id) == (link.guild, link.member.id)
            if taken and other.discord != link.discord:
                raise AlreadyLinkedError("That person is linked to another member of this server.")
        self._links[link.guild, link.discord] = link

    async def remove_link(self, guild: GuildId, discord: DiscordId) -> bool:
        await _interrupted()
        return self._links.pop((guild, discord), None) is not None

    async def guilds_of(self, discord: DiscordId) -> Sequence[GuildId]:
        await _interrupted()
        return sorted(guild for guild, linked in self._links if linked == discord)


class MemoryPreferences:
    def __init__(self) -> None:
        self._kept: dict[tuple[GuildId, DiscordId], Preferences] = {}

    async def all(self) -> Sequence[Preferences]:
        await _interrupted()
        return list(self._kept.values())

    async def save(self, wanted: Preferences) -> None:
        await _interrupted()
        self._kept[wanted.guild, wanted.discord] = wanted


class MemoryNotices:
    def __init__(self) -> None:
        self._told: set[GuildId] = set()

    async def is_first(self, guild: GuildId, at: dt.datetime) -> bool:
        await _interrupted(at)
        is_first = guild not in self._told
        self._told.add(guild)
        return is_first


class MemoryRuns:
    def __init__(self) -> None:
        self._runs: dict[RunId, Run] = {}

    async def save_run(self, run: Run) -> None:
        await _interrupted(run.request.received_at)
        self._runs[run.id] = deepcopy(run)

    async def get_run(self, run_id: RunId) -> Run:
        await _interrupted()
        if run_id not in self._runs:
            raise RecordNotFoundError("I no longer remember that request. Please ask again.")
        return deepcopy(self._runs[run_id])

    async def find_run(self, guild: GuildId, asked_by: DiscordId, received_at: dt.datetime) -> Run | None:
        await _interrupted(received_at)
        wanted = (guild, asked_by, received_at)
        for run in self._runs.values():
            if (run.request.guild, run.request.asked_by, run.request.received_at) == wanted:
                return deepcopy(run)
        return None


class MemoryProposals:
    def __init__(self) -> None:
        self._proposals: dict[ProposalId, Proposal] = {}

    async def propose(
        self,
        proposal: Proposal,
        *,
        replaces: Collection[ProposalId] = (),
        instead_of: Collection[NotApplied] = (),
    ) -> Sequence[ProposalId]:
        await _interrupted(proposal.created_at, proposal.expires_at)
        waiting = [(self._call(ended.call), ended) for ended in instead_of]
        if any(call is None or ended.state not in CALL_MOVES[call.state] for call, ended in waiting):
            raise OvertakenError
        self._keep(proposal)
        for call, ended in waiting:
            assert call is not None
            self._put(replace(call, state=ended.state, reason=ended.reason))
        older = sorted(one for one in replaces if one != proposal.id and self._is_open(one))
        for one in older:
            self._proposals[one] = replace(
                self._proposals[one], state=ProposalState.REPLACED, replaced_by=proposal.id
            )
        return older

    async def expire(self, at: dt.datetime) -> Sequence[ProposalId]:
        await _interrupted(at)
        late = sorted(p.id for p in self._proposals.values() if self._is_open(p.id) and p.expires_at <= at)
        for one in late:
            self._proposals[one] = replace(self._proposals[one], state=ProposalState.EXPIRED)
        return late

    async def open_of(self, guild: GuildId, asked_by: DiscordId, at: dt.datetime) -> Sequence[Proposal]:
        await _interrupted(at)
        theirs = (p for p in self._proposals.values() if (p.guild, p.asked_by) == (guild, asked_by))
        waiting = (p for p in theirs if self._is_open(p.id) and p.expires_at > at)
        return sorted(waiting, key=lambda p: (p.created_at, p.id))

    def _is_open(self, proposal: ProposalId) -> bool:
        kept = self._proposals.get(proposal)
        return kept is not None and kept.state is ProposalState.OPEN

    def _keep(self, new: Proposal) -> None:
        if new.state is not ProposalState.OPEN or any(call.state is not CallState.HELD for call in new.calls):
            raise ValueError("Only an open proposal with held calls can be proposed.")
        kept = {call.id for proposal in self._proposals.values() for call in proposal.calls}
        if new.id in self._proposals or kept & {call.id for call in new.calls}:
            raise ValueError("Something unique is kept already.")
        self._proposals[new.id] = new

    async def get_proposal(self, proposal_id: ProposalId) -> Proposal:
        await _interrupted()
        if proposal_id not in self._proposals:
            raise RecordNotFoundError("I no longer remember what this was about. Please ask again.")
        return self._proposals[proposal_id]

    async def claim(self, decision: Decision) -> Sequence[DeferredCall] | None:
        await _interrupted(decision.decided_at)
        proposal = self._proposals.get(decision.proposal)
        if proposal is None or proposal.state is not ProposalState.OPEN:
            return None
        if proposal.expires_at <= decision.decided_at:
            self._proposals[proposal.id] = replace(proposal, state=ProposalState.EXPIRED)
            return None
        yes = decision.verdict is ProposalState.CONFIRMED
        calls = tuple(replace(call, state=CallState.APPROVED) if yes else call for call in proposal.calls)
        self._proposals[proposal.id] = replace(
            proposal,
            calls=calls,
            state=decision.verdict,
            decided_by=decision.by,
            decided_at=decision.decided_at,
        )
        return list(calls) if yes else []

    async def begin(self, call: DeferredCallId, at: dt.datetime) -> bool:
        await _interrupted(at)
        found = self._call(call)
        if found is None or found.state is not CallState.APPROVED:
            return False
        self._put(replace(found, state=CallState.APPLYING, began_at=at))
        return True

    async def settle(
        self,
        call: DeferredCallId,
        state: CallState,
        *,
        receipt: Receipt | None = None,
        reason: str | None = None,
    ) -> bool:
        check_end(state, receipt)
        await _interrupted(*([receipt.applied_at] if receipt else []))
        found = self._call(call)
        if found is None or state not in CALL_MOVES[found.state]:
            return False
        self._put(replace(found, state=state, receipt=receipt, reason=reason))
        return True

    async def of_run(self, run: RunId) -> Sequence[Proposal]:
        await _interrupted()
        found = (p for p in self._proposals.values() if p.run == run)
        return sorted(found, key=lambda p: (p.created_at, p.id))

    async def count_open(self, guild: GuildId, at: dt.datetime) -> int:
        await _interrupted(at)
        kept = [p for p in self._proposals.values() if p.guild == guild and p.state is ProposalState.OPEN]
        return sum(proposal.expires_at > at for proposal in kept)

    async def receipted(self, tasks: Collection[TaskId]) -> frozenset[TaskId]:
        await _interrupted()
        calls = [call for proposal in self._proposals.values() for call in proposal.calls]
        return frozenset(call.receipt.task.id for call in calls if call.receipt) & frozenset(tasks)

    async def receipted_comments(self, comments: Collection[CommentId]) -> frozenset[CommentId]:
        await _interrupted()
        calls = [call for proposal in self._proposals.values() for call in proposal.calls]
        made = (call.receipt.comment for call in calls if call.receipt)
        return frozenset(comment for comment in made if comment) & frozenset(comments)

    async def unsettled(self) -> Sequence[Proposal]:
        await _interrupted()
        waiting = (
            proposal
            for proposal in self._proposals.values()
            if proposal.state is ProposalState.CONFIRMED
            and any(call.state in UNSETTLED for call in proposal.calls)
        )
        return sorted(waiting, key=lambda proposal: (proposal.created_at, proposal.id))

    def _call(self, wanted: DeferredCallId) -> DeferredCall | None:
        calls = (call for proposal in self._proposals.values() for call in proposal.calls)
        return next((call for call in calls if call.id == wanted), None)

    def _put(self, changed: DeferredCall) -> None:
        for proposal in list(self._proposals.values()):
            calls = tuple(changed if call.id == changed.id else call for call in proposal.calls)
            self._proposals[proposal.id] = replace(proposal, calls=calls)


class MemoryQuestions:
    def __init__(self) -> None:
        self._questions: dict[QuestionId, Question] = {}

    async def ask(self, question: Question) -> None:
        await _interrupted(question.expires_at)
        if question.id in self._questions:
            raise ValueError("Something unique is kept already.")
        self._questions[question.id] = question

    async def get_question(self, question_id: QuestionId) -> Question:
        await _interrupted()
        if question_id not in self._questions:
            raise RecordNotFoundError("I no longer remember that question. Please ask again.")
        return self._questions[question_id]

    async def answer(self, question_id: QuestionId, answer: str, at: dt.datetime) -> bool:
        await _interrupted(at)
        question = self._questions.get(question_id)
        if question is None or question.answer is not None or question.expires_at <= at:
            return False
        self._questions[question_id] = replace(question, answer=answer)
        return True

    async def reopen(self, question_id: QuestionId) -> None:
        await _interrupted()
        if question_id in self._questions:
            self._questions[question_id] = replace(self._questions[question_id], answer=None)

    async def find_open(self, run: RunId) -> Question | None:
        await _interrupted()
        asked = [one for one in self._questions.values() if one.run == run and one.answer is None]
        return max(asked, key=lambda question: question.expires_at, default=None)


class MemoryExchanges:
    def __init__(self) -> None:
        self._exchanges: list[Exchange] = []

    async def add(self, exchange: Exchange) -> None:
        await _interrupted(exchange.at)
        self._exchanges.append(deepcopy(exchange))

    async def latest(self, conversation: str, limit: int) -> Sequence[Exchange]:
        await _interrupted()
        said = [exchange for exchange in self._exchanges if exchange.conversation == conversation]
        said.sort(key=lambda exchange: exchange.at)
        return deepcopy(said[max(len(said) - limit, 0) :])


class MemoryLayouts:
    def __init__(self) -> None:
        self._choices: dict[tuple[str, str], ColumnChoice] = {}

    async def choices(self, board: str) -> Sequence[ColumnChoice]:
        await _interrupted()
        return [choice for (of, _), choice in sorted(self._choices.items()) if of == board]

    async def save_choices(self, board: str, choices: Sequence[ColumnChoice]) -> None:
        await _interrupted(*(choice.chosen_at for choice in choices))
        self._choices |= {(board, choice.role): choice for choice in choices}


class MemoryInteractions:
    def __init__(self) -> None:
        self._seen: dict[int, dt.datetime] = {}
        self._owed: dict[int, OwedAnswer] = {}

    async def is_new(self, interaction_id: int, at: dt.datetime, owed: OwedAnswer | None = None) -> bool:
        await _interrupted(at)
        if interaction_id % 100 == 0:
            day_ago, month_ago = at - dt.timedelta(days=1), at - dt.timedelta(days=30)
            self._seen = {seen: when for seen, when in self._seen.items() if when >= day_ago}
            self._owed = {one: owed for one, owed in self._owed.items() if owed.at >= month_ago}
        if interaction_id in self._seen:
            return False
        self._seen[interaction_id] = at
        if owed is not None:
            self._owed[interaction_id] = owed
        return True

    async def placed(self, interaction_id: int, message: int) -> None:
        await _interrupted()
        if interaction_id in self._owed:
            self._owed[interaction_id] = replace(self._owed[interaction_id], message=message)

    async def answered(self, interaction_id: int) -> None:
        await _interrupted()
        self._owed.pop(interaction_id, None)

    async def owed(self) -> Sequence[OwedAnswer]:
        await _interrupted()
        return [self._owed[interaction] for interaction in sorted(self._owed)]

    async def take_up(self, interaction_id: int) -> None:
        await _interrupted()
        if interaction_id in self._owed:
            owed = self._owed[interaction_id]
            self._owed[interaction_id] = replace(owed, tries=owed.tries + 1)

    async def forget_tokens(self, now: dt.datetime) -> None:
        await _interrupted(now)
        self._owed = {
            interaction: replace(owed, token=None) if owed.token_until <= now else owed
            for interaction, owed in self._owed.items()
        }


class MemoryLeases:
    def __init__(self) -> None:
        self._lease: Lease | None = None
        self._term = 0

    async def find(self) -> Lease | None:
        await _interrupted()
        return self._lease

    async def take(self, holder: Holder, seen: Lease | None) -> Lease | None:
        await _interrupted()
        if self._lease != seen:
            return None
        self._term += 1
        self._lease = Lease(holder=holder, term=self._term)
        return self._lease

    async def beat(self, lease: Lease) -> Lease | None:
        await _interrupted()
        if self._lease is None or (self._lease.holder, self._lease.term) != (lease.holder, lease.term):
            return None
        self._lease = replace(self._lease, beat=self._lease.beat + 1)
        return self._lease

    async def give_back(self, lease: Lease) -> None:
        await _interrupted()
        if self._lease is not None and self._lease.term == lease.term:
            self._lease = None
