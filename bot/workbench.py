"""One tool at a time, without a model: what it is offered as, and what a call of it would do."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.agent.opening import Contexts
from bot.chat import TERMINAL, TYPIST, member_named
from bot.headless import open_board
from bot.leasing import InUseError, open_tenure
from storage.database.open import open_leasable
from storage.errors import DarcyError
from storage.records import ChannelId, Principal, Request, RunId, new_id
from storage.runs import Run, ToolCall
from tools.catalog import TOOLS
from tools.open_tasks import OpenTasks
from tools.toolset import Toolset

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from bot.settings import BoardSettings
    from storage.database.open import Database
    from storage.notion.open import NotionBoard
    from tools.toolset import Handled, ToolSpec

_JSON_BEGINS = ("[", "{", '"')
_WORDS_OF_JSON = ("null", "true", "false")


class WrongCallError(DarcyError):
    """There is no such tool, or it has no such field."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A call as it was understood, who it was made as, in which run, and what the gate made of it."""

    call: ToolCall
    called: str
    run: Run
    handled: Handled


@dataclass(frozen=True, slots=True)
class Workbench:
    """The tools on one board. Nothing here can write to it."""

    board: NotionBoard
    contexts: Contexts
    toolset: Toolset
    zone: ZoneInfo

    async def offered(self) -> Sequence[ToolSpec]:
        """Every tool as the model sees it on this board."""
        return self.toolset.offered(await self.board.directory.options())

    async def try_call(self, name: str, said: Mapping[str, str], speaker: str | None) -> Tried:
        """Pass a call through the gate, as the person called `speaker`, or as anyone.

        Raises `WrongCallError` and `NobodyError`, or what the board raises.
        """
        spec = next((spec for spec in await self.offered() if spec.name == name), None)
        if spec is None:
            names = ", ".join(spec.name for spec in await self.offered())
            raise WrongCallError(f"There is no tool {name!r}. There are: {names}.")
        members = await self.board.directory.members()
        member = member_named(speaker or members[0].name if members else "", members)
        call = ToolCall("tried-1", name, json.dumps(arguments_from(said, spec), ensure_ascii=False))
        request = Request(
            guild=TERMINAL,
            channel=ChannelId(0),
            asked_by=TYPIST,
            words=f"tools try {name}",
            received_at=dt.datetime.now(dt.UTC),
        )
        run = Run(id=RunId(new_id()), request=request, references={})
        principal = Principal(guild=TERMINAL, discord=TYPIST, member=member)
        opened = await self.contexts.open_context(principal, run)
        return Tried(call, member.name, run, await self.toolset.handle(call, opened.tools))


def arguments_from(said: Mapping[str, str], spec: ToolSpec) -> dict[str, Any]:
    """Values as they are typed, `assignees=Ana,Ben` or JSON, by what the fields take.

    Raises `WrongCallError`.
    """
    fields = spec.parameters["properties"]
    if unknown := [name for name in said if name not in fields]:
        raise WrongCallError(f"{spec.name} has no {', '.join(unknown)}. It has: {', '.join(fields)}.")
    return {name: _value_of(text, fields[name]) for name, text in said.items()}


def _value_of(text: str, field: Mapping[str, Any]) -> Any:
    kinds = [field.get("type"), *(kind.get("type") for kind in field.get("anyOf", ()))]
    kinds = [one for kind in kinds for one in (kind if isinstance(kind, list) else [kind])]
    is_text_alone = "string" in kinds and "array" not in kinds
    if (text in _WORDS_OF_JSON and not is_text_alone) or text.startswith(_JSON_BEGINS) or "integer" in kinds:
        try:
            return json.loads(text)
        except ValueError:
            return text  # the gate says what is wrong with it
    return [part.strip() for part in text.split(",")] if "array" in kinds else text


@asynccontextmanager
async def open_workbench(settings: BoardSettings) -> AsyncGenerator[Workbench]:
    """The tools on the board of the settings. Raises a `DarcyError` that says what to set right."""
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_leasable(settings.darcy_database_url))
        await _migrate_unless_in_use(database)
        board = await stack.enter_async_context(open_board(settings, database))
        contexts = Contexts(
            members=database.members,
            directory=board.directory,
            reader=board.reader,
            open_tasks=OpenTasks(board.reader),
            exchanges=database.exchanges,
            proposals=database.proposals,
            zone_of=lambda _guild, _member: settings.zone,
        )
        yield Workbench(board, contexts, Toolset(TOOLS), settings.zone)


async def _migrate_unless_in_use(database: Database) -> None:
    """Bring the tables up to date, if no Darcy is at work on them: one that is has what it needs of them."""
    with suppress(InUseError):
        async with open_tenure(database.leases, waits=False):
            await database.migrate()
