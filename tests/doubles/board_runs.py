"""What a tool is handed on a board of any shape, on an emulated Notion."""

from __future__ import annotations

import datetime as dt
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sandbox.clock import Clock
from sandbox.notion.database_seed import DatabaseSeed, DataSourceSeed, RowSeed
from sandbox.workspace import seeded_workspace
from storage.records import DiscordId, GuildId, Principal
from tests.doubles.boards.shape import BOARD, PEOPLE
from tests.doubles.notion import open_notion
from tests.doubles.opened_board import LONDON, open_board
from tests.doubles.stores import MemoryMembers
from tools.open_tasks import OpenTasks
from tools.references import References
from tools.resolve import Resolver
from tools.toolset import RunContext

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence
    from typing import Any

    from sandbox.notion.database_seed import ColumnSeed

TODAY = dt.date(2026, 6, 10)


@asynccontextmanager
async def open_run(
    columns: Sequence[ColumnSeed],
    rows: Sequence[Mapping[str, Any]],
    *others: DataSourceSeed,
    asker: str,
) -> AsyncGenerator[RunContext]:
    """A run of the first person called `asker`. `others` are the databases that relations lead to."""
    async with open_notion(seeded_workspace(TODAY), clock=Clock(TODAY)) as notion:
        for other in others:
            notion.add_database(DatabaseSeed(other.name, [other], people=PEOPLE))
        tasks = DataSourceSeed(BOARD, columns, [RowSeed(row) for row in rows])
        ids = notion.add_database(DatabaseSeed("Tasks", [tasks], people=PEOPLE))
        async with open_board(notion, tasks=ids.database) as board:
            member = next(each for each in await board.directory.members() if each.name == asker)
            principal = Principal(guild=GuildId(1), discord=DiscordId(2), member=member)
            resolver = Resolver(
                principal=principal,
                directory=board.directory,
                reader=board.reader,
                members=MemoryMembers(),
                open_tasks=OpenTasks(board.reader),
                references=References(),
                opened=0.0,
            )
            yield RunContext(
                principal=principal, today=TODAY, zone=LONDON, reader=board.reader, resolve=resolver
            )
