"""What a request costs in calls to Notion, on a board whose people, projects and columns are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doubles.darcy import FRIDAY

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy

VIEW: tuple[str, dict[str, object]] = ("show_tasks", {"whose": "me"})
CREATE: tuple[str, dict[str, object]] = (
    "update_task",
    {"task": "banner", "create_if_missing": True, "assignees": ["Priya"], "clear": []},
)
UPDATE: tuple[str, dict[str, object]] = (
    "update_task",
    {
        "task": "poster",
        "in_project": "Recruitment",
        "create_if_missing": True,
        "assignees": ["Priya"],
        "due_on": FRIDAY.isoformat(),
        "clear": [],
    },
)


@pytest.mark.parametrize("warm", [False, True], ids=["first", "within a minute"])
@pytest.mark.parametrize(
    ("name", "call", "most"), [("view", VIEW, 2), ("create", CREATE, 2), ("update", UPDATE, 4)]
)
async def test_a_request_costs_few_calls(
    darcy: Darcy,
    capsys: pytest.CaptureFixture[str],
    name: str,
    call: tuple[str, dict[str, object]],
    most: int,
    *,
    warm: bool,
) -> None:
    if warm:
        darcy.model.calls(VIEW)
        await darcy.ask("show me my tasks")
    notion, model = len(darcy.notion.exchanges), len(darcy.model.requests)

    darcy.model.calls(call)
    card = await darcy.ask("whatever is asked, the model says the same")
    if any(button.label == "Confirm" for button in card.buttons):
        await darcy.press(card, "Confirm")

    made = [f"{one.method} {one.path}" for one in darcy.notion.exchanges[notion:]]
    with capsys.disabled():
        print(f"\n{name}{' (warm)' if warm else ''}: {len(made)} calls to Notion: {', '.join(made)}")  # noqa: T201
    assert 1 <= len(made) <= most
    assert len(darcy.model.requests) - model == 1
