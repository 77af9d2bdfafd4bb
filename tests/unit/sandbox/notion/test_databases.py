"""Making and changing databases and data sources through the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from sandbox.notion.schema import HOME_PAGE_ID, TASKS_DATABASE_ID, TASKS_ID
from tests.unit.sandbox.notion.all_kinds import Board, add_board

if TYPE_CHECKING:
    import httpx

    from sandbox.notion.server import NotionEmulator

Json = dict[str, Any]
HOME = {"type": "page_id", "page_id": HOME_PAGE_ID}
PLAN = {"children": [{"paragraph": {"rich_text": [{"text": {"content": "Plan"}}]}}]}


def text(words: str) -> list[Json]:
    return [{"type": "text", "text": {"content": words}}]


@pytest_asyncio.fixture
async def board(notion: NotionEmulator, api: httpx.AsyncClient) -> Board:
    return add_board(notion, api)


async def columns(api: httpx.AsyncClient, source: str) -> Json:
    found: Json = (await api.get(f"/data_sources/{source}")).json()["properties"]
    return found


async def changed(api: httpx.AsyncClient, source: str, properties: Json) -> Json:
    answer = await api.patch(f"/data_sources/{source}", json={"properties": properties})
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()["properties"]
    return found


async def refused(api: httpx.AsyncClient, source: str, properties: Json) -> str:
    answer = await api.patch(f"/data_sources/{source}", json={"properties": properties})
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error"), answer.text
    return str(answer.json()["message"])


async def test_a_database_is_made_with_its_first_data_source(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    made = await api.post(
        "/databases",
        json={
            "parent": HOME,
            "title": text("Chores"),
            "initial_data_source": {
                "properties": {
                    "Chore": {"title": {}},
                    "State": {"status": {}},
                    "Rank": {"number": {"format": "percent"}},
                    "Rooms": {"multi_select": {"options": [{"name": "Hall", "color": "red"}]}},
                    "Id": {"unique_id": {"prefix": "CH"}},
                }
            },
        },
    )
    assert made.status_code == 200, made.text
    assert made.json()["title"][0]["plain_text"] == "Chores"
    [source] = made.json()["data_sources"]
    assert source["name"] == "Chores"
    found = await columns(api, source["id"])
    assert [(name, column["type"]) for name, column in found.items()] == [
        ("Chore", "title"),
        ("State", "status"),
        ("Rank", "number"),
        ("Rooms", "multi_select"),
        ("Id", "unique_id"),
    ]
    assert [group["name"] for group in found["State"]["status"]["groups"]] == [
        "To-do",
        "In progress",
        "Complete",
    ]

    page = {"parent": {"database_id": made.json()["id"]}, "properties": {"Chore": {"title": text("Sweep")}}}
    assert (await api.post("/pages", json=page)).status_code == 200
    assert notion.table(source["id"]) == [
        {"Chore": "Sweep", "State": "Not started", "Rank": None, "Rooms": [], "Id": "CH-1"}
    ]


async def test_a_database_has_a_title_column_at_least(api: httpx.AsyncClient) -> None:
    made = await api.post("/databases", json={"parent": {"type": "workspace", "workspace": True}})

    assert list(await columns(api, made.json()["data_sources"][0]["id"])) == ["Name"]
    without = {"parent": HOME, "initial_data_source": {"properties": {"Rank": {"number": {}}}}}
    assert (await api.post("/databases", json=without)).json()["message"] == "Title is not provided"


async def test_databases_that_cannot_be_made(api: httpx.AsyncClient) -> None:
    nobody = "00000000-0000-4000-8000-000000000000"
    for body, status, words in (
        ({}, 400, "body.parent should be defined"),
        ({"parent": {"type": "page_id", "page_id": nobody}}, 404, "Could not find page"),
        ({"parent": HOME, "properties": {}}, 400, "body.properties should be not present"),
        ({"parent": HOME, "title": "Chores"}, 400, "body.title should be an array"),
    ):
        answer = await api.post("/databases", json=body)
        assert answer.status_code == status
        assert words in answer.json()["message"]


async def test_a_database_is_renamed_described_and_trashed(api: httpx.AsyncClient) -> None:
    path = f"/databases/{TASKS_DATABASE_ID}"
    answer = await api.patch(path, json={"title": text("Work"), "description": text("All of it")})
    assert (await api.get(path)).json()["title"][0]["plain_text"] == "Work"
    assert answer.json()["description"][0]["plain_text"] == "All of it"

    assert (await api.patch(path, json={"in_trash": True})).json()["in_trash"] is True
    assert (await api.get(f"/data_sources/{TASKS_ID}")).json()["in_trash"] is True
    await api.patch(path, json={"in_trash": False})
    assert (await api.get(f"/data_sources/{TASKS_ID}")).json()["in_trash"] is False


async def test_what_is_in_a_trashed_database_is_read_and_not_edited(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    poster = notion.rows("poster")[0].id
    [block] = (await api.patch(f"/blocks/{poster}/children", json=PLAN)).json()["results"]
    await api.patch(f"/databases/{TASKS_DATABASE_ID}", json={"in_trash": True})

    edits = [
        await api.patch(f"/pages/{poster}", json={"in_trash": True}),
        await api.patch(f"/pages/{poster}", json={"properties": {"Due": {"date": None}}}),
        await api.post("/pages", json={"parent": {"data_source_id": TASKS_ID}, "properties": {}}),
        await api.post("/comments", json={"parent": {"page_id": poster}, "rich_text": text("?")}),
        await api.patch(f"/blocks/{poster}/children", json=PLAN),
        await api.patch(f"/blocks/{block['id']}", json={"in_trash": True}),
        await api.delete(f"/blocks/{block['id']}"),
    ]

    assert {(edit.status_code, edit.json()["code"]) for edit in edits} == {(400, "validation_error")}
    [message] = {edit.json()["message"] for edit in edits}
    assert message.startswith("Can't edit page on block with an archived ancestor.")
    assert (await api.get(f"/pages/{poster}")).json()["in_trash"] is False


async def test_a_database_may_have_several_data_sources(api: httpx.AsyncClient) -> None:
    made = await api.post(
        "/data_sources",
        json={
            "parent": {"type": "database_id", "database_id": TASKS_DATABASE_ID},
            "title": text("Ideas"),
            "properties": {"Idea": {"title": {}}},
        },
    )
    assert made.status_code == 200, made.text

    database = (await api.get(f"/databases/{TASKS_DATABASE_ID}")).json()
    assert [source["name"] for source in database["data_sources"]] == ["Tasks", "Ideas"]
    row = {"parent": {"data_source_id": made.json()["id"]}, "properties": {"Idea": {"title": text("Fly")}}}
    assert (await api.post("/pages", json=row)).status_code == 200

    unclear = await api.post("/pages", json={"parent": {"database_id": TASKS_DATABASE_ID}, "properties": {}})
    assert unclear.status_code == 400
    assert "2 data sources" in unclear.json()["message"]


async def test_a_data_source_is_renamed_and_trashed(api: httpx.AsyncClient) -> None:
    answer = await api.patch(f"/data_sources/{TASKS_ID}", json={"title": text("Work"), "in_trash": True})

    assert (answer.json()["title"][0]["plain_text"], answer.json()["in_trash"]) == ("Work", True)


async def test_columns_are_added_renamed_and_removed(board: Board) -> None:
    before = await columns(board.api, board.source)

    found = await changed(
        board.api,
        board.source,
        {"Points": {"name": "Effort"}, before["Link"]["id"]: None, "Room": {"rich_text": {}}},
    )

    assert found["Effort"]["id"] == before["Points"]["id"]
    assert list(found).index("Effort") == list(before).index("Points")
    assert "Link" not in found
    assert (board.row("a")["Effort"], board.row("a")["Room"]) == (3, "")


async def test_a_rename_is_followed_by_all_that_depends_on_the_column(board: Board) -> None:
    projects = (await columns(board.api, board.source))["Project"]["relation"]["data_source_id"]

    found = await changed(board.api, board.source, {"Project": {"name": "Cause"}, "When": {"name": "Due"}})
    await changed(board.api, projects, {"Budget": {"name": "Cost"}})

    assert found["Money"]["rollup"]["relation_property_name"] == "Cause"
    assert found["Ends"]["formula"]["expression"] == 'prop("Due")'
    rolled = (await columns(board.api, board.source))["Money"]["rollup"]
    assert rolled["rollup_property_name"] == "Cost"
    other = (await columns(board.api, projects))["Tasks"]["relation"]["dual_property"]
    assert other["synced_property_name"] == "Cause"
    assert (board.row("b")["Money"], board.row("a")["Ends"]) == (140, "2026-12-24")


async def test_a_relation_goes_with_its_other_side_and_its_rollups(board: Board) -> None:
    projects = (await columns(board.api, board.source))["Project"]["relation"]["data_source_id"]

    found = await changed(board.api, board.source, {"Project": None, "Subtasks": None})

    assert found.keys().isdisjoint({"Project", "Money", "Budgets", "Last", "Kinds", "Parent", "Subtasks"})
    assert "Tasks" not in await columns(board.api, projects)
    assert board.row("b")["Name"] == "b"


async def test_a_relation_is_made_with_or_without_another_side(board: Board) -> None:
    one_way = {"data_source_id": TASKS_ID, "type": "single_property", "single_property": {}}
    two_way = {
        "data_source_id": TASKS_ID,
        "type": "dual_property",
        "dual_property": {"synced_property_name": "Seen by"},
    }
    found = await changed(
        board.api, board.source, {"Sees": {"relation": one_way}, "Knows": {"relation": two_way}}
    )

    there = await columns(board.api, TASKS_ID)
    assert found["Sees"]["relation"]["type"] == "single_property"
    about = found["Knows"]["relation"]["dual_property"]
    assert about == {"synced_property_id": there["Seen by"]["id"], "synced_property_name": "Seen by"}
    poster = board.notion.row("Print the festival poster").id
    await board.write("a", Knows={"relation": [{"id": poster}]})
    task = next(row for row in board.notion.table(TASKS_ID) if row.id == poster)
    assert task["Seen by"] == ["a"]


async def test_options_that_are_left_out_are_gone_from_the_rows(board: Board) -> None:
    before = (await columns(board.api, board.source))["Tags"]["multi_select"]["options"]

    found = await changed(
        board.api,
        board.source,
        {
            "Tags": {
                "multi_select": {"options": [{"id": before[1]["id"]}, {"name": "new", "color": "pink"}]}
            },
            "Size": {"select": {"options": []}},
        },
    )

    options = found["Tags"]["multi_select"]["options"]
    assert [(option["name"], option["color"]) for option in options] == [
        ("green", before[1]["color"]),
        ("new", "pink"),
    ]
    assert options[0]["id"] == before[1]["id"]
    assert [row["Tags"] for row in board.notion.table(board.source)] == [["green"], ["green"], [], []]
    assert await board.found(filter={"property": "Size", "select": {"is_empty": True}}) == "abcd"


async def test_a_new_number_column_numbers_the_rows(board: Board) -> None:
    await changed(board.api, board.source, {"No": None})
    await changed(board.api, board.source, {"Number": {"unique_id": {"prefix": None}}})

    assert [row["Number"] for row in board.notion.table(board.source)] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        ({"Name": None}, "Cannot delete title property"),
        ({"Other": {"title": {}}}, "Title is not provided"),
        ({"Points": {"name": "Link"}}, "there is one of that name already"),
        ({"Rank": {"name": "Other"}}, "Could not find property with name or id: Rank"),
        ({"Points": {"rich_text": {}}}, "Points stays number"),
        ({"Rank": {}}, "body.properties.Rank.rich_text should be defined"),
        ({"Rank": {"number": {}, "date": {}}}, "should be defined"),
        ({"Rank": {"stars": {}}}, "Rank.stars should be not present"),
        ({"State": {"status": {"options": []}}}, "sets up no status anew"),
        ({"Other": {"status": {"options": []}}}, "status.options should be not present"),
        ({"Tags": {"multi_select": {"options": [{"name": "red", "color": "gray"}]}}}, "Cannot update color"),
        ({"Tags": {"multi_select": {"options": [{"name": "x"}, {"name": "X"}]}}}, "must be unique"),
        ({"Tags": {"multi_select": {"options": [{"name": "a,b"}]}}}, "commas not allowed"),
        ({"Sum": {"formula": {"expression": 'prop("Nothing")'}}}, 'Undefined property "Nothing"'),
        ({"Sum": {"formula": {"expression": 'prop("Points") * 2'}}}, "computes constants and copies"),
        ({"R": {"relation": {"data_source_id": TASKS_ID}}}, "relation.single_property should be defined"),
        (
            {
                "R": {
                    "rollup": {
                        "relation_property_name": "Points",
                        "rollup_property_name": "Name",
                        "function": "count",
                    }
                }
            },
            "Points is not a relation",
        ),
        (
            {"R": {"rollup": {"relation_property_name": "Project", "function": "count"}}},
            "rollup.rollup_property_name should be defined",
        ),
        (
            {"R": {"rollup": {"relation_property_name": "Project", "function": "mode"}}},
            "rollup.function should be a function",
        ),
    ],
)
async def test_changes_of_columns_that_are_refused(board: Board, properties: Json, words: str) -> None:
    before = await columns(board.api, board.source)

    assert words in await refused(board.api, board.source, {"Rooms": {"number": {}}, **properties})
    assert await columns(board.api, board.source) == before
