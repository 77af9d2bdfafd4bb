"""One handler for each command of a member's: ask, decide, answer, turn a page."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.agent.outcomes import (
    AlreadyAnswered,
    AlreadyDecided,
    AwaitingAnswer,
    AwaitingDecision,
    DeadlineReached,
    Declined,
    LinkOutdated,
    NotLinked,
    NotTheirs,
    Refused,
    Settled,
    TasksShown,
)
from bot.approvals.results import is_all_held, is_decided
from bot.desk.commands import TurnPage
from bot.desk.events import ProposalDecided, RunEnded, RunStarted
from bot.desk.followed import what_followed
from bot.desk.remembered import exchange_of, settled_exchange_of
from storage.errors import DarcyError, RecordNotFoundError
from storage.proposals import Decision, ProposalState
from storage.runs import Reply, RunState

if TYPE_CHECKING:
    import datetime as dt

    from bot.agent.loop import Agent
    from bot.agent.outcomes import DecisionOutcome, RunOutcome
    from bot.approvals.proposals import Proposals
    from bot.approvals.recovery import Recovery
    from bot.desk.bus import Publisher
    from bot.desk.commands import Answer, Ask, Decide, LookWider, ShowProposal
    from bot.queues import Queues
    from storage.ports import ExchangeStore, QuestionStore, RunStore
    from storage.proposals import Proposal
    from storage.records import GuildId
    from storage.runs import Exchange, Question, Run

log = logging.getLogger(__name__)

_CAME_TO_NOTHING = (Refused, DeadlineReached, NotLinked, LinkOutdated)
_GONE = "I do not know this any more. Nothing was changed; please ask again."
_CUT_OFF = "I was interrupted before I could answer the rest of what you asked. Please ask for it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """What members of a team ask of Darcy."""

    agent: Agent
    proposals: Proposals
    recovery: Recovery
    runs: RunStore
    questions: QuestionStore
    exchanges: ExchangeStore
    queues: Queues
    publisher: Publisher

    async def ask(self, command: Ask) -> RunOutcome:
        request = command.request
        async with self.queues.turn_of(request.conversation):
            self.publisher.publish(RunStarted(request.guild))
            run, outcome = await self.agent.run(request)
            await self._remember(run, outcome, request.received_at)
        return outcome

    async def take_up(self, run: Run) -> RunOutcome:
        """Go on with a run that an earlier process died in."""
        asked = run.request
        async with self.queues.turn_of(asked.conversation):
            run, outcome = await self.agent.take_up(run)
            await self._remember(run, outcome, asked.received_at)
        return outcome

    async def answer(self, command: Answer) -> RunOutcome | AlreadyAnswered | NotTheirs:
        try:
            question = await self.questions.get_question(command.question)
            run = await self.runs.get_run(question.run)
        except RecordNotFoundError:
            return Refused(_GONE)
        if not _is_of(command.guild, run.request.guild) or all(
            o.id != command.choice for o in question.options
        ):
            return Refused(_GONE)
        if question.asked_of != command.by:
            return NotTheirs(question.asked_of)
        async with self.queues.turn_of(run.request.conversation):
            run = await self.runs.get_run(question.run)
            if run.state is RunState.RUNNING:  # a process died while it went on with an answer
                await self.questions.reopen(question.id)
            if not await self.questions.answer(question.id, command.choice, command.at):
                return AlreadyAnswered(await self.questions.get_question(question.id))
            return await self._go_on(run, question, command)

    async def _go_on(self, run: Run, question: Question, command: Answer) -> RunOutcome:
        run, outcome = await self.agent.resume(run, question, command.choice, command.at)
        if isinstance(outcome, _CAME_TO_NOTHING):  # the select stays for another try
            await self.questions.reopen(question.id)
        await self._remember(run, outcome, command.at)
        return outcome

    async def decide(self, command: Decide) -> DecisionOutcome:
        decision = Decision(
            proposal=command.proposal, by=command.by, verdict=command.verdict, decided_at=command.at
        )
        outcome = await self.proposals.decide(decision, command.guild)
        if isinstance(outcome, AlreadyDecided) and await self.recovery.settle(outcome.proposal):
            proposal = await self.proposals.store.get_proposal(outcome.proposal.id)
            outcome = Settled(proposal, await self.proposals.find_again(proposal, command.at))
        calls: tuple[str, ...] = ()
        if isinstance(outcome, Settled | Declined):
            calls = tuple(call.state for call in outcome.proposal.calls)
            await self._remember_decision(outcome.proposal, command.at)
        name = type(outcome).__name__
        self.publisher.publish(ProposalDecided(command.guild, command.proposal, name, calls))
        if isinstance(outcome, Settled | Declined):
            outcome = replace(outcome, then=await self._after(outcome.proposal, command.at))
        return outcome

    async def _after(self, proposal: Proposal, at: dt.datetime) -> RunOutcome | None:
        """What the run came to, now that all it proposed is decided; None where it has no more to say."""
        try:
            conversation = (await self.runs.get_run(proposal.run)).request.conversation
        except RecordNotFoundError:
            return None
        async with self.queues.turn_of(conversation):
            run = await self.runs.get_run(proposal.run)
            proposals = await self.proposals.store.of_run(run.id)
            if run.state is RunState.ENDED or not is_decided(proposals):
                return None
            if run.state is RunState.RUNNING:  # a process died while it went on, or before it could wait
                await self.runs.save_run(replace(run, state=RunState.ENDED))
                return None if is_all_held(run, proposals) else Refused(_CUT_OFF)
            run, outcome = await self.agent.decided(run, proposals, at)
            if outcome is not None:
                await self._remember(run, outcome, at)
        return outcome

    async def _remember_decision(self, proposal: Proposal, at: dt.datetime) -> None:
        try:
            run = await self.runs.get_run(proposal.run)
        except DarcyError as error:
            log.warning("not remembered", extra={"proposal": proposal.id, "why": type(error).__name__})
        else:
            await self._add(settled_exchange_of(run, proposal, at))

    async def _add(self, exchange: Exchange) -> None:
        """Remember. Where that fails, the card or the receipt must be shown all the same."""
        try:
            await self.exchanges.add(exchange)
        except DarcyError as error:
            log.warning("not remembered", extra={"run": exchange.run, "why": type(error).__name__})

    async def show_proposal(self, command: ShowProposal) -> AwaitingDecision | DecisionOutcome:
        """The card of a proposal as it stands now, at any page. What is in doubt is looked at once more."""
        try:
            proposal = await self.proposals.store.get_proposal(command.proposal)
        except RecordNotFoundError:
            return Refused(_GONE)
        if not _is_of(command.guild, proposal.guild):
            return Refused(_GONE)
        if proposal.asked_by != command.by:
            return NotTheirs(proposal.asked_by)
        if proposal.state is ProposalState.OPEN and command.at < proposal.expires_at:
            return AwaitingDecision(proposal, page=command.page)
        return await self._as_decided(proposal, command)

    async def _as_decided(self, proposal: Proposal, command: ShowProposal) -> DecisionOutcome:
        if proposal.state is ProposalState.CONFIRMED:
            if await self.recovery.settle(proposal):
                proposal = await self.proposals.store.get_proposal(proposal.id)
            again = await self.proposals.find_again(proposal, command.at)
            return Settled(proposal, again, page=command.page, then=await self._then(proposal, command))
        if proposal.state is ProposalState.DECLINED and (then := await self._then(proposal, command)):
            return Declined(proposal, then=then)
        if proposal.state is ProposalState.OPEN:  # late, and nobody has come by to mark it
            proposal = replace(proposal, state=ProposalState.EXPIRED)
        return AlreadyDecided(proposal)

    async def _then(self, proposal: Proposal, command: ShowProposal) -> RunOutcome | None:
        """What the run comes to now; or had come to, where the person may not have seen it."""
        then = await self._after(proposal, command.at)
        if then is not None or not command.is_owed:
            return then
        if question := await self.questions.find_open(proposal.run):
            return AwaitingAnswer(question, is_after_decision=True)
        try:
            run = await self.runs.get_run(proposal.run)
        except RecordNotFoundError:
            return None
        return what_followed(proposal, run, await self.proposals.store.of_run(run.id), command.at)

    async def turn_page(self, command: TurnPage) -> TasksShown | NotTheirs | Refused:
        try:
            run = await self.runs.get_run(command.run)
        except RecordNotFoundError:
            return Refused(_GONE)
        if not _is_of(command.guild, run.request.guild) or run.shown is None:
            return Refused(_GONE)
        if run.request.asked_by != command.by:
            return NotTheirs(run.request.asked_by)
        return TasksShown(run.id, run.shown, command.page)

    async def look_wider(self, command: LookWider) -> RunOutcome | NotTheirs:
        """Show the list again without the condition, as a run of its own: its pages can be turned too."""
        shown = await self.turn_page(TurnPage(command.run, command.guild, command.by, 0))
        if not isinstance(shown, TasksShown):
            return shown
        if command.wider not in shown.shown.wider:
            return Refused(_GONE)
        run = await self.runs.get_run(command.run)
        async with self.queues.turn_of(run.request.conversation):
            self.publisher.publish(RunStarted(run.request.guild))
            run, outcome = await self.agent.look_wider(run, command.wider, command.at)
            await self._remember(run, outcome, command.at)
        return outcome

    async def _remember(self, run: Run, outcome: RunOutcome, at: dt.datetime) -> None:
        exchange = exchange_of(run, outcome, at)
        if exchange is not None:
            await self._add(exchange)
        replies = [said for said in run.history if isinstance(said, Reply)]
        self.publisher.publish(
            RunEnded(
                guild=run.request.guild,
                run=run.id,
                outcome=type(outcome).__name__,
                model_calls=len(replies),
                input_tokens=sum(reply.input_tokens for reply in replies),
                output_tokens=sum(reply.output_tokens for reply in replies),
            )
        )


def _is_of(pressed_in: GuildId | None, guild: GuildId) -> bool:
    """Whether what was pressed belongs where it was pressed. In direct messages, whose it is must do."""
    return pressed_in in (None, guild)
