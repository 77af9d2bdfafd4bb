"""Boards as Notion's own templates make them."""

from __future__ import annotations

from storage.layouts import Told
from tests.doubles.boards.shape import (
    ANA,
    BEN,
    Shape,
    a_database,
    box,
    date,
    people,
    relation,
    select,
    several,
    status,
    text,
    title,
)

TASKS = "notion://tasks/"
ONLY, KNOWN, NAMED, CHOSEN = Told.ONLY_ONE, Told.TEMPLATE, Told.NAME, Told.CHOSEN

TASKS_TRACKER = Shape(
    name="tasks_tracker",
    about="Notion's Tasks Tracker",
    columns=[
        title("Task name"),
        status("Status", ["Not started"], ["In progress"], ["Done"], id=TASKS + "status_property"),
        people("Assignee", id=TASKS + "assign_property"),
        date("Due date", id=TASKS + "due_date_property"),
        select("Priority", "High", "Medium", "Low", id=TASKS + "priority_property"),
        several("Task type", "🐞 Bug", "💬 Feature request", "💅 Polish"),
        text("Description"),
        select("Effort level", "Small", "Medium", "Large"),
    ],
    row={
        "Task name": "Write the guide",
        "Status": "In progress",
        "Assignee": [ANA],
        "Due date": "2026-06-12",
        "Priority": "High",
        "Task type": ["💅 Polish"],
        "Description": "As short as can be",
    },
    told={
        "title": ("Task name", ONLY),
        "status": ("Status", KNOWN),
        "assignees": ("Assignee", KNOWN),
        "due": ("Due date", KNOWN),
        "priority": ("Priority", KNOWN),
        "tags": ("Task type", ONLY),
        "notes": ("Description", NAMED),
    },
    done=("Done",),
)

PROJECTS_AND_TASKS = Shape(
    name="projects_and_tasks",
    about="Notion's Projects & Tasks, with sub-tasks, sprints and AI summary, all of it renamed",
    columns=[
        title("What"),
        status(
            "Where it is",
            ["Not Started"],
            ["In Progress"],
            ["Done", "Archived"],
            id=TASKS + "status_property",
        ),
        people("Whose", id=TASKS + "assign_property"),
        people("Reviewer"),
        date("Begin", id=TASKS + "due_date_property"),
        date("Completed on"),
        select("How soon", "Low", "Medium", "High", id=TASKS + "priority_property"),
        several("Words", "Improvement", "Research", id=TASKS + "tags_property"),
        relation("For", "Projects of the template", id=TASKS + "task_to_project_relation"),
        relation("Round", "Sprints of the template", id=TASKS + "task_sprint_relation"),
        relation(
            "Above",
            id=TASKS + "parent_task_relation",
            other_side="Below",
            other_side_id=TASKS + "sub_task_relation",
        ),
        text("Summary", id=TASKS + "ai_summary_property"),
        text("More", id=TASKS + "description_property"),
    ],
    others=[
        a_database(
            "Projects of the template",
            {"Name": "Website", "Status": "In Progress"},
            {"Name": "Old website", "Status": "Done"},
            more=[
                status(
                    "Status", ["Backlog"], ["In Progress"], ["Done"], id="notion://projects/status_property"
                )
            ],
        ),
        a_database("Sprints of the template", "Sprint 1"),
    ],
    row={
        "What": "Draw the logo",
        "Where it is": "Not Started",
        "Whose": [BEN],
        "Begin": "2026-06-11",
        "How soon": "Low",
        "Words": ["Research"],
        "For": ["Website"],
        "Summary": "Written by a machine",
        "More": "In blue",
    },
    told={
        "title": ("What", ONLY),
        "status": ("Where it is", KNOWN),
        "assignees": ("Whose", KNOWN),
        "due": ("Begin", KNOWN),
        "priority": ("How soon", KNOWN),
        "tags": ("Words", KNOWN),
        "project": ("For", KNOWN),
        "parent": ("Above", KNOWN),
        "notes": ("More", KNOWN),
    },
    done=("Done", "Archived"),
)

TO_DO_LIST = Shape(
    name="to_do_list",
    about="a simple To-do list with a checkbox",
    columns=[title("Name"), box("Done"), date("Date"), several("Tags", "Home", "Work")],
    row={"Name": "Buy paper", "Done": True, "Date": "2026-06-10", "Tags": ["Work"]},
    told={
        "title": ("Name", ONLY),
        "status": ("Done", NAMED),
        "due": ("Date", ONLY),
        "tags": ("Tags", ONLY),
    },
    done=("Done",),
)

KANBAN = Shape(
    name="kanban",
    about="Notion's Kanban board: a status and people, no dates",
    columns=[
        title("Name"),
        status("Status", ["Not started"], ["In progress"], ["Done"]),
        people("Assign"),
    ],
    row={"Name": "Hang the lights", "Status": "Done", "Assign": [ANA, BEN]},
    told={"title": ("Name", ONLY), "status": ("Status", ONLY), "assignees": ("Assign", ONLY)},
    done=("Done",),
)

SPRINT_BOARD = Shape(
    name="sprint_board",
    about="a sprint board: a sprint is no project, a blocker no parent",
    columns=[
        title("Task"),
        status("State", ["Backlog", "Ready"], ["Doing", "Review"], ["Shipped", "Dropped"]),
        people("Owner"),
        people("Reviewer"),
        date("Due"),
        relation("Sprint", "Sprints"),
        relation("Blocked by", other_side="Blocking"),
        relation("Parent item", other_side="Sub-item"),
        select("Priority level", "P0", "P1"),
        several("Labels", "UI", "API"),
    ],
    others=[a_database("Sprints", "Sprint 7")],
    row={
        "Task": "Cache the list",
        "State": "Doing",
        "Owner": [ANA],
        "Reviewer": [BEN],
        "Due": "2026-06-15",
        "Priority level": "P0",
        "Labels": ["API"],
    },
    told={
        "title": ("Task", ONLY),
        "status": ("State", ONLY),
        "assignees": ("Owner", NAMED),
        "due": ("Due", ONLY),
        "parent": ("Parent item", NAMED),
        "priority": ("Priority level", NAMED),
        "tags": ("Labels", ONLY),
    },
    done=("Shipped", "Dropped"),
)

ROADMAP = Shape(
    name="roadmap",
    about="Notion's Product roadmap: two people columns, of which neither is named for it",
    columns=[
        title("Task name"),
        select("Status", "Not started", "In progress", "Complete", "Cancelled"),
        people("Engineers"),
        people("Product manager"),
        date("Timeline"),
        select("Priority", "P1", "P2"),
        select("Type", "Epic", "Task", "Bug"),
        relation("Epics", "Epics"),
    ],
    others=[a_database("Epics", "Onboarding", "Billing")],
    row={
        "Task name": "First steps",
        "Status": "Complete",
        "Engineers": [BEN],
        "Timeline": "2026-06-01/2026-06-20",
        "Priority": "P1",
        "Type": "Task",
        "Epics": ["Onboarding"],
    },
    told={
        "title": ("Task name", ONLY),
        "status": ("Status", NAMED),
        "due": ("Timeline", ONLY),
        "priority": ("Priority", NAMED),
        "tags": ("Type", NAMED),
        "project": ("Epics", ONLY),
    },
    unclear=frozenset({"assignees"}),
    settled={"assignees": ("Engineers",)},
    done=("Complete", "Cancelled"),
)

TEMPLATES = (TASKS_TRACKER, PROJECTS_AND_TASKS, TO_DO_LIST, KANBAN, SPRINT_BOARD, ROADMAP)
