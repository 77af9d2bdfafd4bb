"""What a run is made of, what it asks the person, and what a conversation remembers of it."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads these annotations when it loads a stored record
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Literal

from storage.records import (  # noqa: TC001 - likewise
    DiscordId,
    Listing,
    MemberId,
    QuestionId,
    Request,
    RunId,
    TaskId,
)


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
    that was drawn straight to the person, kept so that its pages can be turned after a restart. One that
    `resumes` goes on once what it proposed is decided: it looked something up beside that.
    """

    id: RunId
    request: Request
    state: RunState = RunState.RUNNING
    history: tuple[Message, ...] = ()
    choices: tuple[Choice, ...] = ()
    references: dict[str, TaskId]
    shown: Shown | None = None
    resumes: bool = False


class Wider(IntEnum):
    """A condition to leave out, where a list came back empty. Buttons carry the number."""

    OPEN = 0
    STATUS = 1
    WHOSE = 2
    DAYS = 3
    PROJECT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A list as it was shown to the person. `title` says in words what was looked for.

    `whose` is the person whose tasks were asked for, if one was. `wider` are the conditions of an empty list
    that could be left out.
    """

    title: str
    listing: Listing
    whose: MemberId | None = None
    wider: tuple[Wider, ...] = ()


PROPOSED = "Proposed, not yet decided: "
"""How an exchange's answer begins where a card was left waiting."""
PRESSED = "(pressed "
"""How what was asked begins where it was a press on a card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer, as the model is reminded of them later in the same conversation.

    `references` are all the short names the conversation has; `subjects` are the tasks this exchange was
    about, in the order they were told. `choices` are what the person answered on the way.
    """

    conversation: str
    run: RunId
    asked: str
    answered: str
    references: dict[str, TaskId]
    subjects: tuple[TaskId, ...] = ()
    choices: tuple[Choice, ...] = ()
    at: dt.datetime


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
