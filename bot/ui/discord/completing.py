"""Answers that an earlier process owed: given once, or kept until the person speaks to Darcy again."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.desk.events import ProposalSettled
from bot.ui.discord.drawing import drawn
from bot.ui.discord.places import note, place_of_owed
from bot.ui.discord.reaching import reach
from bot.ui.discord.standing import proposal_pressed, standing_of
from bot.ui.discord.telling import described

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable

    from bot.desk.events import Event
    from bot.ui.discord.boundary import Door
    from storage.answers import OwedAnswer

log = logging.getLogger(__name__)

FORGET_EVERY_S = 60.0
_AT_ONCE = 4


class Completing:
    """Gives what is owed, in the background."""

    def __init__(self, client: discord.Client, door: Door) -> None:
        self._client = client
        self._door = door
        self._late: dict[int, dict[int, OwedAnswer]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def begin(self) -> None:
        """Take up what was owed before this process took in anything. Needs to be logged in."""
        await self._door.interactions.forget_tokens(discord.utils.utcnow())
        self._do(self._complete(await self._door.interactions.owed()))
        self._do(self._keep_forgetting())

    def end(self) -> None:
        for task in self._tasks:
            task.cancel()

    def hear(self, event: Event) -> None:
        """Subscribe this, so that a card that was drawn in doubt is drawn again once that is settled."""
        if isinstance(event, ProposalSettled) and not self._door.closing.is_set():
            self._do(self._draw_again(event))

    async def tell_late(self, interaction: discord.Interaction[Any]) -> None:
        """Tell the person, alone, what could not reach them before."""
        for owed in self._late.pop(interaction.user.id, {}).values():
            standing = await standing_of(self._door, owed, go_on=False)
            for card in (standing.card, standing.aside):
                if card is not None:
                    await interaction.followup.send(view=drawn(card), ephemeral=True)
            await self._door.interactions.answered(owed.interaction)

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _keep_forgetting(self) -> None:
        while True:
            await asyncio.sleep(FORGET_EVERY_S)
            try:
                await self._door.interactions.forget_tokens(discord.utils.utcnow())
            except Exception as error:  # noqa: BLE001 - the next time will do
                log.warning("tokens not deleted", extra={"error": described(error)})

    async def _draw_again(self, event: ProposalSettled) -> None:
        try:
            owed = await self._door.interactions.owed()
        except Exception as error:  # noqa: BLE001 - the next start will do
            log.warning("not drawn again", extra={"error": described(error)})
        else:
            await self._complete(one for one in owed if proposal_pressed(one) == event.proposal)

    async def _complete(self, owed: Iterable[OwedAnswer]) -> None:
        await asyncio.gather(*(self._complete_one(one) for one in owed))

    async def _complete_one(self, owed: OwedAnswer) -> None:
        about: dict[str, object] = {"interaction": owed.interaction}
        async with self._turns:
            try:
                about["told"] = await self._give(owed)
            except Exception as error:  # noqa: BLE001 - one must not keep the others from theirs
                log.error("not completed", extra={**about, "error": described(error)})  # noqa: TRY400 - likewise
            else:
                log.info("completed", extra=about)

    async def _give(self, owed: OwedAnswer) -> bool:
        await self._door.interactions.take_up(owed.interaction)
        # A run is gone on with once: what ended the process may be of its own making.
        may_go_on = owed.tries == 0 and discord.utils.utcnow() < owed.token_until
        standing = await standing_of(self._door, owed, go_on=may_go_on)
        told = await reach(self._client, owed, standing.card, standing.aside)
        if told.is_in_place and standing.outcome is not None and (place := place_of_owed(owed)):
            await note(self._door, standing.outcome, place)
        if not told.is_told:
            self._late.setdefault(owed.asked_by, {})[owed.interaction] = owed
        elif standing.is_final:
            await self._door.interactions.answered(owed.interaction)
        return told.is_told
