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
from storage.errors import AlreadyLinkedError, RecordNotFoundError
from storage.proposals import UNSETTLED, CallState, DeferredCall, Proposal, ProposalState

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from storage.layouts import ColumnChoice
    from storage.proposals import Decision, Receipt
    from storage.records import (
        CommentId,
        DeferredCallId,
        DiscordId,
        GuildId,
        Link,
        MemberId,
        ProposalId,
        QuestionId,
        RunId,
        TaskId,
    )
    from storage.runs import Exchange, Question, Run


def memory_database() -> Database:
    """All stores, empty and in memory."""
    return Database(
        members=MemoryMembers(),
        runs=MemoryRuns(),
        proposals=MemoryProposals(),
        questions=MemoryQuestions(),
        exchanges=MemoryExchanges(),
        interactions=MemoryInteractions(),
        layouts=MemoryLayouts(),
    )


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


class MemoryProposals:
    def __init__(self) -> None:
        self._proposals: dict[ProposalId, Proposal] = {}

    async def propose(self, proposal: Proposal) -> None:
        await _interrupted(proposal.created_at, proposal.expires_at)
        self._keep(proposal)

    def _keep(self, new: Proposal) -> None:
        if new.state is not ProposalState.OPEN or any(call.state is not CallState.HELD for call in new.calls):
            raise ValueError("Only an open proposal with held calls can be proposed.")
        kept = {call.id for proposal in self._proposals.values() for call in proposal.calls}
        if new.id in self._proposals or kept & {call.id for call in new.calls}:
            raise ValueError("Something unique is kept already.")
        self._proposals[new.id] = new

    async def replace(self, old: ProposalId, new: Proposal) -> bool:
        await _interrupted(new.created_at, new.expires_at)
        proposal = self._proposals.get(old)
        if proposal is None or proposal.state is not ProposalState.OPEN:
            return False
        self._keep(new)
        self._proposals[old] = replace(proposal, state=ProposalState.REPLACED, replaced_by=new.id)
        return True

    async def get_proposal(self, proposal_id: ProposalId) -> Proposal:
        await _interrupted()
        if proposal_id not in self._proposals:
            raise RecordNotFoundError("I no longer remember what this was about. Please ask again.")
        return self._proposals[proposal_id]

    async def claim(self, decision: Decision) -> Sequence[DeferredCall]:
        await _interrupted(decision.decided_at)
        proposal = self._proposals.get(decision.proposal)
        if proposal is None or proposal.state is not ProposalState.OPEN:
            return []
        if proposal.expires_at <= decision.decided_at:
            self._proposals[proposal.id] = replace(proposal, state=ProposalState.EXPIRED)
            return []
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
        await _interrupted(*([receipt.applied_at] if receipt else []))
        found = self._call(call)
        if found is None or found.state not in UNSETTLED:
            return False
        self._put(replace(found, state=state, receipt=receipt, reason=reason))
        return True

    async def find_open(self, run: RunId) -> Proposal | None:
        await _interrupted()
        found = [p for p in self._proposals.values() if p.run == run and p.state is ProposalState.OPEN]
        return max(found, key=lambda p: (p.created_at, p.id), default=None)

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

    async def is_new(self, interaction_id: int, at: dt.datetime) -> bool:
        await _interrupted(at)
        if interaction_id % 100 == 0:
            day_ago = at - dt.timedelta(days=1)
            self._seen = {seen: when for seen, when in self._seen.items() if when >= day_ago}
        if interaction_id in self._seen:
            return False
        self._seen[interaction_id] = at
        return True
