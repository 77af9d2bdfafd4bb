from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import pytest

from bot.ui.discord.buttons import CardButton, CardSelect, action_from, custom_id_of, take
from bot.ui.layout import Action, Choice, Confirm, Decline, LinksPage, ListPage, ProposalPage
from storage.records import ProposalId, QuestionId, RunId, new_id

if TYPE_CHECKING:
    import discord

P, R = ProposalId(new_id()), RunId(new_id())


@pytest.mark.parametrize(
    "action",
    [
        Confirm(P),
        Decline(P),
        ProposalPage(P, 3, "Page"),
        ListPage(R, 12, "Page"),
        LinksPage(1, "Page"),
    ],
)
def test_a_button_is_known_again_by_its_custom_id_alone(action: Action) -> None:
    custom_id = custom_id_of(action)
    assert len(custom_id) <= 100
    found = CardButton(action).template.fullmatch(custom_id)
    assert found is not None
    assert action_from(found) == action


@pytest.mark.parametrize(
    "custom_id",
    [
        "darcy:confirm",
        "darcy:confirm:",
        "darcy:apply:x",
        "darcy:tasks:x:-1",
        "darcy:confirm:a b",
        "other",
        "",
    ],
)
def test_what_is_not_ours_is_not_known(custom_id: str) -> None:
    templates = [CardButton(Confirm(P)).template, CardSelect(Choice(QuestionId("q"), ())).template]
    assert not any(re.fullmatch(template, custom_id) for template in templates)


@dataclass
class Press:
    """A press whose message came without its components, and the client that it reaches."""

    data: dict[str, Any]
    did: list[object] = field(default_factory=list)

    @property
    def client(self) -> Press:
        return self

    async def pressed(self, _: object, action: Action) -> None:
        self.did.append(action)

    async def chose(self, _: object, question: QuestionId, choice: str) -> None:
        self.did.append((question, choice))


@pytest.mark.parametrize(
    ("data", "does"),
    [
        ({"custom_id": custom_id_of(Confirm(P))}, [Confirm(P)]),
        ({"custom_id": "darcy:choose:q", "values": ["t-1"]}, [("q", "t-1")]),
        ({"custom_id": "darcy:choose:q", "values": ["-none-"]}, [("q", "")]),
        ({"custom_id": "darcy:choose:q"}, []),
        ({"custom_id": "darcy:apply:x"}, []),
        ({}, []),
    ],
)
async def test_a_press_is_known_where_the_components_of_its_message_are_not(
    data: dict[str, Any], does: list[object]
) -> None:
    press = Press(data)
    assert await take(cast("discord.Interaction[Any]", press)) is bool(does)
    assert press.did == does
