"""The board as people at Notion see and edit it, and what stays of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from sandbox.notion.errors import NotionError
from sandbox.workspace import seeded_workspace
from tests.doubles.notion import open_notion

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

    from sandbox.clock import Clock
    from sandbox.notion.server import NotionEmulator
    from sandbox.workspace import Workspace

POSTER = "Make the poster for new members"


async def test_rows_are_the_seeded_tasks(notion: NotionEmulator, workspace: Workspace) -> None:
    rows = notion.rows()

    assert [(row.id, row.title, row.due) for row in rows] == [
        (task.id, task.title, task.due) for task in workspace.tasks
    ]
    jury = notion.row("Confirm the jury")
    assert (jury.status, jury.priority, jury.project) == ("Blocked", "High", "Short Film Festival")
    assert jury.assignees == ("Maya Lindqvist", "Alice Ferreira")


async def test_rows_are_found_by_every_word_that_is_shown(notion: NotionEmulator) -> None:
    assert [row.title for row in notion.rows("recruitment POSTER not")] == [POSTER]
    assert len(notion.rows("maya blocked")) == 1
    assert notion.rows("poster nobody") == []


async def test_a_title_must_be_that_of_one_task(notion: NotionEmulator) -> None:
    with pytest.raises(LookupError, match="0 tasks"):
        notion.row("Make the poster")
    notion.edit(notion.row("Buy popcorn").id, title=POSTER)
    with pytest.raises(LookupError, match="2 tasks"):
        notion.row(POSTER)


async def test_someone_edits_a_task_in_notion(
    notion: NotionEmulator, api: httpx.AsyncClient, workspace: Workspace
) -> None:
    poster = notion.row(POSTER).id
    notion.edit(
        poster,
        title="Poster",
        status="In progress",
        assignees=["Priya", "Sam Okonjo"],
        due=dt.date(2026, 11, 20),
        project="Weekly Screenings",
        priority="High",
        notes="A2",
    )

    row = notion.row("Poster")
    assert (row.status, row.due, row.project) == ("In progress", dt.date(2026, 11, 20), "Weekly Screenings")
    assert (row.assignees, row.priority, row.notes) == (("Priya Raman", "Sam Okonjo"), "High", "A2")
    page = (await api.get(f"/pages/{poster}")).json()
    assert page["last_edited_by"]["id"] == workspace.people[0].notion_id

    notion.edit(poster, assignees=[], due=None, project=None, priority=None, notes="")
    row = notion.row("Poster")
    assert (row.assignees, row.due, row.project, row.priority, row.notes) == ((), None, None, None, "")


async def test_tasks_have_tags_and_parts(notion: NotionEmulator, api: httpx.AsyncClient) -> None:
    opening = "Plan the opening night"
    assert notion.row(POSTER).tags == ("design", "print")
    assert [row.title for row in notion.rows() if row.parent == opening] == [
        "Order the trophies",
        "Find volunteers for the door",
    ]

    notion.edit(notion.row(POSTER).id, tags=["film", "loud"], parent=opening)

    assert (notion.row(POSTER).tags, notion.row(POSTER).parent) == (("film", "loud"), opening)
    whole = (await api.get(f"/pages/{notion.row(opening).id}")).json()["properties"]["Sub-items"]
    assert [each["id"] for each in whole["relation"]][-1] == notion.row(POSTER).id
    notion.edit(notion.row(POSTER).id, tags=[], parent=None)
    assert (notion.row(POSTER).tags, notion.row(POSTER).parent) == ((), None)


async def test_edits_with_names_nobody_has_are_refused(notion: NotionEmulator) -> None:
    poster = notion.row(POSTER).id

    with pytest.raises(LookupError, match="2 are called 'Sam'"):
        notion.edit(poster, assignees=["Sam"])
    with pytest.raises(LookupError, match="'Gardening'"):
        notion.edit(poster, project="Gardening")
    with pytest.raises(NotionError, match='"Finished" does not exist'):
        notion.edit(poster, status="Finished")


async def test_a_task_in_the_trash_is_on_no_board(notion: NotionEmulator) -> None:
    popcorn = notion.row("Buy popcorn")

    notion.edit(popcorn.id, in_trash=True)
    assert len(notion.rows()) == 59

    notion.edit(popcorn.id, in_trash=False, status="Done")
    assert notion.row("Buy popcorn").status == "Done"


@pytest.mark.parametrize("name", ["board.sqlite3", ""])
async def test_a_board_that_is_kept_outlives_the_server(
    tmp_path: Path, workspace: Workspace, clock: Clock, name: str
) -> None:
    state = tmp_path / name
    async with open_notion(workspace, clock=clock, state=state) as notion:
        notion.edit(notion.row(POSTER).id, status="Done")

    clock.advance(dt.timedelta(days=3))
    later = seeded_workspace(clock.now().date())
    async with open_notion(later, clock=clock, state=state) as notion:
        assert len(notion.rows()) == 60
        assert notion.row(POSTER).status == "Done"
        assert notion.row("Buy popcorn").due == workspace.tasks[33].due


async def test_a_board_that_is_not_kept_begins_anew(workspace: Workspace, clock: Clock) -> None:
    for _ in range(2):
        async with open_notion(workspace, clock=clock) as notion:
            assert notion.row(POSTER).status == "Not started"
            notion.edit(notion.row(POSTER).id, status="Done")
