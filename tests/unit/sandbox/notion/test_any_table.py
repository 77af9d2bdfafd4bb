"""Whole databases that a test puts into the workspace, and their rows as it reads them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.notion.database_seed import ColumnSeed, DatabaseSeed, DataSourceSeed, RowSeed
from sandbox.notion.schema import TASKS_ID
from tests.unit.sandbox.notion.all_kinds import ANA, BEN, add_board

if TYPE_CHECKING:
    import httpx

    from sandbox.notion.database_seed import DatabaseIds
    from sandbox.notion.server import NotionEmulator

Json = dict[str, Any]


def simple(*columns: ColumnSeed, rows: list[Json]) -> DatabaseSeed:
    seeds = [RowSeed(row) for row in rows]
    return DatabaseSeed("Plain", [DataSourceSeed("Plain", [ColumnSeed("Name", "title"), *columns], seeds)])


async def test_a_table_tells_plain_values_by_the_names_of_columns(
    notion: NotionEmulator, api: httpx.AsyncClient
) -> None:
    board = add_board(notion, api)

    row = board.row("b")
    stamps = {key: row.pop(key) for key in ("Made", "Edited")}
    assert row == {
        "Name": "b",
        "Notes": "Sell blue paint",
        "Points": 0,
        "Size": "Large",
        "Tags": ["green"],
        "State": "Doing",
        "When": "2026-11-16/2026-11-20",
        "Who": [BEN],
        "Files": [],
        "Public": False,
        "Link": "https://example.com/b",
        "Mail": "b@example.com",
        "Phone": "+49 2",
        "Project": ["North", "South"],
        "Parent": ["a"],
        "Subtasks": [],
        "No": "TASK-2",
        "Verdict": "bad",
        "Score": 5,
        "Late": False,
        "Ends": "2026-11-01",
        "Budgets": [100, 40],
        "Kinds": ["Inner", None],
        "Money": 140,
        "Last": "2026-12-24",
        "Maker": "Maya Lindqvist",
        "Editor": "Maya Lindqvist",
    }
    assert all(dt.datetime.fromisoformat(stamp).date() == dt.date(2026, 11, 18) for stamp in stamps.values())


async def test_columns_have_the_ids_that_were_asked_for(
    notion: NotionEmulator, api: httpx.AsyncClient
) -> None:
    assignee = ColumnSeed("담당자", "people", id="notion://tasks/assign_property")
    ids = notion.add_database(simple(assignee, rows=[{"Name": "포스터", "담당자": ["Priya Raman"]}]))

    source = (await api.get(f"/data_sources/{ids.source}")).json()
    assert source["properties"]["담당자"]["id"] == "notion%3A%2F%2Ftasks%2Fassign_property"
    page = (await api.get(f"/pages/{ids.rows['Plain'][0]}")).json()
    assert page["properties"]["담당자"]["people"][0]["name"] == "Priya Raman"


async def test_a_database_has_as_many_data_sources_as_were_asked_for(
    notion: NotionEmulator, api: httpx.AsyncClient
) -> None:
    to_do = DataSourceSeed(
        "To do",
        [ColumnSeed("Name", "title"), ColumnSeed("For", "relation", to="Teams")],
        [RowSeed({"Name": "Rehearse", "For": ["Choir"]})],
    )
    teams = DataSourceSeed("Teams", [ColumnSeed("Team", "title")], [RowSeed({"Team": "Choir"})])
    ids = notion.add_database(DatabaseSeed("Club", [to_do, teams]))

    database = (await api.get(f"/databases/{ids.database}")).json()
    assert {source["name"]: source["id"] for source in database["data_sources"]} == ids.sources
    assert notion.table(ids.sources["To do"]) == [{"Name": "Rehearse", "For": ["Choir"]}]


async def test_a_status_has_the_groups_that_were_asked_for(
    notion: NotionEmulator, api: httpx.AsyncClient
) -> None:
    groups = {"할 일": ["시작 전"], "진행 중": ["진행 중"], "완료": ["완료", "취소"]}
    ids = notion.add_database(simple(ColumnSeed("상태", "status", options=groups), rows=[]))

    found = (await api.get(f"/data_sources/{ids.source}")).json()["properties"]["상태"]["status"]
    names = {option["id"]: option["name"] for option in found["options"]}
    assert {
        group["name"]: [names[each] for each in group["option_ids"]] for group in found["groups"]
    } == groups


async def test_rows_have_the_moments_and_places_that_were_asked_for(
    notion: NotionEmulator, api: httpx.AsyncClient
) -> None:
    long_ago = dt.datetime(2025, 1, 2, 3, 4, tzinfo=dt.UTC)
    rows = [
        RowSeed({"Name": "old"}, created_at=long_ago, edited_at=long_ago + dt.timedelta(days=1)),
        RowSeed({"Name": "gone"}, in_trash=True),
        RowSeed({"Name": "now"}, id="7e0d54a1-0000-4000-8000-000000000001"),
    ]
    ids = notion.add_database(
        DatabaseSeed("Plain", [DataSourceSeed("Plain", [ColumnSeed("Name", "title")], rows)])
    )

    assert [(row["Name"], row.id) for row in notion.table(ids.source)] == [
        ("old", ids.rows["Plain"][0]),
        ("now", "7e0d54a1-0000-4000-8000-000000000001"),
    ]
    old = (await api.get(f"/pages/{ids.rows['Plain'][0]}")).json()
    assert (old["created_time"], old["last_edited_time"]) == (
        "2025-01-02T03:04:00.000Z",
        "2025-01-03T03:04:00.000Z",
    )


async def test_names_that_nothing_has_are_refused(notion: NotionEmulator) -> None:
    for column, row, words in (
        (ColumnSeed("Who", "people"), {"Who": ["Nobody"]}, "'Nobody'"),
        (ColumnSeed("Size", "select", options=["S"]), {"Size": "XXL"}, "Size has no option 'XXL'"),
        (ColumnSeed("For", "relation", to=TASKS_ID), {"For": ["Fly to the moon"]}, "'Fly to the moon'"),
        (ColumnSeed("For", "relation", to="Elsewhere"), {}, "'Elsewhere'"),
        (ColumnSeed("Size", "number"), {"Sise": 3}, "Sise"),
    ):
        with pytest.raises(LookupError, match=words):
            notion.add_database(simple(column, rows=[{"Name": "x", **row}]))


async def test_a_database_may_lead_to_one_that_was_there_before(notion: NotionEmulator) -> None:
    leads = ColumnSeed("Task", "relation", to=TASKS_ID, other_side="Minutes")
    notion.add_database(simple(leads, rows=[{"Name": "Monday", "Task": ["Buy popcorn"]}]))

    popcorn = next(row for row in notion.table(TASKS_ID) if row["Task"] == "Buy popcorn")
    assert popcorn["Minutes"] == ["Monday"]


async def test_someone_edits_a_row_of_any_table(notion: NotionEmulator, api: httpx.AsyncClient) -> None:
    board = add_board(notion, api)

    notion.edit_row(
        board.pages["d"], {"Points": 8, "Parent": ["b"], "Who": [ANA], "When": dt.date(2027, 1, 1)}
    )
    notion.edit_row(board.pages["c"], in_trash=True)

    row = board.row("d")
    assert (row["Points"], row["Parent"], row["Who"], row["When"]) == (8, ["b"], [ANA], "2027-01-01")
    assert board.row("b")["Subtasks"] == ["d"]
    assert [each["Name"] for each in notion.table(board.source)] == ["a", "b", "d"]


@pytest.fixture
def crowd(notion: NotionEmulator) -> DatabaseIds:
    """One row more than a query answers, and the half of them are odd."""
    rows = [{"Name": f"{number}", "Odd": bool(number % 2)} for number in range(10_001)]
    return notion.add_database(simple(ColumnSeed("Odd", "checkbox"), rows=rows))


async def test_a_query_ends_after_ten_thousand_rows_and_every_page_of_it_says_so(
    api: httpx.AsyncClient, crowd: DatabaseIds
) -> None:
    path, rows = f"/data_sources/{crowd.source}/query", crowd.rows["Plain"]

    first = (await api.post(path, json={"page_size": 1})).json()
    assert (first["has_more"], first["next_cursor"]) == (True, rows[1])
    last = (await api.post(path, json={"start_cursor": rows[9_998]})).json()
    assert [page["id"] for page in last["results"]] == rows[9_998:10_000]
    assert (last["has_more"], last["next_cursor"]) == (False, None)
    cut = {"type": "incomplete", "incomplete_reason": "query_result_limit_reached"}
    assert first["request_status"] == last["request_status"] == cut


async def test_a_filter_that_leaves_less_is_complete(api: httpx.AsyncClient, crowd: DatabaseIds) -> None:
    odd = {"property": "Odd", "checkbox": {"equals": True}}
    answer = await api.post(
        f"/data_sources/{crowd.source}/query",
        json={"filter": odd, "start_cursor": crowd.rows["Plain"][9_999]},
    )

    assert [page["id"] for page in answer.json()["results"]] == [crowd.rows["Plain"][9_999]]
    assert "request_status" not in answer.json()


async def test_a_query_sees_what_was_changed_since_it_was_asked_last(
    notion: NotionEmulator, api: httpx.AsyncClient
) -> None:
    board = add_board(notion, api)
    large = {"property": "Points", "number": {"greater_than": 7}}
    assert await board.found(filter=large) == ""

    await board.write("d", Points={"number": 8})
    assert await board.found(filter=large) == "d"
    notion.edit_row(board.pages["a"], {"Points": 9})
    assert await board.found(filter=large) == "ad"
