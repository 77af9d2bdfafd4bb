"""The answer to what nobody knows: a button, a list, a form or a command of another version of Darcy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import discord

from bot.ui.cards import sentence
from bot.ui.discord.telling import tell
from bot.ui.layout import Card, Tone, said
from bot.ui.texts import door as texts

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNKNOWN = {
    discord.InteractionType.component: texts.BUTTON_UNKNOWN,
    discord.InteractionType.modal_submit: texts.FORM_UNKNOWN,
}
# Of a message's 4,000 characters; escaping may double what is shown.
_MOST_OF_A_TEXT = 1_800


async def answer_unclaimed(interaction: discord.Interaction[Any]) -> None:
    """Say so to the person alone, and give back whatever they wrote into a form."""
    await tell(interaction, sentence(Tone.WARNING, _UNKNOWN.get(interaction.type, texts.COMMAND_CHANGED)))
    if interaction.type is not discord.InteractionType.modal_submit:
        return
    for text in _written_in(cast("dict[str, Any]", interaction.data or {})):
        for start in range(0, len(text), _MOST_OF_A_TEXT):
            part = text[start : start + _MOST_OF_A_TEXT]
            block = tuple(said(line) for line in part.splitlines())
            await tell(interaction, Card(tone=Tone.NEUTRAL, blocks=(block,)))


def _written_in(part: dict[str, Any]) -> Iterator[str]:
    """The texts of a form, from top to bottom. A field lies in a row or under a label."""
    if isinstance(part.get("value"), str) and part["value"].strip():
        yield part["value"]
    below = part.get("components", [])
    for one in [*below, part["component"]] if "component" in part else below:
        yield from _written_in(one)
