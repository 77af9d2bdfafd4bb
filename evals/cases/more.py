"""Comments, the trash, many tasks at once, several requests in one sentence."""

from __future__ import annotations

import datetime as dt

from evals.case import (
    FRIDAY,
    MONDAY,
    TOMORROW,
    archives,
    asks,
    becomes,
    cases,
    comments,
    creates,
    either,
    together,
)

COMMENT = cases(
    "comment",
    "comment",
    [
        (
            "comment on the {task} that the supplier has not replied",
            comments("task", "the supplier has not replied"),
        ),
        (
            "comment on the {task}: the supplier has not replied",
            comments("task", "the supplier has not replied"),
        ),
        (
            "add a comment to the {task}: we are waiting for a quote",
            comments("task", "we are waiting for a quote"),
        ),
        ('comment "please wait until noon" on the {task}', comments("task", "please wait until noon")),
        (
            "leave a comment on the {mine} saying I will do it tomorrow",
            comments("mine", "I will do it tomorrow"),
        ),
        (
            "write on the {task} that it must be finished by Friday",
            comments("task", "it must be finished by Friday"),
        ),
        ("comment on the {task} that it is done and paid", comments("task", "it is done and paid")),
        ("comment on the {vague} that it is late", asks("vague_a", "vague_b")),
    ],
)
ARCHIVE = cases(
    "archive",
    "archive",
    [
        ("delete the {task}", archives("task")),
        ("archive the {task}", archives("task")),
        ("throw the {task} away", archives("task")),
        ("bin the {task}", archives("task")),
        ("get rid of the {task}", archives("task")),
        ("remove the {task} from the board", archives("task")),
        ("please delete “{odd_title}”", archives("odd")),
        ("we don't need the {task} any more, delete it", archives("task")),
        ("move the {task} to the trash", archives("task")),
        ("archive the {done_task}", archives("done_task")),
        ("delete the {vague}", asks("vague_a", "vague_b")),
        ("delete “{anded_title}”", archives("anded")),
    ],
)
MY_OVERDUE_TO_FRIDAY = becomes("overdue", due=FRIDAY)
BULK = cases(
    "bulk",
    "bulk",
    [
        ("move all my overdue tasks to Friday", MY_OVERDUE_TO_FRIDAY),
        ("push everything of mine that's overdue to Friday", MY_OVERDUE_TO_FRIDAY),
        (
            "give all of {other_first}'s tasks to {first_name}",
            together(*(becomes(role, assignees=("{person}",)) for role in ("odd", "named", "vague_b"))),
        ),
        (
            "mark all my tasks in {other_project} as done",
            together(*(becomes(role, status="{done}") for role in ("overdue", "anded"))),
        ),
        (
            "move all overdue tasks to Monday",
            together(*(becomes(role, due=MONDAY) for role in ("overdue", "late"))),
        ),
        (
            "assign all tasks in {other_project} to {first_name}",
            together(
                *(
                    becomes(role, assignees=("{person}",))
                    for role in ("other_task", "overdue", "anded", "vague_b")
                )
            ),
        ),
        (
            "push all my tasks in {other_project} back a week",
            together(
                becomes("overdue", due=dt.date(2026, 6, 14)), becomes("anded", due=dt.date(2026, 6, 23))
            ),
        ),
        (
            "set the priority of all my tasks in {project} to {high}",
            together(*(becomes(role, priority="{high}") for role in ("mine", "started"))),
        ),
        ("tag everything of mine in {other_project} with {tag}", becomes("overdue", tags=("{tag}",))),
        (
            "mark the {mine} and the {started} as done",
            together(becomes("mine", status="{done}"), becomes("started", status="{done}")),
        ),
        (
            "move the {task}, the {mine} and the {started} to Friday",
            together(*(becomes(role, due=FRIDAY) for role in ("task", "mine", "started"))),
        ),
        ("delete the {task} and the {mine}", together(archives("task"), archives("mine"))),
        (
            "assign the {other_task} and the {numbered} to {first_name}",
            together(*(becomes(role, assignees=("{person}",)) for role in ("other_task", "numbered"))),
        ),
        (
            "I've finished the {mine} and the {started}",
            together(becomes("mine", status="{done}"), becomes("started", status="{done}")),
        ),
    ],
)
JOINED = cases(
    "joined by “and”",
    "joined",
    [
        (
            "I've finished the {mine} and started the {overdue}",
            together(becomes("mine", status="{done}"), becomes("overdue", status="{doing}")),
        ),
        (
            "mark the {mine} as done and assign the {other_task} to {first_name}",
            together(becomes("mine", status="{done}"), becomes("other_task", assignees=("{person}",))),
        ),
        (
            "move the {task} to Friday and the {mine} to Monday",
            together(becomes("task", due=FRIDAY), becomes("mine", due=MONDAY)),
        ),
        (
            "assign the {other_task} to {first_name} and the {numbered} to {other_first}",
            together(
                becomes("other_task", assignees=("{person}",)),
                becomes("numbered", assignees=("{other_person}",)),
            ),
        ),
        (
            "assign {other_task} to {first_name}, {numbered} to {other_first}",
            together(
                becomes("other_task", assignees=("{person}",)),
                becomes("numbered", assignees=("{other_person}",)),
            ),
        ),
        (
            "I've finished the {mine} and remind me to call the landlord tomorrow",
            together(
                becomes("mine", status="{done}"),
                creates("call the landlord", assignees=("{me}",), due=TOMORROW),
            ),
        ),
        (
            "delete the {task} and rename the {mine} to Something simpler",
            together(archives("task"), becomes("mine", title="Something simpler")),
        ),
        (
            "finish the {mine}, then push the {task} to Friday",
            together(becomes("mine", status="{done}"), becomes("task", due=FRIDAY)),
        ),
        (
            "I'm done with the {mine} and {first_name} will take the {other_task}",
            together(becomes("mine", status="{done}"), becomes("other_task", assignees=("{person}",))),
        ),
        (
            "create a task order new labels and a task repaint the fence",
            together(creates("order new labels"), creates("repaint the fence")),
        ),
        (
            "comment on the {task} that I am on it and move it to Friday",
            either(
                together(comments("task", "I am on it"), becomes("task", due=FRIDAY)),
                comments("task", "I am on it and move it to Friday"),
            ),
        ),
        (
            "move the {anded} to Friday and start the {mine}",
            together(becomes("anded", due=FRIDAY), becomes("mine", status="{doing}")),
        ),
        (
            "set the {mine} to {review}; assign the {other_task} to me",
            together(becomes("mine", status="{review}"), becomes("other_task", assignees=("{me}",))),
        ),
        (
            "assign the {other_task} to {first_name}, the {numbered} to {other_first} and the {odd} to me",
            together(
                becomes("other_task", assignees=("{person}",)),
                becomes("numbered", assignees=("{other_person}",)),
                becomes("odd", assignees=("{me}",)),
            ),
        ),
    ],
)
CASES = (*COMMENT, *ARCHIVE, *BULK, *JOINED)
