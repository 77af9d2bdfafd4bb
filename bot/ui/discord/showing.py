"""An outcome in the answer's place, with what was asked for beside it below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.ui.cards import beside, card_of
from bot.ui.discord.drawing import drawn, mentions_of
from bot.ui.discord.places import note, place_of_answer
from bot.ui.discord.telling import redraw

if TYPE_CHECKING:
    import discord

    from bot.agent.outcomes import Outcome
    from bot.ui.discord.boundary import Door


async def show(door: Door, interaction: discord.Interaction[Any], outcome: Outcome, *, private: bool) -> None:
    """Draw it, and remember where what waits for a decision stands.

    `private` says whether only the person sees what is below.
    """
    today = door.today(interaction)
    answer = await redraw(interaction, card_of(outcome, today=today))
    if answer is not None:
        await note(door, outcome, place_of_answer(interaction, answer))
    for one in beside(outcome):
        card = card_of(one, today=today)
        below = await interaction.followup.send(
            view=drawn(card), ephemeral=private, allowed_mentions=mentions_of(card), wait=True
        )
        await note(door, one, place_of_answer(interaction, below, is_original=False))
