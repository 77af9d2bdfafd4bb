"""What people say of what was said before, and what the newer tools take."""

from __future__ import annotations

from typing import Any

import pytest

from storage.records import RunId, TaskId
from storage.runs import Choice, Exchange
from tests.doubles.workspaces import ARGUMENTS, MODEL, MOMENT, THEATRE, TOOLS

SHOWN = ("show me my tasks", ("T7", "T9", "T8"))
ASSIGNED = ("assign the poster to Will by Friday", ("T7",))
CREATED = ("create a task: print flyers for Will by Friday", ())
HALF = ("assign the poster", ())
CONFIRMED = ("(pressed Confirm)", ("T7",))
NEW = {"title": "Print flyers", "assignees": ["Will"], "due_on": "2026-06-12"}
Told = tuple[str, tuple[str, ...]]


async def calls_of(
    said: str, before: Told | None = None, *choices: Choice
) -> list[tuple[str, dict[str, Any]]]:
    exchanges: tuple[Exchange, ...] = ()
    if before is not None:
        asked, names = before
        exchanges = (
            Exchange(
                conversation="c",
                run=RunId("r"),
                asked=asked,
                answered="…",
                references={name: TaskId(f"id-{name}") for name in names},
                subjects=tuple(TaskId(f"id-{name}") for name in names),
                choices=choices,
                at=MOMENT,
            ),
        )
    reply = await MODEL.reply(THEATRE.context(said, exchanges=exchanges), [], TOOLS)
    parsed = [
        (call.name, ARGUMENTS[call.name].model_validate_json(call.arguments)) for call in reply.tool_calls
    ]
    return [(name, given.model_dump(mode="json", exclude_defaults=True)) for name, given in parsed]


@pytest.mark.parametrize(
    ("before", "said", "tool", "meant"),
    [
        (SHOWN, "the second one is done", "update_task", {"task": "T9", "status": "done"}),
        (SHOWN, "archive the last one", "archive_task", {"task": "T8"}),
        (SHOWN, "the first two are done", "update_tasks", {"tasks": ["T7", "T9"], "status": "done"}),
        (SHOWN, "delete all of them", "update_tasks", {"tasks": ["T7", "T9", "T8"], "archive": True}),
        (SHOWN, "the second one", "show_tasks", {"words": "T9", "status": "any"}),
        (SHOWN, "show me the last one", "show_tasks", {"words": "T8", "status": "any"}),
        (SHOWN, "2", "show_tasks", {"words": "T9", "status": "any"}),
        (SHOWN, "when is the second one due?", "show_tasks", {"words": "T9", "status": "any"}),
        (SHOWN, "only the overdue ones", "show_tasks", {"whose": "me", "due_until": "2026-06-09"}),
        (SHOWN, "what about May?", "show_tasks", {"whose": "May"}),
        (
            ASSIGNED,
            "no, Thursday",
            "update_task",
            {"task": "T7", "assignees": ["Will"], "due_on": "2026-06-11"},
        ),
        (ASSIGNED, "make it high", "update_task", {"task": "T7", "priority": "high"}),
        (CREATED, "no, Thursday", "create_task", {**NEW, "due_on": "2026-06-11"}),
        (CREATED, "also May", "create_task", {**NEW, "assignees": ["Will", "May"]}),
        (CREATED, "May instead of Will", "create_task", {**NEW, "assignees": ["May"]}),
        (CREATED, "instead of Will, May", "create_task", {**NEW, "assignees": ["May"]}),
        (
            ASSIGNED,
            "instead of Will May",
            "update_task",
            {"task": "T7", "assignees": ["May"], "due_on": "2026-06-12"},
        ),
        (
            CONFIRMED,
            "instead of Will, May",
            "update_task",
            {"task": "T7", "add_assignees": ["May"], "remove_assignees": ["Will"]},
        ),
        (ASSIGNED, "actually make it done", "update_task", {"task": "T7", "status": "done"}),
        (
            ASSIGNED,
            "no, the 2nd",
            "update_task",
            {"task": "T7", "assignees": ["Will"], "due_on": "2026-07-02"},
        ),
        (CREATED, "rename it to big flyers", "create_task", {**NEW, "title": "big flyers"}),
        (
            HALF,
            "to Will by Friday",
            "update_task",
            {"task": "poster", "create_if_missing": True, "assignees": ["Will"], "due_on": "2026-06-12"},
        ),
        (CONFIRMED, "also May", "update_task", {"task": "T7", "add_assignees": ["May"]}),
    ],
)
async def test_it_is_about_what_was_said_before(
    before: Told, said: str, tool: str, meant: dict[str, Any]
) -> None:
    assert await calls_of(said, before) == [(tool, meant)]


