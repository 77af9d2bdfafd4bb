"""The loop's own limits, on an emulated board and stores in memory."""

from __future__ import annotations

import asyncio
import datetime as dt
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.agent.loop import Agent
from bot.agent.model import ModelUnavailableError
from bot.agent.opening import Contexts
from bot.agent.outcomes import Answered, DeadlineReached, NotLinked, Refused
from bot.approvals.executor import Executor
from bot.approvals.proposals import Proposals
from bot.desk.bus import Publisher
from sandbox.clock import Clock
from sandbox.workspace import seeded_workspace
from storage.notion.open import open_notion_board
from storage.records import ChannelId, DiscordId, GuildId, Link, Member, MemberId, Request
from storage.runs import Reply, RunState
from tests.doubles.notion import open_notion
from tests.doubles.stores import memory_database
from tools.catalog import TOOLS
from tools.open_tasks import OpenTasks
from tools.toolset import Toolset

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from bot.agent.context import Context
    from bot.agent.model import Model
    from storage.database.open import Database
    from storage.runs import Message
    from tools.toolset import ToolSpec

TODAY = dt.date(2026, 6, 10)
NOON = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)
GUILD, MAYA = GuildId(7), DiscordId(11)
REQUEST = Request(guild=GUILD, channel=ChannelId(5), asked_by=MAYA, words="hello", received_at=NOON)


class SaysNothing:
    async def reply(self, _: Context, __: Sequence[Message], ___: Sequence[ToolSpec]) -> Reply:
        await asyncio.Event().wait()
        raise AssertionError


class IsDown:
    async def reply(self, _: Context, __: Sequence[Message], ___: Sequence[ToolSpec]) -> Reply:
        raise ModelUnavailableError("The model is resting.")


class SaysWhoAsks:
    async def reply(self, context: Context, _: Sequence[Message], __: Sequence[ToolSpec]) -> Reply:
        return Reply(text=f"{context.principal.member.name}, {context.today}", input_tokens=3)


@asynccontextmanager
async def open_agent(model: Model) -> AsyncGenerator[tuple[Agent, Database]]:
    """An agent with this model, a deadline that is soon, and Maya linked."""
    workspace, database = seeded_workspace(TODAY), memory_database()
    maya = workspace.person("Maya")
    member = Member(MemberId(maya.notion_id), maya.name)
    await database.members.save_link(
        Link(guild=GUILD, discord=MAYA, member=member, linked_by=MAYA, linked_at=NOON)
    )
    async with (
        open_notion(workspace, clock=Clock(TODAY)) as notion,
        open_notion_board(
            token=notion.token,
            tasks=notion.database_id,
            base_url=notion.base_url,
            zone=ZoneInfo("UTC"),
            layouts=database.layouts,
        ) as board,
    ):
        open_tasks = OpenTasks(board.reader)
        executor = Executor(
            store=database.proposals, reader=board.reader, writer=board.writer, open_tasks=open_tasks
        )
        contexts = Contexts(
            members=database.members,
            directory=board.directory,
            reader=board.reader,
            open_tasks=open_tasks,
            exchanges=database.exchanges,
            proposals=database.proposals,
            zone_of=lambda *_: ZoneInfo("Pacific/Auckland"),
        )
        proposals = Proposals(
            store=database.proposals,
            members=database.members,
            directory=board.directory,
            executor=executor,
            publisher=Publisher(),
        )
        yield (
            Agent(
                model=model,
                toolset=Toolset(TOOLS),
                contexts=contexts,
                runs=database.runs,
                questions=database.questions,
                proposals=proposals,
                deadline_s=0.5,
            ),
            database,
        )


async def test_a_run_that_takes_too_long_is_ended_and_kept_as_ended() -> None:
    async with open_agent(SaysNothing()) as (agent, database):
        run, outcome = await agent.run(REQUEST)
        assert outcome == DeadlineReached(0.5)
        assert (await database.runs.get_run(run.id)).state is RunState.ENDED


async def test_a_model_that_is_down_ends_the_run_in_its_words() -> None:
    async with open_agent(IsDown()) as (agent, database):
        run, outcome = await agent.run(REQUEST)
        assert outcome == Refused("The model is resting.")
        assert (await database.runs.get_run(run.id)).state is RunState.ENDED


async def test_today_is_the_persons_day_and_the_tokens_are_kept() -> None:
    async with open_agent(SaysWhoAsks()) as (agent, database):
        run, outcome = await agent.run(REQUEST)
        assert outcome == Answered("Maya Lindqvist, 2026-06-11")  # noon in UTC is past midnight in Auckland
        (reply,) = (await database.runs.get_run(run.id)).history
        assert isinstance(reply, Reply)
        assert reply.input_tokens == 3


async def test_who_is_not_linked_costs_nothing() -> None:
    async with open_agent(SaysNothing()) as (agent, database):
        await database.members.remove_link(GUILD, MAYA)
        _, outcome = await agent.run(REQUEST)
        assert outcome == NotLinked(MAYA)
