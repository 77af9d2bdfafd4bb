"""How the seeded board is laid out: its fixed ids and the columns of its two data sources.

The tasks' columns have the ids that Notion gives those of its own task template, whatever they are called.
They are percent-encoded, as Notion answers them.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from sandbox.workspace import stable_id

Json = dict[str, Any]

BOT_ID = stable_id("bot", "Darcy")
WORKSPACE_ID = stable_id("workspace", "sandbox")
HOME_PAGE_ID = stable_id("page", "home")
TASKS_DATABASE_ID = stable_id("database", "tasks")
TASKS_ID = stable_id("data_source", "tasks")
PROJECTS_DATABASE_ID = stable_id("database", "projects")
PROJECTS_ID = stable_id("data_source", "projects")


def _template_id(name: str) -> str:
    return quote(f"notion://tasks/{name}", safe="")


TITLE = "title"
STATUS, ASSIGNEES = _template_id("status_property"), _template_id("assign_property")
DUE, PRIORITY = _template_id("due_date_property"), _template_id("priority_property")
PROJECT, NOTES = _template_id("task_to_project_relation"), _template_id("description_property")
TAGS = _template_id("tags_property")
PARENT, SUBTASKS = _template_id("parent_task_relation"), _template_id("sub_task_relation")
CREATED, CREATED_BY, EDITED = quote(r"\:~A", safe=""), quote("tU<i", safe=""), quote("QUy[", safe="")
PROJECT_STATUS = quote("notion://projects/status_property", safe="")

_STATUSES = {
    "To-do": ("gray", ["Not started"]),
    "In progress": ("blue", ["In progress", "Blocked"]),
    "Complete": ("green", ["Done", "Dropped"]),
}
_PROJECT_STATUSES = {
    "To-do": ("gray", ["Planned"]),
    "In progress": ("blue", ["Active"]),
    "Complete": ("green", ["Finished"]),
}
_TAGS = {"design": "pink", "print": "orange", "money": "green", "venue": "blue", "film": "purple"}
_PRIORITIES = {"High": "red", "Medium": "yellow", "Low": "green"}


def _column(column_id: str, name: str, kind: str, details: Json | None = None) -> Json:
    return {"id": column_id, "name": name, "description": None, "type": kind, kind: details or {}}


def task_columns() -> list[Json]:
    project = {
        "database_id": PROJECTS_DATABASE_ID,
        "data_source_id": PROJECTS_ID,
        "type": "single_property",
        "single_property": {},
    }
    return [
        _column(TITLE, "Task", "title"),
        _column(STATUS, "Status", "status", _status_details("status", _STATUSES)),
        _column(ASSIGNEES, "Assignee", "people"),
        _column(DUE, "Due", "date"),
        _column(PRIORITY, "Priority", "select", {"options": _options("priority", _PRIORITIES)}),
        _column(PROJECT, "Project", "relation", project),
        _column(NOTES, "Notes", "rich_text"),
        _column(TAGS, "Tags", "multi_select", {"options": _options("tags", _TAGS)}),
        _column(PARENT, "Parent item", "relation", _among_tasks(SUBTASKS, "Sub-items")),
        _column(SUBTASKS, "Sub-items", "relation", _among_tasks(PARENT, "Parent item")),
        _column(CREATED, "Created", "created_time"),
        _column(CREATED_BY, "Created by", "created_by"),
        _column(EDITED, "Edited", "last_edited_time"),
    ]


def _among_tasks(other_id: str, other_name: str) -> Json:
    """A relation of tasks to tasks, kept on both sides."""
    return {
        "database_id": TASKS_DATABASE_ID,
        "data_source_id": TASKS_ID,
        "type": "dual_property",
        "dual_property": {"synced_property_id": other_id, "synced_property_name": other_name},
    }


def project_columns() -> list[Json]:
    return [
        _column(TITLE, "Project", "title"),
        _column(PROJECT_STATUS, "Status", "status", _status_details("project status", _PROJECT_STATUSES)),
    ]


def _options(column: str, colours: dict[str, str]) -> list[Json]:
    return [
        {"id": option_id(column, name), "name": name, "color": colour, "description": None}
        for name, colour in colours.items()
    ]


def option_id(column: str, name: str) -> str:
    """The id of an option; `column` is what the option is of: status, priority, tags, project status."""
    return stable_id(f"option of {column}", name)


def _status_details(column: str, groups: dict[str, tuple[str, list[str]]]) -> Json:
    return {
        "options": [
            option
            for colour, names in groups.values()
            for option in _options(column, dict.fromkeys(names, colour))
        ],
        "groups": [
            {
                "id": stable_id(f"group of {column}", group),
                "name": group,
                "color": colour,
                "option_ids": [option_id(column, name) for name in names],
            }
            for group, (colour, names) in groups.items()
        ],
    }
