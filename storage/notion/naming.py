"""What the ids on a row mean, where neither the row nor the directory tells.

People who are not on the team's list, and the tasks that others are a part of, are asked for once and then
remembered for a while. Notion names no more than one of them for each request.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from storage.errors import DarcyError, RecordNotFoundError
from storage.notion.cached import Cached
from storage.notion.links import is_id
from storage.notion.pages import UNNAMED, page_from, things_in
from storage.notion.projects import title_of
from storage.records import Member, MemberId, TaskId

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from storage.notion.client import Notion
    from storage.notion.columns import Column
    from storage.notion.directory import NotionDirectory
    from storage.notion.pages import Names, Page
    from storage.notion.schema import Schema

Id = TypeVar("Id", bound=str)

LIFETIME_S = 10 * 60.0
MOST_ASKED_FOR = 25
"""At one time: more would hold up everybody, for a name that says little."""
ANOTHER = "another task"
"""What a task that others are part of is called while its title is not known."""


class Naming:
    """Names people and tasks. What cannot be looked up now has no name now; reading goes on without it."""

    def __init__(
        self, notion: Notion, directory: NotionDirectory, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._notion, self._directory = notion, directory
        self._people: Cached[dict[MemberId, str | None]] = Cached(_nothing, LIFETIME_S, clock)
        self._titles: Cached[dict[TaskId, str | None]] = Cached(_nothing, LIFETIME_S, clock)

    async def names_on(self, pages: Sequence[Page], schema: Schema) -> Names:
        """Who and what the ids on some rows are."""
        names = await self._directory.names_on(pages, schema)
        strangers = await self._strangers_on(pages, schema, names)
        titles = await self._titles_on(pages, schema)
        return replace(names, members={**names.members, **strangers}, titles=titles)

    async def is_member(self, member: MemberId, column: Column) -> bool:
        """Whether a task can be given to someone: they are on the team's list, or Notion knows them.

        Raises `StoreUnavailableError` if Notion, which has to be asked, cannot be reached.
        """
        if any(member == known.id for known in await self._directory.members()):
            return True
        if column.kind in {"select", "multi_select"} or not is_id(member):
            return any(member == option.id for option in column.options)
        people = await self._people.get()
        if member not in people:
            people[member] = await self._name_of(member, column)
        return people[member] is not None

    async def _strangers_on(
        self, pages: Sequence[Page], schema: Schema, names: Names
    ) -> dict[MemberId, Member]:
        column = schema.columns.get("assignees")
        if column is None:
            return {}
        there = (thing for page in pages for thing in things_in(page.value(column)))
        unnamed = dict.fromkeys(MemberId(thing["id"]) for thing in there if not thing.get("name"))
        people = await self._people.get()
        await _look_up(
            people,
            [person for person in unnamed if person not in names.members],
            lambda person: self._name_of(person, column),
        )
        return {
            person: Member(person, people.get(person) or UNNAMED) for person in unnamed if person in people
        }

    async def _titles_on(self, pages: Sequence[Page], schema: Schema) -> dict[TaskId, str]:
        column = schema.columns.get("parent")
        if column is None:
            return {}
        shown = dict.fromkeys(
            TaskId(found[0]["id"]) for page in pages if (found := things_in(page.value(column)))
        )
        titles = await self._titles.get()
        titles.update((TaskId(page.id), title_of(page)) for page in pages if page.id in shown)
        await _look_up(titles, shown, self._title_of)
        return {task: titles.get(task) or ANOTHER for task in shown}

    async def _name_of(self, member: MemberId, column: Column) -> str | None:
        """None if there is nobody of that id, or nobody that Darcy's connection may see."""
        if column.kind == "relation":
            return await self._title_of(member)
        try:
            user = await self._notion.read("GET", f"users/{member}")
        except RecordNotFoundError:
            return None
        return user.get("name") or UNNAMED

    async def _title_of(self, page_id: str) -> str | None:
        try:
            return title_of(page_from(await self._notion.read("GET", f"pages/{page_id}")))
        except RecordNotFoundError:
            return None


async def _look_up(
    known: dict[Id, str | None], wanted: Iterable[Id], ask: Callable[[Id], Awaitable[str | None]]
) -> None:
    """Ask for what is not known yet, and keep the answers; some may be missing afterwards."""

    async def look(one: Id) -> None:
        try:
            known[one] = await ask(one)
        except DarcyError:
            return  # not now: whoever reads next asks again

    missing = [one for one in wanted if one not in known and is_id(one)]
    await asyncio.gather(*map(look, missing[:MOST_ASKED_FOR]))


async def _nothing() -> dict[Id, str | None]:
    return {}
