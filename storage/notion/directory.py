"""Who and what the board knows: people, projects, columns. Looked up now and then, and remembered between."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from storage.errors import BoardChangedError, RecordNotFoundError
from storage.notion.cached import Cached
from storage.notion.guests import Guests
from storage.notion.pages import UNTITLED, Names, page_from, project_ids_in
from storage.notion.projects import load_projects, title_of
from storage.notion.schema import UnsettledError, columns_of, data_source_from, layout_of
from storage.notion.team import databases_of_people, load_members
from storage.records import Project, ProjectId

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from storage.notion.client import Notion
    from storage.notion.pages import Page
    from storage.notion.schema import Layout, Schema
    from storage.ports import LayoutStore
    from storage.records import BoardOptions, Member, MemberId

PEOPLE_LIFETIME_S = 10 * 60.0
SCHEMA_LIFETIME_S = 30 * 60.0

log = logging.getLogger(__name__)


class NotionDirectory:
    """Answers from memory, at most ten minutes old (columns: thirty).

    `layouts` keeps what admins chose; without it nothing was chosen.
    """

    def __init__(
        self,
        notion: Notion,
        data_source: str,
        *,
        layouts: LayoutStore | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._notion, self._layouts = notion, layouts
        self.source = data_source
        self._layout = Cached(self._load_layout, SCHEMA_LIFETIME_S, clock)
        self._members = Cached(self._load_members, PEOPLE_LIFETIME_S, clock)
        self._projects = Cached(self._load_projects, PEOPLE_LIFETIME_S, clock)
        # Projects that a task names and the list does not have: made since, in the trash, or not shared.
        self._strays: Cached[dict[ProjectId, Project]] = Cached(_nothing, PEOPLE_LIFETIME_S, clock)
        self._guests = Guests(notion, PEOPLE_LIFETIME_S, clock)

    async def members(self) -> Sequence[Member]:
        return self._guests.beside(await self._members.get())

    def known_members(self) -> Sequence[Member]:
        return self._guests.beside(self._members.known() or ())

    async def unknown_among(self, members: Collection[MemberId]) -> frozenset[MemberId]:
        """Whoever is not listed is asked for: a user by id, who may be a guest, all others by a new list."""
        missing = await self._not_listed(members)
        column = (await self.schema()).columns.get("assignees")
        if column is None or column.kind == "people":
            return await self._guests.strangers_among(missing)
        if missing:
            self.forget_schema()
            self._members.forget()
            return await self._not_listed(members)
        return missing

    async def projects(self) -> Sequence[Project]:
        return await self._projects.get()

    async def options(self) -> BoardOptions:
        return (await self.schema()).options

    async def schema(self) -> Schema:
        """Which column is what. Raises `UnsettledError` where that cannot be told and must be."""
        return (await self.layout()).settled()

    async def layout(self) -> Layout:
        """What was found of every role, told apart or not."""
        return await self._layout.get()

    async def refresh(self) -> None:
        self.forget_schema()
        for kept in (self._members, self._projects, self._strays, self._guests):
            kept.forget()

    def forget_schema(self) -> None:
        """Look at the columns anew at the next question: they were not as remembered."""
        self._layout.forget()

    async def warm(self) -> None:
        """Look everything up now, so that nobody's request pays for it.

        What an admin has to settle first is told to whoever asks; it does not keep Darcy from starting.
        """
        layout = await self.layout()
        if layout.unsettled:
            log.warning("board unsettled", extra={"fields": [one.role.field for one in layout.unsettled]})
            return
        for name, look_up in (("people", self.members), ("projects", self.projects)):
            try:
                await look_up()
            except BoardChangedError:
                log.warning("board incomplete", extra={"missing": name})

    async def names_on(self, pages: Iterable[Page], schema: Schema) -> Names:
        """Who and what the ids on some pages are, asking Notion for a project that is not known."""
        pages = list(pages)
        assignees = schema.columns.get("assignees")
        if assignees is not None and assignees.kind == "people":
            self._guests.meet(pages, assignees, self._members.known() or ())
        members = {member.id: member for member in await self.members()}
        column = schema.columns.get("project")
        if column is None:
            return Names(members=members, projects={})
        projects = {project.id: project for project in await self._known_projects()}
        shown = {project for page in pages for project in project_ids_in(page.value(column))}
        for project in shown - projects.keys():
            is_page = column.kind == "relation"
            projects[project] = await self._stray(project) if is_page else _unknown(project)
        return Names(members=members, projects=projects)

    async def _known_projects(self) -> Sequence[Project]:
        """None if their database is not shared: tasks are read all the same."""
        try:
            return await self.projects()
        except UnsettledError:
            raise
        except BoardChangedError:
            return ()

    async def _not_listed(self, members: Collection[MemberId]) -> frozenset[MemberId]:
        return frozenset(members) - {member.id for member in await self._members.get()}

    async def _stray(self, project_id: ProjectId) -> Project:
        strays = await self._strays.get()
        if project_id not in strays:
            strays[project_id] = await self._load_stray(project_id)
        return strays[project_id]

    async def _load_stray(self, project_id: ProjectId) -> Project:
        try:
            page = page_from(await self._notion.read("GET", f"pages/{project_id}"))
        except RecordNotFoundError:
            return _unknown(project_id)
        return Project(project_id, title_of(page), is_active=not page.in_trash)

    async def _load_layout(self) -> Layout:
        source = data_source_from(await self._notion.read("GET", f"data_sources/{self.source}"))
        choices = await self._layouts.choices(self.source) if self._layouts else ()
        return layout_of(source, choices, await databases_of_people(self._notion, columns_of(source)))

    async def _load_members(self) -> Sequence[Member]:
        column = (await self.schema()).columns.get("assignees")
        if column is None or column.kind != "people":
            self._guests.clear()
        return await load_members(self._notion, column)

    async def _load_projects(self) -> Sequence[Project]:
        column = (await self.schema()).columns.get("project")
        return await load_projects(self._notion, column) if column else ()


def _unknown(project_id: ProjectId) -> Project:
    return Project(project_id, UNTITLED, is_active=False)


async def _nothing() -> dict[ProjectId, Project]:
    return {}
