"""What a run knows when it opens: who asks, what day it is, the team, and the person's open tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from zoneinfo import ZoneInfo

    from storage.records import BoardOptions, Member, Principal, Project, Request, Task
    from storage.runs import Exchange


@dataclass(frozen=True, slots=True)
class ReferencedTask:
    """A task and the short name (`T1`) by which the model and the person's next request can mean it."""

    reference: str
    task: Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Values, not text: each model renders or reads them as it needs.

    `tasks` are the person's open tasks and those the conversation has spoken of, soonest due first.
    `projects` are the active ones. `exchanges` is what was said before in this conversation.
    `today` is the day in the person's zone at the moment they asked.
    """

    principal: Principal
    request: Request
    zone: ZoneInfo
    today: dt.date
    members: tuple[Member, ...]
    projects: tuple[Project, ...]
    options: BoardOptions
    tasks: tuple[ReferencedTask, ...]
    exchanges: tuple[Exchange, ...] = ()
