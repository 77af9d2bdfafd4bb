"""People and bots. Facts: developers.notion.com/reference/get-users, …/get-user and …/get-self."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from sandbox.notion.lists import asked_in_query, list_answer, paged
from sandbox.notion.schema import BOT_ID

if TYPE_CHECKING:
    from sandbox.notion.errors import Json
    from sandbox.notion.exchanges import Call
    from sandbox.notion.store import Store
    from sandbox.notion.world import World


def list_users(world: World, call: Call) -> Json:
    """Members and bots. Guests are found by their id alone."""
    guests = {mark["user_id"] for mark in world.store.all("guest")}
    users = [user for user in world.store.all("user") if user["id"] not in guests]
    shown, rest = paged(users, [user["id"] for user in users], *asked_in_query(call))
    return list_answer("user", shown, rest)


def own_user(world: World, _: Call) -> Json:
    return world.get("user", BOT_ID, "path.user_id")


def get_user(world: World, call: Call) -> Json:
    return world.get("user", call.ids["user_id"], "path.user_id")


def add_person(store: Store, name: str, *, email: str | None, is_guest: bool) -> str:
    """Someone joins the workspace, or is let in on a part of it; their id."""
    user_id = str(uuid.uuid4())
    user: Json = {
        "object": "user",
        "id": user_id,
        "name": name,
        "avatar_url": None,
        "type": "person",
        "person": {"email": email} if email else {},
    }
    store.save("user", user)
    if is_guest:
        store.save("guest", {"id": f"guest:{user_id}", "user_id": user_id})
    return user_id


def person_called(store: Store, name: str) -> Json:
    """The person of that name, or the only one whose first name it is. Raises `LookupError`."""
    wanted = name.casefold()
    people = [user for user in store.all("user") if user["type"] == "person"]
    exact = [user for user in people if user["name"].casefold() == wanted]
    found = exact or [user for user in people if user["name"].casefold().split()[0] == wanted]
    if len(found) != 1:
        raise LookupError(f"{len(found)} people are called {name!r}.")
    return found[0]
