"""Which request is which operation, and what an integration needs to be allowed for it.

Facts: each operation's page under developers.notion.com/reference, and …/reference/capabilities.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.notion import appending, blocks, comments, databases, querying, users, writing
from sandbox.notion.errors import Json, NotionError
from sandbox.notion.exchanges import Call
from sandbox.notion.integration import Capability
from sandbox.notion.world import World

if TYPE_CHECKING:
    from sandbox.notion.search import SearchIndex

Operation = Callable[[World, Call], Json]


def _nothing_new(_: Call, __: Json) -> Json:
    return {}


@dataclass(frozen=True, slots=True)
class Route:
    """One operation. `made` tells, as `additional_data` does, what a request has made."""

    method: str
    path: str
    operation: Operation
    needs: Capability | None
    makes_blocks: bool = False
    made: Callable[[Call, Json], Json] = _nothing_new


def _new_thing(_: Call, answer: Json) -> Json:
    return {"committed_resource_id": answer["id"]}


def _new_blocks(call: Call, answer: Json) -> Json:
    children = [block["id"] for block in answer["results"]]
    return {"committed_resource_id": call.ids["block_id"], "committed_child_ids": children}


def _unknown_url(_: World, __: Call) -> Json:
    raise NotionError(400, "invalid_request_url", "Invalid request URL.")


UNKNOWN_URL = Route("*", "/{unknown:.*}", _unknown_url, None)
_READ, _UPDATE, _INSERT = Capability.READ_CONTENT, Capability.UPDATE_CONTENT, Capability.INSERT_CONTENT
_ROUTES: tuple[Route, ...] = (
    Route("GET", "/v1/users", users.list_users, Capability.READ_USERS),
    Route("GET", "/v1/users/me", users.own_user, None),
    Route("GET", "/v1/users/{user_id}", users.get_user, Capability.READ_USERS),
    Route("GET", "/v1/databases/{database_id}", databases.get_database, _READ),
    Route("POST", "/v1/databases", databases.create_database, _INSERT, makes_blocks=True, made=_new_thing),
    Route("PATCH", "/v1/databases/{database_id}", databases.update_database, _UPDATE),
    Route("GET", "/v1/data_sources/{data_source_id}", databases.get_data_source, _READ),
    Route("POST", "/v1/data_sources", databases.create_data_source, _INSERT, made=_new_thing),
    Route("PATCH", "/v1/data_sources/{data_source_id}", databases.update_data_source, _UPDATE),
    Route("POST", "/v1/data_sources/{data_source_id}/query", querying.query, _READ),
    Route(
        "POST", "/v1/pages", appending.create_page_with_children, _INSERT, makes_blocks=True, made=_new_thing
    ),
    Route("GET", "/v1/pages/{page_id}", querying.get_page, _READ),
    Route("PATCH", "/v1/pages/{page_id}", writing.update_page, _UPDATE),
    Route("GET", "/v1/pages/{page_id}/properties/{property_id}", querying.get_property, _READ),
    Route("GET", "/v1/blocks/{block_id}", blocks.get_block, _READ),
    Route("PATCH", "/v1/blocks/{block_id}", blocks.update_block, _UPDATE),
    Route("DELETE", "/v1/blocks/{block_id}", blocks.delete_block, _UPDATE),
    Route("GET", "/v1/blocks/{block_id}/children", blocks.list_children, _READ),
    Route(
        "PATCH",
        "/v1/blocks/{block_id}/children",
        appending.append_children,
        _INSERT,
        makes_blocks=True,
        made=_new_blocks,
    ),
    Route("GET", "/v1/comments", comments.list_comments, Capability.READ_COMMENTS),
    Route("POST", "/v1/comments", comments.create_comment, Capability.INSERT_COMMENTS),
    Route("GET", "/v1/comments/{comment_id}", comments.get_comment, Capability.READ_COMMENTS),
)


def routes_with(index: SearchIndex) -> tuple[Route, ...]:
    """All there are. Search knows what its index knows; what fits no other is an unknown address."""
    return (*_ROUTES, Route("POST", "/v1/search", index.search, _READ), UNKNOWN_URL)
