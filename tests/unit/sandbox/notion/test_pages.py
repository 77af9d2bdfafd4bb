"""Reading, making and changing pages."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.notion.schema import ASSIGNEES, NOTES, PROJECT, TASKS_DATABASE_ID, TASKS_ID

if TYPE_CHECKING:
    import httpx

    from sandbox.clock import Clock
    from sandbox.notion.server import NotionEmulator
    from sandbox.workspace import Workspace

Json = dict[str, Any]
POSTER = "Make the poster for new members"


def text(words: str) -> list[Json]:
    return [{"type": "text", "text": {"content": words}}]


async def refused(api: httpx.AsyncClient, notion: NotionEmulator, properties: Json) -> str:
    """Why Notion does not take these properties for the poster."""
    answer = await api.patch(f"/pages/{notion.row(POSTER).id}", json={"properties": properties})
    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error"), answer.text
    return str(answer.json()["message"])


async def test_a_page_is_found_with_and_without_dashes(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    poster = notion.row(POSTER)

    pages = [(await api.get(f"/pages/{each}")).json() for each in (poster.id, poster.id.replace("-", ""))]

    assert {page["id"] for page in pages} == {poster.id}
    assert pages[0]["url"] == (
        f"https://app.notion.com/p/Make-the-poster-for-new-members-{poster.id.replace('-', '')}"
    )
    assert pages[0]["parent"]["data_source_id"] == TASKS_ID


async def test_what_is_not_there_is_not_found(api: httpx.AsyncClient) -> None:
    nobody = "00000000-0000-4000-8000-000000000000"
    for path in (f"pages/{nobody}", f"users/{nobody}", f"databases/{nobody}", f"data_sources/{nobody}"):
        answer = await api.get(f"/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "object_not_found")
        kind = path.split("s/")[0]
        assert answer.json()["message"].startswith(f"Could not find {kind} with ID: {nobody}. ")


async def test_an_id_of_something_else_is_refused(api: httpx.AsyncClient) -> None:
    database = await api.get(f"/pages/{TASKS_DATABASE_ID}")
    assert (database.status_code, database.json()["code"]) == (400, "validation_error")
    assert "is a database, not a page" in database.json()["message"]

    assert (await api.get(f"/databases/{TASKS_ID}")).status_code == 404
    words = (await api.get("/pages/poster")).json()["message"]
    assert words == 'path failed validation: path.page_id should be a valid uuid, instead was `"poster"`.'


async def test_a_patch_changes_what_it_names_and_nothing_else(
    api: httpx.AsyncClient, notion: NotionEmulator, workspace: Workspace, clock: Clock
) -> None:
    before = notion.row(POSTER)
    priya = workspace.person("Priya")

    answer = await api.patch(
        f"/pages/{before.id}",
        json={
            "properties": {
                ASSIGNEES: {"people": [{"id": priya.notion_id}]},
                "Due": {"date": {"start": "2026-11-20"}},
            }
        },
    )

    after = notion.row(POSTER)
    assert (after.assignees, after.due) == ((priya.name,), dt.date(2026, 11, 20))
    assert (after.status, after.project, after.notes) == (before.status, before.project, before.notes)
    assert answer.json()["properties"]["Assignee"]["people"][0]["name"] == priya.name
    stamp = dt.datetime.fromisoformat(answer.json()["last_edited_time"])
    assert (stamp.second, stamp.microsecond) == (0, 0)
    assert stamp <= clock.now() < stamp + dt.timedelta(minutes=2)


async def test_lists_of_people_and_pages_are_replaced_as_a_whole(
    api: httpx.AsyncClient, notion: NotionEmulator, workspace: Workspace
) -> None:
    jury = notion.row("Confirm the jury")
    assert len(jury.assignees) == 2
    kofi, sponsors = workspace.person("Kofi"), workspace.projects[3]

    await api.patch(
        f"/pages/{jury.id}",
        json={
            "properties": {
                "Assignee": {"people": [{"id": kofi.notion_id}, {"id": kofi.notion_id}]},
                "Project": {"relation": [{"id": sponsors.id}]},
            }
        },
    )

    row = notion.row("Confirm the jury")
    assert (row.assignees, row.project) == ((kofi.name,), sponsors.name)


async def test_values_can_be_emptied(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    forms = notion.row("Send out recruitment forms")

    await api.patch(
        f"/pages/{forms.id}",
        json={
            "properties": {
                "Assignee": {"people": []},
                "Due": {"date": None},
                "Priority": {"select": None},
                "Project": {"relation": []},
                "Notes": {"rich_text": []},
            }
        },
    )

    row = notion.row("Send out recruitment forms")
    assert (row.assignees, row.due, row.priority, row.project, row.notes) == ((), None, None, None, "")


async def test_an_unknown_status_is_refused_but_an_unknown_priority_is_made(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    words = await refused(api, notion, {"Status": {"status": {"name": "Finished"}}})
    assert words == 'Invalid status option. Status option "Finished" does not exist.'

    poster = notion.row(POSTER)
    await api.patch(f"/pages/{poster.id}", json={"properties": {"Priority": {"select": {"name": "Hgih"}}}})

    source = (await api.get(f"/data_sources/{TASKS_ID}")).json()
    names = [option["name"] for option in source["properties"]["Priority"]["select"]["options"]]
    assert names == ["High", "Medium", "Low", "Hgih"]
    assert notion.row(POSTER).priority == "Hgih"
    assert "commas not allowed" in await refused(api, notion, {"Priority": {"select": {"name": "a, b"}}})


async def test_options_are_also_known_by_id(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    source = (await api.get(f"/data_sources/{TASKS_ID}")).json()
    status = source["properties"]["Status"]["status"]
    done = status["groups"][2]["option_ids"][0]

    await api.patch(
        f"/pages/{notion.row(POSTER).id}", json={"properties": {"Status": {"status": {"id": done}}}}
    )

    assert notion.row(POSTER).status == "Done"
    assert [group["name"] for group in status["groups"]] == ["To-do", "In progress", "Complete"]


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        ({"Owner": {"people": []}}, "Owner is not a property that exists."),
        ({"Due": {"rich_text": []}}, "Due is expected to be date."),
        ({"Task": {"title": text("x" * 2001)}}, "content.length should be ≤ `2000`, instead was `2001`"),
        ({"Task": {"title": text("🎬" * 1001)}}, "instead was `2002`"),
        ({"Notes": {"rich_text": text("x") * 101}}, "rich_text.length should be ≤ `100`, instead was `101`"),
        (
            {"Notes": {"rich_text": [{"text": {"content": "x", "link": {"url": "x" * 2001}}}]}},
            "text.link.url.length should be ≤ `2000`, instead was `2001`",
        ),
        ({"Assignee": {"people": [{"id": "Priya"}]}}, "people[0].id should be a valid uuid"),
        ({"Due": {"date": {"start": "Friday"}}}, "valid ISO 8601 date"),
        ({"Due": {"date": {"start": "2026-11-20", "end": "2026-11-19"}}}, "before its end"),
        ({"Due": {"date": {"start": "2026-11-20", "time_zone": "Europe/Lisbon"}}}, "start needs a time"),
        (
            {"Due": {"date": {"start": "2026-11-20T18:00:00Z", "time_zone": "Europe/Lisbon"}}},
            "start must not have a UTC offset",
        ),
        ({"Created": {"created_time": "2026-11-20"}}, "Created is kept by Notion itself"),
        ({"Task": {"title": "Poster"}}, "should be an array"),
        ({"Status": {"status": {}}}, "status.name should be defined"),
    ],
)
async def test_values_that_notion_does_not_take(
    api: httpx.AsyncClient, notion: NotionEmulator, properties: Json, words: str
) -> None:
    assert words in await refused(api, notion, properties)


async def test_a_refused_patch_changes_nothing(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    before = notion.row(POSTER)

    await refused(api, notion, {"Task": {"title": text("Other")}, "Status": {"status": {"name": "?"}}})

    assert notion.row(POSTER) == before


async def test_people_and_pages_that_do_not_exist_are_not_found(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    nobody = [{"id": "00000000-0000-4000-8000-000000000000"}]
    for properties in ({"Assignee": {"people": nobody}}, {"Project": {"relation": nobody}}):
        answer = await api.patch(f"/pages/{notion.row(POSTER).id}", json={"properties": properties})
        assert (answer.status_code, answer.json()["code"]) == (404, "object_not_found")

    task = [{"id": notion.row("Buy popcorn").id}]
    assert "not a page of the data source" in await refused(api, notion, {"Project": {"relation": task}})


async def test_a_long_list_is_cut_on_the_page_and_whole_at_its_property(
    api: httpx.AsyncClient, notion: NotionEmulator, workspace: Workspace
) -> None:
    projects = [await _new_project(api, workspace, number) for number in range(30)]
    poster = notion.row(POSTER).id
    changed = await api.patch(
        f"/pages/{poster}",
        json={"properties": {"Project": {"relation": [{"id": each} for each in projects]}}},
    )
    value = changed.json()["properties"]["Project"]
    assert (len(value["relation"]), value["has_more"]) == (25, True)

    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        part = await api.get(f"/pages/{poster}/properties/{PROJECT}", params={"page_size": "20", **cursor})
        found += [item["relation"]["id"] for item in part.json()["results"]]
        if not part.json()["has_more"]:
            break
        assert part.json()["property_item"]["next_url"]
        cursor = {"start_cursor": part.json()["next_cursor"]}

    assert found == projects


async def _new_project(api: httpx.AsyncClient, workspace: Workspace, number: int) -> str:
    page = (await api.get(f"/pages/{workspace.projects[0].id}")).json()
    answer = await api.post(
        "/pages",
        json={
            "parent": {"type": "data_source_id", "data_source_id": page["parent"]["data_source_id"]},
            "properties": {"title": {"title": text(f"Project {number}")}},
        },
    )
    return str(answer.json()["id"])


async def test_single_values_are_one_property_item(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    item = (await api.get(f"/pages/{notion.row(POSTER).id}/properties/Priority")).json()
    assert (item["object"], item["select"]["name"]) == ("property_item", "Medium")

    notes = (await api.get(f"/pages/{notion.row(POSTER).id}/properties/{NOTES}")).json()
    assert (notes["object"], notes["property_item"]["type"]) == ("list", "rich_text")
    assert (await api.get(f"/pages/{notion.row(POSTER).id}/properties/nothing")).status_code == 404


async def test_a_new_page_gets_the_first_status_and_our_name(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    answer = await api.post(
        "/pages",
        json={
            "parent": {"database_id": notion.database_id},
            "properties": {"Task": {"title": text("Sew the curtains")}, "Notes": {"rich_text": text("Blue")}},
        },
    )

    row = notion.row("Sew the curtains")
    assert (answer.json()["id"], row.status, row.notes) == (row.id, "Not started", "Blue")
    bot = (await api.get("/users/me")).json()
    assert answer.json()["created_by"] == {"object": "user", "id": bot["id"]}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"properties": {}}, "body.parent should be defined"),
        ({"parent": {"data_source_id": "tasks"}}, "valid uuid"),
        ({"parent": {"page_id": TASKS_ID}}, "body.parent.page_id should be not present"),
        ({"parent": {"data_source_id": TASKS_ID}, "markdown": "x"}, "no content"),
        ({"parent": {"data_source_id": TASKS_ID}, "title": "x"}, "body.title should be not present"),
    ],
)
async def test_pages_that_cannot_be_made(api: httpx.AsyncClient, body: Json, words: str) -> None:
    answer = await api.post("/pages", json=body)

    assert answer.status_code == 400
    assert words in answer.json()["message"]


async def test_a_trashed_page_is_readable_but_not_editable_until_restored(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    path = f"/pages/{notion.row(POSTER).id}"
    await api.patch(path, json={"in_trash": True})

    assert (await api.get(path)).json()["in_trash"] is True
    edit = await api.patch(path, json={"properties": {"Due": {"date": None}}})
    assert (edit.status_code, edit.json()["code"]) == (400, "validation_error")
    old = await api.patch(path, json={"archived": False})
    assert "body.archived should be not present" in old.json()["message"]

    assert (await api.patch(path, json={"in_trash": False})).json()["in_trash"] is False
    assert notion.row(POSTER).title == POSTER


async def test_moments_keep_their_offset(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    path = f"/pages/{notion.row(POSTER).id}"
    for given, kept in (
        ({"start": "2026-11-20T18:00:00+01:00"}, "2026-11-20T18:00:00.000+01:00"),
        ({"start": "2026-11-20T18:00:00"}, "2026-11-20T18:00:00.000+00:00"),
        ({"start": "2026-11-20T18:00:00", "time_zone": "Europe/Lisbon"}, "2026-11-20T18:00:00.000+00:00"),
        ({"start": "2026-07-20T18:00:00", "time_zone": "Europe/Lisbon"}, "2026-07-20T18:00:00.000+01:00"),
    ):
        answer = await api.patch(path, json={"properties": {"Due": {"date": given}}})
        assert answer.json()["properties"]["Due"]["date"] == {"start": kept, "end": None, "time_zone": None}


async def test_users_are_people_and_the_bot(api: httpx.AsyncClient, workspace: Workspace) -> None:
    first = (await api.get("/users", params={"page_size": "10"})).json()
    rest = (await api.get("/users", params={"start_cursor": first["next_cursor"]})).json()
    users = first["results"] + rest["results"]

    assert [user["name"] for user in users if user["type"] == "person"] == [
        person.name for person in workspace.people
    ]
    assert [user["name"] for user in users if user["type"] == "bot"] == ["Darcy"]
    assert (await api.get("/users", params={"page_size": "many"})).status_code == 400
