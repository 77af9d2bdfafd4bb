"""How Darcy is, for an admin: what it can reach, what it answers by, what waits. No secret is in it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING

from bot.agent.outcomes import StatusShown
from storage.errors import DarcyError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.desk.commands import ShowStatus
    from storage.layouts import Survey
    from storage.ports import BoardSetup, GuildSettingStore, MemberStore, ProposalStore

LOOK_WITHIN_S = 20.0
"""Notion is not waited for as long as a person's request would be: who asks for this suspects it is slow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """`model` is what answers, by name. `notion_silent_s` tells for how long Notion has answered nothing."""

    model: str
    board: BoardSetup
    members: MemberStore
    proposals: ProposalStore
    guild_settings: GuildSettingStore
    notion_silent_s: Callable[[], float | None]
    look_within_s: float = LOOK_WITHIN_S
    started: float = field(default_factory=time.monotonic)

    async def show(self, command: ShowStatus) -> StatusShown:
        survey, trouble = await self._looked()
        return StatusShown(
            version=version("darcy"),
            model=self.model,
            survey=survey,
            trouble=trouble,
            notion_silent_s=self.notion_silent_s(),
            links=len(await self.members.links(command.guild)),
            open_proposals=await self.proposals.count_open(command.guild, command.at),
            expiry_hours=(await self.guild_settings.of(command.guild)).expiry_hours,
            up_s=time.monotonic() - self.started,
        )

    async def _looked(self) -> tuple[Survey | None, str]:
        try:
            async with asyncio.timeout(self.look_within_s):
                return await self.board.survey(), ""
        except TimeoutError:
            return None, f"Notion has not answered within {self.look_within_s:g} seconds."
        except DarcyError as error:
            return None, str(error)
