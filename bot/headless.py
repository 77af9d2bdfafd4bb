"""Darcy without a user interface: everything behind the desk made, handed to whoever needs it, and closed."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.agent.announced_model import AnnouncedModel
from bot.agent.loop import Agent
from bot.agent.opening import Contexts
from bot.approvals.executor import Executor
from bot.approvals.expiry import Expiry, own_time
from bot.approvals.proposals import Proposals
from bot.approvals.recovery import Recovery
from bot.desk.admin import Admins
from bot.desk.bus import Desk, Publisher
from bot.desk.commands import (
    Answer,
    Ask,
    ChangePreferences,
    ChangeSettings,
    ChooseColumn,
    Decide,
    FindGuilds,
    KeepColumns,
    LinkMember,
    ListLinks,
    LookWider,
    ShowMe,
    ShowOutdated,
    ShowProposal,
    ShowStatus,
    SuggestMembers,
    SurveyBoard,
    TakeUp,
    TurnPage,
    UnlinkMember,
)
from bot.desk.handlers import Members
from bot.desk.interrupted import Interrupted
from bot.desk.me import Me
from bot.desk.outdated import Outdated
from bot.desk.preferences import KnownPreferences
from bot.desk.setup import Setup
from bot.desk.status import Status
from bot.leasing import open_tenure
from bot.models import open_model
from bot.queues import Queues
from bot.telemetry.logs import log_event
from bot.telemetry.loop_lag import watching_loop
from storage.database.open import open_leasable
from storage.notion.open import open_notion_board
from tools.catalog import TOOLS
from tools.open_tasks import OpenTasks
from tools.toolset import Toolset

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from bot.agent.model import Model
    from bot.leasing import Tenure
    from bot.settings import BoardSettings
    from storage.database.open import Database
    from storage.notion.open import NotionBoard
    from storage.ports import GuildSettingStore
    from storage.records import GuildId

log = logging.getLogger(__name__)

SETTLE_EVERY_S = 300.0
EXPIRE_EVERY_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Headless:
    """Darcy behind its one front door, whatever speaks to it. `tenure` says for how long it is Darcy."""

    desk: Desk
    database: Database
    board: NotionBoard
    publisher: Publisher
    preferences: KnownPreferences
    tenure: Tenure


@asynccontextmanager
async def open_headless(
    settings: BoardSettings, *, waits: bool = True, now: Callable[[], Awaitable[dt.datetime]] = own_time
) -> AsyncGenerator[Headless]:
    """Everything wired, the board looked at, what a crash left behind settled.

    While another Darcy has the database it waits or, not `waits`, raises `InUseError`. `now` is of the clock
    that requests come with. Raises a `DarcyError` that says what to set right.
    """
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_leasable(settings.darcy_database_url))
        tenure = await stack.enter_async_context(open_tenure(database.leases, waits=waits))
        await database.migrate()  # not before: another Darcy may have been at work on the tables
        await stack.enter_async_context(watching_loop())
        board = await stack.enter_async_context(open_board(settings, database))
        model = await stack.enter_async_context(open_model(settings))
        publisher = Publisher([log_event])
        preferences = KnownPreferences(database.preferences, settings.zone)
        desk, recovery = _wired(
            database,
            board,
            AnnouncedModel(model, publisher),
            settings,
            publisher=publisher,
            preferences=preferences,
        )
        settled = await recovery.settle_all()
        log.info("ready", extra={"board": "read", "recovered_calls": settled})
        settling = asyncio.create_task(recovery.keep_settling(SETTLE_EVERY_S))
        stack.callback(settling.cancel)
        expiry = Expiry(store=database.proposals, publisher=publisher, now=now)
        expiring = asyncio.create_task(expiry.keep_expiring(EXPIRE_EVERY_S))
        stack.callback(expiring.cancel)
        yield Headless(
            desk=desk,
            database=database,
            board=board,
            publisher=publisher,
            preferences=preferences,
            tenure=tenure,
        )


def open_board(settings: BoardSettings, database: Database) -> AbstractAsyncContextManager[NotionBoard]:
    """The board of the settings. Raises a `DarcyError` that says what to set right."""
    return open_notion_board(
        token=settings.notion_token.get_secret_value(),
        tasks=settings.notion_tasks,
        base_url=str(settings.notion_base_url) if settings.notion_base_url else None,
        zone=settings.zone,
        layouts=database.layouts,
        requests_per_minute=settings.notion_requests_per_minute,
    )


def _wired(
    database: Database,
    board: NotionBoard,
    model: Model,
    settings: BoardSettings,
    *,
    publisher: Publisher,
    preferences: KnownPreferences,
) -> tuple[Desk, Recovery]:
    open_tasks = OpenTasks(board.reader)
    executor = Executor(  # the only one who is handed a writer
        store=database.proposals, reader=board.reader, writer=board.writer, open_tasks=open_tasks
    )
    proposals = Proposals(
        store=database.proposals,
        members=database.members,
        directory=board.directory,
        executor=executor,
        publisher=publisher,
        window_of=partial(_window_of, database.guild_settings),
    )
    contexts = Contexts(
        members=database.members,
        directory=board.directory,
        reader=board.reader,
        open_tasks=open_tasks,
        exchanges=database.exchanges,
        proposals=database.proposals,
        zone_of=preferences.zone_of,
    )
    agent = Agent(
        model=model,
        toolset=Toolset(TOOLS),
        contexts=contexts,
        runs=database.runs,
        questions=database.questions,
        proposals=proposals,
    )
    recovery = Recovery(proposals=proposals, publisher=publisher)
    members = Members(
        agent=agent,
        proposals=proposals,
        recovery=recovery,
        runs=database.runs,
        questions=database.questions,
        exchanges=database.exchanges,
        queues=Queues(),
        publisher=publisher,
    )
    admins = Admins(
        members=database.members,
        directory=board.directory,
        guild_settings=database.guild_settings,
        publisher=publisher,
    )
    setup = Setup(
        board=board.setup,
        members=database.members,
        directory=board.directory,
        open_tasks=open_tasks,
        publisher=publisher,
    )
    me = Me(members=database.members, preferences=preferences, directory=board.directory)
    status = Status(
        model=settings.model_name,
        board=board.setup,
        members=database.members,
        proposals=database.proposals,
        guild_settings=database.guild_settings,
        notion_silent_s=board.notion.silent_s,
    )
    return _desk(members, admins, setup, me, status), recovery


async def _window_of(settings: GuildSettingStore, guild: GuildId) -> dt.timedelta:
    return (await settings.of(guild)).window


def _desk(members: Members, admins: Admins, setup: Setup, me: Me, status: Status) -> Desk:
    return Desk(
        {
            Ask: members.ask,
            Answer: members.answer,
            Decide: members.decide,
            ShowProposal: members.show_proposal,
            ShowOutdated: Outdated(proposals=members.proposals.store).show,
            TakeUp: Interrupted(members=members, links=admins.members).take_up,
            TurnPage: members.turn_page,
            LookWider: members.look_wider,
            ShowMe: me.show,
            ChangePreferences: me.change,
            FindGuilds: me.guilds,
            ShowStatus: status.show,
            LinkMember: admins.link,
            UnlinkMember: admins.unlink,
            ChangeSettings: admins.settings,
            ListLinks: admins.list_links,
            SuggestMembers: admins.suggest,
            SurveyBoard: setup.survey,
            ChooseColumn: setup.choose,
            KeepColumns: setup.keep,
        }
    )
