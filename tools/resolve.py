"""Words into one task, person, project or option, or into a question with the several they could be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from storage.errors import RecordNotFoundError
from storage.records import DiscordId, Member, Project, TaskId, TaskQuery
from tools.choosing import MAX_OPTIONS, best, one_named, one_task
from tools.errors import ToolRefusedError, ToolRetryError
from tools.matching import SURE, fit, name_fit, parts_of
from tools.namesakes import details_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from storage.ports import Directory, MemberStore, TaskReader
    from storage.records import BoardOptions, Principal, Task
    from storage.runs import Choice
    from tools.errors import Subject
    from tools.open_tasks import OpenTasks
    from tools.references import References

MENTION = re.compile(r"<@!?(\d{1,20})>")
MYSELF = frozenset({"me", "myself", "i", "mine", "my"})

DEEPEST = 20  # tasks within tasks, when looking whether one is a part of another

Named = TypeVar("Named", Member, Project)
Found = TypeVar("Found")


@dataclass(kw_only=True)
class Resolver:
    """Resolves for one run. `opened` is when the run began, on the clock of `open_tasks`.

    `choices` are what the person answered on the way, so a call that is planned again finds them.
    """

    principal: Principal
    directory: Directory
    reader: TaskReader
    members: MemberStore
    open_tasks: OpenTasks
    references: References
    opened: float
    choices: Sequence[Choice] = ()
    _refreshed: bool = field(default=False, init=False)

    # --- tasks ----------------------------------------------------------------------------------------

    async def task(self, words: str, *, within: Project | None = None, or_done: bool = False) -> Task:
        """The open task meant, the asker's own before others'. Raises `ToolRetryError` if there is none.

        With `or_done`, a task that is done is meant where no open one fits.
        """
        known = await self._known_task(words, or_none=False)
        if known is not None:
            return known
        mine = self.principal.member.id
        tasks: Sequence[Task] = await self.open_tasks.with_words(parts_of(words), since=self.opened)
        tasks = await self._within(within, words, tasks, is_done=False)
        found = one_task(words, tasks, whose=mine, or_none=False)
        if found is None and or_done:
            tasks = (await self.reader.find_tasks(TaskQuery(is_done=True, words=parts_of(words)))).tasks
            tasks = await self._within(within, words, tasks, is_done=True)
            found = one_task(words, tasks, whose=mine, or_none=False)
        if found is None:
            where = f" in {within.name}" if within else ""
            raise ToolRetryError(
                f"No open task{where} fits “{words}”. Ask for the list, or name it otherwise."
            )
        return found

    async def trashed_task(self, words: str) -> Task:
        """The task meant of those in the trash, or whatever a reference names. Else as `task`."""
        known = await self._known_task(words, or_none=False, trashed_too=True)
        if known is not None:
            return known
        query = TaskQuery(trashed=True, words=parts_of(words))
        listing = await self.reader.find_tasks(query)
        found = one_task(words, listing.tasks, whose=self.principal.member.id, or_none=False)
        if found is None and not listing.is_complete:
            raise ToolRefusedError(
                f"Notion did not tell all that is in the board's trash, and nothing of what it told fits "
                f"“{words}”. Someone who may edit the board can restore it from Trash in Notion's sidebar."
            )
        if found is None:
            raise ToolRetryError(f"No task in the trash fits “{words}”. Name it otherwise.")
        return found

    async def find_task(self, words: str, *, within: Project | None = None) -> Task | None:
        """The open task meant, or None if it must be made: absence is believed of a fresh look alone."""
        if self._chosen("task", words) == "":
            return None
        known = await self._known_task(words)
        if known is not None:
            return known
        tasks = await self.open_tasks.with_words(parts_of(words), since=self.opened)
        inside = await self._within(within, words, tasks, is_done=False)
        return one_task(words, inside, whose=None, or_none=True)

    async def _within(
        self, project: Project | None, words: str, tasks: Sequence[Task], *, is_done: bool
    ) -> Sequence[Task]:
        """Those of the tasks that are in a project.

        A task may be in several and names only the first: where those that fit the words all seem to be in
        others, the board is asked.
        """
        if project is None:
            return tasks
        fitting = {task.project for task in tasks if fit(words, task.title)} - {None}
        if project in fitting or not fitting:
            return [task for task in tasks if task.project == project]
        query = TaskQuery(is_done=is_done, project=project.id, words=parts_of(words))
        return (await self.reader.find_tasks(query)).tasks

    async def _known_task(
        self, words: str, *, or_none: bool = True, trashed_too: bool = False
    ) -> Task | None:
        """The task that the words are a short name of, or that the person picked for them.

        Unless `or_none`, it is a refusal that the person picked none.
        """
        task_id: TaskId | None = None
        if self.references.is_reference(words):
            task_id = self.references.find(words)
            if task_id is None:
                raise ToolRetryError(
                    f"There is no {words.upper()} in this conversation. Use words of the title."
                )
        elif (chosen := self._chosen("task", words)) is not None:
            if not chosen and not or_none:
                raise ToolRefusedError("Then I changed nothing. Ask again with more words of the title.")
            task_id = TaskId(chosen) if chosen else None
        return await self.reader.get_task(task_id, trashed_too=trashed_too) if task_id else None

    async def is_within(self, task: Task, whole: TaskId) -> bool:
        """Whether a task is that one, or a part of it, or a part of a part."""
        for _ in range(DEEPEST):
            if task.id == whole:
                return True
            if task.parent is None:
                return False
            try:
                task = await self.reader.get_task(task.parent.id, trashed_too=True)
            except RecordNotFoundError:
                return False
        return False

    # --- columns and options --------------------------------------------------------------------------

    async def on_board(self, read: Callable[[BoardOptions], Found]) -> Found:
        """What is read off the board's columns. What seems not to be there may only be new to us."""
        options = await self.directory.options()
        try:
            return read(options)
        except (ToolRetryError, ToolRefusedError):
            if not self._refreshed:
                await self._refresh()
            now = await self.directory.options()
            if now == options:
                raise
        return read(now)

    async def _refresh(self) -> None:
        """Look people, projects and columns up anew, once a run."""
        self._refreshed = True
        await self.directory.refresh()

    # --- people and projects --------------------------------------------------------------------------

    async def asker(self) -> Member:
        """Who asks, by the name they have in Notion now."""
        return await self._current(self.principal.member)

    async def member(self, words: str) -> Member:
        """The person meant: a mention, "me", or a name."""
        if words.strip().casefold() in MYSELF:
            return await self.asker()
        if match := MENTION.fullmatch(words.strip()):
            return await self._mentioned(DiscordId(int(match[1])))
        return await self._named("member", words, self.directory.members)

    async def people(self, words: Iterable[str]) -> tuple[Member, ...]:
        """Several people, each once, in the order they were named."""
        found = [await self.member(name) for name in words]
        return tuple(dict.fromkeys(found))

    async def _mentioned(self, discord: DiscordId) -> Member:
        link = await self.members.find_link(self.principal.guild, discord)
        if link is None:
            raise ToolRefusedError(
                f"<@{discord}> is not linked to anyone in Notion yet. "
                "A server admin can do that with /darcy-admin link."
            )
        if await self.directory.unknown_among([link.member.id]):
            raise ToolRefusedError(
                f"<@{discord}> is linked to someone whom the task board does not know any more. "
                "A server admin can link them again with /darcy-admin link."
            )
        return await self._current(link.member)

    async def _current(self, member: Member) -> Member:
        """The person as Notion names them now: a link keeps the name of the day it was made."""
        return next((known for known in await self.directory.members() if known == member), member)

    async def project(self, words: str, *, for_new_work: bool = True) -> Project:
        """The project meant. Raises `ToolRefusedError` if it is finished and new work is meant for it."""
        found = await self._named("project", words, self.directory.projects)
        if for_new_work and not found.is_active:
            raise ToolRefusedError(
                f"{found.name} is finished. Name an active project, or reopen it in Notion."
            )
        return found

    async def _named(
        self, subject: Subject, words: str, look_up: Callable[[], Awaitable[Sequence[Named]]]
    ) -> Named:
        everyone = await look_up()
        fits = best((name_fit(words, known.name), known) for known in everyone)
        if (not fits or fits[0][0] < SURE) and not self._refreshed:  # someone may have joined since
            await self._refresh()
            return await self._named(subject, words, look_up)
        if not fits:
            names = ", ".join(known.name for known in everyone[:MAX_OPTIONS]) or "nobody and nothing yet"
            raise ToolRetryError(f"No {subject} is called “{words}”. The board knows: {names}.")
        found = [known for _, known in fits]
        found = [known for known in found if _is_live(known)] or found
        chosen = self._chosen(subject, words)
        for known in found:
            if len(found) == 1 or known.id == chosen:
                return known
        details = await details_of(found, self.reader, await self.directory.options())
        raise one_named(subject, words, found, details)

    def _chosen(self, subject: Subject, words: str) -> str | None:
        """What the person last picked for these words; an empty id is "none of these"."""
        same = (c.id for c in reversed(self.choices) if c.subject == subject and c.words == words)
        return next(same, None)


def _is_live(known: Member | Project) -> bool:
    """Whether new work may go there: a finished project gives way to an active one of such a name."""
    return known.is_active if isinstance(known, Project) else True
