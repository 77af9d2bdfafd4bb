"""`/darcy-admin setup`: an admin sees which column of the board is what, and corrects it.

The board is a film club's, of which it cannot be told whose a task is, nor by when.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from sandbox.discord.emulator import ClientRefusedError, SelectOption
from sandbox.notion.database_seed import ColumnSeed, DatabaseSeed, DataSourceSeed, RowSeed
from sandbox.notion.faults import Fault, FaultKind
from tests.doubles.darcy import words_of

if TYPE_CHECKING:
    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy

pytestmark = pytest.mark.slow

FRIDAY, SUNDAY = dt.date(2026, 6, 12), dt.date(2026, 6, 14)
STATUSES = {"to_do": ["Planned"], "in_progress": ["Rough cut"], "complete": ["Aired"]}
COLUMNS = (
    ColumnSeed("Film", "title"),
    ColumnSeed("Stage", "status", options=STATUSES),
    ColumnSeed("Cutter", "people"),
    ColumnSeed("Critic", "people"),
    ColumnSeed("Shooting", "date"),
    ColumnSeed("Premiere", "date"),
)
TRAILER = RowSeed(
    {
        "Film": "The trailer",
        "Stage": "Rough cut",
        "Cutter": ["Maya Lindqvist"],
        "Critic": ["Priya Raman"],
        "Shooting": FRIDAY,
        "Premiere": SUNDAY,
    }
)
ALL = "darcy:pick:all:0"


@dataclass(frozen=True)
class Club:
    """Darcy at work on the film club's board. Maya is an admin."""

    darcy: Darcy
    source: str

    async def setup(self) -> Message:
        return await self.darcy.said(self.darcy.speaker, "darcy-admin setup", {})

    async def pick(self, card: Message, role: str, *labels: str) -> Message:
        """Open a role, and pick what it is."""
        await self.choose(card, ALL, role)
        return await self.choose(card, f"darcy:pick:{role}:0", *labels)

    async def choose(self, card: Message, select: str, *picked: str) -> Message:
        maya = self.darcy.discord.person(self.darcy.speaker)
        return await (await maya.choose(card, picked, select)).answer()

    def options(self, card: Message, select: str) -> list[SelectOption]:
        """What a list of the card offers now."""
        shown = self.darcy.discord.message(card)
        return next(one.options for one in shown.selects if one.custom_id == select)

    def now(self, card: Message) -> str:
        return words_of(self.darcy.discord.message(card))

    async def change_columns(self, **columns: Any) -> None:
        """Somebody changes the board's columns in Notion, as its API has it: None removes one."""
        notion = self.darcy.notion
        headers = {"Authorization": f"Bearer {notion.token}", "Notion-Version": "2026-03-11"}
        url = f"{notion.base_url}/v1/data_sources/{self.source}"
        async with aiohttp.ClientSession(headers=headers) as session:
            answer = await session.patch(url, json={"properties": columns})
            assert answer.status == 200, await answer.text()

    async def restart(self) -> None:
        await self.darcy.stop()
        await self.darcy.start()


@pytest.fixture
async def club(plain_darcy: Darcy) -> Club:
    darcy = plain_darcy
    made = darcy.notion.add_database(DatabaseSeed("Films", [DataSourceSeed("Films", COLUMNS, [TRAILER])]))
    darcy.settings = darcy.settings.model_copy(update={"notion_tasks": made.database.replace("-", "")})
    club = Club(darcy, made.source)
    await club.restart()
    return club


async def test_a_board_like_notions_own_needs_no_correction(plain_darcy: Darcy) -> None:
    card = await plain_darcy.said(plain_darcy.speaker, "darcy-admin setup", {})
    assert card.ephemeral
    assert words_of(card).startswith("Task board · Tasks\nTitle: “Task” (title) · the only title column\n")
    assert "Due date: “Due” (date) · by Notion's own template" in words_of(card)
    assert "Done is “Done”, “Dropped” · by Notion's groups" in words_of(card)
    assert "cannot be told" not in words_of(card)
    checked = words_of(card).split("Checked by reading:\n")[1].splitlines()[:3]
    assert all(line.startswith("☐ ") for line in checked), checked


async def test_whoever_asks_before_it_is_settled_is_told_who_can_settle_it(club: Club) -> None:
    for person in ("Priya Raman", "Maya Lindqvist"):
        told = words_of(await club.darcy.ask("show me my tasks", by=person))
        assert "cannot tell which column" in told
        assert "A server admin can settle it with /darcy-admin setup." in told


async def test_an_admin_settles_a_board_and_is_served(club: Club) -> None:
    card = await club.setup()
    assert "❗ Assignee: cannot be told: it could be “Cutter” (person) or “Critic” (person)" in words_of(card)
    assert "Checked by reading" not in words_of(card)
    await club.choose(card, ALL, "due")
    assert [(one.label, one.description) for one in club.options(card, "darcy:pick:due:0")] == [
        ("Shooting", "date"),
        ("Premiere", "date"),
        ("The board has none", None),
    ]
    await club.choose(card, "darcy:pick:due:0", "Premiere")
    assert "Saved.\n" in club.now(card)
    await club.pick(card, "assignees", "Cutter")
    assert "Assignee: “Cutter” (person) · an admin said so" in club.now(card)
    assert "☐ The trailer · Rough cut · Maya Lindqvist · due Sun 14 Jun" in club.now(card)
    assert "The trailer" in words_of(await club.darcy.ask("show me my tasks"))
    assert "The trailer" not in words_of(await club.darcy.ask("show me my tasks", by="Priya Raman"))


