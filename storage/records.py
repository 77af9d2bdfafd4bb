"""The values that Darcy's parts hand each other and keep. All of them are frozen.

Ids have types, so that no part can mistake one for another. Moments end in `_at` and are aware UTC;
days end in `_on` and are days in the person's own time zone.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads these annotations when it loads a stored record
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NewType

GuildId = NewType("GuildId", int)
ChannelId = NewType("ChannelId", int)
DiscordId = NewType("DiscordId", int)

TaskId = NewType("TaskId", str)
MemberId = NewType("MemberId", str)
ProjectId = NewType("ProjectId", str)

RunId = NewType("RunId", str)
ProposalId = NewType("ProposalId", str)
QuestionId = NewType("QuestionId", str)
DeferredCallId = NewType("DeferredCallId", str)

Field = Literal["title", "status", "assignees", "due", "project", "priority", "notes"]


def new_id() -> str:
    """A fresh id that nobody can guess: 22 characters, safe in a URL and a Discord `custom_id`."""
    return secrets.token_urlsafe(16)


# --- the team and its board ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Member:
    """A person on the team, as the board knows them, the same person under whatever name.

    `id` is the board's id of the person.
    """

    id: MemberId
    name: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Project:
    """Something tasks belong to, known by its id. Only active ones are offered for new work."""

    id: ProjectId
    name: str = field(compare=False)
    is_active: bool = field(default=True, compare=False)


class StatusGroup(StrEnum):
    """What a status means, whatever the team calls it. Notion's own three groups of a status column."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class StatusOption:
    name: str
    group: StatusGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardOptions:
    """What the team's board has and accepts: its columns, and the options of the closed ones."""

    name: str
    url: str
    statuses: tuple[StatusOption, ...]
    priorities: tuple[str, ...] = ()
    fields: frozenset[Field]

    def status(self, group: StatusGroup) -> StatusOption | None:
        """The first status of a group; a board may have none."""
        return next((option for option in self.statuses if option.group is group), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A row of the board, as it was when it was read.

    `due_on` is the last day of a range. `edited_at` has minute precision (Notion rounds it down).
    """

    id: TaskId
    title: str
    url: str
    status: str | None = None
    is_done: bool = False
    assignees: tuple[Member, ...] = ()
    due_on: dt.date | None = None
    project: Project | None = None
    priority: str | None = None
    notes: str | None = None
    edited_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskQuery:
    """Which tasks to list; every condition given must hold. Days are inclusive.

    `words` are parts of words, of which a title holds at least one, in whatever case. `limit` is how many
    tasks are wanted; the board may hold more, and then the listing is not complete.
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
    words: tuple[str, ...] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Tasks, soonest due first, undated last. `is_complete` is false if the board holds more."""

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
class Principal:
    """The person on whose authority something is done."""

    guild: GuildId
    discord: DiscordId
    member: Member


def principal_of(link: Link) -> Principal:
    """Who acts where a linked member asks or decides."""
    return Principal(guild=link.guild, discord=link.discord, member=link.member)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a person asked, where and when. `received_at` is Discord's moment, not ours."""

    guild: GuildId
    channel: ChannelId
    asked_by: DiscordId
    words: str
    received_at: dt.datetime
    private: bool = False

    @property
    def conversation(self) -> str:
        """The key of the conversation it belongs to: one person's, in one channel."""
        return f"{self.guild}:{self.channel}:{self.asked_by}"
