"""Links that lead to nobody: an admin picked another column for the assignees, or a person has left.

The board is a film club's, which says whose a task is in three columns: of people, of rows, of names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from sandbox.notion.database_seed import ColumnSeed, DatabaseSeed, DataSourceSeed, RowSeed
from tests.doubles.darcy import words_of

if TYPE_CHECKING:
    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy

pytestmark = pytest.mark.slow

NAMES = ("Maya Lindqvist", "Priya Raman")
STATUSES = {"to_do": ["Planned"], "in_progress": ["Rough cut"], "complete": ["Aired"]}
COLUMNS = (
    ColumnSeed("Film", "title"),
    ColumnSeed("Stage", "status", options=STATUSES),
    ColumnSeed("Cutter", "people"),
    ColumnSeed("Assignee", "select", options=[*NAMES, "Nobody"]),
    ColumnSeed("Crew", "relation", to="Crew"),
)
TRAILER = {
    "Film": "Cut the trailer",
    "Stage": "Planned",
    "Cutter": ["Maya Lindqvist"],
    "Crew": ["Priya Raman"],
}
CREDITS = {"Film": "Write the credits", "Stage": "Planned", "Assignee": "Priya Raman"}
UNKNOWN = "whom the task board does not know any more"
AGAIN = "Someone who may manage this server can link them again: /darcy-admin link."


@dataclass(frozen=True)
class Club:
    """Darcy at work on the film club's board. Maya is an admin, and linked as Priya is, as Notion's users."""

    darcy: Darcy
    rows: dict[str, list[str]]
    card: Message

    async def name_people_by(self, column: str) -> str:
        """Pick another column for the assignees, and read what the card says then."""
        maya = self.darcy.discord.person(self.darcy.speaker)
        for picked, select in (("assignees", "darcy:pick:all:0"), (column, "darcy:pick:assignees:0")):
            await (await maya.choose(self.card, [picked], select)).answer()
        return words_of(self.darcy.discord.message(self.card))

    async def link(self, member: str, person: str) -> str:
        options: dict[str, object] = {"member": member, "person": person}
        return words_of(await self.darcy.said(self.darcy.speaker, "darcy-admin link", options))

    async def links(self) -> list[str]:
        return words_of(await self.darcy.said(self.darcy.speaker, "darcy-admin list", {})).splitlines()

    def films(self) -> list[str]:
        return [row["Film"] for row in self.darcy.notion.table(self.darcy.settings.notion_tasks)]

    async def tasks_of(self, person: str) -> str:
        return words_of(await self.darcy.ask("show me my tasks", by=person))


async def restart(darcy: Darcy) -> None:
    await darcy.stop()
    await darcy.start()


@pytest.fixture
async def club(plain_darcy: Darcy) -> Club:
    crew = DataSourceSeed("Crew", (ColumnSeed("Name", "title"),), [RowSeed({"Name": name}) for name in NAMES])
    films = DataSourceSeed("Films", COLUMNS, [RowSeed(TRAILER), RowSeed(CREDITS)])
    made = plain_darcy.notion.add_database(DatabaseSeed("Club", [films, crew]))
    notion_tasks = made.sources["Films"]
    plain_darcy.settings = plain_darcy.settings.model_copy(update={"notion_tasks": notion_tasks})
    await restart(plain_darcy)
    card = await plain_darcy.said(plain_darcy.speaker, "darcy-admin setup", {})
    return Club(plain_darcy, made.rows, card)


@pytest.mark.parametrize("column", ["Crew", "Assignee"])
async def test_with_another_column_for_the_assignees_the_setup_says_who_must_be_linked_again(
    club: Club, column: str
) -> None:
    assert "linked member" not in words_of(club.card)
    maya, priya = (club.darcy.workspace.person(name).discord_id for name in NAMES)

    said = await club.name_people_by(column)

    told = f"2 linked members are nobody that this board knows: <@{maya}>, <@{priya}>."
    assert f"{told} Link them again with /darcy-admin link." in said
    assert "linked member" not in await club.name_people_by("Cutter")


@pytest.mark.parametrize("column", ["Crew", "Assignee"])
async def test_who_is_linked_by_another_column_is_told_who_can_help_and_notion_is_not_asked(
    club: Club, column: str
) -> None:
    assert "Cut the trailer" in await club.tasks_of("Maya Lindqvist")
    await club.name_people_by(column)
    asked = len(club.darcy.notion.exchanges)

    said = await club.tasks_of("Priya Raman")

    assert f"is linked to Priya Raman, {UNKNOWN}" in said
    assert AGAIN in said
    assert [one.status for one in club.darcy.notion.exchanges[asked:] if one.status != 200] == []
    assert not any("contains" in str(one.request) for one in club.darcy.notion.exchanges[asked:])


@pytest.mark.parametrize("column", ["Crew", "Assignee"])
async def test_who_looks_themselves_up_sees_that_their_link_is_outdated(club: Club, column: str) -> None:
    for named_by, is_outdated in (("Cutter", False), (column, True)):
        await club.name_people_by(named_by)
        shown = words_of(await club.darcy.said("Priya Raman", "darcy-me show", {}))
        assert "In Notion: Priya Raman" in shown
        assert ("The task board does not know this person any more" in shown) is is_outdated
        assert ("can link you again: /darcy-admin link." in shown) is is_outdated


@pytest.mark.parametrize(("column", "task"), [("Crew", "Cut the trailer"), ("Assignee", "Write the credits")])
async def test_who_is_linked_again_is_served_at_once(club: Club, column: str, task: str) -> None:
    assert "There are no such tasks." in await club.tasks_of("Priya Raman")
    await club.name_people_by(column)

    assert "is now Priya Raman in Notion" in await club.link("Priya Raman", "Priya")

    assert task in await club.tasks_of("Priya Raman")
    heading, first, second, *_ = await club.links()
    assert heading.endswith("Linked members · 2 · 1 to link again")
    assert first.startswith("❗ ")
    assert first.endswith("is Maya Lindqvist · not among the people of the board any more; link them again")
    assert second.endswith("is Priya Raman")


async def test_nothing_is_given_to_who_is_linked_by_another_column(club: Club) -> None:
    await club.name_people_by("Crew")
    await club.link("Maya Lindqvist", "Maya")
    priya = club.darcy.workspace.person("Priya").discord_id

    said = words_of(await club.darcy.ask(f"assign the credits to <@{priya}>"))

    assert f"<@{priya}> is linked to someone whom the task board does not know any more" in said
    assert "/darcy-admin link" in said


async def test_a_card_is_not_confirmed_by_who_the_board_does_not_know_any_more(club: Club) -> None:
    card = await club.darcy.ask("rename the credits to Roll the credits", by="Priya Raman")
    await club.name_people_by("Crew")

    said = words_of(await club.darcy.press(card, "Confirm", by="Priya Raman"))

    assert "/darcy-admin link" in said
    assert club.films() == ["Cut the trailer", "Write the credits"]
    await club.link("Priya Raman", "Priya")
    await club.darcy.press(card, "Confirm", by="Priya Raman")
    assert club.films() == ["Cut the trailer", "Roll the credits"]


async def test_who_has_left_notion_is_told_the_same(club: Club) -> None:
    before = club.darcy.notion.snapshot()
    hugo = club.darcy.notion.add_person("Hugo the Cutter")
    await club.link("Hugo Pellerin", hugo)
    assert "There are no such tasks." in await club.tasks_of("Hugo Pellerin")

    club.darcy.notion.reset(before)
    await restart(club.darcy)

    said = await club.tasks_of("Hugo Pellerin")
    assert f"is linked to Hugo the Cutter, {UNKNOWN}: they left" in said
    assert AGAIN in said
    assert any("Hugo the Cutter · not among the people" in line for line in await club.links())


async def test_a_guest_whom_notion_does_not_list_keeps_the_link(club: Club) -> None:
    guest = club.darcy.notion.add_person("Gita Guest", is_guest=True)
    club.darcy.notion.edit_row(club.rows["Films"][0], {"Cutter": ["Gita Guest"]})
    await club.tasks_of("Maya Lindqvist")
    await club.link("Hugo Pellerin", guest)
    await restart(club.darcy)

    heading, *lines = await club.links()
    assert heading == "Linked members · 3"
    assert any(line.endswith("is Gita Guest") for line in lines)
    assert "Cut the trailer" in await club.tasks_of("Hugo Pellerin")
    club.darcy.notion.edit_row(club.rows["Films"][0], {"Cutter": []})
    await restart(club.darcy)
    assert "There are no such tasks." in await club.tasks_of("Hugo Pellerin")
