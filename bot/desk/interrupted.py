"""What an earlier process was asked and did not answer: told as it stands, gone on with, or owned up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.agent.outcomes import Answered, AwaitingAnswer, AwaitingDecision, Refused, TasksShown
from storage.errors import RecordNotFoundError
from storage.proposals import ProposalState
from storage.runs import Reply, RunState

if TYPE_CHECKING:
    from bot.agent.outcomes import RunOutcome
    from bot.desk.commands import TakeUp
    from bot.desk.handlers import Members
    from storage.ports import MemberStore
    from storage.runs import Run

INTERRUPTED = (
    "I was interrupted before I could finish. Nothing on the board was changed by this; please ask again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupted:
    """Takes up runs that a process died in. A run writes nothing, so none of it can happen twice."""

    members: Members
    links: MemberStore

    async def take_up(self, command: TakeUp) -> RunOutcome:
        run = await self._find(command)
        if run is None:
            return Refused(INTERRUPTED)
        if ended := await self._as_it_stands(run, command):
            return ended
        if run.state is RunState.RUNNING and command.go_on:
            return await self.members.take_up(run)
        return Refused(INTERRUPTED)

    async def _find(self, command: TakeUp) -> Run | None:
        if command.question is None:
            return await self._find_asked(command)
        try:
            question = await self.members.questions.get_question(command.question)
            run = await self.members.runs.get_run(question.run)
        except RecordNotFoundError:
            return None
        is_of_guild = command.guild in (None, run.request.guild)
        return run if is_of_guild and question.asked_of == command.by else None

    async def _find_asked(self, command: TakeUp) -> Run | None:
        """A direct message tells no guild: it was taken for one in which the member is linked."""
        guild = command.guild
        for one in await self.links.guilds_of(command.by) if guild is None else [guild]:
            if run := await self.members.runs.find_run(one, command.by, command.asked_at):
                return run
        return None

    async def _as_it_stands(self, run: Run, command: TakeUp) -> RunOutcome | None:
        """What the run waits for, or how it ended. A question whose answer came to nothing is asked again."""
        beside = TasksShown(run.id, run.shown) if run.shown else None
        for proposal in await self.members.proposals.store.of_run(run.id):
            if proposal.state is ProposalState.OPEN:
                return AwaitingDecision(proposal, beside=beside)
        is_after_decision = await self.members.proposals.has_decided(run)
        if command.question is not None and run.state is RunState.RUNNING:
            await self.members.questions.reopen(command.question)
        if question := await self.members.questions.find_open(run.id):
            return AwaitingAnswer(question, is_after_decision)
        if beside is not None:
            return beside
        last = run.history[-1] if run.history else None
        has_ended = run.state is RunState.ENDED and isinstance(last, Reply) and not last.tool_calls
        return Answered(last.text, is_after_decision) if has_ended and isinstance(last, Reply) else None
