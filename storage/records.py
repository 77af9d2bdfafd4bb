"""The values that Darcy's parts hand each other and keep. All of them are frozen.

Ids have types, so that no part can mistake one for another. Moments end in `_at` and are aware UTC;
days end in `_on` and are days in the person's own time zone.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads these annotations when it loads a stored record
import secrets
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, NewType

GuildId = NewType("GuildId", int)
ChannelId = NewType("ChannelId", int)
DiscordId = NewType("DiscordId", int)

TaskId = NewType("TaskId", str)
MemberId = NewType("MemberId", str)
CommentId = NewType("CommentId", str)
ProjectId = NewType("ProjectId", str)

RunId = NewType("RunId", str)
ProposalId = NewType("ProposalId", str)
QuestionId = NewType("QuestionId", str)
DeferredCallId = NewType("DeferredCallId", str)

Field = Literal["title", "status", "assignees", "due", "project", "priority", "tags", "parent", "notes"]


def new_id() -> str:
    """A fresh id that nobody can guess: 22 characters, safe in a URL and a Discord `custom_id`."""
    return secrets.token_urlsafe(16)


# --- the team and its board ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Member:
    """A person on the team, as the board knows them, the same person under whatever name.

    `id` is the board's id of the person: a Notion user's, or, where the board names people otherwise, that of
    their row in the team's database or of their option in a select.
    """

    id: MemberId
    name: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Project:
    """Something tasks belong to, known by its id. Only active ones are offered for new work."""

    id: ProjectId
    name: str = field(compare=False)
    is_active: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class ParentTask:
    """The task that another is a part of, known by its id."""

    id: TaskId
    title: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Due:
    """When a task is due: by the end of a day, or by a time of that day; and, of a range, when it begins.

    Days and times are of the board's zone. `starts_at` is given only where `at` and `starts_on` are.
    """

    on: dt.date
    at: dt.time | None = None
    starts_on: dt.date | None = None
    starts_at: dt.time | None = None

    def moved_to(self, on: dt.date) -> Due:
        """Due on another day, at the same time. A range of days keeps its start while that is not later.

        Else it keeps its length, as hours of one day always do. Raises `OverflowError` like `moved_by`.
        """
        if self.starts_on != self.on and (self.starts_on is None or self.starts_on <= on):
            return replace(self, on=on)
        return self.moved_by(on - self.on)

    def moved_by(self, by: dt.timedelta) -> Due:
        """Later by so much, or earlier, a range as a whole. Raises `OverflowError` for no such day."""
        return replace(self, on=self.on + by, starts_on=self.starts_on and self.starts_on + by)


class StatusGroup(StrEnum):
    """What a status means, whatever the team calls it. Notion's own three groups of a status column."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class StatusOption:
    """`id` is the board's id of the option; a checkbox that stands for a status has none."""

    name: str
    group: StatusGroup
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardOptions:
    """What the team's board has and accepts: its columns, and the options of the closed ones."""

    name: str
    url: str
    statuses: tuple[StatusOption, ...]
    priorities: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    fields: frozenset[Field]

    def status(self, group: StatusGroup) -> StatusOption | None:
        """The first status of a group; a board may have none."""
        return next((option for option in self.statuses if option.group is group), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A row of the board, as it was when it was read.

    `other_projects` are those it is in besides `project`, which stay when that is replaced. `edited_at` has
    minute precision (Notion rounds it down).
    """

    id: TaskId
    title: str
    url: str
    status: str | None = None
    is_done: bool = False
    assignees: tuple[Member, ...] = ()
    due: Due | None = None
    project: Project | None = None
    other_projects: tuple[Project, ...] = ()
    priority: str | None = None
    tags: tuple[str, ...] = ()
    parent: ParentTask | None = None
    notes: str | None = None
    is_trashed: bool = False
    edited_at: dt.datetime

    @property
    def due_on(self) -> dt.date | None:
        """The day by whose end it is due: the last of a range."""
        return self.due.on if self.due else None


class Order(StrEnum):
    """How a list is sorted: soonest due first with undated last, most urgent first, or latest first."""

    DUE = "due"
    PRIORITY = "priority"
    TITLE = "title"
    CREATED = "created"
    EDITED = "edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskQuery:
    """Which tasks to list; every condition given must hold. Days are inclusive.

    `words` are parts of words, of which a title holds at least one, in whatever case. `parent` asks for the
    parts of a task, `trashed` for what is in the trash instead of what is not. `limit` is how many tasks are
    wanted; the board may hold more, and then the listing is not complete.
    """

    assignee: MemberId | None = None
    without_assignee: bool = False
    project: ProjectId | None = None
    is_done: bool | None = None
    due_from: dt.date | None = None
    due_until: dt.date | None = None
    without_due: bool = False
    status: str | None = None
    priority: str | None = None
    tag: str | None = None
    parent: TaskId | None = None
    edited_since: dt.datetime | None = None
    trashed: bool = False
    words: tuple[str, ...] = ()
    order: Order = Order.DUE
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Tasks in the order asked for. `is_complete` is false if the board holds more."""

    tasks: tuple[Task, ...]
    is_complete: bool = True


# --- who asks -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """That a Discord member is a Notion person, and who says so."""

    guild: GuildId
    discord: DiscordId
    member: Member
    linked_by: DiscordId
    linked_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a member has said of how Darcy is to answer them in a guild.

    `zone` is the name of a time zone, as in `Europe/Berlin`; None for the team's. `private` says that only
    they see the answer unless they say otherwise.
    """

    guild: GuildId
    discord: DiscordId
    zone: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """The person on whose authority something is done."""

    guild: GuildId
    discord: DiscordId
    member: Member


def principal_of(link: Link) -> Principal:
    """Who acts where a linked member asks or decides."""
    return Principal(guild=link.guild, discord=link.discord, member=link.member)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedMessage:
    """A message of a chat that a request is about: data, whoever wrote it."""

    text: str
    author: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a person asked, where and when. `received_at` is Discord's moment, not ours.

    `quoted` is a message that a task is to be made of.
    """

    guild: GuildId
    channel: ChannelId
    asked_by: DiscordId
    words: str
    received_at: dt.datetime
    private: bool = False
    quoted: QuotedMessage | None = None

    @property
    def conversation(self) -> str:
        """The key of the conversation it belongs to: one person's, in one channel."""
        return f"{self.guild}:{self.channel}:{self.asked_by}"
