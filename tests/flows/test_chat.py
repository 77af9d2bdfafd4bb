"""Darcy in a terminal: on the board of the settings, for one person, with no Discord anywhere."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import sqlite3
import sys
from contextlib import asynccontextmanager, closing
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from bot.chat import NobodyError, open_session
from bot.leasing import InUseError, open_tenure
from bot.settings import BoardSettings, read_board_settings
from bot.workbench import open_workbench
from sandbox.clock import Clock
from sandbox.workspace import seeded_workspace
from storage.database.open import open_database
from tests.doubles.notion import open_notion

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from bot.ui.terminal.session import Session
    from sandbox.notion.server import NotionEmulator

POSTER = "Make the poster for new members"


@asynccontextmanager
async def board(folder: Path) -> AsyncGenerator[tuple[NotionEmulator, BoardSettings]]:
    clock = Clock()
    async with open_notion(seeded_workspace(clock.now().date()), clock=clock) as notion:
        yield (
            notion,
            read_board_settings(
                _env_file=None,
                notion_token=notion.token,
                notion_base_url=notion.base_url,
                notion_tasks=notion.database_id,
                darcy_model="grammar",
                darcy_database_url=f"sqlite:///{folder / 'darcy.db'}",
            ),
        )


async def typed(session: Session, line: str) -> str:
    """What is on the screen after a line."""
    screen = Console(file=StringIO(), width=100, highlight=False, markup=False, emoji=False)
    screen.print(await session.do(line) or "")
    assert isinstance(screen.file, StringIO)
    return screen.file.getvalue()


async def test_a_change_is_shown_confirmed_and_made(tmp_path: Path) -> None:
    async with board(tmp_path) as (notion, settings), open_session(settings, "maya") as session:
        card = await typed(session, "assign the poster for new members to Priya by 2030-06-14")
        assert "Assignee: nobody → Priya Raman" in card
        assert "Asked by Maya Lindqvist, who can decide until" in card
        assert "[1] Confirm  [2] Cancel" in card
        assert notion.rows(POSTER)[0].assignees == ()
        assert "✅ Done" in await typed(session, "1")
        (row,) = notion.rows(POSTER)
        assert row.assignees == ("Priya Raman",)
        assert row.due == dt.date(2030, 6, 14)


async def test_cancel_changes_nothing(tmp_path: Path) -> None:
    async with board(tmp_path) as (notion, settings), open_session(settings, "Maya Lindqvist") as session:
        before = notion.rows()
        await typed(session, "assign the poster for new members to Priya")
        await typed(session, "2")
        assert "There is nothing to press here." in await typed(session, "1")
        assert notion.rows() == before


async def test_an_answer_is_picked_by_its_number(tmp_path: Path) -> None:
    async with board(tmp_path) as (_, settings), open_session(settings, "Maya") as session:
        question = await typed(session, "assign the poster to Priya")
        assert "[1] Print the festival poster" in question
        assert "[2] Make the poster for new members" in question
        assert "Make the poster for new members" in await typed(session, "2")


async def test_a_number_that_stands_by_nothing_is_told_of(tmp_path: Path) -> None:
    async with board(tmp_path) as (_, settings), open_session(settings, "Maya") as session:
        assert "There is nothing to press here." in await typed(session, "7")
        await typed(session, "assign the poster for new members to Priya")
        assert "There is no 7 to press. There is [1] Confirm, [2] Cancel." in await typed(session, "7")


async def test_a_button_is_pressed_by_what_stands_on_it_too(tmp_path: Path) -> None:
    async with board(tmp_path) as (notion, settings), open_session(settings, "Maya") as session:
        assert "Page 2 of" in await typed(session, "show all open tasks") + await typed(session, "next")
        await typed(session, "assign the poster to Priya")
        await typed(session, "make the poster for new members")
        assert "✅ Done" in await typed(session, "Confirm")
        assert notion.rows(POSTER)[0].assignees == ("Priya Raman",)


async def test_what_was_not_understood_leaves_a_card_to_press_and_a_list_does_not(tmp_path: Path) -> None:
    async with board(tmp_path) as (notion, settings), open_session(settings, "Maya") as session:
        await typed(session, "assign the poster for new members to Priya")
        assert "I did not understand that." in await typed(session, "qwerty")
        assert "Cancelled" in await typed(session, "2")
        await typed(session, "assign the poster for new members to Priya")
        await typed(session, "show me my tasks")
        assert "There is nothing to press here." in await typed(session, "1")
        assert notion.rows(POSTER)[0].assignees == ()


async def test_what_is_too_long_is_told_of(tmp_path: Path) -> None:
    async with board(tmp_path) as (_, settings), open_session(settings, "Maya") as session:
        assert "longer than 2000 characters" in await typed(session, "poster " * 400)


async def test_a_title_can_do_nothing_to_the_terminal(tmp_path: Path) -> None:
    async with board(tmp_path) as (notion, settings), open_session(settings, "Maya") as session:
        title = "Poster \x1b[31m\x1b]8;;https://evil.example\x07 of new members"
        notion.edit_row(notion.rows(POSTER)[0].id, {"Task": title})
        shown = await typed(session, "find poster")
        assert "of new members" in shown
        assert "\x1b" not in shown


async def test_somebody_nobody_knows_is_told_who_there_is(tmp_path: Path) -> None:
    async with board(tmp_path) as (_, settings):
        with pytest.raises(NobodyError, match=r"'Zed' is nobody on the board\. Say --as with one of: Alice"):
            async with open_session(settings, "Zed"):
                pass


async def test_a_name_of_two_people_is_told_whose_it_is(tmp_path: Path) -> None:
    async with board(tmp_path) as (_, settings):
        with pytest.raises(NobodyError, match=r"could be several people.*Sam Okonjo, Sam Whitlock"):
            async with open_session(settings, "Sam"):
                pass


@pytest.mark.slow
async def test_beside_a_running_darcy_it_does_not_begin(tmp_path: Path) -> None:
    async with board(tmp_path) as (_, settings), open_session(settings, "Maya"):
        with pytest.raises(InUseError):
            async with open_session(settings, "Priya"):
                pass


OLDER = (
    *(f"DROP TABLE {table}" for table in ("preferences", "notices", "shown_cards", "guild_settings")),
    "UPDATE alembic_version SET version_num = '0003'",
)


def made_older(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        for statement in OLDER:
            connection.execute(statement)


def version_of(database: Path) -> str:
    with closing(sqlite3.connect(database)) as connection:
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(version)


@pytest.mark.slow
async def test_tools_are_looked_at_beside_a_running_darcy_whose_tables_are_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "darcy.db"
    async with board(tmp_path) as (_, settings), open_database(settings.darcy_database_url) as database:
        async with open_tenure(database.leases):
            made_older(kept)
            async with open_workbench(settings) as workbench:
                assert await workbench.offered()
            assert version_of(kept) == "0003"
        async with open_workbench(settings) as workbench, open_tenure(database.leases, waits=False):
            assert version_of(kept) > "0003"


async def piped(environment: dict[str, str], *arguments: str, lines: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={"PATH": os.environ["PATH"], **environment},
    )
    out, err = await process.communicate(lines.encode())
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


@pytest.mark.slow
async def test_lines_are_piped_into_it(tmp_path: Path) -> None:
    async with board(tmp_path) as (notion, settings):
        environment = {
            "NOTION_TOKEN": notion.token,
            "NOTION_BASE_URL": notion.base_url,
            "NOTION_TASKS": notion.database_id,
            "DARCY_DATABASE_URL": settings.darcy_database_url,
        }
        status, out, err = await piped(
            environment,
            "chat",
            "--as",
            "Maya",
            lines="assign the poster for new members to Priya\n1\nquit\nshow me my tasks\n",
        )
        assert (status, err) == (0, "")
        assert "for Maya Lindqvist.\nRequests are answered by the built-in grammar.\n" in out
        assert "show me my tasks" not in out.partition("Maya> ")[2]
        assert "Maya> assign the poster for new members to Priya" in out
        assert "✅ Done" in out
        assert notion.rows(POSTER)[0].assignees == ("Priya Raman",)


@pytest.mark.slow
async def test_without_a_board_it_says_what_to_set() -> None:
    status, out, err = await piped({"NOTION_TOKEN": "x"}, "chat", "--as", "Maya", lines="")
    assert (status, out) == (1, "")
    assert "NOTION_TASKS is missing" in err
    assert "DISCORD_TOKEN" not in err
