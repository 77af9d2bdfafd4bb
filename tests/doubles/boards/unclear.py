"""Boards that need somebody's word: what is due when, who is meant, what is done, which table it is."""

from __future__ import annotations

from storage.layouts import Told
from tests.doubles.boards.shape import (
    ANA,
    BEN,
    BOARD,
    Shape,
    a_database,
    date,
    people,
    relation,
    select,
    status,
    text,
    title,
)

ONLY, NAMED = Told.ONLY_ONE, Told.NAME
STATUS = status("Status", ["Not started"], ["In progress"], ["Done"])

TWO_DATES = Shape(
    name="two_dates",
    about="two dates that could both be when it is due",
    columns=[title("Task"), STATUS, people("Assignee"), date("Kick-off"), date("Launch"), text("Notes")],
    row={
        "Task": "Open the shop",
        "Status": "Not started",
        "Assignee": [ANA],
        "Launch": "2026-06-12",
        "Notes": "Early",
    },
    told={
        "title": ("Task", ONLY),
        "status": ("Status", ONLY),
        "assignees": ("Assignee", ONLY),
        "notes": ("Notes", NAMED),
    },
    unclear=frozenset({"due"}),
    settled={"due": ("Launch",)},
    done=("Done",),
)

TWO_STATUSES = Shape(
    name="two_statuses",
    about="two status columns, of which neither is named for it, and a relation that is none of the project",
    columns=[
        title("Task"),
        status("Design", ["Idea"], ["Sketch"], ["Final"]),
        status("Print", ["Waiting"], ["Printing"], ["Delivered"]),
        people("Assignee"),
        date("Start date"),
        relation("Docs", "Papers"),
    ],
    others=[a_database("Papers", "Paper")],
    row={"Task": "Flyer", "Design": "Final", "Print": "Printing", "Assignee": [ANA]},
    told={"title": ("Task", ONLY), "assignees": ("Assignee", ONLY)},
    unclear=frozenset({"status"}),
    settled={"status": ("Print",)},
    done=("Delivered",),
)

OWN_STATUSES = Shape(
    name="own_statuses",
    about="a select whose options do not say which of them mean done",
    columns=[
        title("Dish"),
        select("Status", "Raw", "Cooking", "Served", "Eaten"),
        people("Cook"),
        date("Due"),
    ],
    row={"Dish": "Soup", "Status": "Served", "Cook": [BEN], "Due": "2026-06-12"},
    told={
        "title": ("Dish", ONLY),
        "status": ("Status", NAMED),
        "assignees": ("Cook", ONLY),
        "due": ("Due", ONLY),
    },
    settled={"done": ("Served", "Eaten")},
    done=("Served", "Eaten"),
)

TWO_TABLES = Shape(
    name="two_tables",
    about="a database with two tables: the link alone does not say which",
    columns=[title("Task"), STATUS, people("Assignee"), date("Due")],
    others=[a_database("Ideas", "A thought")],
    row={"Task": "Sweep the floor", "Status": "Done", "Assignee": [ANA], "Due": "2026-06-12"},
    told={
        "title": ("Task", ONLY),
        "status": ("Status", ONLY),
        "assignees": ("Assignee", ONLY),
        "due": ("Due", ONLY),
    },
    done=("Done",),
    refused=f"“{BOARD}”",
)

UNCLEAR = (TWO_DATES, TWO_STATUSES, OWN_STATUSES, TWO_TABLES)
