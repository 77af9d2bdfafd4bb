"""Members, guests and bots."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

    from sandbox.notion.server import NotionEmulator
    from sandbox.workspace import Workspace

NOBODY = "00000000-0000-4000-8000-000000000000"


async def test_people_are_listed_page_by_page(api: httpx.AsyncClient, workspace: Workspace) -> None:
    first = (await api.get("/users", params={"page_size": "2"})).json()
    rest = (await api.get("/users", params={"start_cursor": first["next_cursor"]})).json()

    assert (len(first["results"]), first["has_more"], rest["has_more"]) == (2, True, False)
    listed = {user["id"] for user in first["results"] + rest["results"] if user["type"] == "person"}
    assert listed == {person.notion_id for person in workspace.people}


async def test_a_guest_is_known_by_id_and_not_listed(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    guest = notion.add_person("Gita Guest", email="gita@example.org", is_guest=True)
    member = notion.add_person("Mo Member")

    listed = [user["id"] for user in (await api.get("/users")).json()["results"]]

    assert member in listed
    assert guest not in listed
    found = (await api.get(f"/users/{guest}")).json()
    assert (found["name"], found["person"]) == ("Gita Guest", {"email": "gita@example.org"})


async def test_a_guest_can_be_assigned(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    guest = notion.add_person("Gita Guest", is_guest=True)
    page = notion.row("Make the poster for new members").id

    await api.patch(f"/pages/{page}", json={"properties": {"Assignee": {"people": [{"id": guest}]}}})

    assert notion.row("Make the poster for new members").assignees == ("Gita Guest",)


async def test_nobody_has_an_unknown_id(api: httpx.AsyncClient) -> None:
    answer = await api.get(f"/users/{NOBODY}")

    assert (answer.status_code, answer.json()["code"]) == (404, "object_not_found")
