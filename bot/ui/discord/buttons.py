"""What can be pressed on a card. A `custom_id` says what for and of what, by id, and holds nothing else.

So a card works after a restart, and does only what it showed:
`darcy:confirm:<proposal>`, `darcy:cancel:<proposal>`, `darcy:changes:<proposal>:<page>`,
`darcy:tasks:<run>:<page>`, `darcy:links:all:<page>`, `darcy:choose:<question>`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.ui.discord.escaping import visible
from bot.ui.layout import Action, Choice, Confirm, Decline, LinksPage, ListPage, ProposalPage
from bot.ui.words import shortened
from storage.records import ProposalId, QuestionId, RunId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.runs import QuestionOption

# Discord refuses an option without a value; this one stands for "none of them", whose id is empty.
_NONE_OF_THEM = "-none-"
_MOST_OF_AN_OPTION = 100
TAKEN = "taken"
"""Set in an interaction's `extras` by whoever takes care of it. Nobody has: the button is unknown."""

_SELECT = r"darcy:choose:(?P<id>[\w-]{1,64})"
_TEMPLATE = r"darcy:(?P<verb>confirm|cancel|changes|tasks|links):(?P<id>[\w-]{1,64})(?::(?P<page>\d{1,4}))?"


def custom_id_of(action: Action) -> str:
    match action:
        case Confirm(proposal):
            return f"darcy:confirm:{proposal}"
        case Decline(proposal):
            return f"darcy:cancel:{proposal}"
        case ProposalPage(proposal, page):
            return f"darcy:changes:{proposal}:{page}"
        case ListPage(run, page):
            return f"darcy:tasks:{run}:{page}"
        case LinksPage(page):
            return f"darcy:links:all:{page}"


def action_from(match: re.Match[str]) -> Action:
    """What a `custom_id` of ours means."""
    verb, page = match["verb"], int(match["page"] or 0)
    if verb == "confirm":
        return Confirm(ProposalId(match["id"]))
    if verb == "cancel":
        return Decline(ProposalId(match["id"]))
    if verb == "changes":
        return ProposalPage(ProposalId(match["id"]), page, "Page")
    return ListPage(RunId(match["id"]), page, "Page") if verb == "tasks" else LinksPage(page, "Page")


class CardButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_TEMPLATE):
    def __init__(self, action: Action) -> None:
        is_yes = isinstance(action, Confirm)
        style = discord.ButtonStyle.success if is_yes else discord.ButtonStyle.secondary
        super().__init__(discord.ui.Button(label=action.label, style=style, custom_id=custom_id_of(action)))
        self.action = action

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        interaction.extras[TAKEN] = True
        return cls(action_from(match))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.client.pressed(interaction, self.action)


class CardSelect(discord.ui.DynamicItem[discord.ui.Select[Any]], template=_SELECT):
    def __init__(self, choice: Choice) -> None:
        custom_id = f"darcy:choose:{choice.question}"
        options = [_option(option) for option in {option.id: option for option in choice.options}.values()]
        super().__init__(discord.ui.Select(custom_id=custom_id, placeholder="Choose one", options=options))
        self.question = choice.question

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        interaction.extras[TAKEN] = True
        return cls(Choice(QuestionId(match["id"]), ()))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.client.chose(interaction, self.question, _chosen(self.item.values))


async def take(interaction: discord.Interaction[Any]) -> bool:
    """Take a press whose message came without its components; whether it is one of ours.

    discord.py finds no item then, but a `custom_id` says all there is to know.
    """
    data: dict[str, Any] = {**(interaction.data or {})}
    if found := re.fullmatch(_TEMPLATE, data.get("custom_id", "")):
        await interaction.client.pressed(interaction, action_from(found))
    elif (found := re.fullmatch(_SELECT, data.get("custom_id", ""))) and data.get("values"):
        await interaction.client.chose(interaction, QuestionId(found["id"]), _chosen(data["values"]))
    else:
        return False
    return True


def _chosen(values: Sequence[str]) -> str:
    return "" if values[0] == _NONE_OF_THEM else values[0]


def _option(option: QuestionOption) -> discord.SelectOption:
    return discord.SelectOption(
        label=shortened(visible(option.label).strip() or "untitled", _MOST_OF_AN_OPTION),
        value=option.id or _NONE_OF_THEM,
        description=shortened(visible(option.detail), _MOST_OF_AN_OPTION) or None,
    )
