"""Asking for rows: which, in what order, how many at a time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest_asyncio

from sandbox.notion.schema import PROJECTS_ID, STATUS, TASKS_ID

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from sandbox.notion.server import NotionEmulator
    from sandbox.workspace import SeedTask, Workspace

Json = dict[str, Any]
TODAY = dt.date(2026, 11, 18)


class Asker:
    """Asks for tasks and tells their titles."""

    def __init__(self, api: httpx.AsyncClient) -> None:
        self._api = api

    async def query(self, **body: Any) -> httpx.Response:
        return await self._api.post(f"/data_sources/{TASKS_ID}/query", json=body)

    async def titles(self, where: Json, **more: Any) -> list[str]:
        answer = await self.query(filter=where, **more)
        assert answer.status_code == 200, answer.text
        return [_title(page) for page in answer.json()["results"]]

    async def refusal(self, where: Json) -> str:
        answer = await self.query(filter=where)
        assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
        return str(answer.json()["message"])


def _title(page: Json) -> str:
    return "".join(part["plain_text"] for part in page["properties"]["Task"]["title"])


@pytest_asyncio.fixture
async def tasks(api: httpx.AsyncClient) -> Asker:
    return Asker(api)


async def test_a_persons_open_tasks(tasks: Asker, workspace: Workspace) -> None:
    found = await tasks.titles(
        {
            "and": [
                {"property": "Assignee", "people": {"contains": workspace.people[0].notion_id}},
                {"property": "Status", "status": {"does_not_equal": "Done"}},
                {"property": "Status", "status": {"does_not_equal": "Dropped"}},
            ]
        },
        sorts=[{"property": "Due", "direction": "ascending"}],
    )

    assert len(found) == 8
    assert found[0] == "Write to the film museum"
    assert found[-1] == "Tidy the shared drive"  # it has no date


async def test_columns_are_known_by_name_and_by_id_encoded_or_not(tasks: Asker) -> None:
    for key in ("Status", STATUS, "notion://tasks/status_property"):
        assert len(await tasks.titles({"property": key, "status": {"equals": "Blocked"}})) == 4


async def test_each_kind_of_condition_selects(tasks: Asker, workspace: Workspace) -> None:
    recruitment, tom, today = workspace.projects[0], workspace.person("Tom"), TODAY
    cases: list[tuple[str, Json, Callable[[SeedTask], bool]]] = [
        ("Task", {"title": {"contains": "POSTER"}}, lambda task: "poster" in task.title),
        ("Task", {"title": {"does_not_contain": "poster"}}, lambda task: "poster" not in task.title),
        ("Task", {"title": {"starts_with": "send out"}}, lambda task: task.title.startswith("Send out")),
        ("Task", {"title": {"ends_with": "FAIR"}}, lambda task: task.title.endswith("fair")),
        ("Notes", {"rich_text": {"is_not_empty": True}}, lambda task: task.notes != ""),
        ("Status", {"status": {"does_not_equal": "Done"}}, lambda task: task.status != "Done"),
        ("Priority", {"select": {"equals": "High"}}, lambda task: task.priority == "High"),
        ("Priority", {"select": {"is_empty": True}}, lambda task: task.priority is None),
        ("Project", {"relation": {"contains": recruitment.id}}, lambda task: task.project == recruitment),
        ("Project", {"relation": {"is_empty": True}}, lambda task: task.project is None),
        ("Assignee", {"people": {"contains": tom.notion_id}}, lambda task: tom in task.assignees),
        ("Assignee", {"people": {"does_not_contain": tom.notion_id}}, lambda task: tom not in task.assignees),
        ("Assignee", {"people": {"is_empty": True}}, lambda task: task.assignees == ()),
        ("Due", {"date": {"equals": f"{today}"}}, lambda task: task.due == today),
        ("Due", {"date": {"before": f"{today}"}}, lambda task: task.due is not None and task.due < today),
        (
            "Due",
            {"date": {"on_or_after": f"{today}"}},
            lambda task: task.due is not None and task.due >= today,
        ),
        ("Due", {"date": {"is_empty": True}}, lambda task: task.due is None),
    ]
    for column, condition, fits in cases:
        expected = [task.title for task in workspace.tasks if fits(task)]
        assert expected
        assert await tasks.titles({"property": column, **condition}) == expected


async def test_me_is_nobody_for_an_integration(tasks: Asker) -> None:
    assert await tasks.titles({"property": "Assignee", "people": {"contains": "me"}}) == []


async def test_new_rows_are_found_by_when_and_by_whom_they_were_made(
    api: httpx.AsyncClient, tasks: Asker
) -> None:
    made = await api.post(
        "/pages",
        json={
            "parent": {"data_source_id": TASKS_ID},
            "properties": {"Task": {"title": [{"text": {"content": "Water the plants"}}]}},
        },
    )
    author, moment = made.json()["created_by"]["id"], made.json()["created_time"]

    since = {"timestamp": "created_time", "created_time": {"on_or_after": moment}}
    by_us = {"property": "Created by", "created_by": {"contains": author}}
    for where in (since, by_us):
        assert await tasks.titles(where) == ["Water the plants"]


async def test_rows_are_found_by_when_they_were_edited(tasks: Asker, workspace: Workspace) -> None:
    # Notion's week begins on Sunday, three days before the day it is here.
    edited = {"timestamp": "last_edited_time", "last_edited_time": {"this_week": {}}}
    assert await tasks.titles(edited) == [
        task.title
        for task in workspace.tasks
        if task.edited_days_ago is not None and task.edited_days_ago <= 3
    ]


async def test_groups_nest_two_levels_deep_and_no_deeper(tasks: Asker) -> None:
    leaf = {"property": "Task", "title": {"contains": "poster"}}
    open_posters = {"and": [leaf, {"or": [{"property": "Status", "status": {"equals": "Not started"}}]}]}

    assert len(await tasks.titles(open_posters)) == 2
    message = await tasks.refusal({"and": [{"or": [{"and": [leaf]}]}]})
    assert "body.filter.and[0].or[0].and should be not present" in message


async def test_conditions_that_notion_has_not_are_refused(tasks: Asker) -> None:
    cases: list[tuple[Json, str]] = [
        (
            {"property": "Owner", "people": {"is_empty": True}},
            "Could not find property with name or id: Owner",
        ),
        (
            {"property": "Status", "select": {"equals": "Done"}},
            "property status does not match filter select",
        ),
        ({"property": "Status", "status": {"equals": "Finished"}}, 'option "Finished" not found'),
        ({"property": "Status", "status": {"contains": "Done"}}, "status.contains"),
        ({"property": "Due", "date": {"before": "tomorrow"}}, "valid ISO 8601 date"),
        ({"property": "Due", "date": {"is_empty": False}}, "should be `true`"),
        ({"property": "Assignee", "people": {"contains": "Priya"}}, "valid uuid"),
        ({"property": "Task"}, "body.filter.title should be defined"),
        ({"title": {"contains": "x"}}, "body.filter.property should be defined"),
        ({"timestamp": "due", "due": {"before": "2026-01-01"}}, "body.filter.timestamp"),
    ]
    for where, words in cases:
        assert words in await tasks.refusal(where)


async def test_pages_of_results_join_into_the_whole(tasks: Asker) -> None:
    whole = (await tasks.query()).json()
    assert (len(whole["results"]), whole["has_more"], whole["next_cursor"]) == (60, False, None)
    assert "request_status" not in whole

    ids: list[str] = []
    cursor: Json = {}
    while True:
        part = (await tasks.query(page_size=25, **cursor)).json()
        ids += [page["id"] for page in part["results"]]
        if not part["has_more"]:
            break
        cursor = {"start_cursor": part["next_cursor"]}

    assert ids == [page["id"] for page in whole["results"]]


async def test_page_sizes_and_cursors_are_checked(tasks: Asker) -> None:
    for body, words in (
        ({"page_size": 101}, "body.page_size should be ≤ `100`, instead was `101`"),
        ({"page_size": 0}, "body.page_size should be ≥ `1`"),
        ({"page_size": "10"}, "body.page_size should be a number"),
        ({"start_cursor": TASKS_ID}, "start_cursor"),
    ):
        answer = await tasks.query(**body)
        assert answer.status_code == 400
        assert words in answer.json()["message"]


async def test_rows_are_sorted_by_one_column_after_the_other(tasks: Asker) -> None:
    blocked = {"property": "Status", "status": {"equals": "Blocked"}}
    by_priority = [
        {"property": "Priority", "direction": "ascending"},
        {"property": "Task", "direction": "descending"},
    ]

    assert await tasks.titles(blocked, sorts=by_priority) == [
        "Confirm the jury",
        "Repair the screen's left corner",
        "Make subtitles for the foreign films",
        "Film a thirty-second trailer about us",
    ]
    newest = await tasks.titles(blocked, sorts=[{"timestamp": "created_time", "direction": "descending"}])
    assert newest[0] == "Repair the screen's left corner"


async def test_only_the_columns_asked_for_are_answered(api: httpx.AsyncClient) -> None:
    answer = await api.post(
        f"/data_sources/{TASKS_ID}/query", params={"filter_properties": ["title", STATUS]}, json={}
    )

    assert {tuple(page["properties"]) for page in answer.json()["results"]} == {("Task", "Status")}


async def test_trashed_rows_are_answered_only_when_asked_for(
    api: httpx.AsyncClient, tasks: Asker, notion: NotionEmulator
) -> None:
    row = notion.row("Buy popcorn")
    await api.patch(f"/pages/{row.id}", json={"in_trash": True})

    popcorn = {"property": "Task", "title": {"equals": "buy popcorn"}}
    assert await tasks.titles(popcorn) == []
    assert await tasks.titles(popcorn, in_trash=True) == ["Buy popcorn"]
    assert notion.rows("popcorn fair") != []
    assert notion.rows("buy popcorn") == []


async def test_a_plain_database_has_no_data_sources_for_rows(tasks: Asker) -> None:
    assert (
        await tasks.titles({"property": "Task", "title": {"is_not_empty": True}}, result_type="data_source")
        == []
    )


async def test_projects_are_rows_of_their_own_data_source(api: httpx.AsyncClient) -> None:
    answer = await api.post(
        f"/data_sources/{PROJECTS_ID}/query",
        json={"filter": {"property": "Status", "status": {"equals": "Finished"}}},
    )

    [fair] = answer.json()["results"]
    assert fair["properties"]["Project"]["title"][0]["plain_text"] == "Freshers Fair"


async def test_search_finds_titles_and_says_what_is_what(api: httpx.AsyncClient) -> None:
    both = (await api.post("/search", json={"query": "tasks"})).json()
    assert [hit["object"] for hit in both["results"]] == ["data_source"]

    pages = await api.post(
        "/search", json={"query": "poster", "filter": {"property": "object", "value": "page"}, "page_size": 2}
    )
    assert [hit["object"] for hit in pages.json()["results"]] == ["page", "page"]
    assert pages.json()["has_more"]

    wrong = await api.post("/search", json={"filter": {"property": "object", "value": "database"}})
    assert wrong.status_code == 400
