"""Three workspaces that have nothing in common, and the grammar asked on them through the model's port."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from bot.agent.context import Context, ReferencedTask
from bot.agent.grammar_model import GrammarModel
from storage.records import (
    BoardOptions,
    ChannelId,
    DiscordId,
    GuildId,
    Member,
    MemberId,
    Principal,
    Project,
    ProjectId,
    Request,
    StatusGroup,
    StatusOption,
    Task,
    TaskId,
)
from tools.arguments import (
    ArchiveArguments,
    Arguments,
    BulkArguments,
    CommentArguments,
    CreateArguments,
    ListArguments,
    UpdateArguments,
)
from tools.toolset import ToolSpec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.runs import Exchange

TODAY = dt.date(2026, 6, 10)  # a Wednesday
FRIDAY = dt.date(2026, 6, 12)
TOMORROW = dt.date(2026, 6, 11)
ASKER = DiscordId(7)
MOMENT = dt.datetime(2026, 6, 10, 9, 30, tzinfo=dt.UTC)
ARGUMENTS: dict[str, type[Arguments]] = {
    "show_tasks": ListArguments,
    "create_task": CreateArguments,
    "update_task": UpdateArguments,
    "update_tasks": BulkArguments,
    "archive_task": ArchiveArguments,
    "comment_on_task": CommentArguments,
}
TOOLS = tuple(ToolSpec(name, "", {}) for name in (*ARGUMENTS, "ask_person"))
MODEL = GrammarModel()


@dataclass(frozen=True)
class Workspace:
    """A team as the tests speak of it. `one` and `two` are first names of people who do not ask."""

    people: tuple[str, ...]
    one: str
    two: str
    projects: tuple[str, ...]
    project: str
    statuses: dict[str, StatusGroup]
    priorities: tuple[str, ...]
    titles: tuple[str, ...]
    tags: tuple[str, ...] = ()

    @property
    def todo(self) -> str:
        return self._status(StatusGroup.TODO)

    @property
    def in_progress(self) -> str:
        return self._status(StatusGroup.IN_PROGRESS)

    def _status(self, group: StatusGroup) -> str:
        return next(name for name, of in self.statuses.items() if of is group)

    def context(self, words: str, *, today: dt.date = TODAY, exchanges: tuple[Exchange, ...] = ()) -> Context:
        members = tuple(Member(MemberId(f"m-{name}"), name) for name in self.people)
        options = BoardOptions(
            name="Work",
            url="https://notion.example/work",
            statuses=tuple(StatusOption(name, group) for name, group in self.statuses.items()),
            priorities=self.priorities,
            tags=self.tags,
            fields=frozenset({"title", "status", "assignees", "due"}),
        )
        return Context(
            principal=Principal(guild=GuildId(1), discord=ASKER, member=members[0]),
            request=Request(
                guild=GuildId(1), channel=ChannelId(2), asked_by=ASKER, words=words, received_at=MOMENT
            ),
            zone=ZoneInfo("Europe/London"),
            today=today,
            members=members,
            projects=tuple(Project(ProjectId(f"p-{name}"), name) for name in self.projects),
            options=options,
            tasks=tuple(
                ReferencedTask(f"T{i}", _task(title)) for i, title in enumerate(self.titles, start=1)
            ),
            exchanges=exchanges,
        )


def _task(title: str) -> Task:
    return Task(id=TaskId(f"t-{title}"), title=title, url="https://notion.example/t", edited_at=MOMENT)


# People whose names are words of the grammar: a month, an auxiliary and a verb.
THEATRE = Workspace(
    people=("Mara Quist", "Will Tran", "May Osei", "Mark Abara"),
    one="Will",
    two="May",
    projects=("Costumes", "Spring Play"),
    project="Spring Play",
    statuses={
        "Not started": StatusGroup.TODO,
        "In progress": StatusGroup.IN_PROGRESS,
        "Done": StatusGroup.DONE,
    },
    priorities=("High", "Low"),
    titles=("Paint the backdrop", 'Find a "real" sword'),
    tags=("Props", "First aid"),
)
# Nothing on the board is in English, and names have accents.
VEREIN = Workspace(
    people=("Jürgen Vogt", "Zoë Bauer", "Søren Holm"),
    one="Zoë",
    two="Søren",
    projects=("Mitglieder werben", "Sommerfest 2026"),
    project="Sommerfest",
    statuses={
        "Offen": StatusGroup.TODO,
        "In Arbeit": StatusGroup.IN_PROGRESS,
        "Erledigt": StatusGroup.DONE,
    },
    priorities=("Hoch", "Niedrig"),
    titles=("Plakate aufhängen",),
    tags=("Presse", "Küche"),
)
# As small as a board can be: no projects, no priorities, a checkbox for a status, nothing open.
PAIR = Workspace(
    people=("Ivo", "Pia", "Cleo"),
    one="Pia",
    two="<@4321>",
    projects=(),
    project="",
    statuses={"To do": StatusGroup.TODO, "Done": StatusGroup.DONE},
    priorities=(),
    titles=(),
)
EVERYWHERE = (THEATRE, VEREIN, PAIR)
WITH_PROJECTS = (THEATRE, VEREIN)

Case = tuple[str, dict[str, Any]]


def over(workspaces: Sequence[Workspace], cases: Sequence[Case]) -> pytest.MarkDecorator:
    """Each case on each workspace, in its own names."""
    return pytest.mark.parametrize(
        ("workspace", "said", "meant"),
        [(workspace, *case) for case in cases for workspace in workspaces],
        ids=[f"{said}-{i}" for said, _ in cases for i in range(len(workspaces))],
    )


def _named(value: Any, names: Workspace) -> Any:
    if isinstance(value, list):
        return [_named(one, names) for one in value]
    return value.format(w=names) if isinstance(value, str) else value


async def asked(workspace: Workspace, said: str, *, today: dt.date = TODAY) -> tuple[str, Arguments]:
    """The one call the model makes, its arguments parsed as the gate parses them."""
    reply = await MODEL.reply(workspace.context(said, today=today), [], TOOLS)
    assert len(reply.tool_calls) == 1, reply.text
    call = reply.tool_calls[0]
    return call.name, ARGUMENTS[call.name].model_validate_json(call.arguments)


async def told(workspace: Workspace, said: str) -> str:
    """The words the model answers with, calling nothing."""
    reply = await MODEL.reply(workspace.context(said), [], TOOLS)
    assert reply.tool_calls == ()
    return reply.text


async def expect(tool: str, workspace: Workspace, said: str, meant: dict[str, Any]) -> None:
    fields = {name: _named(value, workspace) for name, value in meant.items()}
    assert await asked(workspace, said.format(w=workspace)) == (tool, ARGUMENTS[tool](**fields))
