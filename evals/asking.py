"""Asks the real loop a case's sentences, behind the real gate, on a board that nobody can write to."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.agent.loop import Agent
from bot.agent.opening import Contexts
from bot.approvals.executor import Executor
from bot.approvals.proposals import Proposals
from bot.desk.bus import Publisher
from bot.desk.remembered import exchange_of
from evals.board import NoWriter, StillDirectory, StillReader
from evals.workspace import MOMENT
from storage.records import ChannelId, DiscordId, GuildId, Link, Request
from tests.doubles.stores import (
    MemoryExchanges,
    MemoryMembers,
    MemoryProposals,
    MemoryQuestions,
    MemoryRuns,
)
from tools.catalog import TOOLS
from tools.open_tasks import OpenTasks
from tools.toolset import Toolset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.agent.model import Model
    from bot.agent.outcomes import RunOutcome
    from evals.case import Case
    from evals.workspace import Workspace
    from storage.ports import ExchangeStore

GUILD, ASKER = GuildId(1), DiscordId(7)
AT_ONCE = 8
TOOLSET = Toolset(TOOLS)


@dataclass(frozen=True, slots=True)
class Result:
    """How a case went on a workspace. `fault` is empty if it passed."""

    case: Case
    workspace: Workspace
    said: tuple[str, ...]
    fault: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """One person's, in a channel that nobody else uses."""

    channel: ChannelId
    agent: Agent
    exchanges: ExchangeStore
    turn: asyncio.Semaphore

    async def asked(self, said: Sequence[str]) -> RunOutcome:
        """What the last of several sentences came to; what came of the others is remembered."""
        outcomes = []
        for minutes, words in enumerate(said):
            at = MOMENT + dt.timedelta(minutes=minutes)
            request = Request(guild=GUILD, channel=self.channel, asked_by=ASKER, words=words, received_at=at)
            run, outcome = await self.agent.run(request)
            outcomes.append(outcome)
            exchange = exchange_of(run, outcome, at)
            if exchange is not None:
                await self.exchanges.add(exchange)
        return outcomes[-1]


async def results_of(cases: Sequence[Case], workspaces: Sequence[Workspace], model: Model) -> list[Result]:
    """Every case on every workspace, each in a conversation of its own."""
    turn = asyncio.Semaphore(AT_ONCE)
    results: list[Result] = []
    for workspace in workspaces:
        exchanges = MemoryExchanges()
        agent = await _agent_on(workspace, exchanges, model)
        coming = (
            _result_of(case, workspace, Conversation(ChannelId(place), agent, exchanges, turn))
            for place, case in enumerate(cases)
        )
        results += await asyncio.gather(*coming)
    return results


async def _result_of(case: Case, workspace: Workspace, conversation: Conversation) -> Result:
    said = tuple(words.format_map(workspace.words) for words in case.turns)
    async with conversation.turn:
        try:
            outcome = await conversation.asked(said)
        except Exception as error:  # noqa: BLE001 - a sentence that breaks Darcy is one that failed
            return Result(case, workspace, said, f"raised {error!r}")
    return Result(case, workspace, said, case.then.fault_of(outcome, workspace))


async def _agent_on(workspace: Workspace, exchanges: ExchangeStore, model: Model) -> Agent:
    me = workspace.members["me"]
    link = Link(guild=GUILD, discord=ASKER, member=me, linked_by=ASKER, linked_at=MOMENT)
    members, proposals = MemoryMembers(), MemoryProposals()
    await members.save_link(link)
    reader, directory = StillReader(workspace), StillDirectory(workspace)
    open_tasks = OpenTasks(reader)
    executor = Executor(store=proposals, reader=reader, writer=NoWriter(), open_tasks=open_tasks)
    return Agent(
        model=model,
        toolset=TOOLSET,
        contexts=Contexts(
            members=members,
            directory=directory,
            reader=reader,
            open_tasks=open_tasks,
            exchanges=exchanges,
            proposals=proposals,
            zone_of=lambda *_: ZoneInfo(workspace.zone),
        ),
        runs=MemoryRuns(),
        questions=MemoryQuestions(),
        proposals=Proposals(
            store=proposals, members=members, directory=directory, executor=executor, publisher=Publisher()
        ),
    )
