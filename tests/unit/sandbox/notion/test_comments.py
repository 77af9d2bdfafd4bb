"""Comments, by the integration and by people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.notion.schema import BOT_ID
from sandbox.notion.server import Capability

if TYPE_CHECKING:
    import httpx

    from sandbox.notion.server import NotionEmulator
    from sandbox.workspace import Workspace

Json = dict[str, Any]
POSTER = "Make the poster for new members"


def words(text: str) -> list[Json]:
    return [{"text": {"content": text}}]


async def test_a_comment_is_kept_with_its_author_by_id(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    page = notion.row(POSTER).id

    made = (
        await api.post("/comments", json={"parent": {"page_id": page}, "rich_text": words("On it.")})
    ).json()

    assert made["parent"] == {"type": "page_id", "page_id": page}
    assert made["created_by"] == {"object": "user", "id": BOT_ID}
    assert made["display_name"] == {"type": "integration", "resolved_name": "Darcy"}
    again = (await api.get(f"/comments/{made['id']}")).json()
    assert {**again, "request_id": ""} == {**made, "request_id": ""}
    assert [(one.author, one.text) for one in notion.comments(page)] == [("Darcy", "On it.")]


async def test_a_discussion_is_answered_in_its_place(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    page = notion.row(POSTER).id
    notion.comment(page, "Who does this?", by="Priya")
    [question] = notion.comments(page)

    answer = {"discussion_id": question.discussion_id, "rich_text": words("Alice.")}
    made = (await api.post("/comments", json=answer)).json()
    notion.comment(page, "Something else.", by="Maya Lindqvist")

    listed = (await api.get("/comments", params={"block_id": page, "page_size": "2"})).json()
    assert [each["id"] for each in listed["results"]] == [question.id, made["id"]]
    assert {each["discussion_id"] for each in listed["results"]} == {question.discussion_id}
    rest = {"block_id": page, "start_cursor": listed["next_cursor"]}
    assert len((await api.get("/comments", params=rest)).json()["results"]) == 1
    assert [one.author for one in notion.comments(page)] == ["Priya Raman", "Darcy", "Maya Lindqvist"]


async def test_a_comment_on_a_block_is_not_among_those_of_its_page(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    page = notion.row(POSTER).id
    children = [{"paragraph": {"rich_text": words("A draft")}}]
    appended = (await api.patch(f"/blocks/{page}/children", json={"children": children})).json()
    block = appended["results"][0]["id"]

    await api.post("/comments", json={"parent": {"block_id": block}, "rich_text": words("Nice.")})

    on_page = (await api.get("/comments", params={"block_id": page})).json()["results"]
    on_block = (await api.get("/comments", params={"block_id": block})).json()["results"]
    assert on_page == []
    assert [each["parent"] for each in on_block] == [{"type": "block_id", "block_id": block}]
    assert [one.text for one in notion.comments(page)] == ["Nice."]


async def test_people_and_pages_can_be_mentioned(
    api: httpx.AsyncClient, notion: NotionEmulator, workspace: Workspace
) -> None:
    page, maya = notion.row(POSTER).id, workspace.person("Maya").notion_id
    said = [
        {"type": "mention", "mention": {"type": "user", "user": {"id": maya}}},
        {"text": {"content": ": see "}},
        {"mention": {"page": {"id": page}}},
    ]

    made = (await api.post("/comments", json={"parent": {"page_id": page}, "rich_text": said})).json()

    person, _, linked = made["rich_text"]
    assert person["mention"]["user"]["name"] == "Maya Lindqvist"
    assert linked["mention"] == {"type": "page", "page": {"id": page}}
    assert notion.comments(page)[0].text == f"@Maya Lindqvist: see {POSTER}"


async def test_the_name_shown_can_be_chosen(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    body = {
        "parent": {"page_id": notion.row(POSTER).id},
        "rich_text": words("Done."),
        "display_name": {"type": "custom", "custom": {"name": "Priya, by Darcy"}},
    }

    made = (await api.post("/comments", json=body)).json()

    assert made["display_name"] == {"type": "custom", "resolved_name": "Priya, by Darcy"}


async def test_capabilities_for_comments_are_their_own(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    page = notion.row(POSTER).id
    comment = {"parent": {"page_id": page}, "rich_text": words("Hello")}
    notion.forbid(Capability.INSERT_COMMENTS)
    refused = await api.post("/comments", json=comment)
    read = await api.get("/comments", params={"block_id": page})
    notion.allow(Capability.INSERT_COMMENTS)
    notion.forbid(Capability.READ_COMMENTS)
    unread = await api.get("/comments", params={"block_id": page})

    assert [refused.status_code, read.status_code, unread.status_code] == [403, 200, 403]
    assert {refused.json()["code"], unread.json()["code"]} == {"restricted_resource"}
    assert notion.comments(page) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rich_text": words("x" * 2001)}, "length should be ≤ `2000`"),
        ({"rich_text": words("x") * 101}, "length should be ≤ `100`"),
        ({"parent": {"page_id": "poster"}}, "should be a valid uuid"),
        ({"discussion_id": "00000000-0000-4000-8000-000000000000"}, "and not both"),
        ({"text": "Hello"}, "body.text should be not present"),
        ({"rich_text": [{"mention": {"user": {"id": "maya"}}}]}, "should be a valid uuid"),
        ({"display_name": {"type": "nobody"}}, "body.display_name.type"),
    ],
)
async def test_comments_that_cannot_be_are_refused(
    api: httpx.AsyncClient, notion: NotionEmulator, change: Json, message: str
) -> None:
    page = notion.row(POSTER).id
    comment: Json = {"parent": {"page_id": page}, "rich_text": words("Hello")}

    answer = await api.post("/comments", json={**comment, **change})

    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
    assert message in answer.json()["message"]
    assert notion.comments(page) == []


async def test_what_is_not_there_cannot_be_commented_on(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    nothing, page = "00000000-0000-4000-8000-000000000000", notion.row(POSTER).id
    notion.comment(page, "Hidden", by="Maya")
    [hidden] = notion.comments(page)
    asked = [
        await api.post("/comments", json={"parent": {"page_id": nothing}, "rich_text": words("?")}),
        await api.post("/comments", json={"discussion_id": nothing, "rich_text": words("?")}),
        await api.get("/comments", params={"block_id": nothing}),
        await api.get(f"/comments/{nothing}"),
    ]
    notion.unshare(page)
    asked.append(await api.get(f"/comments/{hidden.id}"))

    assert {(answer.status_code, answer.json()["code"]) for answer in asked} == {(404, "object_not_found")}


async def test_a_page_in_the_trash_takes_no_comment(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    page = notion.row(POSTER).id
    notion.edit(page, in_trash=True)

    answer = await api.post("/comments", json={"parent": {"page_id": page}, "rich_text": words("?")})

    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")


async def test_only_people_of_the_workspace_comment(notion: NotionEmulator) -> None:
    with pytest.raises(LookupError, match="Nobody"):
        notion.comment(notion.row(POSTER).id, "Hello", by="Nobody")
