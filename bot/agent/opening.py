"""Opens the context of a run: looks up who asks, the team, the person's tasks, what was said before."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.agent.context import Context, ReferencedTask
from bot.agent.recalled import as_it_stands
from storage.errors import BoardChangedError
from storage.records import principal_of
from tools.references import References
from tools.resolve import Resolver
from tools.toolset import RunContext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from zoneinfo import ZoneInfo

    from storage.ports import Directory, ExchangeStore, MemberStore, ProposalStore, TaskReader
    from storage.records import DiscordId, GuildId, Principal, Project, Request, TaskId
    from storage.runs import Exchange, Run
    from tools.open_tasks import OpenTasks

EXCHANGES = 6


@dataclass(frozen=True, slots=True)
class Opened:
    """A run's context twice: as values for the model, and as what its tools are handed."""

    context: Context
    tools: RunContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Contexts:
    """Knows where everything a run needs is looked up; `zone_of` tells the zone a member lives in."""

    members: MemberStore
    directory: Directory
    reader: TaskReader
    open_tasks: OpenTasks
    exchanges: ExchangeStore
    proposals: ProposalStore
    zone_of: Callable[[GuildId, DiscordId], ZoneInfo]

    async def principal_of(self, request: Request) -> Principal | None:
        """Discord id → Notion person; None if nobody has linked them."""
        link = await self.members.find_link(request.guild, request.asked_by)
        return principal_of(link) if link else None

    async def is_on_board(self, principal: Principal) -> bool:
        """Whether the board knows the person whom who asks is linked to."""
        return not await self.directory.unknown_among([principal.member.id])

    async def open_context(self, principal: Principal, run: Run) -> Opened:
        """Look everything up side by side. A run that goes on keeps the references it had."""
        request = run.request
        opened = self.open_tasks.now()
        members, projects, options, tasks, said = await asyncio.gather(
            self.directory.members(),
            self._projects(),
            self.directory.options(),
            self.open_tasks.of(principal.member.id),
            self.exchanges.latest(request.conversation, EXCHANGES),
        )
        references = References(run.references or _latest_references(said))
        zone = self.zone_of(request.guild, request.asked_by)
        today = request.received_at.astimezone(zone).date()
        context = Context(
            principal=principal,
            request=request,
            zone=zone,
            today=today,
            members=tuple(members),
            projects=tuple(project for project in projects if project.is_active),
            options=options,
            tasks=tuple(ReferencedTask(references.of(task.id), task) for task in tasks),
            exchanges=await as_it_stands(said, self.proposals, request.received_at),
        )
        resolver = Resolver(
            principal=principal,
            directory=self.directory,
            reader=self.reader,
            members=self.members,
            open_tasks=self.open_tasks,
            references=references,
            opened=opened,
            choices=run.choices,
        )
        tools = RunContext(
            principal=principal,
            today=today,
            zone=zone,
            reader=self.reader,
            resolve=resolver,
            quoted=request.quoted,
        )
        return Opened(context, tools)

    async def _projects(self) -> Sequence[Project]:
        """None if they are not shared with Darcy: that is told to who names one, and keeps nobody else."""
        try:
            return await self.directory.projects()
        except BoardChangedError:
            return ()


def _latest_references(said: Sequence[Exchange]) -> dict[str, TaskId]:
    return said[-1].references if said else {}
