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


# --- what a run is made of ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call as the model wrote it, not yet trusted. `arguments` is its JSON text."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What the model is told about a call. `ok` is false for a mistake it can mend."""

    call_id: str
    text: str
    ok: bool = True
    kind: Literal["result"] = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the model says in one turn: text, or tool calls. Tokens are as the provider counted them."""

    text: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    input_tokens: int = 0
    output_tokens: int = 0
    kind: Literal["reply"] = "reply"


Message = Reply | ToolResult


class RunState(StrEnum):
    RUNNING = "running"
    WAITING = "waiting"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a person chose for words that fitted several things. An empty id means none of them."""

    subject: Literal["task", "member", "project"]
    words: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The agent's work on one request, from its first turn to its outcome.

    `history` only grows. `choices` are the answers people gave on the way, by which a waiting turn is
    planned again. `references` are the short names (`T1`) the model knows tasks by. `shown` is the list
    that was drawn straight to the person, kept so that its pages can be turned after a restart.
    """

    id: RunId
    request: Request
    state: RunState = RunState.RUNNING
    history: tuple[Message, ...] = ()
    choices: tuple[Choice, ...] = ()
    references: dict[str, TaskId]
    shown: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A list as it was shown to the person. `title` says in words what was looked for.

    `whose` is the person whose tasks were asked for, if one was.
    """

    title: str
    listing: Listing
    whose: MemberId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer, as the model is reminded of them later in the same conversation.

    `references` are all the short names the conversation has; `subjects` are the tasks this exchange was
    about, in the order they were told.
    """

    conversation: str
    run: RunId
    asked: str
    answered: str
    references: dict[str, TaskId]
    subjects: tuple[TaskId, ...] = ()
    at: dt.datetime


# --- questions ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuestionOption:
    """One answer a person can pick. `id` is what the code goes on with; `detail` tells it from others."""

    id: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something only the person can settle. The run waits for the answer.

    With `subject` and `words` it asks what those words of a call mean; with `call_id` the answer is the
    result of that call of the model.
    """

    id: QuestionId
    run: RunId
    asked_of: DiscordId
    text: str
    options: tuple[QuestionOption, ...]
    subject: Literal["task", "member", "project"] | None = None
    words: str = ""
    call_id: str | None = None
    expires_at: dt.datetime
    answer: str | None = None
