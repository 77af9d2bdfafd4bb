from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import pytest

from bot.ui.discord.buttons import CardButton, action_from, custom_id_of
from bot.ui.discord.selects import CardSelect, PickSelect, take
from bot.ui.layout import (
    Action,
    Choice,
    Confirm,
    Decline,
    Keep,
    LinksPage,
    ListPage,
    Pick,
    PickOption,
    ProposalPage,
    SetupPage,
)
from storage.records import ProposalId, QuestionId, RunId, new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        SetupPage("assignees", 2, "Page"),
        SetupPage(None, 0, "Page"),
        Keep(),
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
        "darcy:pick:Due:1",
        "other",
        "",
    ],
)
def test_what_is_not_ours_is_not_known(custom_id: str) -> None:
    items = [CardButton(Confirm(P)), CardSelect(Choice(QuestionId("q"), ())), PickSelect(Pick(None))]
    templates = [item.template for item in items]
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

    async def picked(self, _: object, pick: Pick, values: Sequence[str]) -> None:
        self.did.append((pick.role, pick.page, *values))

    async def chose(self, _: object, question: QuestionId, choice: str) -> None:
        self.did.append((question, choice))


@pytest.mark.parametrize(
    ("data", "does"),
    [
        ({"custom_id": custom_id_of(Confirm(P))}, [Confirm(P)]),
        ({"custom_id": "darcy:choose:q", "values": ["t-1"]}, [("q", "t-1")]),
        ({"custom_id": "darcy:choose:q", "values": ["-none-"]}, [("q", "")]),
        ({"custom_id": "darcy:choose:q"}, []),
        ({"custom_id": "darcy:pick:all:0", "values": ["due"]}, [(None, 0, "due")]),
        ({"custom_id": "darcy:pick:due:2", "values": ["-none-"]}, [("due", 2, "")]),
        ({"custom_id": "darcy:pick:done:0", "values": []}, [("done", 0)]),
        ({"custom_id": "darcy:pick:due:0"}, []),
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


def test_a_list_to_set_up_by_takes_as_many_as_are_meant() -> None:
    options = (PickOption("o1", "Open"), PickOption("o2", "Done", is_picked=True), PickOption("", "None"))
    drawn = PickSelect(Pick("done", 1, options, "Which?", 1, 3)).item.to_component_dict()
    assert drawn["custom_id"] == "darcy:pick:done:1"
    assert (drawn["min_values"], drawn["max_values"], drawn["placeholder"]) == (1, 3, "Which?")
    assert [(one["value"], one["default"]) for one in drawn["options"]] == [
        ("o1", False),
        ("o2", True),
        ("-none-", False),
    ]
