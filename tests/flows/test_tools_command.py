"""`darcy tools`: what the model may call, and what a call would do, without a model."""

from __future__ import annotations

import json

import pytest

from bot.cli import main
from tools.catalog import TOOLS


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command prints, on one line, once it has ended well."""
    status = main(["tools", *arguments])
    printed = capsys.readouterr()
    assert (status, printed.err) == (0, "")
    return " ".join(printed.out.split())


def test_every_tool_is_listed_with_its_fields_and_the_boards_own_options(
    capsys: pytest.CaptureFixture[str],
) -> None:
    listed = told(capsys, "--sandbox")
    for tool in TOOLS:
        assert tool.name in listed
    assert "due_on string YYYY-MM-DD in the person's time zone." in listed
    assert "priority string of High, Medium, Low" in listed
    assert listed.endswith('darcy tools try update_task "task=some words" assignees=Ana,Ben')


def test_the_schemas_are_those_that_the_model_is_sent(capsys: pytest.CaptureFixture[str]) -> None:
    specs = json.loads(told(capsys, "--sandbox", "--json"))
    assert [spec["name"] for spec in specs] == [tool.name for tool in TOOLS]
    for spec in specs:
        assert spec["parameters"]["required"] == list(spec["parameters"]["properties"])
        assert spec["parameters"]["additionalProperties"] is False


@pytest.mark.parametrize(
    ("call", "seen"),
    [
        (
            ("update_task", "task=poster for new members", "assignees=Priya,Alice", "due_on=2030-06-14"),
            ["held for a decision", "nobody → Priya Raman, Alice Ferreira", "Fri 14 Jun 2030"],
        ),
        (
            ("update_task", "task=poster", "status=Done"),
            ["the person is asked", "- Print the festival poster"],
        ),
        (("update_task", "task=nothing like it"), ["back to the model: No open task fits"]),
        (
            ("update_task", "task=forms", "due_on=soon"),
            ["back to the model", "due_on: Input should be a valid date"],
        ),
        (
            ("show_tasks", "whose=me", "status=open"),
            ["shown to the person", "Maya Lindqvist", "Your open tasks"],
        ),
        (
            ("ask_person", "question=Which?", 'options=["this one","that one"]'),
            ["the person is asked", "- this one - that one Nothing"],
        ),
        (("create_task", "title=[Buy] tape", 'tags=["print"]'), ["Call create_task"]),
    ],
)
def test_a_call_is_judged_and_drawn_and_nothing_is_changed(
    capsys: pytest.CaptureFixture[str], call: tuple[str, ...], seen: list[str]
) -> None:
    shown = told(capsys, "try", "--sandbox", "--as", "Maya", *call)
    for words in seen:
        assert words in shown
    assert shown.endswith("Nothing was changed: this was a try.")


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (("make_coffee",), "There is no tool 'make_coffee'. There are: show_tasks,"),
        (("update_task", "colour=red"), "update_task has no colour. It has: task,"),
        (("show_tasks", "--as", "Zed"), "'Zed' is nobody on the board."),
    ],
)
def test_what_cannot_be_tried_is_told(
    capsys: pytest.CaptureFixture[str], call: tuple[str, ...], why: str
) -> None:
    assert main(["tools", "try", "--sandbox", *call]) == 1
    assert why in capsys.readouterr().err
