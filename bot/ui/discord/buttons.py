"""The buttons of a card. A `custom_id` says what for and of what, by id, and holds nothing else.

So a card works after a restart, and does only what it showed:
`darcy:confirm:<proposal>`, `darcy:cancel:<proposal>`, `darcy:changes:<proposal>:<page>`,
`darcy:tasks:<run>:<page>`, `darcy:wider:<run>:<condition>`, `darcy:links:all:<page>`,
`darcy:columns:<role>:<page>`, `darcy:keep:all`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import discord

from bot.desk.setup import role_named
from bot.ui.layout import (
    Action,
    Confirm,
    Decline,
    Keep,
    LinksPage,
    ListPage,
    ProposalPage,
    SetupPage,
    WiderList,
)
from storage.records import ProposalId, RunId
from storage.runs import Wider

if TYPE_CHECKING:
    import re

TAKEN = "taken"
"""Set in an interaction's `extras` by whoever takes care of it. Nobody has: the button is unknown."""

BUTTON = (
    r"darcy:(?P<verb>confirm|cancel|changes|tasks|wider|links|columns|keep)"
    r":(?P<id>[\w-]{1,64})(?::(?P<page>\d{1,4}))?"
)


def custom_id_of(action: Action) -> str:  # noqa: PLR0911 - one case for each kind
    match action:
        case Confirm(proposal):
            return f"darcy:confirm:{proposal}"
        case Decline(proposal):
            return f"darcy:cancel:{proposal}"
        case ProposalPage(proposal, page):
            return f"darcy:changes:{proposal}:{page}"
        case ListPage(run, page):
            return f"darcy:tasks:{run}:{page}"
        case WiderList(run, wider):
            return f"darcy:wider:{run}:{wider.value}"
        case LinksPage(page):
            return f"darcy:links:all:{page}"
        case SetupPage(role, page):
            return f"darcy:columns:{role or 'all'}:{page}"
        case Keep():
            return "darcy:keep:all"


def action_from(match: re.Match[str]) -> Action:
    """What a `custom_id` of ours means."""
    page = int(match["page"] or 0)
    actions: dict[str, Action] = {
        "confirm": Confirm(ProposalId(match["id"])),
        "cancel": Decline(ProposalId(match["id"])),
        "changes": ProposalPage(ProposalId(match["id"]), page, "Page"),
        "tasks": ListPage(RunId(match["id"]), page, "Page"),
        "wider": WiderList(RunId(match["id"]), Wider(min(page, max(Wider))), "Wider"),
        "links": LinksPage(page, "Page"),
        "columns": SetupPage(role_named(match["id"]), page, "Page"),
        "keep": Keep(),
    }
    return actions[match["verb"]]


class CardButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=BUTTON):
    def __init__(self, action: Action) -> None:
        is_yes = isinstance(action, Confirm)
        style = discord.ButtonStyle.success if is_yes else discord.ButtonStyle.secondary
        super().__init__(discord.ui.Button(label=action.label, style=style, custom_id=custom_id_of(action)))
        self.action = action

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(action_from(match))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.client.pressed(interaction, self.action)
