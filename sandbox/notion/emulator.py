"""The emulated Notion as its tests and the sandbox see it: what people do there, and what goes wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sandbox.notion import board, comments, documents, planting, tables, users
from sandbox.notion.schema import TASKS_DATABASE_ID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    from sandbox.notion.board import Edits, Row
    from sandbox.notion.comments import Comment
    from sandbox.notion.database_seed import DatabaseIds, DatabaseSeed
    from sandbox.notion.door import Door
    from sandbox.notion.errors import Json
    from sandbox.notion.events import EventType
    from sandbox.notion.exchanges import Exchange
    from sandbox.notion.faults import Fault
    from sandbox.notion.integration import Capability, Integration
    from sandbox.notion.plain import PlainRow
    from sandbox.notion.search import SearchIndex
    from sandbox.notion.store import Kind
    from sandbox.notion.webhooks import Subscription, Webhooks
    from sandbox.notion.world import World

TOKEN = "ntn_sandbox00000000000000000000000000000000000000"  # noqa: S105 - it opens nothing but the sandbox


class NotionEmulator:
    """A running Notion. `exchanges` is every request so far, with its answer, in order of answering."""

    def __init__(
        self,
        base_url: str,
        *,
        world: World,
        door: Door,
        integration: Integration,
        index: SearchIndex,
        webhooks: Webhooks,
        seed: Sequence[tuple[Kind, Json]],
    ) -> None:
        self.base_url = base_url
        self.token = TOKEN
        self.database_id = TASKS_DATABASE_ID
        self._world, self._door, self._integration = world, door, integration
        self._index, self._webhooks = index, webhooks
        self._seed = json.dumps(seed).encode()

    @property
    def exchanges(self) -> list[Exchange]:
        return self._door.exchanges

    def rows(self, words: str = "") -> list[Row]:
        """The tasks that show every one of these words; those in the trash are left out."""
        sought = words.casefold().split()
        found = board.rows(self._world)
        return [row for row in found if all(word in board.words_of(row) for word in sought)]

    def row(self, title: str) -> Row:
        """The task of that title. Raises `LookupError` unless it is exactly one."""
        found = [row for row in self.rows() if row.title == title]
        if len(found) != 1:
            raise LookupError(f"{len(found)} tasks are called {title!r}.")
        return found[0]

    def edit(self, page_id: str, **values: Unpack[Edits]) -> None:
        """Someone edits a task in Notion itself. People and projects are given by their names."""
        board.edit(self._world, page_id, values)

    def add_task(self, **values: Unpack[Edits]) -> str:
        """Someone makes a task in Notion itself; its id."""
        return board.add(self._world, values)

    def add_database(self, seed: DatabaseSeed) -> DatabaseIds:
        """Someone makes a whole database, rows and all. Raises `LookupError` for a name nothing has."""
        return planting.plant(self._world, seed)

    def add_page(self, title: str) -> str:
        """Someone makes a page that is in no database; its id."""
        return documents.add_document(self._world, title)

    def table(self, data_source_id: str) -> list[PlainRow]:
        """The rows of any data source: plain values by the names of the columns, as `RowSeed` takes them."""
        return tables.table(self._world, data_source_id)

    def edit_row(
        self, page_id: str, values: Mapping[str, Any] | None = None, *, in_trash: bool | None = None
    ) -> None:
        """Someone edits a row of any data source in Notion itself, by the names of its columns."""
        tables.edit_row(self._world, page_id, values or {}, in_trash=in_trash)

    def rename(self, name: str, new: str) -> None:
        """A person takes another name in Notion."""
        board.rename(self._world, name, new)

    def add_person(self, name: str, *, email: str | None = None, is_guest: bool = False) -> str:
        """Someone joins; their id. A guest is not listed among the users."""
        return users.add_person(self._world.store, name, email=email, is_guest=is_guest)

    def comment(self, page_id: str, text: str, *, by: str) -> str:
        """A person comments on a page; the comment's id. Raises `LookupError` for a name nobody has."""
        author = users.person_called(self._world.store, by)
        return comments.write_comment(self._world, page_id, text, author)

    def comments(self, page_id: str) -> list[Comment]:
        """What was said on a page and its blocks, as it was said."""
        return comments.comments_on(self._world, page_id)

    async def subscribe(self, url: str, *types: EventType) -> Subscription:
        """Someone asks for events at that address, of all types if none is named.

        The address is sent a token, and gets events once the subscription is verified with it. Raises
        `aiohttp.ClientError` if it does not take the token.
        """
        return await self._webhooks.subscribe(url, frozenset(types))

    def leave_out_of_search(self, page_id: str) -> None:
        """Search never comes to this page: it is not complete."""
        self._index.left_out.add(page_id)

    def fail_next(self, fault: Fault) -> None:
        """Make something go wrong with the next request that fits."""
        self._door.faults.add(fault)

    def mend(self) -> None:
        """Nothing goes wrong any more."""
        self._door.faults.clear()

    def catch_up(self) -> None:
        """What was `LATE` happens now."""
        self._door.catch_up()

    def forbid(self, *capabilities: Capability) -> None:
        """An admin takes these from the integration."""
        self._integration.capabilities -= set(capabilities)

    def allow(self, *capabilities: Capability) -> None:
        """An admin gives the integration these."""
        self._integration.capabilities |= set(capabilities)

    def unshare(self, object_id: str) -> None:
        """Someone no longer shares a page, or a database and all in it, with the integration."""
        self._integration.unshared.add(object_id)

    def share(self, object_id: str) -> None:
        """Someone shares it again."""
        self._integration.unshared.discard(object_id)

    def use_up_blocks(self) -> None:
        """The free workspace has had its thousand blocks and three days more: nothing new can be made."""
        self._integration.has_blocks_left = False

    def upgrade(self) -> None:
        """The workspace pays, and has no limit of blocks."""
        self._integration.has_blocks_left = True

    def snapshot(self) -> bytes:
        """What is kept in the workspace now, for `reset`."""
        return self._world.store.snapshot()

    def reset(self, snapshot: bytes | None = None) -> None:
        """Keep what was kept at the snapshot or, without one, what the workspace began with.

        What is switched on (faults, capabilities, what is shared) stays as it is.
        """
        self._world.store.restore(self._seed if snapshot is None else snapshot)
        self._index.forget_changes()