PICKED = Choice(subject="member", words="May", id="m-May Osei")


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("also Will", {"assignees": ["May Osei", "Will"]}),
        ("also Zoltan", {"assignees": ["May Osei", "Zoltan"]}),
        ("no, Thursday", {"assignees": ["May Osei"], "due_on": "2026-06-11"}),
        ("no, Will", {"assignees": ["Will"]}),
    ],
)
async def test_what_was_answered_on_the_way_is_not_asked_again(said: str, people: dict[str, Any]) -> None:
    before = ("create a task print flyers for May", ())

    assert await calls_of(said, before, PICKED) == [("create_task", {"title": "Print flyers", **people})]


async def test_of_two_of_one_name_the_words_stay_as_they_were_said() -> None:
    nobody = Choice(subject="member", words="May", id="m-of-somebody-gone")
    before = ("create a task print flyers for May", ())

    ((_, given),) = await calls_of("also Will", before, nobody)

    assert given["assignees"] == ["May", "Will"]


async def test_what_none_of_the_tasks_was_is_still_a_new_one() -> None:
    none_of_these = Choice(subject="task", words="poster", id="")

    assert await calls_of("no, Thursday", ("assign the poster to Will", ()), none_of_these) == [
        ("create_task", {"title": "Poster", "assignees": ["Will"], "due_on": "2026-06-11"})
    ]


async def test_another_request_is_asked_anew() -> None:
    ((_, given),) = await calls_of(
        "assign the hats to May", ("create a task print flyers for May", ()), PICKED
    )

    assert given["assignees"] == ["May"]


@pytest.mark.parametrize("said", ["it is done", "the fifth one is done", "the fifth one"])
async def test_which_of_a_list_is_asked_and_never_guessed(said: str) -> None:
    assert await calls_of(said, SHOWN) == []


@pytest.mark.parametrize(
    ("said", "tool", "meant"),
    [
        ("push the poster back a week", "update_tasks", {"tasks": ["poster"], "shift_days": 7}),
        ("bring the poster forward by 3 days", "update_tasks", {"tasks": ["poster"], "shift_days": -3}),
        (
            "move everything of Will's to Friday",
            "update_tasks",
            {"where": {"whose": "Will"}, "due_on": "2026-06-12"},
        ),
        ("comment on the poster: all fine", "comment_on_task", {"task": "poster", "text": "all fine"}),
        ("restore the poster", "archive_task", {"task": "poster", "restore": True}),
        ("tag the poster as props", "update_task", {"task": "poster", "add_tags": ["props"]}),
        ("add buy ink as a subtask of the poster", "create_task", {"title": "Buy ink", "parent": "poster"}),
        (
            "move the poster to Friday at 5pm",
            "update_task",
            {"task": "poster", "due_on": "2026-06-12", "due_time": "17:00:00"},
        ),
        (
            "asign the poster to Wlil by firday",
            "update_task",
            {"task": "poster", "create_if_missing": True, "assignees": ["will"], "due_on": "2026-06-12"},
        ),
        (
            "what did we finish this week",
            "show_tasks",
            {"order": "edited", "changed_since": "2026-06-08", "status": "done"},
        ),
        ("my tasks by priority", "show_tasks", {"whose": "me", "order": "priority"}),
    ],
)
async def test_what_the_newer_tools_take_is_read(said: str, tool: str, meant: dict[str, Any]) -> None:
    assert await calls_of(said) == [(tool, meant)]
