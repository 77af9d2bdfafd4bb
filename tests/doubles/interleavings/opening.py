"""Opens the stage: the board and the model on loopback, a folder for the databases."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.settings import BoardSettings, read_board_settings
from sandbox.clock import Clock
from storage.database.open import open_database
from storage.records import DiscordId, Link, Member, MemberId
from tests.doubles.interleavings import team
from tests.doubles.interleavings.ledger import Ledger
from tests.doubles.interleavings.life import Lives
from tests.doubles.interleavings.model import open_model
from tests.doubles.interleavings.stage import GUILD, Stage
from tests.doubles.notion import open_notion

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sandbox.workspace import Workspace

_MANY = 100_000
_SHM = Path("/dev/shm")  # noqa: S108 - a folder that is quick, where there is one
_QUICK = _SHM if _SHM.is_dir() else None


@asynccontextmanager
async def open_stage() -> AsyncGenerator[Stage]:
    clock, workspace = Clock(team.TODAY), team.workspace()
    with TemporaryDirectory(dir=_QUICK) as folder:
        lives_in = Path(folder) / "lives"
        lives_in.mkdir()
        template = Path(folder) / "template.db"
        async with (
            open_notion(workspace, clock=clock, requests_per_minute=_MANY) as notion,
            open_model() as model,
        ):

            def settings_for(database: Path) -> BoardSettings:
                return read_board_settings(
                    _env_file=None,
                    notion_token=notion.token,
                    notion_base_url=notion.base_url,
                    notion_tasks=notion.database_id,
                    notion_requests_per_minute=6000,
                    openai_base_url=model.base_url,
                    darcy_model="scripted",
                    darcy_database_url=f"sqlite:///{database}",
                    darcy_timezone="Europe/Berlin",
                )

            await _link_all(workspace, template, clock)
            lives = Lives(lives_in, settings_for, template)
            ledger = Ledger(notion)
            stage = Stage(notion, model, clock, workspace, lives, ledger, template)
            notion._world.store.listeners.append(ledger.heard)
            logging.getLogger().addHandler(stage.broken)
            stop_listening = lives.listen()
            try:
                yield stage
            finally:
                stop_listening()
                logging.getLogger().removeHandler(stage.broken)
                await lives.end()


async def _link_all(workspace: Workspace, template: Path, clock: Clock) -> None:
    async with open_database(f"sqlite:///{template}") as database:
        for person in workspace.people:
            who = DiscordId(person.discord_id)
            member = Member(MemberId(person.notion_id), person.name)
            link = Link(guild=GUILD, discord=who, member=member, linked_by=who, linked_at=clock.now())
            await database.members.save_link(link)
