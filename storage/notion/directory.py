"""Who and what the board knows: people, projects, columns. Looked up now and then, and remembered between."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from storage.errors import RecordNotFoundError
from storage.notion.cached import Cached
from storage.notion.pages import UNTITLED, Names, page_from, project_ids_in
from storage.notion.projects import load_projects, title_of
from storage.notion.schema import data_source_from, schema_of
from storage.records import Member, MemberId, Project, ProjectId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from storage.notion.client import Notion
    from storage.notion.pages import Page
    from storage.notion.schema import Schema
    from storage.records import BoardOptions

PEOPLE_LIFETIME_S = 10 * 60.0
SCHEMA_LIFETIME_S = 30 * 60.0


class NotionDirectory:
    """Answers from memory, at most ten minutes old (columns: thirty)."""

    def __init__(
        self, notion: Notion, data_source: str, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._notion, self._source = notion, data_source
        self._schema = Cached(self._load_schema, SCHEMA_LIFETIME_S, clock)
        self._members = Cached(self._load_members, PEOPLE_LIFETIME_S, clock)
        self._projects = Cached(self._load_projects, PEOPLE_LIFETIME_S, clock)
        # Projects that a task names and the list does not have: made since, in the trash, or not shared.
        self._strays: Cached[dict[ProjectId, Project]] = Cached(_nothing, PEOPLE_LIFETIME_S, clock)

    async def members(self) -> Sequence[Member]:
        return await self._members.get()

    def known_members(self) -> Sequence[Member]:
        return self._members.known() or ()

    async def projects(self) -> Sequence[Project]:
        return await self._projects.get()

    async def options(self) -> BoardOptions:
        return (await self._schema.get()).options

    async def schema(self) -> Schema:
        """Which column is what. Raises `BoardChangedError` where that cannot be told."""
        return await self._schema.get()

    async def refresh(self) -> None:
        for kept in (self._schema, self._members, self._projects, self._strays):
            kept.forget()

    def forget_schema(self) -> None:
        """Look at the columns anew at the next question: they were not as remembered."""
        self._schema.forget()

    async def warm(self) -> None:
        """Look everything up now, so that nobody's request pays for it."""
        await self._schema.get()
        await self._members.get()
        await self._projects.get()

    async def names_on(self, pages: Iterable[Page], schema: Schema) -> Names:
        """Who and what the ids on some pages are, asking Notion for a project that is not known."""
        members = {member.id: member for member in await self.members()}
        projects = {project.id: project for project in await self.projects()}
        if (column := schema.columns.get("project")) is not None:
            shown = {found[0] for page in pages if (found := project_ids_in(page.value(column)))}
            projects |= {project: await self._stray(project) for project in shown - projects.keys()}
        return Names(members=members, projects=projects)

    async def _stray(self, project_id: ProjectId) -> Project:
        strays = await self._strays.get()
        if project_id not in strays:
            strays[project_id] = await self._load_stray(project_id)
        return strays[project_id]

    async def _load_stray(self, project_id: ProjectId) -> Project:
        try:
            page = page_from(await self._notion.read("GET", f"pages/{project_id}"))
        except RecordNotFoundError:
            return Project(project_id, UNTITLED, is_active=False)
        return Project(project_id, title_of(page), is_active=not page.in_trash)

    async def _load_schema(self) -> Schema:
        return schema_of(data_source_from(await self._notion.read("GET", f"data_sources/{self._source}")))

    async def _load_members(self) -> Sequence[Member]:
        """People only. Guests are not listed by Notion, so they are known by the tasks they have."""
        users = await self._notion.results("GET", "users")
        people = [
            Member(MemberId(user["id"]), user.get("name") or "Unnamed person")
            for user in users
            if user.get("type") == "person"
        ]
        return sorted(people, key=lambda member: member.name.casefold())

    async def _load_projects(self) -> Sequence[Project]:
        column = (await self._schema.get()).columns.get("project")
        return await load_projects(self._notion, column) if column else ()


async def _nothing() -> dict[ProjectId, Project]:
    return {}