async def test_the_board_may_have_no_such_column(club: Club) -> None:
    card = await club.setup()
    await club.pick(card, "due", "The board has none")
    assert "Due date: the board has none · an admin said so" in club.now(card)
    await club.pick(card, "assignees", "Critic")
    assert "The trailer" in words_of(await club.darcy.ask("show me my tasks", by="Priya Raman"))


async def test_several_statuses_can_mean_done(club: Club) -> None:
    card = await club.setup()
    await club.choose(card, ALL, "done")
    statuses = club.options(card, "darcy:pick:done:0")
    assert [(one.label, one.description) for one in statuses] == [
        ("Planned", "to do"),
        ("Rough cut", "in progress"),
        ("Aired", "done"),
    ]
    with pytest.raises(ClientRefusedError):
        await club.choose(card, "darcy:pick:done:0")
    await club.choose(card, "darcy:pick:done:0", "Rough cut", "Aired")
    assert "Done is “Rough cut”, “Aired” · an admin said so" in club.now(card)


async def test_what_is_kept_is_known_under_any_name(club: Club) -> None:
    card = await club.setup()
    await club.pick(card, "due", "Premiere")
    await club.pick(card, "assignees", "Cutter")
    await club.darcy.press(card, "Keep these")
    assert "These columns are kept." in club.now(card)
    assert [button.label for button in club.darcy.discord.message(card).buttons] == ["Look again"]
    await club.change_columns(
        Stage={"name": "Critic's stage"},
        Cutter={"name": "Due"},
        Premiere={"name": "Who"},
        Deadline={"date": {}},
    )
    await club.restart()
    await club.darcy.press(card, "Look again")
    assert "Due date: “Who” (date) · an admin said so" in club.now(card)
    assert "Status: “Critic's stage” (status) · an admin said so" in club.now(card)
    assert "The trailer" in words_of(await club.darcy.ask("show me my tasks"))


async def test_a_card_works_after_a_restart(club: Club) -> None:
    card = await club.setup()
    await club.choose(card, ALL, "due")
    await club.restart()
    assert (await club.choose(card, "darcy:pick:due:0", "Shooting")).id == card.id
    assert "Due date: “Shooting” (date) · an admin said so" in club.now(card)


async def test_a_column_removed_meanwhile_is_said_and_the_card_redrawn(club: Club) -> None:
    card = await club.setup()
    await club.choose(card, ALL, "due")
    await club.change_columns(Premiere=None)
    await club.choose(card, "darcy:pick:due:0", "Premiere")
    assert "That is not on the board any more, so nothing was changed." in club.now(card)
    assert "Due date: “Shooting” (date) · the only date column" in club.now(card)


async def test_two_presses_at_once_are_both_answered(club: Club) -> None:
    card = await club.setup()
    maya = club.darcy.discord.person(club.darcy.speaker)
    sent = [await maya.press(card, "Keep these") for _ in range(2)]
    answers = await asyncio.gather(*(one.answer() for one in sent))
    assert {answer.id for answer in answers} == {card.id}
    assert "These columns are kept." in club.now(card)


async def test_when_notion_is_away_that_is_said_and_the_card_stays(club: Club) -> None:
    card = await club.setup()
    await club.choose(card, ALL, "due")
    before = club.now(card)
    club.darcy.notion.fail_next(Fault(kind=FaultKind.INTERNAL_ERROR, path="data_sources", count=20))
    told = await club.choose(card, "darcy:pick:due:0", "Premiere")
    assert told.ephemeral
    assert told.id != card.id
    assert "Notion" in words_of(told)
    assert club.now(card) == before
    club.darcy.notion.mend()
    await club.choose(card, "darcy:pick:due:0", "Premiere")
    assert "Due date: “Premiere” (date) · an admin said so" in club.now(card)


async def test_what_was_kept_is_not_said_to_be_lost_when_notion_goes_away_then(club: Club) -> None:
    card = await club.setup()
    await club.pick(card, "due", "Premiere")
    await club.choose(card, ALL, "assignees")
    club.darcy.notion.fail_next(Fault(kind=FaultKind.INTERNAL_ERROR, path="/query", count=20))
    told = await club.choose(card, "darcy:pick:assignees:0", "Cutter")
    assert told.ephemeral
    assert "That is kept" in words_of(told)
    club.darcy.notion.mend()
    assert "Assignee: “Cutter” (person) · an admin said so" in words_of(await club.setup())
    assert "The trailer" in words_of(await club.darcy.ask("show me my tasks"))


async def test_others_are_not_offered_it_and_who_was_an_admin_is_refused(club: Club) -> None:
    with pytest.raises(ClientRefusedError):
        await club.darcy.said("Priya Raman", "darcy-admin setup", {})
    card = await club.setup()
    before = club.now(card)
    club.darcy.discord.take_roles(club.darcy.discord.person(club.darcy.speaker))
    for answer in (
        await club.darcy.press(card, "Look again"),
        await club.darcy.press(card, "Keep these"),
        await club.choose(card, ALL, "due"),
    ):
        assert words_of(answer) == "⚠️ Only someone with the permission Manage Server can do this."
    assert club.now(card) == before
