"""Set-ups that are broken, each as whoever runs Darcy meets it, and as docs/troubleshooting.md shows it.

`darcy run` is a process between an emulated Discord and Notion. What the document shows under a heading is
what is printed, but for times, ids and the folder.
"""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from sandbox.notion.integration import Capability
from sandbox.notion.schema import PROJECTS_DATABASE_ID, TASKS_DATABASE_ID
from tests.doubles.darcy import words_of
from tests.doubles.processes import ROOT, WITHIN_S, Processes, open_processes
from tests.flows.test_finding_a_board import a_board

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Breaking = Callable[[Processes], None]

MALFORMED = {
    "NOTION_TOKEN": "canary\nbird",
    "NOTION_TASKS": "our canary",
    "DARCY_DATABASE_URL": "mysql://canary/db",
    "DARCY_TIMEZONE": "Canaries",
    "DARCY_MODEL": "canary-5",
    "SSL_CERT_FILE": "/canary.pem",
    "DISCORD_TOKEN": "canary bird",
    "DARCY_GUILDS": "Canary Club",
}


def shown() -> dict[str, list[str]]:
    """The lines of what the document shows, by heading."""
    text = (ROOT / "docs/troubleshooting.md").read_text(encoding="utf-8")
    sections = re.split(r"^### (.+)\n", re.sub(r"^## .+", "", text, flags=re.MULTILINE), flags=re.MULTILINE)
    blocks = {
        heading: re.search(r"^```text\n(.+?)\n```$", section, re.DOTALL | re.MULTILINE)
        for heading, section in zip(sections[1::2], sections[2::2], strict=True)
    }
    return {heading: plain(block[1], "/srv/darcy") for heading, block in blocks.items() if block}


def plain(text: str, folder: object) -> list[str]:
    """The lines, without what differs from one time to the next."""
    text = text.replace(str(folder), "FOLDER")
    text = re.sub(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ", "", text, flags=re.MULTILINE)
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID", text)
    return re.sub(r"\b\d{17,20}\b", "ID", text).strip().splitlines()


def run_at(folder: Path, settings: Mapping[str, str]) -> list[str]:
    """What Darcy prints with these settings alone, none of which lets it start."""
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert "anar" not in ran.stderr
    return plain(ran.stderr, folder.resolve())


def test_nothing_set_is_told_as_the_document_shows_it(tmp_path: Path) -> None:
    assert run_at(tmp_path, {}) == shown()["Nothing is set"]


def test_settings_that_cannot_be_are_told_as_the_document_shows_them(tmp_path: Path) -> None:
    assert run_at(tmp_path, MALFORMED) == shown()["A setting cannot be what it is"]


@pytest.mark.slow
def test_a_file_of_settings_that_is_no_text_is_told_as_the_document_shows_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("DISCORD_TOKEN=canary".encode("utf-16"))
    assert run_at(tmp_path, {}) == shown()[".env cannot be read"]


def setting(**settings: str) -> Breaking:
    def breaking(darcy: Processes) -> None:
        darcy.environment |= settings

    return breaking


def refusing(code: int) -> Breaking:
    def breaking(darcy: Processes) -> None:
        darcy.discord.gateway.refuses = code

    return breaking


def unshared(object_id: str) -> Breaking:
    return lambda darcy: darcy.notion.unshare(object_id)


def page_with(*boards: str) -> Breaking:
    def breaking(darcy: Processes) -> None:
        page = darcy.notion.add_page("Handbook")
        for board in boards:
            darcy.notion.add_database(a_board(board, page))
        darcy.environment["NOTION_TASKS"] = f"https://www.notion.so/society/Handbook-{page.replace('-', '')}"

    return breaking


def forbidden(capability: Capability) -> Breaking:
    return lambda darcy: darcy.notion.forbid(capability)


def not_trusting(darcy: Processes) -> None:
    del darcy.environment["SSL_CERT_FILE"]


def no_database(darcy: Processes) -> None:
    (darcy.folder / "darcy.db").write_text("Shopping: paper, ink, a canary. " * 40)


def newer_database(darcy: Processes) -> None:
    with closing(sqlite3.connect(darcy.folder / "darcy.db")) as database, database:
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR)")
        database.execute("INSERT INTO alembic_version VALUES ('9999')")


