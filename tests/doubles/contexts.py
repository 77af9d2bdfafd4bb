"""Made-up people, projects and tasks, and the context of a run among them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from bot.agent.context import Context, ReferencedTask
from storage.records import (
    BoardOptions,
    ChannelId,
    DiscordId,
    Due,
    GuildId,
    Member,
    MemberId,
    Principal,
    Project,
    ProjectId,
    Request,
    RunId,
    StatusGroup,
    StatusOption,
    Task,
    TaskId,
)
from storage.runs import Exchange

NOON = dt.datetime(2026, 6, 12, 12, tzinfo=dt.UTC)
ANA, BOB = Member(MemberId("a"), "Ana Silva"), Member(MemberId("b"), "Bob Berg")
RECRUITMENT = Project(ProjectId("p"), "Recruitment")
OPTIONS = BoardOptions(
    name="Tasks",
    url="https://example.org/board",
    statuses=(
        StatusOption("Not started", StatusGroup.TODO),
        StatusOption("In progress", StatusGroup.IN_PROGRESS),
        StatusOption("Finished", StatusGroup.DONE),
    ),
    priorities=("High", "Low"),
    fields=frozenset({"title", "status", "assignees", "due", "project", "priority"}),
)


def task(
    title: str = "Poster", *, assignees: tuple[Member, ...] = (ANA,), project: Project | None = RECRUITMENT
) -> Task:
    return Task(
        id=TaskId("t"),
        title=title,
        url="",
        status="Not started",
        assignees=assignees,
        due=Due(dt.date(2026, 6, 14)),
        project=project,
        edited_at=NOON,
    )


def context(
    words: str = "show me my tasks",
    *,
    tasks: tuple[Task, ...] = (),
    members: tuple[Member, ...] = (ANA, BOB),
    projects: tuple[Project, ...] = (RECRUITMENT,),
    exchanges: tuple[Exchange, ...] = (),
) -> Context:
    return Context(
        principal=Principal(guild=GuildId(1), discord=DiscordId(2), member=ANA),
        request=Request(
            guild=GuildId(1), channel=ChannelId(3), asked_by=DiscordId(2), words=words, received_at=NOON
        ),
        zone=ZoneInfo("Europe/London"),
        today=dt.date(2026, 6, 12),
        members=members,
        projects=projects,
        options=OPTIONS,
        tasks=tuple(ReferencedTask(f"T{number}", each) for number, each in enumerate(tasks, 1)),
        exchanges=exchanges,
    )


def exchange(asked: str, answered: str) -> Exchange:
    return Exchange(conversation="c", run=RunId("r"), asked=asked, answered=answered, references={}, at=NOON)
