import re

import pytest

from bot.ui.discord.buttons import CardButton, CardSelect, action_from, custom_id_of
from bot.ui.layout import Action, Choice, Confirm, Decline, LinksPage, ListPage, ProposalPage
from storage.records import ProposalId, QuestionId, RunId, new_id

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
