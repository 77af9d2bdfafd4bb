"""Boards on which people are no users of Notion: rows of a team's database, or names in a list."""

from __future__ import annotations

from sandbox.notion.database_seed import ColumnSeed
from storage.layouts import Told
from tests.doubles.boards.shape import (
    Shape,
    a_database,
    box,
    date,
    relation,
    select,
    several,
    status,
    title,
)

ONLY, NAMED = Told.ONLY_ONE, Told.NAME
STATUS = status("Status", ["Not started"], ["In progress"], ["Done"])

TEAM_RELATION = Shape(
    name="team_relation",
    about="people are rows of a team's database, who may have left",
    columns=[
        title("Task"),
        STATUS,
        relation("Assignee", "Team members"),
        date("Due"),
        relation("Project", "Work"),
    ],
    others=[
        a_database(
            "Team members",
            {"Name": "Ana", "Active": True},
            {"Name": "Ben", "Active": True},
            {"Name": "Zoe", "Active": False},
            more=[box("Active"), ColumnSeed("Email", "email")],
        ),
        a_database(
            "Work", {"Name": "Spring fair"}, {"Name": "Old fair", "Archived": True}, more=[box("Archived")]
        ),
    ],
    row={
        "Task": "Ask the band",
        "Status": "Not started",
        "Assignee": ["Ana"],
        "Due": "2026-06-12",
        "Project": ["Spring fair"],
    },
    told={
        "title": ("Task", ONLY),
        "status": ("Status", ONLY),
        "assignees": ("Assignee", NAMED),
        "due": ("Due", ONLY),
        "project": ("Project", ONLY),
    },
    done=("Done",),
)

TEAM_OF_PEOPLE = Shape(
    name="team_of_people",
    about="a relation called “Team” that leads to people",
    columns=[title("Task"), STATUS, relation("Team", "Crew list"), date("Due")],
    others=[
        a_database(
            "Crew list",
            {"Name": "Ana", "Status": "Active"},
            {"Name": "Rui", "Status": "Alumni"},
            more=[select("Status", "Active", "Alumni"), ColumnSeed("Email", "email")],
        )
    ],
    row={"Task": "Pack the van", "Status": "In progress", "Team": ["Ana"], "Due": "2026-06-12"},
    told={
        "title": ("Task", ONLY),
        "status": ("Status", ONLY),
        "assignees": ("Team", NAMED),
        "due": ("Due", ONLY),
    },
    done=("Done",),
)

NAMES_IN_SELECT = Shape(
    name="names_in_select",
    about="people are options of a multi-select",
    columns=[
        title("Task"),
        STATUS,
        several("Who", "Ana", "Ben"),
        date("Deadline"),
        several("Project", "Fair", "Tour"),
    ],
    row={
        "Task": "Book the hall",
        "Status": "Done",
        "Who": ["Ana", "Ben"],
        "Deadline": "2026-06-12",
        "Project": ["Fair"],
    },
    told={
        "title": ("Task", ONLY),
        "status": ("Status", ONLY),
        "assignees": ("Who", NAMED),
        "due": ("Deadline", ONLY),
        "project": ("Project", NAMED),
    },
    done=("Done",),
)

TEAMS = (TEAM_RELATION, TEAM_OF_PEOPLE, NAMES_IN_SELECT)
