"""Mistakes of the model go back to it, at most twice; what it cannot mend ends in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doubles.darcy import POSTER, words_of

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy

WRONG: tuple[str, dict[str, object]] = (
    "update_task",
    {"task": "no such thing", "status": "Done", "clear": []},
)
RIGHT: tuple[str, dict[str, object]] = (
    "update_task",
    {"task": POSTER, "add_assignees": ["Priya"], "create_if_missing": False, "clear": []},
)


async def test_a_mended_call_goes_through(darcy: Darcy) -> None:
    darcy.model.calls(WRONG)
    darcy.model.calls(RIGHT)
    assert "nobody → Priya Raman" in words_of(await darcy.ask("give the poster to Priya"))
    told = darcy.model.requests[-1]["messages"][-1]
    assert told["role"] == "tool"
    assert "No open task fits" in told["content"]


async def test_a_third_mistake_ends_the_run_in_words(darcy: Darcy) -> None:
    for _ in range(3):
        darcy.model.calls(WRONG)
    assert "No open task fits" in words_of(await darcy.ask("finish it"))
    assert len(darcy.model.requests) == 3


async def test_a_right_call_beside_a_wrong_one_is_not_held_twice(darcy: Darcy) -> None:
    darcy.model.calls(RIGHT, WRONG)
    darcy.model.calls(RIGHT)
    card = await darcy.ask("give the poster to Priya and finish the other thing")
    assert words_of(card).count("nobody → Priya Raman") == 1


async def test_an_unknown_tool_and_broken_arguments_are_mended(darcy: Darcy) -> None:
    darcy.model.answers_message(
        {
            "content": None,
            "tool_calls": [
                {"id": "a", "type": "function", "function": {"name": "drop_board", "arguments": "{}"}},
                {
                    "id": "b",
                    "type": "function",
                    "function": {"name": "update_task", "arguments": "{not json"},
                },
            ],
        },
        finish_reason="tool_calls",
    )
    darcy.model.says("Sorry, I cannot do that.")
    assert "cannot do that" in words_of(await darcy.ask("drop the board"))
    told = [m["content"] for m in darcy.model.requests[-1]["messages"] if m["role"] == "tool"]
    assert len(told) == 2
    assert "drop_board" in told[0]


async def test_a_model_that_never_ends_is_stopped(darcy: Darcy) -> None:
    for _ in range(6):
        darcy.model.calls(("find_tasks", {"whose": "me"}))
    assert "6 steps" in words_of(await darcy.ask("look again and again"))
    assert darcy.model.left == 0


async def test_reads_of_a_turn_run_at_once_and_go_back_to_the_model(darcy: Darcy) -> None:
    darcy.model.calls(("find_tasks", {"whose": "me"}), ("find_tasks", {"project": "Sponsorship"}))
    darcy.model.says("You have enough to do.")
    assert "enough to do" in words_of(await darcy.ask("do I have more than Sponsorship has?"))
    results = [m["content"] for m in darcy.model.requests[-1]["messages"] if m["role"] == "tool"]
    assert len(results) == 2


async def test_a_model_that_is_down_is_owned_up_to(darcy: Darcy) -> None:
    darcy.model.fails(401, {"error": {"message": "bad key", "type": "invalid_request_error", "code": "x"}})
    assert "OPENAI_API_KEY" in words_of(await darcy.ask("anything"))


async def test_two_changes_of_one_turn_are_one_card(darcy: Darcy) -> None:
    forms: dict[str, object] = {"task": "recruitment forms", "status": "done", "clear": []}
    darcy.model.calls(RIGHT, ("update_task", forms))
    card = await darcy.ask("give the poster to Priya, and the forms are out")
    assert "2 changes" in words_of(card)
    await darcy.press(card, "Confirm")
    assert darcy.notion.row(POSTER).assignees == ("Priya Raman",)
    assert darcy.notion.row("Send out recruitment forms").status == "Done"
