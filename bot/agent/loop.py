"""The agent: a request in, an outcome out. It knows neither Discord nor SQL nor Notion."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.agent.outcomes import (
    Answered,
    AwaitingAnswer,
    AwaitingDecision,
    DeadlineReached,
    LinkOutdated,
    NotLinked,
    Refused,
    RunOutcome,
    TasksShown,
    TellsOfChanges,
    TurnLimitReached,
)
from bot.agent.turns import (
    last_mistake_in,
    looks_up,
    mendings_in,
    note_beside,
    open_calls,
    results_beside,
    results_of,
    shown_beside,
    turns_in,
    wider_call,
    with_own_ids,
)
from bot.approvals.results import results_of as results_of_held
from bot.approvals.results import without_declined
from storage.errors import DarcyError
from storage.records import QuestionId, RunId, new_id
from storage.runs import Choice, Question, Reply, Run, RunState, ToolResult
from tools.toolset import Asked, Held, Refusal, ShownToPerson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.agent.model import Model
    from bot.agent.opening import Contexts, Opened
    from bot.approvals.proposals import Proposals
    from storage.ports import QuestionStore, RunStore
    from storage.proposals import Proposal
    from storage.records import Principal, Request
    from storage.runs import ToolCall, Wider
    from tools.toolset import Handled, Toolset

MAX_TURNS = 6
MAX_MENDINGS = 2
RUN_DEADLINE_S = 60.0
ANSWER_WINDOW = dt.timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """Runs requests. Reads happen at once; changes are held, and the run sleeps until they are decided."""

    model: Model
    toolset: Toolset
    contexts: Contexts
    runs: RunStore
    questions: QuestionStore
    proposals: Proposals
    deadline_s: float = RUN_DEADLINE_S

    async def run(self, request: Request) -> tuple[Run, RunOutcome]:
        """Answer one request."""
        principal = await self.contexts.principal_of(request)
        run = Run(id=RunId(new_id()), request=request, references={})
        if principal is None:
            return run, NotLinked(request.asked_by)
        return await self._within_deadline(await self._saved(run), principal, request.received_at)

    async def take_up(self, run: Run) -> tuple[Run, RunOutcome]:
        """Go on with a run from what is kept of it."""
        principal = await self.contexts.principal_of(run.request)
        if principal is None:
            return run, NotLinked(run.request.asked_by)
        return await self._gone_on(run, principal, run.request.received_at)

    async def resume(
        self, run: Run, question: Question, answer: str, at: dt.datetime
    ) -> tuple[Run, RunOutcome]:
        """Go on with what the person answered: a meaning for words of a call, or a call's own result."""
        principal = await self.contexts.principal_of(run.request)
        if principal is None:
            return run, NotLinked(run.request.asked_by)
        if question.call_id is not None:
            earlier = (said for said in run.history if getattr(said, "call_id", None) != question.call_id)
            run = replace(run, history=(*earlier, ToolResult(question.call_id, answer)))
        else:
            assert question.subject is not None
            choice = Choice(subject=question.subject, words=question.words, id=answer)
            run = replace(run, choices=(*run.choices, choice))
        run = await self._saved(replace(run, state=RunState.RUNNING))
        return await self._gone_on(run, principal, at)

    async def decided(
        self, run: Run, proposals: Sequence[Proposal], at: dt.datetime
    ) -> tuple[Run, RunOutcome | None]:
        """Tell the model what came of all that the run proposed, and let it go on if it must."""
        results = results_of_held(open_calls(run.history), proposals)
        state = RunState.RUNNING if run.resumes else RunState.ENDED
        must_go_on = run.resumes
        run = replace(run, history=(*run.history, *results), state=state, resumes=False)
        run = await self._saved(run)
        if not must_go_on:
            return run, None
        principal = await self.contexts.principal_of(run.request)
        if principal is None:
            return run, NotLinked(run.request.asked_by)
        return await self._gone_on(run, principal, at)

    async def look_wider(self, run: Run, wider: Wider, at: dt.datetime) -> tuple[Run, RunOutcome]:
        """Ask for the list that a run showed once more, without one of its conditions."""
        principal = await self.contexts.principal_of(run.request)
        if principal is None:
            return run, NotLinked(run.request.asked_by)
        again = Run(
            id=RunId(new_id()),
            request=replace(run.request, received_at=at),
            history=(Reply(tool_calls=(wider_call(run.history, wider),)),),
            choices=run.choices,
            references=run.references,
        )
        return await self._within_deadline(await self._saved(again), principal, at)

    async def _gone_on(self, run: Run, principal: Principal, at: dt.datetime) -> tuple[Run, RunOutcome]:
        """Go on with a run in which something may have been decided, and so changed, before."""
        run, outcome = await self._within_deadline(run, principal, at)
        if isinstance(outcome, TellsOfChanges) and await self.proposals.has_decided(run):
            outcome = replace(outcome, is_after_decision=True)
        return run, outcome

    async def _within_deadline(
        self, run: Run, principal: Principal, at: dt.datetime
    ) -> tuple[Run, RunOutcome]:
        """Take turns until the run ends. `at` is when the person last said something."""
        try:
            async with asyncio.timeout(self.deadline_s):
                return await self._turns(run, principal, at)
        except TimeoutError:
            ended: RunOutcome = DeadlineReached(self.deadline_s)
        except DarcyError as error:
            ended = Refused(str(error))
        return await self._ended(await self.runs.get_run(run.id), ended)

    async def _turns(self, run: Run, principal: Principal, at: dt.datetime) -> tuple[Run, RunOutcome]:
        if not await self.contexts.is_on_board(principal):  # Notion could only be asked with a foreign id
            return await self._ended(run, LinkOutdated(principal.discord, principal.member.name))
        opened = await self.contexts.open_context(principal, run)
        offered = self.toolset.offered(opened.context.options)
        calls = open_calls(run.history)  # of the turn that waited for an answer, planned again
        while calls or turns_in(run.history) < MAX_TURNS:
            if not calls:
                replied = await self.model.reply(opened.context, run.history, offered)
                reply = with_own_ids(replied, run.history)
                run = await self._saved(replace(run, history=(*run.history, reply)))
                if not reply.tool_calls:
                    return await self._ended(run, Answered(reply.text))
                calls = reply.tool_calls
            handled = await self._handled(run, calls, opened)
            run = replace(run, references=opened.tools.resolve.references.as_record())
            ended = await self._outcome_of(run, handled, at)
            if ended is not None:
                return ended
            run = await self._saved(replace(run, history=(*run.history, *results_of(handled))))
            if mendings_in(run.history) > MAX_MENDINGS:
                return await self._ended(run, Refused(last_mistake_in(run.history)))
            calls = ()
        return await self._ended(run, TurnLimitReached(MAX_TURNS))

    async def _handled(self, run: Run, calls: Sequence[ToolCall], opened: Opened) -> list[Handled]:
        """Pass independent calls through the gate side by side; raise once none is under way any more."""
        coming = (self.toolset.handle(call, opened.tools) for call in calls)
        handled = await asyncio.gather(*coming, return_exceptions=True)
        for one in handled:
            if isinstance(one, BaseException):
                raise one
        done = [one for one in handled if not isinstance(one, BaseException)]
        declined = await self.proposals.declined_in(run) if turns_in(run.history) > 1 else ()
        return without_declined(done, declined)

    async def _outcome_of(
        self, run: Run, handled: Sequence[Handled], at: dt.datetime
    ) -> tuple[Run, RunOutcome] | None:
        """How a turn ends the run, if it does. A mistake in it goes back to the model first."""
        if any(isinstance(one, ToolResult) and not one.ok for one in handled):
            return None
        for one in handled:
            if isinstance(one, Asked):
                return await self._ask(run, one, at)
        if held := [one for one in handled if isinstance(one, Held)]:
            return await self._hold(run, held, handled, at)
        if all(isinstance(one, Refusal) for one in handled):
            return await self._ended(run, Refused(note_beside(handled)))
        if len(handled) == 1 and isinstance(handled[0], ShownToPerson):
            shown = handled[0]
            run = replace(run, shown=shown.shown, history=(*run.history, shown.result))
            return await self._ended(run, TasksShown(run.id, shown.shown))
        return None

    async def _hold(
        self, run: Run, held: Sequence[Held], handled: Sequence[Handled], at: dt.datetime
    ) -> tuple[Run, RunOutcome]:
        """One card for all that is held. What was read beside it is kept, for when that is decided."""
        proposal = await self.proposals.propose(run, held, at)
        drawn = shown_beside(handled)
        run = replace(
            run,
            state=RunState.WAITING,
            history=(*run.history, *results_beside(handled)),
            shown=drawn.shown if drawn else run.shown,
            resumes=looks_up(handled),
        )
        beside = TasksShown(run.id, drawn.shown) if drawn else None
        return await self._saved(run), AwaitingDecision(proposal, note_beside(handled), beside=beside)

    async def _ask(self, run: Run, asked: Asked, at: dt.datetime) -> tuple[Run, RunOutcome]:
        question = Question(
            id=QuestionId(new_id()),
            run=run.id,
            asked_of=run.request.asked_by,
            text=asked.need.text,
            options=asked.need.options,
            subject=None if asked.is_result else asked.need.subject,
            words=asked.need.words,
            call_id=asked.call.id if asked.is_result else None,
            expires_at=at + ANSWER_WINDOW,
        )
        run = await self._saved(replace(run, state=RunState.WAITING))
        await self.questions.ask(question)
        return run, AwaitingAnswer(question)

    async def _ended(self, run: Run, outcome: RunOutcome) -> tuple[Run, RunOutcome]:
        return await self._saved(replace(run, state=RunState.ENDED)), outcome

    async def _saved(self, run: Run) -> Run:
        await self.runs.save_run(run)
        return run
