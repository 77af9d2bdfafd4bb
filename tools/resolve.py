"""Words into one task, person or project, or into a question with the several they could be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from storage.records import DiscordId, Member, Project, QuestionOption, TaskId
from tools.errors import AnswerNeededError, Subject, ToolRefusedError, ToolRetryError
from tools.matching import Fit, fit, name_fit, stems

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from storage.ports import Directory, MemberStore, TaskReader
    from storage.records import Choice, Principal, Task
    from tools.open_tasks import OpenTasks
    from tools.references import References

MAX_OPTIONS = 24  # Discord's select takes 25, and one is "none of these"
_MENTION = re.compile(r"<@!?(\d{1,20})>")
_MYSELF = frozenset({"me", "myself", "i", "mine", "my"})

Named = TypeVar("Named", Member, Project)
_Found = TypeVar("_Found")
_NONE_OF_THESE = QuestionOption("", "None of these", "It is not on the board yet")


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

    async def task(self, words: str, *, within: Project | None = None) -> Task:
        """The open task meant. Prefers the asker's own. Raises `ToolRetryError` if there is none."""
        found = await self.find_task(words, within=within, prefer_own=True, or_none=False)
        if found is None:
            where = f" in {within.name}" if within else ""
            raise ToolRetryError(
                f"No open task{where} fits “{words}”. Ask for the list, or name it otherwise."
            )
        return found

    async def find_task(
        self, words: str, *, within: Project | None = None, prefer_own: bool = False, or_none: bool = True
    ) -> Task | None:
        """The open task meant, or None. Raises `AnswerNeededError` where several fit.

        With `or_none`, the person may also answer that it is none of them.
        """
        if self.references.is_reference(words):
            return await self._referenced(words)
        if (chosen := self._chosen("task", words)) is not None:
            return await self.reader.get_task(TaskId(chosen)) if chosen else None
        tasks = await self.open_tasks.with_words(stems(words), since=self.opened if or_none else None)
        fits = _best([(fit(words, task.title), task) for task in tasks if _is_in(task, within)])
        if prefer_own and len(fits) > 1:
            mine = [(how, task) for how, task in fits if self._is_mine(task)]
            fits = mine if len(mine) == 1 else fits
        if not fits:
            return None
        if len(fits) == 1 and fits[0][0] >= Fit.WHOLE_TITLE:
            return fits[0][1]
        raise AnswerNeededError(
            "task",
            words,
            f"Which task do you mean by “{words}”?",
            (
                *map(_task_option, [task for _, task in fits[:MAX_OPTIONS]]),
                *([_NONE_OF_THESE] if or_none else []),
            ),
        )

    async def _referenced(self, words: str) -> Task:
        task_id = self.references.find(words)
        if task_id is None:
            raise ToolRetryError(f"There is no {words.upper()} in this conversation. Use words of the title.")
        return await self.reader.get_task(task_id)

    def _is_mine(self, task: Task) -> bool:
        return any(who.id == self.principal.member.id for who in task.assignees)

    # --- people and projects --------------------------------------------------------------------------

    async def member(self, words: str) -> Member:
        """The person meant: a mention, "me", or a name."""
        if words.strip().casefold() in _MYSELF:
            return self.principal.member
        if match := _MENTION.fullmatch(words.strip()):
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
        return link.member

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
        fits = _best([(name_fit(words, known.name), known) for known in everyone])
        if not fits and not self._refreshed:  # someone may have joined since we looked
            self._refreshed = True
            await self.directory.refresh()
            return await self._named(subject, words, look_up)
        if not fits:
            names = ", ".join(known.name for known in everyone[:MAX_OPTIONS]) or "nobody and nothing yet"
            raise ToolRetryError(f"No {subject} is called “{words}”. The board knows: {names}.")
        if len(fits) == 1:
            return fits[0][1]
        chosen = self._chosen(subject, words)
        for _, known in fits:
            if known.id == chosen:
                return known
        options = tuple(QuestionOption(known.id, known.name) for _, known in fits[:MAX_OPTIONS])
        raise AnswerNeededError(subject, words, f"Which “{words}” do you mean?", options)

    def _chosen(self, subject: Subject, words: str) -> str | None:
        return next((c.id for c in self.choices if c.subject == subject and c.words == words), None)


def _best(fits: Iterable[tuple[int, _Found]]) -> list[tuple[int, _Found]]:
    """The things that fit best, all equally well; none if none fits at all."""
    found = [(how, thing) for how, thing in fits if how]
    best = max((how for how, _ in found), default=0)
    return [(how, thing) for how, thing in found if how == best]


def _is_in(task: Task, project: Project | None) -> bool:
    return project is None or (task.project is not None and task.project.id == project.id)


def _task_option(task: Task) -> QuestionOption:
    """What tells a task from others with such a title: its project, who has it, until when."""
    people = ", ".join(who.name for who in task.assignees) or "nobody"
    due = f"due {task.due_on:%a} {task.due_on.day} {task.due_on:%b}" if task.due_on else "no date"
    return QuestionOption(
        task.id, task.title, " · ".join([*([task.project.name] if task.project else []), people, due])
    )
