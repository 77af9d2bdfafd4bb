"""The real desk on a real database and an emulated Notion, in an event loop of its own.

For clients whose loop cannot be shared: simcord bends its time, and with it every time-out towards Notion.
"""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from bot.headless import open_headless
from bot.settings import read_settings
from sandbox.clock import Clock
from sandbox.terminal.background import in_background
from sandbox.workspace import seeded_workspace
from tests.doubles.darcy import WEDNESDAY
from tests.doubles.notion import open_notion
from tests.doubles.openai_server import open_openai_server

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator
    from pathlib import Path

    from bot.desk.commands import Command
    from bot.headless import Headless
    from sandbox.notion.server import NotionEmulator
    from sandbox.terminal.background import Background
    from tests.doubles.openai_server import ScriptedModel

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Society:
    notion: NotionEmulator
    model: ScriptedModel
    headless: Headless


class DistantDesk:
    """`model` is to be scripted; `notion` may be looked at while nothing is asked of the desk."""

    def __init__(self, background: Background[_Society]) -> None:
        self._background = background
        self.model, self.notion = background.opened.model, background.opened.notion

    async def handle(self, command: Command[R], /) -> R:
        return await self._background.done(self._background.opened.headless.desk.handle(command))


@contextmanager
def open_distant_desk(folder: Path) -> Iterator[DistantDesk]:
    """The society of `tests/doubles/darcy.py`, behind its desk; nobody is linked."""
    with in_background(partial(_society, folder)) as background:
        yield DistantDesk(background)


@asynccontextmanager
async def _society(folder: Path) -> AsyncGenerator[_Society]:
    async with AsyncExitStack() as stack:
        notion = await stack.enter_async_context(
            open_notion(seeded_workspace(WEDNESDAY), clock=Clock(WEDNESDAY))
        )
        model = await stack.enter_async_context(open_openai_server())
        settings = read_settings(
            _env_file=None,
            discord_token="none",
            notion_token=notion.token,
            notion_base_url=notion.base_url,
            notion_tasks=notion.database_id,
            openai_base_url=model.base_url,
            darcy_model="scripted",
            darcy_database_url=f"sqlite:///{folder / 'darcy.db'}",
        )
        yield _Society(notion, model, await stack.enter_async_context(open_headless(settings)))
