"""What people ask to see, read by the grammar."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.doubles.workspaces import (
    EVERYWHERE,
    FRIDAY,
    THEATRE,
    TODAY,
    TOMORROW,
    VEREIN,
    WITH_PROJECTS,
    Workspace,
    expect,
    over,
)

MINE = {"whose": "me"}
YESTERDAY = dt.date(2026, 6, 9)
THIS_WEEK = {"due_from": dt.date(2026, 6, 8), "due_until": dt.date(2026, 6, 14)}
NEXT_WEEK = {"due_from": dt.date(2026, 6, 15), "due_until": dt.date(2026, 6, 21)}


@over(
    EVERYWHERE,
    [
        ("show me my tasks", MINE),
        ("Show my tasks.", MINE),
        ("my tasks", MINE),
        ("what do I have to do", MINE),
        ("What do I have to do?", MINE),
        ("what's on my plate?", MINE),
        ("could you please show me what's mine?", MINE),
        ("hey, can you show me my tasks please", MINE),
        ("I'd like to see my open tasks", MINE),
        ("tell me what I have to do", MINE),
        ("what should I do next?", MINE),
        ("whats on my plate", MINE),
        ("what are my tasks?", MINE),
        ("could I have a look at my tasks", MINE),
        ("gimme my tasks", MINE),
        ("what have I got on", MINE),
        ("what's {w.one} up to", {"whose": "{w.one}"}),
        ("show me everything", {}),
        ("what needs to be done by Friday", {"due_until": FRIDAY}),
        ("what needs an owner", {"without_assignee": True}),
        ("which tasks aren't assigned", {"without_assignee": True}),
        ("tasks with no assignee", {"without_assignee": True}),
        ("tasks with no deadline", {"without_due": True}),
        ("hey darcy, can you show me what I still have to do?", MINE),
        ("what should I be working on?", MINE),
        ("what's next?", MINE),
        ("show me {w.one}", {"whose": "{w.one}"}),
        ("what is {w.one} late with", {"whose": "{w.one}", "due_until": YESTERDAY}),
        ("what does nobody have yet?", {"without_assignee": True}),
        ("give me something to do", {"without_assignee": True}),
        ("what did I get done", {"whose": "me", "status": "done"}),
        ("show me the whole board", {}),
        ("my to-do list", MINE),
        ("list {w.one}'s tasks", {"whose": "{w.one}"}),
        ("what’s on {w.one}’s plate?", {"whose": "{w.one}"}),
        ("what does {w.two} have to do", {"whose": "{w.two}"}),
        ("what is {w.one} working on", {"whose": "{w.one}"}),
        ("show me the tasks of {w.two}", {"whose": "{w.two}"}),
        ("all open tasks", {}),
        ("tasks", {}),
        ("everyone's tasks", {}),
        ("what is everyone working on", {}),
        ("unassigned tasks", {"without_assignee": True}),
        ("which tasks have no owner?", {"without_assignee": True}),
        ("tasks assigned to me", MINE),
        ("how many tasks do I have", MINE),
        ("what am I supposed to do", MINE),
        ("do I have any overdue tasks?", {"whose": "me", "due_until": YESTERDAY}),
        ("is there anything due today?", {"due_from": TODAY, "due_until": TODAY}),
        ("tasks nobody has", {"without_assignee": True}),
        ("tasks nobody owns", {"without_assignee": True}),
        ("tasks that nobody owns", {"without_assignee": True}),
        ("what does nobody own", {"without_assignee": True}),
        ("tasks without a date", {"without_due": True}),
        ("what have I done", {"whose": "me", "status": "done"}),
        ("what did {w.one} finish?", {"whose": "{w.one}", "status": "done"}),
        ("show all done tasks", {"status": "done"}),
        ("overdue tasks", {"due_until": YESTERDAY}),
        ("is anything overdue?", {"due_until": YESTERDAY}),
        ("which of my tasks are overdue", {"whose": "me", "due_until": YESTERDAY}),
        ("what is due this week", THIS_WEEK),
        ("what's due next week?", NEXT_WEEK),
        ("my tasks for next week", {"whose": "me", **NEXT_WEEK}),
        ("what is due today", {"due_from": TODAY, "due_until": TODAY}),
        ("do I have anything due tomorrow?", {"whose": "me", "due_from": TOMORROW, "due_until": TOMORROW}),
        ("what is due by Friday", {"due_until": FRIDAY}),
        ("tasks due before 20 June", {"due_until": dt.date(2026, 6, 19)}),
        ("tasks due after Friday", {"due_from": dt.date(2026, 6, 13)}),
        ("what is due in the next 3 days", {"due_from": TODAY, "due_until": dt.date(2026, 6, 13)}),
        ("all tasks due in June", {"due_from": dt.date(2026, 6, 1), "due_until": dt.date(2026, 6, 30)}),
        ("find the poster", {"words": "poster"}),
        ("tasks about flyers", {"words": "flyers"}),
        ("who has the poster?", {"words": "poster", "status": "any"}),
        ("who owns the poster", {"words": "poster", "status": "any"}),
        ("who's got the poster?", {"words": "poster", "status": "any"}),
        ("who is working on the poster", {"words": "poster", "status": "any"}),
        ("is the poster done?", {"words": "poster", "status": "any"}),
        ("when is the poster due", {"words": "poster", "status": "any"}),
        ("most important tasks", {"order": "priority"}),
        ("what are the most important tasks?", {"order": "priority"}),
        ("my most urgent tasks", {"whose": "me", "order": "priority"}),
        ("show the Zanzibar project", {"project": "Zanzibar"}),
        ("show me T7", {"words": "T7", "status": "any"}),
        ("tasks in Zanzibar", {"project": "Zanzibar"}),
    ],
)
async def test_a_view_is_one_listing(workspace: Workspace, said: str, meant: dict[str, Any]) -> None:
    await expect("show_tasks", workspace, said, meant)


@over(
    WITH_PROJECTS,
    [
        ("tasks in {w.project}", {"project": "{w.project}"}),
        ("tasks in the {w.project} project", {"project": "{w.project}"}),
        ("{w.project} tasks", {"project": "{w.project}"}),
        ("show the {w.project} project", {"project": "{w.project}"}),
        ("show me the {w.project} project", {"project": "{w.project}"}),
        ("show me {w.project}", {"project": "{w.project}"}),
        ("what needs doing in {w.project}", {"project": "{w.project}"}),
        ("what's been done in {w.project}", {"project": "{w.project}", "status": "done"}),
        ("how is {w.project} going?", {"project": "{w.project}"}),
        ("what is open in {w.project}", {"project": "{w.project}"}),
        (
            "my overdue tasks in {w.project}",
            {"whose": "me", "due_until": YESTERDAY, "project": "{w.project}"},
        ),
        (
            "show me {w.one}'s tasks in {w.project} due this week",
            {"whose": "{w.one}", "project": "{w.project}", **THIS_WEEK},
        ),
        ("{w.priorities[0]} priority tasks", {"priority": "{w.priorities[0]}"}),
        ("what have I done in {w.project}", {"whose": "me", "status": "done", "project": "{w.project}"}),
    ],
)
async def test_a_view_can_be_of_a_project(workspace: Workspace, said: str, meant: dict[str, Any]) -> None:
    await expect("show_tasks", workspace, said, meant)


async def test_a_status_is_known_by_the_boards_own_name() -> None:
    await expect("show_tasks", THEATRE, "what's in progress", {"status": "in progress"})
    await expect("show_tasks", VEREIN, "tasks in Arbeit", {"status": "in Arbeit"})
    await expect("show_tasks", VEREIN, "show me all in arbeit tasks", {"status": "in arbeit"})
    await expect(
        "update_task", VEREIN, "set the poster to In Arbeit", {"task": "poster", "status": "In Arbeit"}
    )
