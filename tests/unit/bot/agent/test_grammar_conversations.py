"""What people say of what was said before, and several requests in one sentence."""

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
