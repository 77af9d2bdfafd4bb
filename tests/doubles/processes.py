"""Darcy as processes of their own, on one database, between an emulated Discord and Notion of the test's."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sandbox.clock import Clock
from sandbox.darcy_process import DarcyProcess
from sandbox.discord.emulator import SeedMember
from sandbox.notion.server import REQUESTS_PER_MINUTE
from sandbox.workspace import seeded_workspace
from tests.doubles.darcy import WEDNESDAY
from tests.doubles.emulated_discord import open_discord
from tests.doubles.notion import open_notion
from tests.doubles.notion_contract.watch import WATCH
from tests.doubles.openai_server import open_openai_server

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sandbox.discord.emulator import DiscordEmulator, EmulatedPerson, Message
    from sandbox.notion.exchanges import Watch
    from sandbox.notion.server import NotionEmulator
    from tests.doubles.openai_server import ScriptedModel

ROOT = Path(__file__).parents[2]
SPEAKER = "Maya Lindqvist"
WITHIN_S = 30.0
NOTION_HOST, MODEL_HOST = "api.notion.com", "api.openai.com"


@dataclass
class Processes:
    """Each `new` is a process that was not started yet. All are ended with the test."""

    notion: NotionEmulator
    discord: DiscordEmulator
    model: ScriptedModel
    clock: Clock
    folder: Path
    environment: dict[str, str]
    _all: list[DarcyProcess] = field(default_factory=list)

    @property
    def maya(self) -> EmulatedPerson:
        return self.discord.person(SPEAKER)

    def new(self) -> DarcyProcess:
        log = self.folder / f"darcy-{len(self._all)}.log"
        command = (sys.executable, "-m", "bot", "run")
        self._all.append(DarcyProcess(command, environment=self.environment, folder=self.folder, log=log))
        return self._all[-1]

    async def started(self) -> DarcyProcess:
        """A process that can be talked to."""
        darcy = self.new()
        await darcy.start()
        await self.discord.ready(WITHIN_S)
        return darcy

    async def link(self) -> None:
        person = next(one for one in seeded_workspace(WEDNESDAY).people if one.name == SPEAKER)
        options: dict[str, object] = {"member": person.name, "person": person.notion_id}
        await (await self.maya.slash("darcy-admin link", options)).answer(WITHIN_S)

    async def ask(self, words: str) -> Message:
        return await (await self.maya.slash("darcy", {"request": words})).answer(WITHIN_S)

    async def logged(self, darcy: DarcyProcess, words: str) -> None:
        """Wait until a line of its log says so."""
        async with asyncio.timeout(WITHIN_S):
            while not (darcy.log.exists() and words in darcy.log.read_text()):  # noqa: ASYNC110 - a file tells nobody
                await asyncio.sleep(0.02)

    async def end(self) -> None:
        await asyncio.gather(*(darcy.kill() for darcy in self._all if darcy.is_running))


@asynccontextmanager
async def open_processes(
    folder: Path,
    *,
    grammar: bool = True,
    real_names: bool = False,
    requests_per_minute: int = REQUESTS_PER_MINUTE,
    ack_deadline_s: float = 3.0,
    watch: Watch = WATCH.note,
) -> AsyncGenerator[Processes]:
    """The society of `tests/doubles/darcy.py` without a Darcy in it.

    `requests_per_minute` is what Notion allows, and Darcy is told that; `watch` hears what passes there.
    `ack_deadline_s` is how long Discord waits for the first answer.

    With `real_names` Darcy is told no addresses but a proxy's, and finds Notion and OpenAI at their own.
    """
    clock, workspace = Clock(WEDNESDAY), seeded_workspace(WEDNESDAY)
    seeds = [SeedMember(p.discord_id, p.name, is_admin=p.is_admin) for p in workspace.people]
    async with AsyncExitStack() as stack:
        notion = await stack.enter_async_context(
            open_notion(workspace, clock=clock, requests_per_minute=requests_per_minute, watch=watch)
        )
        model = await stack.enter_async_context(open_openai_server())
        ports = {NOTION_HOST: _port_of(notion.base_url), MODEL_HOST: _port_of(model.base_url)}
        discord = await stack.enter_async_context(
            open_discord(
                seeds,
                clock=clock,
                folder=folder,
                ack_deadline=ack_deadline_s,
                elsewhere=ports if real_names else None,
            )
        )
        addresses = {"NOTION_BASE_URL": notion.base_url, "OPENAI_BASE_URL": model.base_url}
        names = {"HTTPS_PROXY": discord.proxy_url, "OPENAI_API_KEY": "sk-canary"}
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DISCORD_TOKEN": discord.token,
            "DISCORD_PROXY": discord.proxy_url,
            "SSL_CERT_FILE": str(discord.ca_file),
            "DARCY_GUILDS": str(discord.guild_id),
            "NOTION_TOKEN": notion.token,
            "NOTION_TASKS": notion.database_id,
            "NOTION_REQUESTS_PER_MINUTE": str(requests_per_minute),
            "DARCY_MODEL": "grammar" if grammar else "scripted",
            "DARCY_DATABASE_URL": f"sqlite:///{folder / 'darcy.db'}",
            **(names if real_names else addresses),
        }
        processes = Processes(notion, discord, model, clock, folder, environment)
        stack.push_async_callback(processes.end)
        yield processes


def _port_of(url: str) -> int:
    port = urlsplit(url).port
    assert port is not None
    return port
