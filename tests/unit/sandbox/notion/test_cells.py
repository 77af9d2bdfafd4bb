"""What each type of column takes, answers and refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from tests.unit.sandbox.notion.all_kinds import ANA, BEN, Board, add_board

if TYPE_CHECKING:
    import httpx

    from sandbox.notion.server import NotionEmulator

Json = dict[str, Any]


@pytest_asyncio.fixture
async def board(notion: NotionEmulator, api: httpx.AsyncClient) -> Board:
    return add_board(notion, api)


@pytest.mark.parametrize(
    ("column", "kind", "given", "plain"),
    [
        ("Points", "number", 2.5, 2.5),
        ("Points", "number", None, None),
        ("Link", "url", "https://example.net", "https://example.net"),
        ("Mail", "email", "d@example.org", "d@example.org"),
        ("Mail", "email", None, None),
        ("Phone", "phone_number", "call reception", "call reception"),
        ("Public", "checkbox", True, True),
        ("Size", "select", {"name": "Large"}, "Large"),
        ("Size", "select", {"name": "large"}, "Large"),
        ("Size", "select", None, None),
        ("Tags", "multi_select", [{"name": "blue"}, {"name": "red"}, {"name": "blue"}], ["blue", "red"]),
        ("Tags", "multi_select", [], []),
        ("State", "status", {"name": "Closed"}, "Closed"),
        ("When", "date", {"start": "2026-11-20", "end": "2026-11-22"}, "2026-11-20/2026-11-22"),
        ("When", "date", None, None),
        (
            "Files",
            "files",
            [{"name": "Plan", "external": {"url": "https://files.example/plan"}}],
            ["Plan"],
        ),
    ],
)
async def test_a_value_that_is_written_is_there(
    board: Board, column: str, kind: str, given: Any, plain: Any
) -> None:
    answer = await board.write("b", **{column: {kind: given}})

    assert answer.status_code == 200, answer.text
    assert board.row("b")[column] == plain


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("Points", {"number": "3"}, 'Points.number should be a number, instead was `"3"`'),
        ("Points", {"number": True}, "should be a number"),
        ("Points", {"rich_text": []}, "Points is expected to be number."),
        ("Link", {"url": "x" * 2001}, "url.length should be ≤ `2000`, instead was `2001`"),
        ("Link", {"url": 5}, "should be a string"),
        ("Mail", {"email": "x" * 201}, "email.length should be ≤ `200`"),
        ("Phone", {"phone_number": "🎬" * 101}, "phone_number.length should be ≤ `200`, instead was `202`"),
        ("Tags", {"multi_select": [{"name": "a,b"}]}, "commas not allowed"),
        ("Tags", {"multi_select": {"name": "red"}}, "should be an array"),
        ("Tags", {"multi_select": [{}]}, "multi_select[0].name should be defined"),
        ("Tags", {"multi_select": [{"id": "nothing"}]}, "invalid select option"),
        ("Tags", {"multi_select": [{"name": "red"}] * 101}, "length should be ≤ `100`"),
        ("Who", {"people": [{"id": "x"}] * 101}, "people.length should be ≤ `100`, instead was `101`"),
        ("Project", {"relation": [{"id": "x"}] * 101}, "relation.length should be ≤ `100`"),
        ("State", {"status": {"name": "Paused"}}, 'Status option "Paused" does not exist'),
        ("When", {"date": {"end": "2026-11-20"}}, "date.start should be"),
        ("When", {"date": {"start": "2026-11-20", "time_zone": "Mars"}}, "valid IANA time zone"),
        ("Files", {"files": [{"name": "x", "file_upload": {"id": "y"}}]}, "external files only"),
        ("Files", {"files": [{"external": {"url": "https://x.example"}}]}, "files[0].name should be defined"),
        ("No", {"unique_id": {"number": 9}}, "No is kept by Notion itself"),
        ("Score", {"formula": {"number": 9}}, "Score is kept by Notion itself"),
        ("Money", {"rollup": {"number": 9}}, "Money is kept by Notion itself"),
    ],
)
async def test_a_value_that_its_column_does_not_take_is_refused(
    board: Board, column: str, value: Json, words: str
) -> None:
    before = board.row("b")

    answer = await board.write("b", **{column: value})

    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
    assert words in answer.json()["message"]
    assert board.row("b") == before


async def test_no_status_is_the_default_one(board: Board) -> None:
    await board.write("b", State={"status": None})

    assert board.row("b")["State"] == "Open"


async def test_unknown_tags_are_made_and_known_ones_are_not_made_again(board: Board) -> None:
    await board.write("d", Tags={"multi_select": [{"name": "Red"}, {"name": "violet", "color": "purple"}]})

    source = (await board.api.get(f"/data_sources/{board.source}")).json()
    options = source["properties"]["Tags"]["multi_select"]["options"]
    assert [option["name"] for option in options] == ["red", "green", "blue", "violet"]
    assert board.row("d")["Tags"] == ["red", "violet"]
    cell = (await board.cell("d", "Tags"))["multi_select"][1]
    assert cell == {"id": options[3]["id"], "name": "violet", "color": "purple"}


async def test_what_notion_keeps_itself_is_answered_in_its_shape(board: Board) -> None:
    assert await board.cell("b", "No") == {
        "id": (await board.cell("b", "No"))["id"],
        "type": "unique_id",
        "unique_id": {"prefix": "TASK", "number": 2},
    }
    assert (await board.cell("a", "Verdict"))["formula"] == {"type": "string", "string": "good"}
    assert (await board.cell("a", "Late"))["formula"] == {"type": "boolean", "boolean": True}
    assert (await board.cell("c", "Ends"))["formula"] == {
        "type": "date",
        "date": {"start": "2026-11-18T00:30:00.000+02:00", "end": None, "time_zone": None},
    }
    assert (await board.cell("b", "Money"))["rollup"] == {"type": "number", "number": 140, "function": "sum"}
    assert (await board.cell("b", "Budgets"))["rollup"] == {
        "type": "array",
        "array": [{"type": "number", "number": 100}, {"type": "number", "number": 40}],
        "function": "show_original",
    }
    assert (await board.cell("b", "Last"))["rollup"]["date"]["start"] == "2026-12-24"


async def test_a_new_row_gets_the_next_number(board: Board) -> None:
    await board.api.post("/pages", json={"parent": {"data_source_id": board.source}, "properties": {}})

    assert [row["No"] for row in board.notion.table(board.source)] == [f"TASK-{n}" for n in range(1, 6)]


async def test_a_relation_is_kept_on_both_sides(board: Board) -> None:
    assert (board.row("a")["Subtasks"], board.row("b")["Parent"]) == (["b", "c"], ["a"])

    await board.write("b", Parent={"relation": [{"id": board.pages["d"]}]})
    assert (board.row("a")["Subtasks"], board.row("d")["Subtasks"]) == (["c"], ["b"])

    await board.write("a", Subtasks={"relation": [{"id": board.pages[row]} for row in "bd"]})
    assert [board.row(row)["Parent"] for row in "bcd"] == [["d", "a"], [], ["a"]]

    await board.write("a", Subtasks={"relation": []})
    assert [board.row(row)["Parent"] for row in "bcd"] == [["d"], [], []]


async def test_a_page_may_be_its_own_parent(board: Board) -> None:
    await board.write("d", Parent={"relation": [{"id": board.pages["d"]}]})

    assert (board.row("d")["Parent"], board.row("d")["Subtasks"]) == (["d"], ["d"])


async def test_the_other_side_may_be_in_another_database(board: Board) -> None:
    made = await board.api.post(
        "/pages",
        json={
            "parent": {"data_source_id": board.source},
            "properties": {
                "Name": {"title": [{"text": {"content": "e"}}]},
                "Project": {"relation": [{"id": board.projects["South"]}]},
            },
        },
    )
    assert made.status_code == 200

    south = (await board.api.get(f"/pages/{board.projects['South']}")).json()
    assert south["properties"]["Tasks"]["relation"] == [{"id": board.pages["b"]}, {"id": made.json()["id"]}]


async def test_a_relation_leads_to_pages_of_its_data_source_only(board: Board) -> None:
    answer = await board.write("a", Project={"relation": [{"id": board.pages["b"]}]})

    assert answer.status_code == 400
    assert "is not a page of the data source Project leads to" in answer.json()["message"]


async def test_a_list_of_people_is_cut_at_twenty_five(board: Board) -> None:
    people = [board.notion.add_person(f"Person {number}") for number in range(30)]

    await board.write("a", Who={"people": [{"id": person} for person in people]})

    assert len((await board.cell("a", "Who"))["people"]) == 25
    assert len(board.row("a")["Who"]) == 30


async def test_someone_who_is_not_in_the_workspace_is_an_id_only(board: Board) -> None:
    stranger = "0b7c4e2a-1111-4222-8333-444455556666"

    board.notion.edit_row(board.pages["d"], {"Who": [ANA, stranger]})

    people = (await board.cell("d", "Who"))["people"]
    assert people[0]["name"] == ANA
    assert people[1] == {"object": "user", "id": stranger}


async def items(board: Board, row: str, column: str, **query: Any) -> Json:
    path = f"/pages/{board.pages[row]}/properties/{column}"
    found: Json = (await board.api.get(path, params=query)).json()
    return found


async def test_single_values_are_one_item(board: Board) -> None:
    for column, kind, value in (
        ("Points", "number", 3),
        ("Public", "checkbox", True),
        ("Link", "url", "https://example.org/a"),
        ("When", "date", {"start": "2026-11-18", "end": None, "time_zone": None}),
        ("Score", "formula", {"type": "number", "number": 10}),
        ("No", "unique_id", {"prefix": "TASK", "number": 1}),
    ):
        item = await items(board, "a", column)
        assert (item["object"], item["type"], item[kind]) == ("property_item", kind, value)
    assert len((await items(board, "a", "Tags"))["multi_select"]) == 2
    assert len((await items(board, "a", "Files"))["files"]) == 1


async def test_people_and_references_are_a_list_of_items(board: Board) -> None:
    first = await items(board, "a", "Who", page_size=1)
    rest = await items(board, "a", "Who", start_cursor=first["next_cursor"])
    assert [item["people"]["name"] for item in first["results"] + rest["results"]] == [ANA, BEN]
    assert first["property_item"]["next_url"].endswith(f"?start_cursor={first['next_cursor']}")
    assert (rest["has_more"], rest["property_item"]["next_url"]) == (False, None)

    subtasks = await items(board, "a", "Subtasks")
    assert [item["relation"]["id"] for item in subtasks["results"]] == [board.pages["b"], board.pages["c"]]
    assert (await items(board, "d", "Subtasks"))["results"] == []


async def test_a_calculation_is_told_on_the_last_page_of_its_items(board: Board) -> None:
    first = await items(board, "b", "Money", page_size=1)
    assert [item["type"] for item in first["results"]] == ["relation"]
    assert first["property_item"]["rollup"] == {"type": "incomplete", "incomplete": {}, "function": "sum"}

    last = await items(board, "b", "Money", start_cursor=first["next_cursor"])
    assert last["property_item"]["rollup"] == {"type": "number", "number": 140, "function": "sum"}


async def test_rolled_up_values_are_items(board: Board) -> None:
    shown = await items(board, "b", "Budgets")

    assert [item["number"] for item in shown["results"]] == [100, 40]
    assert shown["property_item"]["rollup"] == {"type": "array", "array": [], "function": "show_original"}


async def test_a_rollup_on_a_page_is_made_of_twenty_five_references_at_most(board: Board) -> None:
    source = (await board.api.get(f"/data_sources/{board.source}")).json()
    target = source["properties"]["Project"]["relation"]["data_source_id"]
    many = []
    for number in range(30):
        properties = {"Name": {"title": [{"text": {"content": f"P{number}"}}]}, "Budget": {"number": 1}}
        made = await board.api.post(
            "/pages", json={"parent": {"data_source_id": target}, "properties": properties}
        )
        many.append({"id": made.json()["id"]})

    await board.write("a", Project={"relation": many})

    assert (await board.cell("a", "Money"))["rollup"]["number"] == 25
    assert (await items(board, "a", "Money"))["property_item"]["rollup"]["number"] == 30
    assert (await board.cell("a", "Project"))["has_more"]


@pytest.mark.parametrize(
    ("function", "column", "value"),
    [
        ("count", "Budget", 2),
        ("count_values", "Kind", 1),
        ("empty", "Kind", 1),
        ("not_empty", "Kind", 1),
        ("unique", "Budget", 2),
        ("percent_empty", "Kind", 0.5),
        ("percent_not_empty", "Name", 1),
        ("average", "Budget", 70),
        ("median", "Budget", 70),
        ("min", "Budget", 40),
        ("max", "Budget", 100),
        ("range", "Budget", 60),
        ("checked", "Open", 1),
        ("unchecked", "Open", 1),
        ("percent_checked", "Open", 0.5),
        ("percent_unchecked", "Open", 0.5),
        ("earliest_date", "Ends", "2026-12-01"),
        ("latest_date", "Ends", "2026-12-24"),
        ("date_range", "Ends", "2026-12-01/2026-12-24"),
        ("show_unique", "Kind", ["Inner", None]),
    ],
)
async def test_a_rollup_applies_its_function(board: Board, function: str, column: str, value: Any) -> None:
    rollup = {"relation_property_name": "Project", "rollup_property_name": column, "function": function}
    made = await board.api.patch(
        f"/data_sources/{board.source}", json={"properties": {"Rolled": {"rollup": rollup}}}
    )
    assert made.status_code == 200, made.text

    assert board.row("b")["Rolled"] == value
    assert (await board.cell("b", "Rolled"))["rollup"]["function"] == function
