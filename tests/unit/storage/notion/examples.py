"""Literal JSON as Notion answers it, short of what Darcy does not read."""

from __future__ import annotations

import copy
from typing import Any
from zoneinfo import ZoneInfo

from storage.notion.schema import Schema, data_source_from, schema_of

ZONE = ZoneInfo("America/New_York")
BOARD = "11111111-1111-4111-8111-111111111111"
PROJECTS = "22222222-2222-4222-8222-222222222222"
TASK = "33333333-3333-4333-8333-333333333333"
ANA = "44444444-4444-4444-8444-444444444444"
BEN = "55555555-5555-4555-8555-555555555555"
SPRING = "66666666-6666-4666-8666-666666666666"
AUTUMN = "77777777-7777-4777-8777-777777777777"

STATUS: dict[str, Any] = {
    "options": [
        {"id": "s1", "name": "Not started", "color": "default"},
        {"id": "s2", "name": "In progress", "color": "blue"},
        {"id": "s3", "name": "Cancelled", "color": "red"},
        {"id": "s4", "name": "Done", "color": "green"},
    ],
    "groups": [
        {"id": "g1", "name": "To-do", "color": "gray", "option_ids": ["s1"]},
        {"id": "g2", "name": "In progress", "color": "blue", "option_ids": ["s2"]},
        {"id": "g3", "name": "Complete", "color": "green", "option_ids": ["s3", "s4"]},
    ],
}
COLUMNS: dict[str, dict[str, Any]] = {
    "Task name": {"id": "title", "type": "title", "title": {}},
    "Status": {"id": "notion%3A%2F%2Ftasks%2Fstatus_property", "type": "status", "status": STATUS},
    "Assignee": {"id": "notion%3A%2F%2Ftasks%2Fassign_property", "type": "people", "people": {}},
    "Due": {"id": "notion%3A%2F%2Ftasks%2Fdue_date_property", "type": "date", "date": {}},
    "Project": {
        "id": "notion%3A%2F%2Ftasks%2Ftask_to_project_relation",
        "type": "relation",
        "relation": {"database_id": PROJECTS, "data_source_id": PROJECTS, "type": "single_property"},
    },
    "Priority": {
        "id": "notion%3A%2F%2Ftasks%2Fpriority_property",
        "type": "select",
        "select": {"options": [{"id": "p1", "name": "High"}, {"id": "p2", "name": "Low"}]},
    },
    "Notes": {"id": "n%3D1", "type": "rich_text", "rich_text": {}},
}


def text(words: str) -> list[dict[str, Any]]:
    return [{"type": "text", "text": {"content": words}, "plain_text": words}] if words else []


def board(columns: dict[str, dict[str, Any]] | None = None, **changes: Any) -> dict[str, Any]:
    return {
        "object": "data_source",
        "id": BOARD,
        "title": text("Tasks"),
        "url": f"https://www.notion.so/{BOARD.replace('-', '')}",
        "in_trash": False,
        "properties": copy.deepcopy(COLUMNS if columns is None else columns),
    } | changes


def schema(columns: dict[str, dict[str, Any]] | None = None) -> Schema:
    return schema_of(data_source_from(board(columns)))


def page(**values: Any) -> dict[str, Any]:
    """A task with a title and nothing else; `values` by the name of the column, as Notion writes them."""
    empty: dict[str, Any] = {
        "Task name": text("Poster"),
        "Status": {"id": "s1", "name": "Not started", "color": "default"},
        "Assignee": [],
        "Due": None,
        "Project": [],
        "Priority": None,
        "Notes": [],
    }
    given = {name.replace("_", " "): value for name, value in values.items()}
    return {
        "object": "page",
        "id": TASK,
        "url": f"https://www.notion.so/Poster-{TASK.replace('-', '')}",
        "created_time": "2026-06-01T09:00:00.000Z",
        "last_edited_time": "2026-06-02T10:30:00.000Z",
        "created_by": {"object": "user", "id": ANA},
        "parent": {"type": "data_source_id", "data_source_id": BOARD, "database_id": BOARD},
        "in_trash": False,
        "properties": {
            name: {
                "id": COLUMNS[name]["id"],
                "type": COLUMNS[name]["type"],
                COLUMNS[name]["type"]: value,
            }
            for name, value in (empty | given).items()
        },
    }
