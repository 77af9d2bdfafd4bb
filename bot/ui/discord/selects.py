"""The lists of a card, and presses that come without their message.

A `custom_id` says what is picked for, as a button's does: `darcy:choose:<question>`,
`darcy:pick:<role>:<page>`. The value of an option is an id.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.desk.setup import role_named
from bot.ui.discord.buttons import BUTTON, action_from
from bot.ui.layout import Choice, Pick, PickOption
from bot.ui.texts.controls import CHOOSE_ONE
from bot.ui.visible import visible
from bot.ui.words import shortened
from storage.records import QuestionId

if TYPE_CHECKING:
    from collections.abc import Sequence

# Discord refuses an option without a value; this one stands for "none of them", whose id is empty.
_NONE_OF_THEM = "-none-"
_MOST_OF_AN_OPTION = 100
_MOST_OF_A_PROMPT = 150
CHOICE = r"darcy:choose:(?P<id>[\w-]{1,64})"
_PICK = r"darcy:pick:(?P<role>[a-z]{1,20}):(?P<page>\d{1,4})"


class CardSelect(discord.ui.DynamicItem[discord.ui.Select[Any]], template=CHOICE):
    def __init__(self, choice: Choice) -> None:
        custom_id = f"darcy:choose:{choice.question}"
        unique = {option.id: option for option in choice.options}.values()
        options = [_option(PickOption(option.id, option.label, option.detail)) for option in unique]
        super().__init__(discord.ui.Select(custom_id=custom_id, placeholder=CHOOSE_ONE, options=options))
        self.question = choice.question

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(Choice(QuestionId(match["id"]), ()))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.client.chose(interaction, self.question, _picked(self.item.values)[0])


class PickSelect(discord.ui.DynamicItem[discord.ui.Select[Any]], template=_PICK):
    """A list that an admin sets the board up by."""

    def __init__(self, pick: Pick) -> None:
        select: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=f"darcy:pick:{pick.role or 'all'}:{pick.page}",
            placeholder=shortened(visible(pick.prompt), _MOST_OF_A_PROMPT),
            options=[_option(option) for option in pick.options],
            min_values=pick.least,
            max_values=pick.most,
        )
        super().__init__(select)
        self.pick = pick

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(_pick_from(match))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.client.picked(interaction, self.pick, _picked(self.item.values))


async def take(interaction: discord.Interaction[Any]) -> bool:
    """Take a press whose message came without its components; whether it is one of ours.

    discord.py finds no item then, but a `custom_id` says all there is to know.
    """
    data: dict[str, Any] = {**(interaction.data or {})}
    custom_id, client = data.get("custom_id", ""), interaction.client
    if found := re.fullmatch(BUTTON, custom_id):
        await client.pressed(interaction, action_from(found))
    elif (found := re.fullmatch(CHOICE, custom_id)) and data.get("values"):
        await client.chose(interaction, QuestionId(found["id"]), _picked(data["values"])[0])
    elif (found := re.fullmatch(_PICK, custom_id)) and "values" in data:
        await client.picked(interaction, _pick_from(found), _picked(data["values"]))
    else:
        return False
    return True


def _pick_from(match: re.Match[str]) -> Pick:
    return Pick(role_named(match["role"]), int(match["page"]))


def _picked(values: Sequence[str]) -> list[str]:
    return ["" if value == _NONE_OF_THEM else value for value in values]


def _option(option: PickOption) -> discord.SelectOption:
    return discord.SelectOption(
        label=shortened(visible(option.label).strip() or "untitled", _MOST_OF_AN_OPTION),
        value=option.value or _NONE_OF_THEM,
        description=shortened(visible(option.detail), _MOST_OF_AN_OPTION) or None,
        default=option.is_picked,
    )
