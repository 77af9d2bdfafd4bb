"""Boards as teams come to have them: odd, grown, half named."""

from __future__ import annotations

from sandbox.notion.database_seed import ColumnSeed
from storage.layouts import Told
from tests.doubles.boards.shape import (
    ANA,
    BEN,
    Shape,
    a_database,
    date,
    people,
    relation,
    select,
    several,
    status,
    title,
)

ONLY, NAMED = Told.ONLY_ONE, Told.NAME
STATUS = status("Status", ["Not started"], ["In progress"], ["Done"])

MANY_DATES = Shape(
    name="many_dates",
    about="five dates and two that Notion keeps",
    columns=[
        title("Task"),
        STATUS,
        people("Assigned to"),
        date("Start date"),
        date("Due date"),
        date("Completed on"),
        date("Reminder"),
        date("Reviewed"),
        ColumnSeed("Due created", "created_time"),
        ColumnSeed("Edited", "last_edited_time"),
    ],
    row={
        "Task": "Count the money",
        "Status": "Not started",
        "Assigned to": [ANA],
        "Due date": "2026-06-12",
        "Start date": "2026-06-01",
    },
    told={
        "title": ("Task", ONLY),
        "status": ("Status", ONLY),
        "assignees": ("Assigned to", ONLY),
        "due": ("Due date", NAMED),
    },
    done=("Done",),
)

MANY_RELATIONS = Shape(
    name="many_relations",
    about="relations to all sorts of things, and two to itself",
    columns=[
        title("Task"),
        STATUS,
        people("Owner"),
        date("Due"),
        relation("Client", "Clients"),
        relation("Meeting", "Meetings"),
        relation("📁 Project", "Undertakings"),
        relation("Blocked by", other_side="Blocking"),
        relation("Umbrella", other_side="Sub-tasks"),
    ],
    others=[
        a_database("Clients", "ACME"),
        a_database("Meetings", "June"),
        a_database("Undertakings", "Tour", "Fair"),
    ],
    row={
        "Task": "Send the bill",
        "Status": "In progress",
        "Owner": [BEN],
        "Due": "2026-06-12",
        "📁 Project": ["Tour"],
        "Client": ["ACME"],
    },
    told={
        "title": ("Task", ONLY),
        "status": ("Status", ONLY),
        "assignees": ("Owner", ONLY),
        "due": ("Due", ONLY),
        "project": ("📁 Project", NAMED),
        "parent": ("Umbrella", NAMED),
    },
    done=("Done",),
)

NO_STATUS = Shape(
    name="no_status",
    about="no status, no project: who does what by when",
    columns=[
        title("Task"),
        people("Assignee"),
        people("Approver"),
        date("Due by"),
        ColumnSeed("Hours", "number"),
    ],
    row={"Task": "Water the plants", "Assignee": [ANA], "Approver": [BEN], "Due by": "2026-06-12"},
    told={"title": ("Task", ONLY), "assignees": ("Assignee", NAMED), "due": ("Due by", ONLY)},
)

OWN_NAMES = Shape(
    name="own_names",
    about="names that say nothing, one column of each type",
    columns=[
        title("🐝"),
        status("Buzz", ["Egg"], ["Larva"], ["Bee"], groups="A/B/C"),
        people("Keeper"),
        date("Swarm"),
        relation("Hive", "Hives"),
        several("Pollen", "Clover", "Lime"),
    ],
    others=[a_database("Hives", "North", "South")],
    row={
        "🐝": "Move the hive",
        "Buzz": "Larva",
        "Keeper": [ANA],
        "Swarm": "2026-06-12",
        "Hive": ["North"],
        "Pollen": ["Lime"],
    },
    told={
        "title": ("🐝", ONLY),
        "status": ("Buzz", ONLY),
        "assignees": ("Keeper", ONLY),
        "due": ("Swarm", ONLY),
        "project": ("Hive", ONLY),
        "tags": ("Pollen", ONLY),
    },
    done=("Bee",),
)

PROJECTS_AS_BOARD = Shape(
    name="projects_as_board",
    about="Notion's database of projects, used as the board",
    columns=[
        title("Project name"),
        status(
            "Status",
            ["Planning"],
            ["In Progress"],
            ["Done", "Canceled"],
            id="notion://projects/status_property",
        ),
        people("Owner", id="notion://projects/people_property"),
        people("Team"),
        date("Dates", id="notion://projects/project_dates_property"),
        date("Kick-off"),
        select("Priority", "Low", "High", id="notion://projects/priority_property"),
    ],
    row={
        "Project name": "Summer school",
        "Status": "Planning",
        "Owner": [BEN],
        "Dates": "2026-07-01/2026-07-20",
        "Priority": "High",
    },
    told={
        "title": ("Project name", ONLY),
        "status": ("Status", Told.TEMPLATE),
        "assignees": ("Owner", Told.TEMPLATE),
        "due": ("Dates", Told.TEMPLATE),
        "priority": ("Priority", Told.TEMPLATE),
    },
    done=("Done", "Canceled"),
)

UNUSUAL = (
    MANY_DATES,
    MANY_RELATIONS,
    NO_STATUS,
    OWN_NAMES,
    PROJECTS_AS_BOARD,
)
