"""Cards on which nobody can decide any more, drawn again as what became of what they asked.

A card that all may see is edited as any message of ours, one that only one person sees by the token it was
shown with, for the quarter of an hour that this lives. What cannot be edited stays, and whoever presses it is
told how it is, and has it drawn again then.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.desk.commands import ShowOutdated
from bot.desk.events import ProposalExpired, ProposalReplaced
from bot.ui.cards import card_of
from bot.ui.discord.reaching import draw_over
from bot.ui.discord.telling import described

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable

    from bot.desk.events import Event
    from bot.ui.discord.boundary import Door
    from bot.ui.discord.time import DiscordTime
    from storage.records import ProposalId
    from storage.shown import ShownCard

log = logging.getLogger(__name__)

LOOK_EVERY_S = 60.0
_AT_ONCE = 4


class OutdatedCards:
    """Draws them in the background. One that fails is taken up again by the next process and not before."""

    def __init__(self, client: discord.Client, door: Door, time: DiscordTime) -> None:
        self._client = client
        self._door = door
        self._time = time
        self._tasks: set[asyncio.Task[None]] = set()
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._taken_up: set[int] = set()
        self._over: set[ProposalId] = set()
        door.noted.append(self._was_shown)

    def begin(self) -> None:
        """Draw what an earlier process left, and look now and then. Needs to be logged in."""
        self._do(self._keep_looking())

    def end(self) -> None:
        for task in self._tasks:
            task.cancel()

    def hear(self, event: Event) -> None:
        """Subscribe this, so that a card is drawn again at once."""
        if isinstance(event, ProposalExpired | ProposalReplaced) and not self._door.closing.is_set():
            self._over.add(event.proposal)
            self._do(self._look(event.proposal))

    def _was_shown(self, card: ShownCard) -> None:
        """A newer request may overtake the card of an older one, which is outdated when it appears."""
        if card.waiting in self._over:
            self._do(self._draw_all([card]))

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _keep_looking(self) -> None:
        while True:
            await self._look()
            await asyncio.sleep(LOOK_EVERY_S)

    async def _look(self, proposal: ProposalId | None = None) -> None:
        """Draw the cards of the proposal again; without one, whatever is outdated."""
        cards = self._door.cards
        try:
            if proposal is None:
                self._over.clear()  # what is shown after this, the next look finds
                await cards.tidy(discord.utils.utcnow())
            found = await (cards.outdated() if proposal is None else cards.of(proposal))
        except Exception as error:  # noqa: BLE001 - the next look will do
            log.warning("outdated cards not found", extra={"error": described(error)})
        else:
            await self._draw_all(found)

    async def _draw_all(self, cards: Iterable[ShownCard]) -> None:
        new = [card for card in cards if card.message not in self._taken_up]
        self._taken_up.update(card.message for card in new)
        await asyncio.gather(*(self._draw(card) for card in new))

    async def _draw(self, card: ShownCard) -> None:
        about: dict[str, object] = {"message_id": card.message, "proposal": card.waiting}
        async with self._turns:
            try:
                if is_drawn := await self._is_drawn(card):
                    await self._door.cards.forget(card.message)
                    self._taken_up.discard(card.message)
            except Exception as error:  # noqa: BLE001 - one must not keep the others from theirs
                log.warning("outdated card not drawn", extra={**about, "error": described(error)})
            else:
                log.info("outdated card drawn" if is_drawn else "outdated card out of reach", extra=about)

    async def _is_drawn(self, card: ShownCard) -> bool:
        """False where there is no way to."""
        outcome = await self._door.desk.handle(ShowOutdated(card.proposal, card.waiting))
        if outcome is None:  # a newer card stands there meanwhile, or nobody knows it any more
            return False
        today = self._door.day_of(card.guild, card.asked_by, self._time.now())
        return await draw_over(self._client, card, card_of(outcome, today=today))
