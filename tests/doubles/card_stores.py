"""Where cards stand, and guilds' settings, in memory."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from storage.errors import RecordNotFoundError
from storage.guilds import GuildSettings
from storage.proposals import ProposalState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.ports import ProposalStore
    from storage.records import GuildId, ProposalId
    from storage.shown import ShownCard


class MemoryCards:
    """Without `proposals`, none is known, so no card is ever outdated."""

    def __init__(self, proposals: ProposalStore | None = None) -> None:
        self._proposals = proposals
        self._cards: dict[int, ShownCard] = {}

    async def show(self, card: ShownCard) -> None:
        await asyncio.sleep(0)
        self._cards[card.message] = card

    async def forget(self, message: int) -> None:
        await asyncio.sleep(0)
        self._cards.pop(message, None)

    async def of(self, proposal: ProposalId) -> Sequence[ShownCard]:
        await asyncio.sleep(0)
        return [card for _, card in sorted(self._cards.items()) if card.waiting == proposal]

    async def outdated(self) -> Sequence[ShownCard]:
        return await self._waiting_for(ProposalState.EXPIRED, ProposalState.REPLACED)

    async def tidy(self, now: dt.datetime) -> None:
        for card in await self._waiting_for(ProposalState.CONFIRMED, ProposalState.DECLINED):
            del self._cards[card.message]
        month_ago = now - dt.timedelta(days=30)
        self._cards = {one: card for one, card in self._cards.items() if card.token_until > month_ago}
        for message, card in self._cards.items():
            self._cards[message] = replace(card, token=None) if card.token_until <= now else card

    async def _waiting_for(self, *states: ProposalState) -> Sequence[ShownCard]:
        cards = [card for _, card in sorted(self._cards.items())]
        return [card for card in cards if await self._state_of(card.waiting) in states]

    async def _state_of(self, proposal: ProposalId) -> ProposalState | None:
        if self._proposals is None:
            return None
        try:
            return (await self._proposals.get_proposal(proposal)).state
        except RecordNotFoundError:
            return None


class MemoryGuildSettings:
    def __init__(self) -> None:
        self._settings: dict[GuildId, GuildSettings] = {}

    async def of(self, guild: GuildId) -> GuildSettings:
        await asyncio.sleep(0)
        return self._settings.get(guild) or GuildSettings(guild=guild)

    async def save(self, settings: GuildSettings) -> None:
        await asyncio.sleep(0)
        self._settings[settings.guild] = settings
