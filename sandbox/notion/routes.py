"""Which request is which operation, and what an integration needs to be allowed for it.

Facts: each operation's page under developers.notion.com/reference, and …/reference/capabilities.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.notion import querying, reading, users, writing
from sandbox.notion.errors import NotionError
from sandbox.notion.integration import Capability

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.notion.errors import Json
    from sandbox.notion.exchanges import Call
    from sandbox.notion.world import World


def _nothing_new(_: Call, __: Json) -> Json:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One operation. `made` tells, as `additional_data` does, what a request has made."""

    method: str
    path: str
    operation: Callable[[World, Call], Json]
    needs: Capability | None = None
    makes_blocks: bool = False
    made: Callable[[Call, Json], Json] = _nothing_new


def _route(method: str, path: str, operation: Callable[[World, Call], Json], needs: Capability) -> Route:
    return Route(method=method, path=f"/v1/{path}", operation=operation, needs=needs)


def _new_page(_: Call, answer: Json) -> Json:
    return {"committed_resource_id": answer["id"]}


def _unknown_url(_: World, __: Call) -> Json:
    raise NotionError(400, "invalid_request_url", "Invalid request URL.")


UNKNOWN_URL = Route(method="*", path="", operation=_unknown_url)
_READ, _UPDATE, _INSERT = Capability.READ_CONTENT, Capability.UPDATE_CONTENT, Capability.INSERT_CONTENT

ROUTES: tuple[Route, ...] = (
    _route("GET", "users", users.list_users, Capability.READ_USERS),
    Route(method="GET", path="/v1/users/me", operation=users.own_user),
    _route("GET", "users/{user_id}", users.get_user, Capability.READ_USERS),
    _route("GET", "databases/{database_id}", reading.get_database, _READ),
    _route("GET", "data_sources/{data_source_id}", reading.get_data_source, _READ),
    _route("POST", "data_sources/{data_source_id}/query", querying.query, _READ),
    _route("GET", "pages/{page_id}", querying.get_page, _READ),
    _route("PATCH", "pages/{page_id}", writing.update_page, _UPDATE),
    _route("GET", "pages/{page_id}/properties/{property_id}", querying.get_property, _READ),
    _route("POST", "search", reading.search, _READ),
    Route(
        method="POST",
        path="/v1/pages",
        operation=writing.create_page,
        needs=_INSERT,
        makes_blocks=True,
        made=_new_page,
    ),
)
