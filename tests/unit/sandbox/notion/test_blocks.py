"""What is on a page, below its columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.notion.database_seed import ColumnSeed, DatabaseSeed, DataSourceSeed
from sandbox.notion.schema import HOME_PAGE_ID, PROJECTS_DATABASE_ID, TASKS_DATABASE_ID, TASKS_ID
from sandbox.notion.server import Fault, FaultKind

if TYPE_CHECKING:
    import httpx

    from sandbox.notion.server import NotionEmulator

Json = dict[str, Any]
POSTER = "Make the poster for new members"


def text(words: str, **more: Any) -> Json:
    return {"rich_text": [{"text": {"content": words}}], **more}


def paragraph(words: str, **more: Any) -> Json:
    return {"type": "paragraph", "paragraph": text(words, **more)}


def words_of(block: Json) -> str:
    return "".join(piece["plain_text"] for piece in block[block["type"]]["rich_text"])


async def children(api: httpx.AsyncClient, of: str) -> list[str]:
    listed = (await api.get(f"/blocks/{of}/children")).json()["results"]
    return [words_of(block) for block in listed]


async def append(api: httpx.AsyncClient, to: str, *blocks: Json, **more: Any) -> list[Json]:
    answer = await api.patch(f"/blocks/{to}/children", json={"children": list(blocks), **more})
    assert answer.status_code == 200, answer.text
    made: list[Json] = answer.json()["results"]
    return made


@pytest.mark.parametrize(
    ("kind", "content", "kept"),
    [
        ("paragraph", text("x"), {"color": "default"}),
        ("heading_1", text("x", color="red"), {"color": "red", "is_toggleable": False}),
        ("heading_2", text("x", is_toggleable=True), {"is_toggleable": True}),
        ("heading_3", text("x"), {}),
        ("bulleted_list_item", text("x"), {}),
        ("numbered_list_item", text("x"), {}),
        ("to_do", text("x", checked=True), {"checked": True}),
        ("toggle", text("x"), {}),
        ("quote", text("x"), {}),
        ("callout", text("x", icon={"emoji": "🎬"}), {"icon": {"type": "emoji", "emoji": "🎬"}}),
        ("code", text("x", language="python"), {"language": "python", "caption": []}),
    ],
)
async def test_blocks_of_many_kinds_are_kept(
    api: httpx.AsyncClient, notion: NotionEmulator, kind: str, content: Json, kept: Json
) -> None:
    page = notion.row(POSTER).id

    made, _ = await append(api, page, {kind: content}, {"divider": {}})

    assert made["parent"] == {"type": "page_id", "page_id": page}
    assert (made["type"], words_of(made)) == (kind, "x")
    assert made[kind].items() >= kept.items()
    listed = (await api.get(f"/blocks/{page}/children")).json()["results"]
    assert [block["type"] for block in listed] == [kind, "divider"]


async def test_new_blocks_go_where_they_are_put(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    page = notion.row(POSTER).id
    first, _ = await append(api, page, paragraph("one"), paragraph("four"))
    after_one = {"type": "after_block", "after_block": {"id": first["id"]}}

    await append(api, page, paragraph("two"), paragraph("three"), position=after_one)
    await append(api, page, paragraph("zero"), position={"type": "start"})
    await append(api, page, paragraph("five"), position={"type": "end"})

    assert await children(api, page) == ["zero", "one", "two", "three", "four", "five"]


async def test_blocks_hold_blocks(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    nested = paragraph("outer", children=[paragraph("inner", children=[paragraph("core")])])

    [outer] = await append(api, notion.row(POSTER).id, nested)
    [inner] = (await api.get(f"/blocks/{outer['id']}/children")).json()["results"]

    assert (outer["has_children"], words_of(inner)) == (True, "inner")
    assert inner["parent"] == {"type": "block_id", "block_id": outer["id"]}
    assert await children(api, inner["id"]) == ["core"]


async def test_a_block_is_changed_and_thrown_away(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    page = notion.row(POSTER).id
    [todo] = await append(api, page, {"to_do": text("Buy paper")})
    address = f"/blocks/{todo['id']}"

    changed = (await api.patch(address, json={"to_do": {"checked": True}})).json()
    deleted = (await api.delete(address)).json()

    assert (words_of(changed), changed["to_do"]["checked"]) == ("Buy paper", True)
    assert deleted["in_trash"] is True
    assert await children(api, page) == []
    assert (await api.patch(address, json={"to_do": {"checked": False}})).status_code == 400
    assert (await api.patch(address, json={"in_trash": False})).json()["in_trash"] is False
    assert await children(api, page) == ["Buy paper"]


async def test_a_page_is_a_block_too(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    page = notion.row(POSTER).id

    found = (await api.get(f"/blocks/{page}")).json()
    await api.delete(f"/blocks/{page}")

    assert (found["type"], found["child_page"]) == ("child_page", {"title": POSTER})
    assert notion.rows(POSTER) == []


async def test_a_database_is_a_block_of_the_page_that_it_stands_on(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    page = notion.add_page("Handbook")
    [toggle] = await append(api, page, {"toggle": text("More")})
    chores = DatabaseSeed(
        "Chores", [DataSourceSeed("Chores", [ColumnSeed("Chore", "title")])], stands_on=page
    )
    on_page = notion.add_database(chores).database
    in_toggle = notion.add_database(replace(chores, name="Ideas", stands_on=toggle["id"])).database

    listed = (await api.get(f"/blocks/{page}/children")).json()["results"]
    [inner] = (await api.get(f"/blocks/{toggle['id']}/children")).json()["results"]
    itself = (await api.get(f"/blocks/{on_page}")).json()

    assert [(block["type"], block["has_children"]) for block in listed] == [
        ("toggle", True),
        ("child_database", False),
    ]
    assert listed[1].items() <= itself.items()
    assert (itself["id"], itself["child_database"]) == (on_page, {"title": "Chores"})
    assert itself["parent"] == {"type": "page_id", "page_id": page}
    assert (inner["id"], inner["parent"]) == (in_toggle, {"type": "block_id", "block_id": toggle["id"]})
    database = (await api.get(f"/databases/{in_toggle}")).json()
    source = (await api.get(f"/data_sources/{database['data_sources'][0]['id']}")).json()
    assert database["parent"] == source["database_parent"] == inner["parent"]


async def test_a_database_is_moved_trashed_and_unshared_from_a_page(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    async def on(parent: str) -> list[str]:
        listed = (await api.get(f"/blocks/{parent}/children")).json()["results"]
        return [block["child_database"]["title"] for block in listed]

    page = notion.add_page("Handbook")
    assert await on(HOME_PAGE_ID) == ["Tasks", "Projects"]

    moved = {"parent": {"type": "page_id", "page_id": page.replace("-", "")}}
    assert (await api.patch(f"/databases/{TASKS_DATABASE_ID}", json=moved)).json()["parent"][
        "page_id"
    ] == page
    source = (await api.get(f"/data_sources/{TASKS_ID}")).json()
    assert source["database_parent"] == {"type": "page_id", "page_id": page}
    assert (await on(HOME_PAGE_ID), await on(page)) == (["Projects"], ["Tasks"])

    notion.unshare(TASKS_DATABASE_ID)
    await api.patch(f"/databases/{PROJECTS_DATABASE_ID}", json={"in_trash": True})
    assert (await on(HOME_PAGE_ID), await on(page)) == ([], [])


async def test_a_page_of_no_database_is_read_and_written_on(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    page = notion.add_page("Handbook")
    made = await append(api, page, paragraph("Welcome"), paragraph("Bye"))
    await api.patch(f"/blocks/{made[0]['id']}", json=paragraph("Hello"))

    found = (await api.get(f"/pages/{page}")).json()
    block = (await api.get(f"/blocks/{page}")).json()

    assert found["parent"] == block["parent"] == {"type": "workspace", "workspace": True}
    assert (
        words_of({"type": "title", "title": {"rich_text": found["properties"]["title"]["title"]}})
        == "Handbook"
    )
    assert (block["child_page"], block["has_children"]) == ({"title": "Handbook"}, True)
    assert made[0]["parent"] == {"type": "page_id", "page_id": page}
    assert await children(api, page) == ["Hello", "Bye"]


async def test_a_page_can_be_made_with_what_is_on_it(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    new = {"parent": {"data_source_id": TASKS_ID}, "properties": {}}

    made = (await api.post("/pages", json={**new, "children": [paragraph("Plan")]})).json()
    refused = await api.post("/pages", json={**new, "children": [{"table": {}}]})

    assert await children(api, made["id"]) == ["Plan"]
    assert refused.status_code == 400
    assert len([row for row in notion.rows() if not row.title]) == 1


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ([paragraph("x")] * 101, "body.children.length should be ≤ `100`"),
        ([paragraph("x", children=[paragraph("y")] * 100)] * 10, "at most `1000` blocks"),
        ([paragraph("x" * 2001)], "length should be ≤ `2000`"),
        ([{"paragraph": {}}], "paragraph.rich_text should be defined"),
        ([{"code": text("x")}], "code.language should be defined"),
        ([{"type": "video", "video": {}}], "kinds of block"),
        ([{"paragraph": text("x", size="large")}], "size should be not present"),
        ([{"divider": {"children": [paragraph("x")]}}], "children should be not present"),
        (
            [paragraph("1", children=[paragraph("2", children=[paragraph("3", children=[paragraph("4")])])])],
            "children should be not present",
        ),
    ],
)
async def test_blocks_that_cannot_be_are_refused(
    api: httpx.AsyncClient, notion: NotionEmulator, blocks: list[Json], message: str
) -> None:
    page = notion.row(POSTER).id

    answer = await api.patch(f"/blocks/{page}/children", json={"children": blocks})

    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
    assert message in answer.json()["message"]
    assert await children(api, page) == []


async def test_a_block_keeps_its_kind(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    [made] = await append(api, notion.row(POSTER).id, paragraph("x"))

    answer = await api.patch(f"/blocks/{made['id']}", json={"heading_1": text("x")})

    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")


async def test_a_divider_holds_nothing(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    [made] = await append(api, notion.row(POSTER).id, {"divider": {}})

    answer = await api.patch(f"/blocks/{made['id']}/children", json={"children": [paragraph("x")]})

    assert "does not support children" in answer.json()["message"]


async def test_a_503_after_appending_names_the_new_blocks(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    page = notion.row(POSTER).id
    notion.fail_next(Fault(kind=FaultKind.UNAVAILABLE_AFTER_COMMIT))

    answer = await api.patch(f"/blocks/{page}/children", json={"children": [paragraph("x")]})

    data = answer.json()["additional_data"]
    listed = (await api.get(f"/blocks/{page}/children")).json()["results"]
    assert data["committed_resource_id"] == page
    assert data["committed_child_ids"] == [block["id"] for block in listed]
    notion.use_up_blocks()
    refused = await api.patch(f"/blocks/{page}/children", json={"children": [paragraph("y")]})
    assert refused.json()["additional_data"] == {"block_limit": "block_creation"}
