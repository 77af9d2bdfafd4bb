"""Looking at the board."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from evals.case import FRIDAY, MONDAY, SUNDAY, TODAY, TOMORROW, asks, cases, either, shows

if TYPE_CHECKING:
    from evals.expecting import Expectation
    from evals.workspace import Workspace
    from storage.records import Task

JUNE_20 = dt.date(2026, 6, 20)
NEXT_SUNDAY = dt.date(2026, 6, 21)


def _has(task: Task, workspace: Workspace, role: str) -> bool:
    return not task.is_done and workspace.members[role] in task.assignees


def _in(task: Task, workspace: Workspace, role: str) -> bool:
    return not task.is_done and task.project == workspace.known_projects[role]


def _due(task: Task, first: dt.date = dt.date.min, last: dt.date = dt.date.max) -> bool:
    return not task.is_done and task.due_on is not None and first <= task.due_on <= last


def _one(role: str) -> Expectation:
    """This task and no other, whatever has become of it."""
    return shows(lambda t, w: t.title == w.words[f"{role}_title"])


MINE = shows(lambda t, w: _has(t, w, "me"))
THEIRS = shows(lambda t, w: _has(t, w, "person"))
OVERDUE = shows(lambda t, _: _due(t, last=TODAY - dt.timedelta(days=1)))
MY_OVERDUE = shows(lambda t, w: _has(t, w, "me") and _due(t, last=TODAY - dt.timedelta(days=1)))
THIS_WEEK = either(  # from today, or from Monday; what is late is not asked for
    shows(lambda t, _: _due(t, TODAY, SUNDAY)),
    shows(lambda t, _: _due(t, TODAY - dt.timedelta(days=2), SUNDAY)),
)
MY_WEEK = either(
    shows(lambda t, w: _has(t, w, "me") and _due(t, TODAY, SUNDAY)),
    shows(lambda t, w: _has(t, w, "me") and _due(t, TODAY - dt.timedelta(days=2), SUNDAY)),
)
NEXT_WEEK = shows(lambda t, _: _due(t, MONDAY, NEXT_SUNDAY))
NOBODYS = shows(lambda t, _: not t.is_done and not t.assignees)
UNDATED = shows(lambda t, _: not t.is_done and t.due is None)
IN_PROJECT = shows(lambda t, w: _in(t, w, "project"))
DUE_TODAY = shows(lambda t, _: _due(t, TODAY, TODAY))

WHOSE = cases(
    "views: whose",
    "whose",
    [
        ("what do I have to do?", MINE),
        ("my tasks", MINE),
        ("show me what's on my plate", MINE),
        (
            "what am I working on?",
            either(MINE, shows(lambda t, w: _has(t, w, "me") and t.status == w.words["doing"])),
        ),
        ("List everything assigned to me", MINE),
        ("what's on my list", MINE),
        ("what does {first_name} have?", THEIRS),
        ("{first_name}'s tasks", THEIRS),
        ("show me {person}'s tasks please", THEIRS),
        (
            "what is {first_name} working on",
            either(THEIRS, shows(lambda t, w: _has(t, w, "person") and t.status == w.words["doing"])),
        ),
        ("everything that {other_first} has to do", shows(lambda t, w: _has(t, w, "other_person"))),
        ("which tasks have no owner?", NOBODYS),
        ("what's unassigned?", NOBODYS),
        ("show tasks nobody has taken", NOBODYS),
        ("show me {twin}'s tasks", asks("twin_a", "twin_b")),
        ("{twin_b}'s tasks", shows(lambda t, w: _has(t, w, "twin_b"))),
    ],
)
WHEN = cases(
    "views: when",
    "when",
    [
        ("what's overdue?", OVERDUE),
        ("show me all overdue tasks", OVERDUE),
        ("what am I late with?", MY_OVERDUE),
        ("which of my tasks are overdue", MY_OVERDUE),
        ("what's due today?", DUE_TODAY),
        ("anything due tomorrow?", shows(lambda t, _: _due(t, TOMORROW, TOMORROW))),
        ("what is due this week", THIS_WEEK),
        ("what do I have this week?", MY_WEEK),
        ("what's coming up next week?", NEXT_WEEK),
        ("tasks due next week", NEXT_WEEK),
        (
            "what is due before Friday?",
            either(shows(lambda t, _: _due(t, last=TOMORROW)), shows(lambda t, _: _due(t, TODAY, TOMORROW))),
        ),
        (
            "show tasks due by June 20",
            either(shows(lambda t, _: _due(t, last=JUNE_20)), shows(lambda t, _: _due(t, TODAY, JUNE_20))),
        ),
        ("what's due after the 20th of June?", shows(lambda t, _: _due(t, JUNE_20 + dt.timedelta(days=1)))),
        ("which tasks have no due date?", UNDATED),
        ("show everything without a deadline", UNDATED),
        ("what is due on Friday?", shows(lambda t, _: _due(t, FRIDAY, FRIDAY))),
        (
            "what must I do by Tuesday",
            either(
                shows(lambda t, w: _has(t, w, "me") and _due(t, last=dt.date(2026, 6, 16))),
                shows(lambda t, w: _has(t, w, "me") and _due(t, TODAY, dt.date(2026, 6, 16))),
            ),
        ),
        (
            "what does {first_name} have to do next week",
            shows(lambda t, w: _has(t, w, "person") and _due(t, MONDAY, NEXT_SUNDAY)),
        ),
    ],
)
WHAT = cases(
    "views: project, priority, tag, status, words",
    "what",
    [
        ("show me {project}", IN_PROJECT),
        ("show the {project} project", IN_PROJECT),
        ("most important tasks", shows(lambda t, _: not t.is_done)),
        ("what's left in {project}?", IN_PROJECT),
        ("all open tasks in {project}", IN_PROJECT),
        (
            "how is {project} going",
            either(IN_PROJECT, shows(lambda t, w: t.project == w.known_projects["project"])),
        ),
        ("my tasks in {other_project}", shows(lambda t, w: _has(t, w, "me") and _in(t, w, "other_project"))),
        (
            "what does {first_name} still have in {third_project}?",
            shows(lambda t, w: _has(t, w, "person") and _in(t, w, "third_project")),
        ),
        (
            "what's overdue in {other_project}",
            shows(lambda t, w: _in(t, w, "other_project") and _due(t, last=TODAY - dt.timedelta(days=1))),
        ),
        ("show {high} priority tasks", shows(lambda t, w: not t.is_done and t.priority == w.words["high"])),
        (
            "which tasks have priority {low}?",
            shows(lambda t, w: not t.is_done and t.priority == w.words["low"]),
        ),
        ("tasks tagged {tag}", shows(lambda t, w: not t.is_done and w.words["tag"] in t.tags)),
        (
            "show me everything with the tag {other_tag}",
            shows(lambda t, w: not t.is_done and w.words["other_tag"] in t.tags),
        ),
        ("what's in status {review}?", shows(lambda t, w: t.status == w.words["review"])),
        ("show tasks that are {doing}", shows(lambda t, w: t.status == w.words["doing"])),
        ("tasks about the {vague}", shows(lambda t, w: w.vague in t.title.lower())),
        ("find everything with {vague} in the title", shows(lambda t, w: w.vague in t.title.lower())),
        ("what are the subtasks of the {whole}?", shows(lambda t, _: t.parent is not None and not t.is_done)),
        ("what have I finished?", shows(lambda t, w: t.is_done and w.members["me"] in t.assignees)),
        ("show finished tasks", shows(lambda t, _: t.is_done)),
        (
            "what's been done in {project}",
            shows(lambda t, w: t.is_done and t.project == w.known_projects["project"]),
        ),
        ("all tasks", either(shows(lambda t, _: not t.is_done), shows(lambda *_: True))),
        ("show me everything that's open", shows(lambda t, _: not t.is_done)),
        (
            "what's unassigned in {third_project}?",
            shows(lambda t, w: _in(t, w, "third_project") and not t.assignees),
        ),
        ("who owns the {task}?", _one("task")),
        ("who has the {done_task}?", _one("done_task")),
        ("where is the {done_task}?", _one("done_task")),
        ("when is the {done_task} due", _one("done_task")),
        (
            "tasks nobody owns in {third_project}",
            shows(lambda t, w: _in(t, w, "third_project") and not t.assignees),
        ),
    ],
)
CASES = (*WHOSE, *WHEN, *WHAT)
