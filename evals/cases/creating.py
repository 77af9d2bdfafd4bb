"""New tasks."""

from __future__ import annotations

import datetime as dt

from evals.case import FRIDAY, MONDAY, TOMORROW, asks, cases, creates, either

CREATE = cases(
    "create",
    "create",
    [
        ("create a task order new labels", creates("order new labels")),
        ("create a task called Order new labels", creates("Order new labels")),
        ("new task: order new labels", creates("order new labels")),
        ("add a task to order new labels", creates("order new labels")),
        ('add "Order new labels" to the board', creates("Order new labels")),
        ("please create a task to order new labels by Friday", creates("order new labels", due=FRIDAY)),
        (
            "create a task order new labels for {first_name}",
            creates("order new labels", assignees=("{person}",)),
        ),
        (
            "make a new task for {person}: order new labels",
            creates("order new labels", assignees=("{person}",)),
        ),
        ("create order new labels in {project}", creates("order new labels", project="{project}")),
        (
            "create a task order new labels for {first_name} by Friday in {project}",
            creates("order new labels", assignees=("{person}",), due=FRIDAY, project="{project}"),
        ),
        (
            "create a task order new labels in {project} by Friday for {first_name}",
            creates("order new labels", assignees=("{person}",), due=FRIDAY, project="{project}"),
        ),
        (
            "create a task order new labels due tomorrow with priority {high}",
            creates("order new labels", due=TOMORROW, priority="{high}"),
        ),
        ("add a {high} priority task: order new labels", creates("order new labels", priority="{high}")),
        ("create a task order new labels tagged {tag}", creates("order new labels", tags=("{tag}",))),
        (
            "remind me tomorrow about new labels",
            either(
                creates("Reminder: new labels", assignees=("{me}",), due=TOMORROW),
                creates("Remind me about new labels", assignees=("{me}",), due=TOMORROW),
            ),
        ),
        ("remind me to order new labels", creates("order new labels", assignees=("{me}",))),
        (
            "remind me to order new labels on Monday",
            creates("order new labels", assignees=("{me}",), due=MONDAY),
        ),
        (
            "I need to order new labels by tomorrow",
            creates("order new labels", assignees=("{me}",), due=TOMORROW),
        ),
        ("create a task order new labels for me", creates("order new labels", assignees=("{me}",))),
        (
            "create a task order new labels for {first_name} and {other_first}",
            creates("order new labels", assignees=("{person}", "{other_person}")),
        ),
        ("create a task order new labels on 3 July", creates("order new labels", due=dt.date(2026, 7, 3))),
        (
            "create a task order new labels due 2026-07-03",
            creates("order new labels", due=dt.date(2026, 7, 3)),
        ),
        (
            "add task order new labels, due in two weeks",
            creates("order new labels", due=dt.date(2026, 6, 24)),
        ),
        ("put order new labels on the board", creates("order new labels")),
        ("we need a task for ordering new labels", creates("ordering new labels")),
    ],
)
TITLES = cases(
    "create: odd titles",
    "title-of",
    [
        ('create a task "Finish what Sven started"', creates("Finish what Sven started")),
        ('create a task "Move the boxes to Friday\'s van"', creates("Move the boxes to Friday's van")),
        (
            "create a task called 'Salt and pepper' for {first_name}",
            creates("Salt and pepper", assignees=("{person}",)),
        ),
        ("create a task to delete old photos", creates("delete old photos")),
        ("create a task to move furniture to the hall", creates("move furniture to the hall")),
        ("add a task: assign lockers", creates("assign lockers")),
        (
            "remind me to finish packing by tomorrow",
            creates("finish packing", assignees=("{me}",), due=TOMORROW),
        ),
        ("create a task: call {first_name} about 20 chairs", creates("call {first_name} about 20 chairs")),
        ("new task: buy 3 lamps and 2 mirrors", creates("buy 3 lamps and 2 mirrors")),
        ("new task: what to do about noise", creates("what to do about noise")),
        ('new task: "Mark done shelves"', creates("Mark done shelves")),
        ("create a task to comment on the draft law", creates("comment on the draft law")),
    ],
)
ASSIGN = cases(
    "assign to someone, or create",
    "assign-new",
    [
        (
            "assign repainting the fence to {first_name}",
            creates("repainting the fence", assignees=("{person}",)),
        ),
        (
            "assign the fence repainting to {first_name} by Friday",
            creates("fence repainting", assignees=("{person}",), due=FRIDAY),
        ),
        (
            "assign repaint the fence to {first_name} by Friday in {project}",
            creates("repaint the fence", assignees=("{person}",), due=FRIDAY, project="{project}"),
        ),
        ("assign repaint the fence to me", creates("repaint the fence", assignees=("{me}",))),
        (
            "give {first_name} a new task: repaint the fence",
            creates("repaint the fence", assignees=("{person}",)),
        ),
        (
            "have {first_name} repaint the fence by Friday",
            creates("repaint the fence", assignees=("{person}",), due=FRIDAY),
        ),
        (
            "{first_name} should repaint the fence by Friday",
            creates("repaint the fence", assignees=("{person}",), due=FRIDAY),
        ),
        ("create a task repaint the fence for {twin}", asks("twin_a", "twin_b")),
        ("assign repaint the fence to {twin_a}", creates("repaint the fence", assignees=("{twin_a}",))),
        (
            "ask {first_name} to repaint the fence by tomorrow",
            creates("repaint the fence", assignees=("{person}",), due=TOMORROW),
        ),
    ],
)
CASES = (*CREATE, *TITLES, *ASSIGN)
