"""Follow-ups. Lists come soonest due first, so "the second one" of my tasks is known on every board."""

from __future__ import annotations

import datetime as dt

from evals.case import (
    FRIDAY,
    MONDAY,
    NOT_UNDERSTOOD,
    THURSDAY,
    archives,
    becomes,
    cases,
    comments,
    creates,
    either,
    shows,
    together,
)

MINE = "show my tasks"  # overdue, started, mine, anded, whole …
FOLLOW_UPS = cases(
    "follow-ups",
    "follow",
    [
        ((MINE, "I've finished the second one"), becomes("started", status="{done}")),
        ((MINE, "mark the first one as done"), becomes("overdue", status="{done}")),
        ((MINE, "move the third one to Friday"), becomes("mine", due=FRIDAY)),
        ((MINE, "assign the first to {first_name}"), becomes("overdue", assignees=("{person}",))),
        ((MINE, "the second one"), shows(lambda t, w: t.title == w.words["started_title"])),
        ((MINE, "when is the third one due?"), shows(lambda t, w: t.title == w.words["mine_title"])),
        ((MINE, "delete the second one"), archives("started")),
        ((MINE, "the first one is done"), becomes("overdue", status="{done}")),
        ((MINE, "finish number 3"), becomes("mine", status="{done}")),
        (
            (MINE, "mark the first two as done"),
            together(becomes("overdue", status="{done}"), becomes("started", status="{done}")),
        ),
        ((MINE, "mark the fortieth one as done"), NOT_UNDERSTOOD),
        (("move the {task} to Friday", "no, Thursday"), becomes("task", due=THURSDAY)),
        (("move the {task} to Friday", "no, make that Monday"), becomes("task", due=MONDAY)),
        (("move the {task} to Friday", "Monday instead"), becomes("task", due=MONDAY)),
        (("move the {task} to Friday", "actually, to 1 July"), becomes("task", due=dt.date(2026, 7, 1))),
        (
            ("assign the {other_task} to {first_name}", "no, to {other_first}"),
            becomes("other_task", assignees=("{other_person}",)),
        ),
        (
            ("assign the {other_task} to {first_name}", "no, {other_first}"),
            becomes("other_task", assignees=("{other_person}",)),
        ),
        (
            ("move the {task} to Friday", "and give it to {other_first}"),
            becomes("task", assignees=("{other_person}",)),
        ),
        (("set the priority of the {task} to {high}", "and move it to Friday"), becomes("task", due=FRIDAY)),
        (
            ("assign the {other_task} to {first_name}", "instead of {first_name}, {other_first}"),
            becomes("other_task", assignees=("{other_person}",)),
        ),
        (
            ("move the {task} to Friday", "actually make it done"),
            either(becomes("task", status="{done}"), becomes("task", status="{done}", due=FRIDAY)),
        ),
        (("move the {task} to Friday", "and the {mine} too"), becomes("mine", due=FRIDAY)),
        (
            ("create a task order new labels", "in {project}"),
            creates("order new labels", project="{project}"),
        ),
        (("comment on the {task} that it rains", "move it to Friday"), becomes("task", due=FRIDAY)),
        (
            ("move the {task} to Friday", "comment on it that I will be away"),
            comments("task", "I will be away"),
        ),
        (
            (MINE, "and {first_name}'s?"),
            shows(lambda t, w: not t.is_done and w.members["person"] in t.assignees),
        ),
        (
            (MINE, "what about {first_name}?"),
            shows(lambda t, w: not t.is_done and w.members["person"] in t.assignees),
        ),
        (("the second one",), NOT_UNDERSTOOD),
        (("no, Thursday",), NOT_UNDERSTOOD),
        (("mark it as done",), NOT_UNDERSTOOD),
    ],
)
CASES = FOLLOW_UPS
