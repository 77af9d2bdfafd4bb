"""Going back to an earlier state of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.notion.schema import TASKS_ID
from tests.doubles.notion import open_notion

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

    from sandbox.clock import Clock
    from sandbox.notion.server import NotionEmulator
    from sandbox.workspace import Workspace

POSTER = "Make the poster for new members"


async def test_it_goes_back_to_what_the_workspace_began_with(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    began = notion.rows()
    notion.edit(notion.row(POSTER).id, title="Something else")
    made = await api.post("/pages", json={"parent": {"data_source_id": TASKS_ID}, "properties": {}})

    notion.reset()

    assert notion.rows() == began
    assert (await api.get(f"/pages/{made.json()['id']}")).status_code == 404
    rows = (await api.post(f"/data_sources/{TASKS_ID}/query", json={})).json()["results"]
    assert [row["id"] for row in rows] == [row.id for row in began]


async def test_it_goes_back_to_a_snapshot(notion: NotionEmulator) -> None:
    page = notion.row(POSTER).id
    notion.edit(page, title="Before")
    snapshot = notion.snapshot()
    notion.edit(page, title="After")

    notion.reset(snapshot)

    assert [row.id for row in notion.rows("before")] == [page]
    assert notion.rows("after") == []


async def test_a_snapshot_can_be_moved_to_another_notion(
    workspace: Workspace, clock: Clock, tmp_path: Path, notion: NotionEmulator
) -> None:
    notion.edit(notion.row(POSTER).id, title="Moved")

    async with open_notion(workspace, clock=clock, state=tmp_path) as other:
        other.reset(notion.snapshot())
    async with open_notion(workspace, clock=clock, state=tmp_path) as reopened:
        assert len(reopened.rows("moved")) == 1
        reopened.reset()
        assert reopened.rows("moved") == []
