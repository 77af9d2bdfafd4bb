"""Several requests in one sentence, and what is only one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.doubles.workspaces import ARGUMENTS, MODEL, THEATRE, TOOLS


async def calls_of(said: str) -> list[tuple[str, dict[str, Any]]]:
    reply = await MODEL.reply(THEATRE.context(said), [], TOOLS)
    parsed = [
        (call.name, ARGUMENTS[call.name].model_validate_json(call.arguments)) for call in reply.tool_calls
    ]
    return [(name, given.model_dump(mode="json", exclude_defaults=True)) for name, given in parsed]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "mark the poster as done, then move the flyers to Friday and archive T4",
            ["update_task", "update_task", "archive_task"],
        ),
        ("assign the poster to Will and the flyers to May", ["update_task", "update_task"]),
        ("Mark the poster as done. Assign the flyers to Will.", ["update_task", "update_task"]),
        ("mark the poster as done and comment on it that it looks great", ["update_task", "comment_on_task"]),
        ("create a task: buy milk, eggs and bread", ["create_task"]),
        ("we don't need the poster any more, delete it", ["archive_task"]),
    ],
)
async def test_several_requests_of_one_sentence_are_several_calls(said: str, meant: list[str]) -> None:
    assert [tool for tool, _ in await calls_of(said)] == meant


async def test_each_of_several_who_are_named_gets_what_stands_before_the_name() -> None:
    said = "assign the poster to Will, the flyers to May, and the sword to Will and the hats to May"

    assert [(call["task"], call["assignees"]) for _, call in await calls_of(said)] == [
        ("poster", ["Will"]),
        ("flyers", ["May"]),
        ("sword", ["Will"]),
        ("hats", ["May"]),
    ]


@pytest.mark.parametrize("joint", [", ", " and ", ", and "])
@pytest.mark.parametrize("first", ["the poster", "poster"])
async def test_it_needs_no_article(joint: str, first: str) -> None:
    said = f"assign {first} to Will{joint}flyers to May"

    assert [(call["task"], call["assignees"]) for _, call in await calls_of(said)] == [
        ("poster", ["Will"]),
        ("flyers", ["May"]),
    ]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("assign the hats to Will, May and Mark", {"task": "hats", "assignees": ["Will", "May", "Mark"]}),
        (
            "create a task: take a letter to Will, flyers to May",
            {"title": "Take a letter to Will, flyers to May"},
        ),
    ],
)
async def test_what_is_one_request_is_not_parted(said: str, meant: dict[str, Any]) -> None:
    ((_, call),) = await calls_of(said)

    assert {name: call[name] for name in meant} == meant


THINGS = [
    f"the {thing}" for thing in ("poster", "sword", "hats", "wigs", "shoes", "masks", "props", "set", "map")
]


@pytest.mark.parametrize("joint", [" and ", ", ", ", and ", " then "])
async def test_up_to_eight_requests_are_taken_from_a_sentence_and_more_are_too_much(joint: str) -> None:
    eight = joint.join(f"finish {thing}" for thing in THINGS[:8])
    assert [call["task"] for _, call in await calls_of(eight)] == [thing[4:] for thing in THINGS[:8]]

    with_one_more = THEATRE.context(f"{eight}{joint}finish the map")
    assert "too much at once" in (await MODEL.reply(with_one_more, [], TOOLS)).text


async def test_a_list_of_tasks_or_of_things_in_a_title_may_be_longer() -> None:
    tasks = [thing[4:] for thing in THINGS]
    assert await calls_of(f"move {', '.join(THINGS)} to Friday") == [
        ("update_tasks", {"tasks": tasks, "due_on": "2026-06-12"})
    ]
    title = f"bring {', '.join(THINGS)}"
    assert await calls_of(f"create a task: {title}") == [("create_task", {"title": f"B{title[1:]}"})]
