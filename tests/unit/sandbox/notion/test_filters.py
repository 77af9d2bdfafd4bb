"""Every condition of every type of column, and days near the edges."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from sandbox.notion.columns import Column
from sandbox.notion.conditions import Conditions
from sandbox.notion.database_seed import ColumnSeed, DatabaseSeed, DataSourceSeed, RowSeed
from tests.unit.sandbox.notion.all_kinds import ANA, BEN, Board, add_board

if TYPE_CHECKING:
    import httpx

    from sandbox.clock import Clock
    from sandbox.notion.server import NotionEmulator

Json = dict[str, Any]
EMPTY, FULL = {"is_empty": True}, {"is_not_empty": True}
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest_asyncio.fixture
async def board(notion: NotionEmulator, api: httpx.AsyncClient) -> Board:
    return add_board(notion, api)


@pytest.mark.parametrize(
    ("column", "kind", "condition", "rows"),
    [
        ("Name", "title", {"equals": "A"}, "a"),
        ("Name", "title", {"does_not_equal": "a"}, "bcd"),
        ("Notes", "rich_text", {"equals": "sell BLUE paint"}, "b"),
        ("Notes", "rich_text", {"does_not_equal": "Sell blue paint"}, "acd"),
        ("Notes", "rich_text", {"contains": "PAINT"}, "ab"),
        ("Notes", "rich_text", {"does_not_contain": "red"}, "bcd"),
        ("Notes", "rich_text", {"starts_with": "buy"}, "a"),
        ("Notes", "rich_text", {"ends_with": "paint"}, "ab"),
        ("Notes", "rich_text", EMPTY, "cd"),
        ("Notes", "rich_text", FULL, "ab"),
        ("Link", "url", {"contains": ".org"}, "a"),
        ("Link", "url", EMPTY, "cd"),
        ("Mail", "email", {"ends_with": "@EXAMPLE.com"}, "b"),
        ("Mail", "email", {"does_not_equal": "a@example.org"}, "bcd"),
        ("Phone", "phone_number", {"starts_with": "+44"}, "a"),
        ("Phone", "phone_number", FULL, "ab"),
        ("Points", "number", {"equals": 0}, "b"),
        ("Points", "number", {"does_not_equal": 0}, "acd"),
        ("Points", "number", {"greater_than": 0}, "a"),
        ("Points", "number", {"less_than": 0}, "c"),
        ("Points", "number", {"greater_than_or_equal_to": 0}, "ab"),
        ("Points", "number", {"less_than_or_equal_to": 0}, "bc"),
        ("Points", "number", EMPTY, "d"),
        ("Points", "number", FULL, "abc"),
        ("No", "unique_id", {"equals": 2}, "b"),
        ("No", "unique_id", {"greater_than": 2}, "cd"),
        ("Public", "checkbox", {"equals": True}, "a"),
        ("Public", "checkbox", {"equals": False}, "bcd"),
        ("Public", "checkbox", {"does_not_equal": True}, "bcd"),
        ("Size", "select", {"equals": "Small"}, "a"),
        ("Size", "select", {"does_not_equal": "Small"}, "bcd"),
        ("Size", "select", EMPTY, "cd"),
        ("State", "status", {"equals": "Doing"}, "b"),
        ("State", "status", {"does_not_equal": "Doing"}, "acd"),
        ("State", "status", FULL, "abcd"),
        ("Tags", "multi_select", {"contains": "green"}, "ab"),
        ("Tags", "multi_select", {"does_not_contain": "red"}, "bcd"),
        ("Tags", "multi_select", {"contains": "blue"}, ""),
        ("Tags", "multi_select", EMPTY, "cd"),
        ("Tags", "multi_select", FULL, "ab"),
        ("Files", "files", FULL, "a"),
        ("Files", "files", EMPTY, "bcd"),
        ("Who", "people", EMPTY, "cd"),
        ("Who", "people", {"contains": "me"}, ""),
        ("Who", "people", {"does_not_contain": "me"}, "abcd"),
        ("Who", "people", {"contains": NOBODY}, ""),
        ("Parent", "relation", EMPTY, "ad"),
        ("Subtasks", "relation", FULL, "a"),
        ("When", "date", {"equals": "2026-11-18"}, "a"),
        ("When", "date", {"before": "2026-11-18"}, "bc"),
        ("When", "date", {"after": "2026-11-17"}, "a"),
        ("When", "date", {"on_or_before": "2026-11-16"}, "b"),
        ("When", "date", {"on_or_after": "2026-11-17"}, "ac"),
        ("When", "date", {"next_week": {}}, "a"),
        ("When", "date", EMPTY, "d"),
        ("When", "date", FULL, "abc"),
        ("Verdict", "formula", {"string": {"equals": "GOOD"}}, "a"),
        ("Verdict", "formula", {"string": EMPTY}, "cd"),
        ("Score", "formula", {"number": {"greater_than": 5}}, "a"),
        ("Score", "formula", {"number": {"equals": 0}}, "cd"),
        ("Late", "formula", {"checkbox": {"equals": True}}, "a"),
        ("Ends", "formula", {"date": {"on_or_after": "2026-11-18"}}, "a"),
        ("Ends", "formula", {"date": EMPTY}, "d"),
        ("Budgets", "rollup", {"any": {"number": {"less_than": 50}}}, "b"),
        ("Budgets", "rollup", {"every": {"number": {"greater_than": 50}}}, "acd"),
        ("Budgets", "rollup", {"none": {"number": {"equals": 100}}}, "cd"),
        ("Kinds", "rollup", {"any": {"select": {"equals": "Inner"}}}, "ab"),
        ("Kinds", "rollup", {"any": {"select": EMPTY}}, "b"),
        ("Money", "rollup", {"number": {"equals": 140}}, "b"),
        ("Last", "rollup", {"date": {"after": "2026-12-10"}}, "b"),
        ("Last", "rollup", {"date": EMPTY}, "cd"),
        ("Made", "created_time", {"before": "2026-11-19"}, "abcd"),
        ("Edited", "last_edited_time", EMPTY, ""),
        ("Maker", "created_by", FULL, "abcd"),
        ("Editor", "last_edited_by", {"contains": NOBODY}, ""),
    ],
)
async def test_a_condition_selects_rows(
    board: Board, column: str, kind: str, condition: Json, rows: str
) -> None:
    assert await board.found(filter={"property": column, kind: condition}) == rows


async def test_people_and_pages_are_named_by_their_ids(board: Board) -> None:
    for column, kind, wanted, rows in (
        ("Who", "people", board.people[ANA], "a"),
        ("Who", "people", board.people[BEN].replace("-", ""), "ab"),
        ("Project", "relation", board.projects["South"], "b"),
        ("Parent", "relation", board.pages["a"], "bc"),
        ("Subtasks", "relation", board.pages["c"], "a"),
    ):
        assert await board.found(filter={"property": column, kind: {"contains": wanted}}) == rows
        others = "".join(row for row in "abcd" if row not in rows)
        assert await board.found(filter={"property": column, kind: {"does_not_contain": wanted}}) == others


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"property": "Points", "number": {"equals": "3"}}, "filter.number.equals should be a number"),
        ({"property": "Points", "number": {"equals": True}}, "should be a number"),
        ({"property": "Points", "number": {"contains": 3}}, "filter.number.contains"),
        ({"property": "Points", "unique_id": {"equals": 3}}, "number does not match filter unique_id"),
        ({"property": "Public", "checkbox": {"is_empty": True}}, "filter.checkbox.is_empty"),
        ({"property": "Tags", "multi_select": {"equals": "red"}}, "filter.multi_select.equals"),
        ({"property": "Tags", "multi_select": {"contains": "pink"}}, 'multi_select option "pink" not found'),
        ({"property": "Size", "select": {"contains": "Small"}}, "filter.select.contains"),
        ({"property": "Size", "select": {"equals": "small"}}, 'Available options: "Small", "Large"'),
        ({"property": "Files", "files": {"contains": "a.pdf"}}, "filter.files.contains"),
        ({"property": "When", "date": {"next_decade": {}}}, "filter.date.next_decade"),
        ({"property": "When", "date": {"past_week": True}}, "should be an object"),
        ({"property": "When", "date": {"before": "2026-13-01"}}, "valid ISO 8601 date"),
        ({"property": "Who", "people": {"contains": BEN}}, "valid uuid"),
        ({"property": "Notes", "rich_text": {"contains": "a", "is_empty": True}}, "one condition"),
        ({"property": "Notes", "rich_text": {"contains": 5}}, "should be a string"),
        ({"property": "Score", "formula": {"string": {"equals": "1"}}}, "does not match filter string"),
        ({"property": "Score", "formula": {"boolean": {"equals": True}}}, "formula.boolean"),
        ({"property": "Budgets", "rollup": {"number": {"equals": 1}}}, "array does not match filter number"),
        ({"property": "Money", "rollup": {"any": {"number": {"equals": 1}}}}, "does not match filter any"),
        ({"property": "Money", "rollup": {"date": EMPTY}}, "does not match filter date"),
        ({"property": "Kinds", "rollup": {"any": {"number": {"equals": 1}}}}, "rollup.any.number"),
    ],
)
async def test_a_condition_that_does_not_suit_its_column_is_refused(
    board: Board, rule: Json, words: str
) -> None:
    assert words in await board.refusal(filter=rule)


async def test_groups_hold_groups(board: Board) -> None:
    red = {"property": "Tags", "multi_select": {"contains": "red"}}
    closed = {"property": "State", "status": {"equals": "Closed"}}
    named = {"property": "Notes", "rich_text": {"is_not_empty": True}}

    assert await board.found(filter={"or": [red, closed]}) == "ac"
    assert await board.found(filter={"and": [named, {"or": [red, closed]}]}) == "a"
    assert await board.found(filter={"and": []}) == "abcd"
    assert "length should be ≤ `100`" in await board.refusal(filter={"or": [red] * 101})


async def test_a_formula_made_through_the_api_cannot_be_filtered_by(board: Board) -> None:
    made = await board.api.patch(
        f"/data_sources/{board.source}",
        json={"properties": {"Copy": {"formula": {"expression": 'prop("Points")'}}}},
    )
    assert made.status_code == 200
    assert (await board.cell("a", "Copy"))["formula"] == {"type": "number", "number": 3}

    words = await board.refusal(filter={"property": "Copy", "formula": {"number": {"equals": 3}}})
    assert words == "Unable to filter based on a formula of unknown type"


async def found_days(
    notion: NotionEmulator, api: httpx.AsyncClient, days: list[str], date: Json
) -> list[str]:
    """Which of these days fit a condition."""
    columns = [ColumnSeed("Name", "title"), ColumnSeed("When", "date")]
    rows = [RowSeed({"Name": day, "When": day}) for day in days]
    ids = notion.add_database(DatabaseSeed("Days", [DataSourceSeed("Days", columns, rows)]))
    answer = await api.post(
        f"/data_sources/{ids.source}/query", json={"filter": {"property": "When", "date": date}}
    )
    assert answer.status_code == 200, answer.text
    return [row["properties"]["Name"]["title"][0]["plain_text"] for row in answer.json()["results"]]


@pytest.mark.parametrize(
    ("window", "inside", "outside"),
    [
        ("this_week", ["2026-11-15", "2026-11-21"], ["2026-11-14", "2026-11-22"]),
        ("past_week", ["2026-11-11", "2026-11-18"], ["2026-11-10", "2026-11-19"]),
        ("next_week", ["2026-11-18", "2026-11-25"], ["2026-11-17", "2026-11-26"]),
        ("past_month", ["2026-10-18"], ["2026-10-17"]),
        ("next_month", ["2026-12-18"], ["2026-12-19"]),
        ("past_year", ["2025-11-18"], ["2025-11-17"]),
        ("next_year", ["2027-11-18"], ["2027-11-19"]),
    ],
)
async def test_windows_reach_from_today(
    notion: NotionEmulator, api: httpx.AsyncClient, window: str, inside: list[str], outside: list[str]
) -> None:
    assert await found_days(notion, api, [*inside, *outside], {window: {}}) == inside


async def test_a_month_back_from_its_last_day_ends_where_the_month_does(
    notion: NotionEmulator, api: httpx.AsyncClient, clock: Clock
) -> None:
    clock.advance(_until(clock, "2027-03-31"))

    days = ["2027-02-27", "2027-02-28", "2027-03-31"]
    assert await found_days(notion, api, days, {"past_month": {}}) == days[1:]


def _until(clock: Clock, day: str) -> dt.timedelta:
    now = clock.now()
    return now.fromisoformat(f"{day}T12:00:00+00:00") - now


async def test_a_range_is_found_by_its_start(notion: NotionEmulator, api: httpx.AsyncClient) -> None:
    days = ["2026-11-16/2026-11-20"]

    assert await found_days(notion, api, days, {"before": "2026-11-17"}) == days
    assert await found_days(notion, api, days, {"equals": "2026-11-20"}) == []


@pytest.mark.parametrize(
    ("condition", "fits"),
    [
        ({"equals": "2026-11-17"}, True),
        ({"equals": "2026-11-18"}, False),
        ({"equals": "2026-11-17T22:30:00"}, True),
        ({"before": "2026-11-17T22:31:00"}, True),
        ({"before": "2026-11-17T22:30:00"}, False),
        ({"on_or_before": "2026-11-17T22:30:00Z"}, True),
        ({"after": "2026-11-17T23:00:00+01:00"}, True),
        ({"after": "2026-11-18T00:30:00+02:00"}, False),
    ],
)
async def test_a_moment_without_offset_is_in_utc(
    notion: NotionEmulator, api: httpx.AsyncClient, condition: Json, *, fits: bool
) -> None:
    moment = "2026-11-18T00:30:00+02:00"

    assert await found_days(notion, api, [moment], condition) == [moment] * fits


@pytest.mark.parametrize(
    ("kind", "condition", "fitting", "other"),
    [
        ("status", {"equals": ["Open", "Doing"]}, "1", "3"),
        ("select", {"does_not_equal": ["Open", "Doing"]}, "3", "1"),
        ("multi_select", {"contains": ["Open", "Doing"]}, ["2", "3"], ["3"]),
        ("multi_select", {"does_not_contain": ["Open", "Doing"]}, ["3"], ["1", "3"]),
    ],
)
def test_of_several_options_one_is_enough(kind: str, condition: Json, fitting: Any, other: Any) -> None:
    # Newer than the contract, so not asked over HTTP, where the contract is held.
    options = [{"id": "1", "name": "Open"}, {"id": "2", "name": "Doing"}, {"id": "3", "name": "Closed"}]
    column = Column("x", "State", kind, {"options": options})
    holds = Conditions(dt.date(2026, 11, 18)).read(kind, column, condition, "body.filter")

    assert holds(fitting)
    assert not holds(other)
