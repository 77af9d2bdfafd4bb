"""Dates, titles, projects, priorities, tags and parts."""

from __future__ import annotations

import datetime as dt

from evals.case import FRIDAY, MONDAY, TODAY, TOMORROW, TUESDAY, asks, becomes, cases

TO_FRIDAY = becomes("task", due=FRIDAY)
A_WEEK_LATER = becomes("task", due=dt.date(2026, 6, 26))

DUE = cases(
    "due",
    "due",
    [
        ("move the {task} to Friday", TO_FRIDAY),
        ("push the {task} to Friday", TO_FRIDAY),
        ("the {task} is due on Friday", TO_FRIDAY),
        ("set the due date of the {task} to Friday", TO_FRIDAY),
        ("make the {task} due Friday", TO_FRIDAY),
        ("change the deadline of the {task} to Friday", TO_FRIDAY),
        ("reschedule the {task} for Friday", TO_FRIDAY),
        ("postpone the {mine} to Monday", becomes("mine", due=MONDAY)),
        ("delay the {mine} until Tuesday", becomes("mine", due=TUESDAY)),
        ("the {task} has to be done by tomorrow", becomes("task", due=TOMORROW)),
        ("I need the {task} by tomorrow", becomes("task", due=TOMORROW)),
        ("push the {task} back a week", A_WEEK_LATER),
        ("push back the {task} by a week", A_WEEK_LATER),
        ("move the {task} a week later", A_WEEK_LATER),
        ("postpone the {task} by 3 days", becomes("task", due=dt.date(2026, 6, 22))),
        ("give me two more days for the {mine}", becomes("mine", due=dt.date(2026, 6, 13))),
        ("bring the {task} forward two days", becomes("task", due=dt.date(2026, 6, 17))),
        ("move the {task} to 1 July", becomes("task", due=dt.date(2026, 7, 1))),
        ("move the {task} to July 1st", becomes("task", due=dt.date(2026, 7, 1))),
        ("move the {task} to 2026-07-01", becomes("task", due=dt.date(2026, 7, 1))),
        ("the {other_task} should be done in ten days", becomes("other_task", due=dt.date(2026, 6, 20))),
        ("make the {overdue} due today", becomes("overdue", due=TODAY)),
        ("move the {task} to the end of the month", becomes("task", due=dt.date(2026, 6, 30))),
        ("remove the due date from the {task}", becomes("task", due=None)),
        ("the {task} has no deadline any more", becomes("task", due=None)),
        ("clear the date of the {task}", becomes("task", due=None)),
        ("move “{odd_title}” to Friday", becomes("odd", due=FRIDAY)),
        ("move the {numbered} to Friday", becomes("numbered", due=FRIDAY)),
        ("move the {vague} to Friday", asks("vague_a", "vague_b")),
        ("push the {mine} back by a month", becomes("mine", due=dt.date(2026, 7, 11))),
        ("give me two more months for the {overdue}", becomes("overdue", due=dt.date(2026, 8, 7))),
    ],
)
TITLE = cases(
    "title, project",
    "rename",
    [
        ("rename the {task} to Something simpler", becomes("task", title="Something simpler")),
        ('rename the {task} to "Finish line"', becomes("task", title="Finish line")),
        ("call the {task} Something simpler", becomes("task", title="Something simpler")),
        ("change the title of the {task} to Something simpler", becomes("task", title="Something simpler")),
        ("rename “{odd_title}” to Something simpler", becomes("odd", title="Something simpler")),
        ("move the {task} to {other_project}", becomes("task", project="{other_project}")),
        ("put the {task} in {other_project}", becomes("task", project="{other_project}")),
        ("the {task} belongs to {other_project}", becomes("task", project="{other_project}")),
        ("move the {task} from {project} to {other_project}", becomes("task", project="{other_project}")),
        ("change the project of the {task} to {empty_project}", becomes("task", project="{empty_project}")),
        ("take the {task} out of {project}", becomes("task", project=None)),
        ("rename the {vague} to Something simpler", asks("vague_a", "vague_b")),
    ],
)
PRIORITY = cases(
    "priority, tags",
    "priority",
    [
        ("set the priority of the {task} to {high}", becomes("task", priority="{high}")),
        ("make the {task} {high} priority", becomes("task", priority="{high}")),
        ("the {task} has priority {low}", becomes("task", priority="{low}")),
        ("change the priority of the {task} to {low}", becomes("task", priority="{low}")),
        ("prioritise the {task} as {high}", becomes("task", priority="{high}")),
        ("remove the priority of the {task}", becomes("task", priority=None)),
        ("tag the {task} with {tag}", becomes("task", tags=("{tag}",))),
        ("add the tag {other_tag} to the {started}", becomes("started", tags=("{tag}", "{other_tag}"))),
        ("tag the {task} {tag} and {other_tag}", becomes("task", tags=("{tag}", "{other_tag}"))),
        ("remove the tag {tag} from the {anded}", becomes("anded", tags=("{other_tag}",))),
        ("untag the {started}", becomes("started", tags=())),
        ("label the {task} {tag}", becomes("task", tags=("{tag}",))),
        ("set the priority of the {vague} to {high}", asks("vague_a", "vague_b")),
    ],
)
PARTS = cases(
    "subtasks",
    "part",
    [
        ("make the {task} a subtask of the {whole}", becomes("task", parent="whole")),
        ("the {task} is part of the {whole}", becomes("task", parent="whole")),
        ("make the {task} a part of the {whole}", becomes("task", parent="whole")),
        ("put the {mine} under the {whole}", becomes("mine", parent="whole")),
        ("move the {task} under the {whole}", becomes("task", parent="whole")),
    ],
)
SEVERAL = cases(
    "several fields at once",
    "fields",
    [
        (
            "move the {task} to Friday and give it to {other_first}",
            becomes("task", due=FRIDAY, assignees=("{other_person}",)),
        ),
        (
            "assign the {other_task} to {first_name} by Friday with priority {high}",
            becomes("other_task", assignees=("{person}",), due=FRIDAY, priority="{high}"),
        ),
        (
            "rename the {task} to Something simpler and move it to Monday",
            becomes("task", title="Something simpler", due=MONDAY),
        ),
        ("start the {mine} and move it to Friday", becomes("mine", status="{doing}", due=FRIDAY)),
        (
            "tag the {task} with {tag} and set its priority to {high}",
            becomes("task", tags=("{tag}",), priority="{high}"),
        ),
        ("make the {task} due Monday, {high} priority", becomes("task", due=MONDAY, priority="{high}")),
    ],
)
CASES = (*DUE, *TITLE, *PRIORITY, *PARTS, *SEVERAL)
