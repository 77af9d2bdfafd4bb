"""A world for Darcy: an emulated Notion and Discord, one clock, and real Darcy between them as a process.

Nothing is put into Darcy past its doors: also who is who it is told by an admin, with slash commands.
"""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from sandbox.clock import Clock
from sandbox.darcy_process import DarcyProcess, open_darcy
from sandbox.discord.emulator import DidNotRespondError, DiscordEmulator, SeedMember, open_discord
from sandbox.environment import model_in, provider_in, settings_for
from sandbox.history import History
from sandbox.model_relay import open_relay
from sandbox.notion.server import NotionEmulator, open_notion
from sandbox.recorder import Recorder
from sandbox.workspace import Person, Workspace, seeded_workspace

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

    from sandbox.discord.exchanges import GatewayWatch
    from sandbox.discord.exchanges import Watch as DiscordWatch
    from sandbox.model_relay import ModelRelay
    from sandbox.notion.exchanges import Watch

T = TypeVar("T")

READY_WITHIN_S = 30.0
LINKS_AT_ONCE = 4
BOT_NAME = "Darcy"
LOG, TRACE, LINKED = "darcy.log", "trace.jsonl", "linked"
DATABASE, NOTION, DISCORD = "darcy.db", "notion.db", "discord.db"
_LOG_LINES_TOLD = 20


class DarcyStoppedError(Exception):
    """Darcy ended by itself, or did not get ready. The text has the end of its log and says where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything there is. `model` says which model answers, in words.

    `history` tells of the tasks' edits, `recorder` of what passed since the last request. `relay` stands
    before the model, where there is one.
    """

    notion: NotionEmulator
    discord: DiscordEmulator
    clock: Clock
    workspace: Workspace
    darcy: DarcyProcess
    model: str
    history: History
    recorder: Recorder
    relay: ModelRelay | None

    async def ready(self) -> None:
        """Wait until Darcy can be talked to. Raises `DarcyStoppedError`."""
        try:
            await self.while_it_runs(self.discord.ready(READY_WITHIN_S))
        except TimeoutError as error:
            raise DarcyStoppedError(self.why_stopped()) from error

    async def while_it_runs(self, wait: Awaitable[T]) -> T:
        """Wait for something of Darcy's. Raises `DarcyStoppedError` as soon as Darcy ends."""
        waiting, ending = asyncio.ensure_future(wait), asyncio.create_task(self.darcy.wait())
        try:
            await asyncio.wait((waiting, ending), return_when=asyncio.FIRST_COMPLETED)
            if not waiting.done():
                raise DarcyStoppedError(self.why_stopped())
            return waiting.result()
        finally:
            waiting.cancel()
            ending.cancel()
            await asyncio.gather(waiting, ending, return_exceptions=True)

    async def restart_darcy(self) -> None:
        """Kill Darcy as a crash would, and start it again. Raises `DarcyStoppedError`."""
        await self.darcy.kill()
        await self.discord.wait_disconnected()
        await self.darcy.start()
        await self.ready()

    def why_stopped(self) -> str:
        """What is known of an end nobody asked for."""
        log = self.darcy.log.read_text(encoding="utf-8", errors="replace").splitlines()
        how = "does not get ready" if self.darcy.is_running else f"stopped (status {self.darcy.status})"
        return "\n".join([f"Darcy {how}. Its log is {self.darcy.log} and ends:", *log[-_LOG_LINES_TOLD:]])


@asynccontextmanager
async def open_world(
    *,
    darcy: Sequence[str],
    state: Path | None,
    today: dt.date | None,
    environment: Mapping[str, str],
    watch: Watch | None = None,
    watch_discord: DiscordWatch | None = None,
    watch_gateway: GatewayWatch | None = None,
) -> AsyncIterator[World]:
    """Start everything, and stop it at the end.

    `darcy` is the command that runs it. `state` is a folder to keep board, messages and database in; what is
    there is gone on with. Of `environment` Darcy gets what a program needs, and the settings of a model.
    `watch` and `watch_discord` are told of each exchange with Notion, and with Discord; `watch_gateway` of
    each payload over Discord's gateway.
    Raises `DarcyStoppedError`.
    """
    async with AsyncExitStack() as stack:
        folder = state or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="darcy-sandbox-")))
        folder.mkdir(parents=True, exist_ok=True)
        folder, clock = folder.resolve(), Clock(today)
        workspace = seeded_workspace(clock.now().date())
        (folder / TRACE).unlink(missing_ok=True)
        recorder, on_notion = Recorder(folder / TRACE), _Told(watch)
        on_notion.hearers.append(recorder.hear_notion)
        notion = await stack.enter_async_context(
            open_notion(workspace, clock=clock, state=folder / NOTION, watch=on_notion)
        )
        history = History(notion, clock)
        on_notion.hearers.append(history.hear)
        discord = await stack.enter_async_context(
            open_discord(
                [SeedMember(one.discord_id, one.name, one.is_admin) for one in workspace.people],
                clock=clock,
                folder=folder / "certificates",
                guild_name=workspace.name,
                bot_name=BOT_NAME,
                state=folder / DISCORD,
                watch=_Told(watch_discord, recorder.hear_discord),
                watch_gateway=_Told(watch_gateway, recorder.hear_gateway),
            )
        )
        relay = None
        if target := provider_in(environment):
            relay = await stack.enter_async_context(open_relay(target, recorder.hear_model))
        settings = settings_for(notion, discord, relay, environment) | {
            "DARCY_DATABASE_URL": f"sqlite:///{folder / DATABASE}",
            "DARCY_TRACE": str(folder / TRACE),
        }
        process = await stack.enter_async_context(
            open_darcy(darcy, environment=settings, folder=folder, log=folder / LOG)
        )
        world = World(
            notion=notion,
            discord=discord,
            clock=clock,
            workspace=workspace,
            darcy=process,
            model=model_in(environment),
            history=history,
            recorder=recorder,
            relay=relay,
        )
        await world.ready()
        if not (folder / LINKED).exists():
            await _link_members(world)
            (folder / LINKED).touch()
        yield world


def forget_all(folder: Path) -> None:
    """Remove what a closed world kept there, and nothing else that may be there."""
    for kept in (NOTION, DISCORD, DATABASE):
        for file in folder.glob(f"{kept}*"):  # SQLite keeps two more files beside its own
            file.unlink()
    for name in (LOG, TRACE, LINKED):
        (folder / name).unlink(missing_ok=True)


class _Told(Generic[T]):
    """Tells of each thing everybody who wants to hear of it."""

    def __init__(self, *hearers: Callable[[T], None] | None) -> None:
        self.hearers = [hearer for hearer in hearers if hearer is not None]

    def __call__(self, thing: T) -> None:
        for hearer in self.hearers:
            hearer(thing)


async def _link_members(world: World) -> None:
    """Let an admin say who is who, as people do it: with `/darcy-admin link`, leaving nothing to be seen."""
    admin = world.discord.person(next(one.name for one in world.workspace.people if one.is_admin))
    turns = asyncio.Semaphore(LINKS_AT_ONCE)

    async def link(person: Person) -> None:
        async with turns:
            options: dict[str, object] = {"member": person.discord_id, "person": person.notion_id}
            admin.dismiss(await (await admin.slash("darcy-admin link", options)).answer())

    links = asyncio.gather(*(link(person) for person in world.workspace.people if person.linked))
    try:
        await world.while_it_runs(links)
    except DidNotRespondError as error:
        raise DarcyStoppedError(f"{error} {world.why_stopped()}") from error
