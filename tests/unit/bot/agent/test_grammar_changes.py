"""What people ask to change, read by the grammar."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.doubles.workspaces import (
    EVERYWHERE,
    FRIDAY,
    THEATRE,
    TOMORROW,
    VEREIN,
    WITH_PROJECTS,
    Workspace,
    expect,
    over,
    told,
)

FOR_ONE = {"task": "poster", "create_if_missing": True, "assignees": ["{w.one}"]}
FLYERS = {"task": "flyers", "create_if_missing": True}


@over(
    EVERYWHERE,
    [
        ("assign the poster to {w.one} by Friday", {**FOR_ONE, "due_on": FRIDAY}),
        ("Assign poster to {w.one}!", FOR_ONE),
        ("assign the poster by Friday to {w.one}", {**FOR_ONE, "due_on": FRIDAY}),
        ("by Friday, assign the poster to {w.one}", {**FOR_ONE, "due_on": FRIDAY}),
        ("please could you assign the poster to {w.one}, due Friday?", {**FOR_ONE, "due_on": FRIDAY}),
        ("assign {w.one} to the poster", FOR_ONE),
        ("assign to {w.one} the poster", FOR_ONE),
        ("let {w.one} do the poster", FOR_ONE),
        ("{w.one} should do the poster by 12 June", {**FOR_ONE, "due_on": FRIDAY}),
        ("{w.one} should take the poster tomorrow", {**FOR_ONE, "due_on": TOMORROW}),
        ("the poster is for {w.one}", FOR_ONE),
        ("ask {w.one} to do the poster", FOR_ONE),
        ("I want {w.one} to do the poster", FOR_ONE),
        ("can {w.one} do the poster by Friday?", {**FOR_ONE, "due_on": FRIDAY}),
        ("please have {w.one} do the poster", FOR_ONE),
        ("assign the poster, due Friday, to {w.one}", {**FOR_ONE, "due_on": FRIDAY}),
        ("assign the poster to {w.one} with a deadline of Friday", {**FOR_ONE, "due_on": FRIDAY}),
        ("assign poster: {w.one}", FOR_ONE),
        ("give {w.two} the flyers", {**FLYERS, "assignees": ["{w.two}"]}),
        ("give the flyers to {w.two} by 12.6.", {**FLYERS, "assignees": ["{w.two}"], "due_on": FRIDAY}),
        ("hand the flyers over to {w.two}", {**FLYERS, "assignees": ["{w.two}"]}),
        ("assign the flyers to {w.one} and {w.two}", {**FLYERS, "assignees": ["{w.one}", "{w.two}"]}),
        (
            "assign the flyers to {w.one}, {w.two} and me",
            {**FLYERS, "assignees": ["{w.one}", "{w.two}", "me"]},
        ),
        ("assign the flyers to myself", {**FLYERS, "assignees": ["me"]}),
        ("I'll do the flyers by Friday", {**FLYERS, "assignees": ["me"], "due_on": FRIDAY}),
        (
            "I need to print the flyers",
            {"task": "print the flyers", "create_if_missing": True, "assignees": ["me"]},
        ),
        ("assign the flyers to <@!99>", {**FLYERS, "assignees": ["<@99>"]}),
        ("assign the flyers to @Alice by Friday", {**FLYERS, "assignees": ["Alice"], "due_on": FRIDAY}),
        ("assign T3 to {w.one}", {**FOR_ONE, "task": "T3"}),
        ('assign "The big one" to {w.one}', {**FOR_ONE, "task": "The big one"}),
        ("assign the letter to the bank to {w.one}", {**FOR_ONE, "task": "letter to the bank"}),
        ("assign the poster to {w.one} by this friday thx", {**FOR_ONE, "due_on": FRIDAY}),
        ("assign the poster to {w.one} by Friday, thank you so much :)", {**FOR_ONE, "due_on": FRIDAY}),
        ("thanks a lot, assign the poster to {w.one}", FOR_ONE),
        ("could you assign the poster to {w.one} by Friday for me?", {**FOR_ONE, "due_on": FRIDAY}),
        ("assign the poster to {w.one} if possible", FOR_ONE),
        ("assign the poster to {w.one} now", FOR_ONE),
        ("give {w.one} the poster to do by Friday", {**FOR_ONE, "due_on": FRIDAY}),
        ("{w.one}, please do the poster", FOR_ONE),
        ("could {w.one} take on the poster by Friday?", {**FOR_ONE, "due_on": FRIDAY}),
        ("I'd like {w.one} to take care of the poster", FOR_ONE),
        ("the poster goes to {w.one} and is due Friday", {**FOR_ONE, "due_on": FRIDAY}),
        ('Assign the "Big one" task to {w.one}', {**FOR_ONE, "task": "Big one"}),
        ("I want to do the flyers", {**FLYERS, "assignees": ["me"]}),
        ("{w.one} can you do the poster by Friday?", {**FOR_ONE, "due_on": FRIDAY}),
        ("assign the flyers to both {w.one} and {w.two}", {**FLYERS, "assignees": ["{w.one}", "{w.two}"]}),
        ("assign the flyers to {w.one} with {w.two}", {**FLYERS, "assignees": ["{w.one}", "{w.two}"]}),
    ],
)
async def test_assigning_changes_the_task_or_makes_it(
    workspace: Workspace, said: str, meant: dict[str, Any]
) -> None:
    await expect("update_task", workspace, said, meant)


@over(
    WITH_PROJECTS,
    [
        (
            "assign the poster to {w.one} by Friday in {w.project}",
            {**FOR_ONE, "due_on": FRIDAY, "in_project": "{w.project}"},
        ),
        (
            "in {w.project} assign the poster by Friday to {w.one}",
            {**FOR_ONE, "due_on": FRIDAY, "in_project": "{w.project}"},
        ),
        ("give {w.one} the poster for {w.project}", {**FOR_ONE, "in_project": "{w.project}"}),
        (
            "assign the poster to {w.one} with {w.priorities[0]} priority",
            {**FOR_ONE, "priority": "{w.priorities[0]}"},
        ),
        (
            "mark the poster in {w.project} as done",
            {"task": "poster", "in_project": "{w.project}", "status": "done"},
        ),
        (
            "move the poster from {w.projects[0]} to {w.project}",
            {"task": "poster", "in_project": "{w.projects[0]}", "project": "{w.project}"},
        ),
        (
            "assign the poster to {w.one} and make it {w.priorities[0]} priority",
            {**FOR_ONE, "priority": "{w.priorities[0]}"},
        ),
        ("move the poster to {w.project}", {"task": "poster", "project": "{w.project}"}),
        ("put the poster in the {w.project} project", {"task": "poster", "project": "{w.project}"}),
        (
            "set the priority of the poster to {w.priorities[1]}",
            {"task": "poster", "priority": "{w.priorities[1]}"},
        ),
        ("make the poster {w.priorities[0]} priority", {"task": "poster", "priority": "{w.priorities[0]}"}),
        ("start the poster", {"task": "poster", "status": "{w.in_progress}"}),
        ("I'm working on the poster", {"task": "poster", "status": "{w.in_progress}"}),
    ],
)
async def test_the_boards_own_names_are_filled_in(
    workspace: Workspace, said: str, meant: dict[str, Any]
) -> None:
    await expect("update_task", workspace, said, meant)


@over(
    EVERYWHERE,
    [
        ("assign the poster to {w.one} in red ink", {**FOR_ONE, "task": "poster in red ink"}),
        ("assign the poster in red ink to {w.one}", {**FOR_ONE, "task": "poster in red ink"}),
        (
            "assign the poster to {w.one} by Friday in Zanzibar",
            {**FOR_ONE, "due_on": FRIDAY, "in_project": "Zanzibar"},
        ),
        ("assign the poster to zoltan", {**FOR_ONE, "assignees": ["zoltan"]}),
        ("Zoltan Kovacs should do the poster", {**FOR_ONE, "assignees": ["Zoltan Kovacs"]}),
    ],
)
async def test_what_the_board_does_not_know_is_passed_on_as_words(
    workspace: Workspace, said: str, meant: dict[str, Any]
) -> None:
    await expect("update_task", workspace, said, meant)


@over(
    EVERYWHERE,
    [
        ("create a task: print the flyers", {"title": "Print the flyers"}),
        ("Create a new task called Friday social", {"title": "Friday social"}),
        ("add a task: buy milk, eggs and bread", {"title": "Buy milk, eggs and bread"}),
        ("new task book a room tomorrow", {"title": "Book a room", "due_on": TOMORROW}),
        ("todo: water the plants", {"title": "Water the plants"}),
        ("create a task paint the sign in red ink", {"title": "Paint the sign in red ink"}),
        ("create a task: do not disturb sign 🎉", {"title": "Do not disturb sign"}),
        ('add "Buy milk (2 l)" to my list', {"title": "Buy milk (2 l)", "assignees": ["me"]}),
        ("add buy milk to the board", {"title": "Buy milk"}),
        (
            "create a task for {w.one} to print flyers by Friday",
            {"title": "Print flyers", "assignees": ["{w.one}"], "due_on": FRIDAY},
        ),
        (
            "new task: design logo, due 2026-07-01, for {w.two}",
            {"title": "Design logo", "assignees": ["{w.two}"], "due_on": dt.date(2026, 7, 1)},
        ),
        (
            "add a task: design logo and assign it to {w.one} and {w.two}",
            {"title": "Design logo", "assignees": ["{w.one}", "{w.two}"]},
        ),
        (
            "remind me on Friday to call the bank",
            {"title": "Call the bank", "assignees": ["me"], "due_on": FRIDAY},
        ),
        ("new task: learn C++ (part 2)", {"title": "Learn C++ (part 2)"}),
        ("new task: £50 deposit", {"title": "£50 deposit"}),
        ("remind me about the jury", {"title": "Reminder: the jury", "assignees": ["me"]}),
        (
            "remind me tomorrow about the jury",
            {"title": "Reminder: the jury", "assignees": ["me"], "due_on": TOMORROW},
        ),
        (
            "remind {w.one} about the NASA visit on Friday",
            {"title": "Reminder: the NASA visit", "assignees": ["{w.one}"], "due_on": FRIDAY},
        ),
        ("remind me to call the bank", {"title": "Call the bank", "assignees": ["me"]}),
        ("create a task: iPhone chargers", {"title": "iPhone chargers"}),
        ("assign a task to {w.one}: buy milk", {"title": "Buy milk", "assignees": ["{w.one}"]}),
        ("assign a new task to {w.one} to buy milk", {"title": "Buy milk", "assignees": ["{w.one}"]}),
        ("new: buy milk", {"title": "Buy milk"}),
        ("create a task for buying batteries", {"title": "Buying batteries"}),
        ("create a task: write thanks cards, thanks", {"title": "Write thanks cards"}),
        (
            "remind {w.one} to call the bank by tomorrow",
            {"title": "Call the bank", "assignees": ["{w.one}"], "due_on": TOMORROW},
        ),
        (
            "remind me to tell {w.one} to print the poster",
            {"title": "Tell {w.one} to print the poster", "assignees": ["me"]},
        ),
        ("create a task: send the invoice to {w.one}", {"title": "Send the invoice to {w.one}"}),
    ],
)
async def test_a_new_task_is_created(workspace: Workspace, said: str, meant: dict[str, Any]) -> None:
    await expect("create_task", workspace, said, meant)


@over(
    WITH_PROJECTS,
    [
        (
            "create a {w.priorities[0]} priority task in {w.project}: print flyers",
            {"title": "Print flyers", "project": "{w.project}", "priority": "{w.priorities[0]}"},
        ),
        (
            "add a task: print flyers for {w.one} by Friday in {w.project}",
            {"title": "Print flyers", "assignees": ["{w.one}"], "due_on": FRIDAY, "project": "{w.project}"},
        ),
        (
            "remind me to print flyers for {w.project}",
            {"title": "Print flyers", "assignees": ["me"], "project": "{w.project}"},
        ),
    ],
)
async def test_a_new_task_can_be_in_a_project(workspace: Workspace, said: str, meant: dict[str, Any]) -> None:
    await expect("create_task", workspace, said, meant)


POSTER_DONE = {"task": "poster", "status": "done"}


@over(
    EVERYWHERE,
    [
        (
            "I've just finished sending out the recruitment forms",
            {"task": "sending out the recruitment forms", "status": "done"},
        ),
        ("I’ve finished the poster 🎉", POSTER_DONE),
        ("ive finished the poster", POSTER_DONE),
        ("I finished the poster yesterday", POSTER_DONE),
        ("finished the poster", POSTER_DONE),
        ("done with the poster", POSTER_DONE),
        ("I'm done with the poster.", POSTER_DONE),
        ("mark the poster as done", POSTER_DONE),
        ("please mark the poster done", POSTER_DONE),
        ("the poster is done", POSTER_DONE),
        ("the poster has been completed", POSTER_DONE),
        ("poster: done", POSTER_DONE),
        ("tick off the poster", POSTER_DONE),
        ("tick the poster off", POSTER_DONE),
        ("complete the poster", POSTER_DONE),
        ("I've wrapped up the poster", POSTER_DONE),
        ("{w.one} has finished the poster", POSTER_DONE),
        ("the poster's done, thanks!", POSTER_DONE),
        ("All done with the poster", POSTER_DONE),
        ("I've got the poster done", POSTER_DONE),
        ("set the poster to done", POSTER_DONE),
        ("change the status of the poster to done", POSTER_DONE),
        ("the forms have been sent out", {"task": "send forms", "status": "done"}),
        ("T2 is done", {"task": "T2", "status": "done"}),
        ("t2 done", {"task": "T2", "status": "done"}),
        ("close T2", {"task": "T2", "status": "done"}),
        ("I have sent the recruitment forms", {"task": "send recruitment forms", "status": "done"}),
        ("we printed the flyers", {"task": "printed flyers", "status": "done"}),
        ("i printed the flyers yesterday", {"task": "printed flyers", "status": "done"}),
        ("just sent out the forms", {"task": "send out the forms", "status": "done"}),
        ("I finished the poster on Friday", POSTER_DONE),
        ("I finished the poster last week", POSTER_DONE),
        ("the poster is finished now", POSTER_DONE),
        ("im done with the poster thx", POSTER_DONE),
        ("I wrapped the poster up", POSTER_DONE),
        ("the poster is all done, thanks Darcy", POSTER_DONE),
        ("{w.one} and I have finished the poster", POSTER_DONE),
        ("the forms have been sent", {"task": "send forms", "status": "done"}),
    ],
)
async def test_what_is_finished_is_never_created(
    workspace: Workspace, said: str, meant: dict[str, Any]
) -> None:
    await expect("update_task", workspace, said, meant)


@over(
    EVERYWHERE,
    [
        ("push the poster to Friday", {"task": "poster", "due_on": FRIDAY}),
        ("can you move the poster to Friday instead?", {"task": "poster", "due_on": FRIDAY}),
        ("move the poster to next week", {"task": "poster", "due_on": dt.date(2026, 6, 19)}),
        ("postpone the poster until Monday", {"task": "poster", "due_on": dt.date(2026, 6, 15)}),
        ("make the poster due tomorrow", {"task": "poster", "due_on": TOMORROW}),
        ("the poster must be done by Friday", {"task": "poster", "due_on": FRIDAY}),
        ("the due date of the poster is Friday", {"task": "poster", "due_on": FRIDAY}),
        ("change T2's due date to Friday", {"task": "T2", "due_on": FRIDAY}),
        ("change the title of T2 to Big poster", {"task": "T2", "title": "Big poster"}),
        ("put {w.one} on the poster", {"task": "poster", "add_assignees": ["{w.one}"]}),
        ("the poster is due on Friday", {"task": "poster", "due_on": FRIDAY}),
        (
            "change the deadline of the poster to June 20th",
            {"task": "poster", "due_on": dt.date(2026, 6, 20)},
        ),
        ("rename the poster to big poster", {"task": "poster", "title": "big poster"}),
        ('rename "A to B" to "B to A"', {"task": "A to B", "title": "B to A"}),
        ("set the priority of the poster to ultra", {"task": "poster", "priority": "ultra"}),
        ("move the poster to project Zanzibar", {"task": "poster", "project": "Zanzibar"}),
        ("unassign the poster", {"task": "poster", "clear": ["assignees"]}),
        ("unassign {w.one} from the poster", {"task": "poster", "remove_assignees": ["{w.one}"]}),
        ("add {w.one} to the poster", {"task": "poster", "add_assignees": ["{w.one}"]}),
        ("remove the due date of the poster", {"task": "poster", "clear": ["due"]}),
        ("reopen the poster", {"task": "poster", "status": "{w.todo}"}),
    ],
)
async def test_one_field_is_changed(workspace: Workspace, said: str, meant: dict[str, Any]) -> None:
    await expect("update_task", workspace, said, meant)


@over(
    EVERYWHERE,
    [
        ("reassign the poster from {w.one} to {w.two}", {}),
        ("assign the poster to {w.two} instead of {w.one}", {}),
    ],
)
async def test_a_task_goes_from_one_to_another(
    workspace: Workspace, said: str, meant: dict[str, Any]
) -> None:
    meant = {"task": "poster", "add_assignees": ["{w.two}"], "remove_assignees": ["{w.one}"]}
    await expect("update_task", workspace, said, meant)


async def test_a_poster_done_is_one_on_the_board() -> None:
    await expect("update_task", THEATRE, "backdrop done!", {"task": "backdrop", "status": "done"})
    assert (await told(THEATRE, "poster done")).startswith("I did not understand")
    assert (await told(THEATRE, "get the backdrop done")).startswith("I did not understand")


async def test_somebody_called_mark_is_no_verb() -> None:
    await expect("update_task", THEATRE, "Mark should do the poster", {**FOR_ONE, "assignees": ["Mark"]})
    await expect("update_task", THEATRE, "assign the poster to mark", {**FOR_ONE, "assignees": ["mark"]})
    await expect("update_task", THEATRE, "mark the poster as done", POSTER_DONE)


async def test_a_slip_in_a_name_still_names() -> None:
    await expect("create_task", VEREIN, "create a task: tents for Soeren", {"title": "Tents for Soeren"})
    await expect(
        "create_task", VEREIN, "create a task: tents for soren", {"title": "Tents", "assignees": ["søren"]}
    )
    await expect(
        "create_task", VEREIN, "new task tents in Somerfest", {"title": "Tents", "project": "sommerfest"}
    )
    await expect("show_tasks", THEATRE, "wills tasks", {"whose": "will"})