# Nobody listens there: only a superuser could, and nobody does.
NOBODY = "http://127.0.0.1:1"
ENDS: dict[str, Breaking] = {
    "Discord does not accept the token": setting(DISCORD_TOKEN="canary"),
    "Discord refuses the gateway": refusing(4014),
    "The proxy is not up": setting(DISCORD_PROXY=NOBODY),
    "Discord's certificate is not trusted": not_trusting,
    "Notion does not accept the token": setting(NOTION_TOKEN="canary"),
    "Notion cannot be reached": setting(NOTION_BASE_URL=NOBODY),
    "The board is not shared": unshared(TASKS_DATABASE_ID),
    "The link leads to a page without a board": page_with(),
    "The link leads to a page with several boards": page_with("Chores", "Ideas"),
    "The integration may not read": forbidden(Capability.READ_USERS),
    "The database's folder cannot be made": setting(DARCY_DATABASE_URL="sqlite:////proc/none/darcy.db"),
    "The database is another program's": no_database,
    "The database is of a newer Darcy": newer_database,
}
GOES_ON: dict[str, Breaking] = {
    "The projects are not shared": unshared(PROJECTS_DATABASE_ID),
    "Darcy is not in the server": setting(DARCY_GUILDS="123456789012345678"),
    "The model cannot be reached": setting(DARCY_MODEL="scripted", OPENAI_BASE_URL=f"{NOBODY}/v1"),
    "The model's name is unknown": setting(DARCY_MODEL="gpt-55"),
}
OTHERS = {
    "Nothing is set",
    "A setting cannot be what it is",
    ".env cannot be read",
    "The integration may not write",
    "The model's key is refused",
    "A second Darcy waits",
}


def test_every_case_of_the_document_is_tried() -> None:
    assert shown().keys() == ENDS.keys() | GOES_ON.keys() | OTHERS


def printed(log: Path) -> list[str]:
    text = log.read_text(encoding="utf-8")
    assert "Traceback" not in text
    assert "canary" not in text
    return plain(text, log.parent)


@pytest.mark.slow
@pytest.mark.parametrize("heading", ENDS)
async def test_a_start_that_cannot_be_ends_as_the_document_shows_it(tmp_path: Path, heading: str) -> None:
    async with open_processes(tmp_path) as processes:
        ENDS[heading](processes)
        darcy = processes.new()
        await darcy.start()
        async with asyncio.timeout(2 * WITHIN_S):
            assert await darcy.wait() == 1
        assert printed(darcy.log)[-1:] == shown()[heading]


@pytest.mark.slow
@pytest.mark.parametrize("heading", GOES_ON)
async def test_what_may_come_right_is_logged_as_the_document_shows_it(tmp_path: Path, heading: str) -> None:
    async with open_processes(tmp_path) as processes:
        GOES_ON[heading](processes)
        darcy = await processes.started()
        await processes.logged(darcy, "on Discord")
        await darcy.stop()
        assert darcy.status == 0
        assert set(shown()[heading]) <= set(printed(darcy.log))


@pytest.mark.slow
async def test_a_key_that_the_model_refuses_is_logged_as_the_document_shows_it(tmp_path: Path) -> None:
    async with open_processes(tmp_path, grammar=False) as processes:
        processes.model.is_locked = True
        darcy = await processes.started()
        await processes.logged(darcy, "on Discord")
        await darcy.stop()
        assert set(shown()["The model's key is refused"]) <= set(printed(darcy.log))


@pytest.mark.slow
async def test_a_change_that_the_integration_may_not_make_is_told_to_who_asked(tmp_path: Path) -> None:
    async with open_processes(tmp_path) as processes:
        processes.notion.forbid(Capability.UPDATE_CONTENT)
        await processes.started()
        await processes.link()
        card = await processes.ask("assign the poster to Priya by Friday in Recruitment")
        told = await (await processes.maya.press(card, "Confirm")).answer(WITHIN_S)
        assert shown()["The integration may not write"][0] in words_of(told)


@pytest.mark.slow
async def test_a_second_darcy_waits_as_the_document_shows_it(tmp_path: Path) -> None:
    async with open_processes(tmp_path) as processes:
        await processes.started()
        second = processes.new()
        await second.start()
        await processes.logged(second, "waiting")
        await second.stop()
        assert printed(second.log) == shown()["A second Darcy waits"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_database_that_may_only_be_read_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "darcy.db").touch(0o400)
    settings = {"DISCORD_TOKEN": "token", "NOTION_TOKEN": "token", "NOTION_TASKS": "0" * 32}
    assert "may write the database" in "".join(run_at(tmp_path, settings))


def test_the_example_names_every_setting_and_none_besides() -> None:
    """`.env.example` against what is read."""
    from bot.settings import Settings  # noqa: PLC0415 - the rest of this file knows a process alone

    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = re.findall(r"^# ([A-Z_]+)=", text, re.MULTILINE)
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)
