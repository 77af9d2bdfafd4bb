"""A board with a column of every kind, for the tests of filters, sorts, answers and writing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.notion.database_seed import ColumnSeed, DatabaseSeed, DataSourceSeed, RowSeed

if TYPE_CHECKING:
    from collections.abc import Iterable

    import httpx

    from sandbox.notion.database_seed import DatabaseIds
    from sandbox.notion.server import NotionEmulator

Json = dict[str, Any]
ANA, BEN = "Ana Duarte", "Ben Oyelaran"
# The rows' titles are letters, so that a test can say `"acd"` for three of them.
ROWS: dict[str, Json] = {
    "a": {
        "Notes": "Buy Red paint",
        "Points": 3,
        "Size": "Small",
        "Tags": ["red", "green"],
        "State": "Open",
        "When": "2026-11-18",
        "Who": [ANA, BEN],
        "Files": ["https://files.example/a.pdf"],
        "Public": True,
        "Link": "https://example.org/a",
        "Mail": "a@example.org",
        "Phone": "+44 1",
        "Project": ["North"],
        "Verdict": "good",
        "Score": 10,
        "Late": True,
        "Ends": dt.date(2026, 12, 24),
    },
    "b": {
        "Notes": "Sell blue paint",
        "Points": 0,
        "Size": "Large",
        "Tags": ["green"],
        "State": "Doing",
        "When": ("2026-11-16", "2026-11-20"),
        "Who": [BEN],
        "Link": "https://example.com/b",
        "Mail": "b@example.com",
        "Phone": "+49 2",
        "Project": ["North", "South"],
        "Parent": ["a"],
        "Verdict": "bad",
        "Score": 5,
        "Late": False,
        "Ends": dt.date(2026, 11, 1),
    },
    "c": {"Points": -1.5, "State": "Closed", "When": "2026-11-18T00:30:00+02:00", "Parent": ["a"]},
    "d": {"State": "Open"},
}


@dataclass(frozen=True)
class Board:
    """The board as a client asks for it."""

    notion: NotionEmulator
    api: httpx.AsyncClient
    source: str
    pages: dict[str, str]
    projects: dict[str, str]
    people: dict[str, str]

    async def query(self, **body: Any) -> httpx.Response:
        return await self.api.post(f"/data_sources/{self.source}/query", json=body)

    async def found(self, **body: Any) -> str:
        """The titles that a query answers, in its order."""
        answer = await self.query(**body)
        assert answer.status_code == 200, answer.text
        titles = [row["properties"]["Name"]["title"] for row in answer.json()["results"]]
        return "".join(title[0]["plain_text"] for title in titles)

    async def refusal(self, **body: Any) -> str:
        answer = await self.query(**body)
        assert (answer.status_code, answer.json()["code"]) == (400, "validation_error"), answer.text
        return str(answer.json()["message"])

    async def cell(self, row: str, column: str) -> Json:
        """A column of a row, as its page answers it."""
        answer = await self.api.get(f"/pages/{self.pages[row]}")
        found: Json = answer.json()["properties"][column]
        return found

    async def write(self, row: str, **properties: Json) -> httpx.Response:
        return await self.api.patch(f"/pages/{self.pages[row]}", json={"properties": properties})

    def row(self, title: str) -> Json:
        """A row by plain values."""
        return next(row for row in self.notion.table(self.source) if row["Name"] == title)


def add_board(notion: NotionEmulator, api: httpx.AsyncClient) -> Board:
    projects = notion.add_database(_projects())
    tasks = notion.add_database(_tasks(projects.source))
    north_and_south = _named(projects, ("North", "South"))
    return Board(notion, api, tasks.source, _named(tasks, ROWS), north_and_south, tasks.people)


def _named(ids: DatabaseIds, titles: Iterable[str]) -> dict[str, str]:
    return dict(zip(titles, next(iter(ids.rows.values())), strict=True))


def _projects() -> DatabaseSeed:
    columns = [
        ColumnSeed("Name", "title"),
        ColumnSeed("Open", "checkbox"),
        ColumnSeed("Budget", "number", number_format="pound"),
        ColumnSeed("Ends", "date"),
        ColumnSeed("Kind", "select", options=["Inner", "Outer"]),
    ]
    rows = [
        RowSeed({"Name": "North", "Open": True, "Budget": 100, "Ends": "2026-12-01", "Kind": "Inner"}),
        RowSeed({"Name": "South", "Budget": 40, "Ends": "2026-12-24"}),
    ]
    return DatabaseSeed("Projects", [DataSourceSeed("Projects", columns, rows)])


def _tasks(projects: str) -> DatabaseSeed:
    columns = [
        ColumnSeed("Name", "title"),
        ColumnSeed("Notes", "rich_text"),
        ColumnSeed("Points", "number"),
        ColumnSeed("Size", "select", options=["Small", "Large"]),
        ColumnSeed("Tags", "multi_select", options=["red", "green", "blue"]),
        ColumnSeed(
            "State", "status", options={"To do": ["Open"], "Doing": ["Doing"], "Over": ["Closed", "Dropped"]}
        ),
        ColumnSeed("When", "date"),
        ColumnSeed("Who", "people"),
        ColumnSeed("Files", "files"),
        ColumnSeed("Public", "checkbox"),
        ColumnSeed("Link", "url"),
        ColumnSeed("Mail", "email"),
        ColumnSeed("Phone", "phone_number"),
        ColumnSeed("Project", "relation", to=projects, other_side="Tasks"),
        ColumnSeed(
            "Parent",
            "relation",
            id="notion://tasks/parent_task_relation",
            other_side="Subtasks",
            other_side_id="notion://tasks/sub_task_relation",
        ),
        ColumnSeed("No", "unique_id", prefix="TASK"),
        ColumnSeed("Verdict", "formula", expression='""'),
        ColumnSeed("Score", "formula", expression="0"),
        ColumnSeed("Late", "formula", expression="false"),
        ColumnSeed("Ends", "formula", expression='prop("When")'),
        ColumnSeed("Budgets", "rollup", relation="Project", rolls_up="Budget"),
        ColumnSeed("Kinds", "rollup", relation="Project", rolls_up="Kind"),
        ColumnSeed("Money", "rollup", relation="Project", rolls_up="Budget", function="sum"),
        ColumnSeed("Last", "rollup", relation="Project", rolls_up="Ends", function="latest_date"),
        ColumnSeed("Made", "created_time"),
        ColumnSeed("Maker", "created_by"),
        ColumnSeed("Edited", "last_edited_time"),
        ColumnSeed("Editor", "last_edited_by"),
    ]
    rows = [RowSeed({"Name": title, **values}) for title, values in ROWS.items()]
    return DatabaseSeed("Tasks", [DataSourceSeed("Tasks", columns, rows)], people=(ANA, BEN))
