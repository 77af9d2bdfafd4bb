"""How far a task is."""

from __future__ import annotations

from evals.case import asks, becomes, cases, either, together

DONE = becomes("mine", status="{done}")
STARTED = becomes("mine", status="{doing}")
BLOCKED = becomes("mine", status="{blocked}")

FINISH = cases(
    "finish",
    "finish",
    [
        ("I've finished the {mine}", DONE),
        ("I've just finished the {mine}", DONE),
        ("I have finished the {mine}.", DONE),
        ("I finished the {mine}", DONE),
        ("just finished the {mine}!", DONE),
        ("done with the {mine}", DONE),
        ("I'm done with the {mine}", DONE),
        ("the {mine} is done", DONE),
        ("the {mine} is finished", DONE),
        ("finished the {mine}", DONE),
        ("wrapped up the {mine}", DONE),
        ("I've wrapped up the {mine}", DONE),
        ("I completed the {mine} today", DONE),
        ("mark the {mine} as done", DONE),
        ("mark the {mine} done", DONE),
        ("mark “{mine_title}” as complete", DONE),
        ("set the {mine} to done", DONE),
        ("close the {mine}", DONE),
        ("complete the {mine}", DONE),
        ("tick off the {mine}", DONE),
        ("the {started} is all done now", becomes("started", status="{done}")),
        ("I got the {mine} done", DONE),
        ("mark “{odd_title}” as done", becomes("odd", status="{done}")),
        ("I've finished the {numbered_title}", becomes("numbered", status="{done}")),
        ("I've finished the {anded}", becomes("anded", status="{done}")),
        ("{first_name} has finished the {task}", becomes("task", status="{done}")),
        ("{first_name} is done with the {late}", becomes("late", status="{done}")),
        ("I've finished the {vague}", asks("vague_a", "vague_b")),
    ],
)
START = cases(
    "start, blocked",
    "start",
    [
        ("start the {mine}", STARTED),
        ("I'm starting the {mine}", STARTED),
        ("I've started the {mine}", STARTED),
        ("I started on the {mine}", STARTED),
        ("I'm working on the {mine} now", STARTED),
        ("I've begun the {mine}", STARTED),
        ("starting work on the {mine}", STARTED),
        ("begin the {mine}", STARTED),
        ("I'm blocked on the {mine}", BLOCKED),
        ("the {mine} is blocked", BLOCKED),
        ("I'm stuck on the {mine}", BLOCKED),
        ("start the {vague}", asks("vague_a", "vague_b")),
    ],
)
STATUS = cases(
    "status",
    "status",
    [
        ("set the status of the {task} to {review}", becomes("task", status="{review}")),
        ("move the {task} to {review}", becomes("task", status="{review}")),
        ("change the status of the {task} to {blocked}", becomes("task", status="{blocked}")),
        ("set the {task} to {doing}", becomes("task", status="{doing}")),
        ("mark the {task} as {review}", becomes("task", status="{review}")),
        ("put the {started} back to {todo}", becomes("started", status="{todo}")),
        ("the {task} is now {review}", becomes("task", status="{review}")),
        (
            "reopen the {done_task}",
            either(becomes("done_task", status="{todo}"), becomes("done_task", status="{doing}")),
        ),
        ("mark the {task} as in progress", becomes("task", status="{doing}")),
        (
            "set the {task} to {review} and give it to {other_first}",
            either(
                becomes("task", status="{review}", assignees=("{other_person}",)),
                together(becomes("task", status="{review}"), becomes("task", assignees=("{other_person}",))),
            ),
        ),
        ("the {stuck} isn't blocked any more, set it to {doing}", becomes("stuck", status="{doing}")),
    ],
)
CASES = (*FINISH, *START, *STATUS)
