"""A seeded workspace as Notion keeps it: users, two databases with a data source each, their pages."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sandbox.notion.dates import stamp
from sandbox.notion.documents import new_document
from sandbox.notion.schema import (
    ASSIGNEES,
    BOT_ID,
    DUE,
    HOME_PAGE_ID,
    NOTES,
    PARENT,
    PRIORITY,
    PROJECT,
    PROJECT_STATUS,
    PROJECTS_DATABASE_ID,
    PROJECTS_ID,
    STATUS,
    SUBTASKS,
    TAGS,
    TASKS_DATABASE_ID,
    TASKS_ID,
    TITLE,
    WORKSPACE_ID,
    option_id,
    project_columns,
    task_columns,
)
from sandbox.notion.texts import rich_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sandbox.notion.store import Kind
    from sandbox.workspace import Person, SeedProject, SeedTask, Workspace

Json = dict[str, Any]

FOUNDED_BEFORE = dt.timedelta(days=60)


def objects_of(workspace: Workspace, now: dt.datetime) -> Iterator[tuple[Kind, Json]]:
    """Everything the workspace begins with. It was founded two months before now."""
    founder = workspace.people[0].notion_id
    stamps = _stamps(founder, now - FOUNDED_BEFORE)
    for person in workspace.people:
        yield "user", _user(person)
    yield "user", _bot(workspace.name)
    yield "document", new_document(HOME_PAGE_ID, workspace.name, stamps["created_time"], founder)
    yield "database", _database(TASKS_DATABASE_ID, TASKS_ID, "Tasks", stamps)
    yield "database", _database(PROJECTS_DATABASE_ID, PROJECTS_ID, "Projects", stamps)
    yield "data_source", _source(TASKS_ID, TASKS_DATABASE_ID, "Tasks", task_columns(), stamps)
    yield "data_source", _source(PROJECTS_ID, PROJECTS_DATABASE_ID, "Projects", project_columns(), stamps)
    for project in workspace.projects:
        yield "page", _page(project.id, PROJECTS_ID, _project_values(project), stamps)
    # A minute apart, so that an order by creation is the order of the seed.
    for number, task in enumerate(workspace.tasks):
        made = now - FOUNDED_BEFORE / 2 + dt.timedelta(minutes=number)
        subtasks = [each.id for each in workspace.tasks if each.parent_id == task.id]
        values = {**_task_values(task), SUBTASKS: subtasks}
        yield "page", _page(task.id, TASKS_ID, values, _stamps(founder, made) | _edited(task, now))


def _stamps(author: str, at: dt.datetime) -> Json:
    moment = stamp(at)
    return {
        "created_time": moment,
        "created_by": author,
        "last_edited_time": moment,
        "last_edited_by": author,
    }


def _edited(task: SeedTask, now: dt.datetime) -> Json:
    """By whom it was edited last, and when, where that was not when it was made."""
    if task.edited_days_ago is None:
        return {}
    at = now - dt.timedelta(days=task.edited_days_ago)
    return {"last_edited_time": stamp(at), "last_edited_by": task.assignees[0].notion_id}


def _user(person: Person) -> Json:
    address = person.name.casefold().encode("ascii", "ignore").decode().replace(" ", ".")
    return {
        "object": "user",
        "id": person.notion_id,
        "name": person.name,
        "avatar_url": None,
        "type": "person",
        "person": {"email": f"{address}@society.example"},
    }


def _bot(workspace_name: str) -> Json:
    return {
        "object": "user",
        "id": BOT_ID,
        "name": "Darcy",
        "avatar_url": None,
        "type": "bot",
        "bot": {
            "owner": {"type": "workspace", "workspace": True},
            "workspace_id": WORKSPACE_ID,
            "workspace_limits": {"max_file_upload_size_in_bytes": 5 * 1024 * 1024},
            "workspace_name": workspace_name,
        },
    }


def _database(database_id: str, source_id: str, name: str, stamps: Json) -> Json:
    return {"id": database_id, "name": name, "data_sources": [source_id], "in_trash": False, **stamps}


def _source(source_id: str, database_id: str, name: str, columns: Sequence[Json], stamps: Json) -> Json:
    properties = {column["name"]: column for column in columns}
    return {
        "id": source_id,
        "database_id": database_id,
        "name": name,
        "properties": properties,
        "in_trash": False,
        **stamps,
    }


def _page(page_id: str, source_id: str, values: Json, stamps: Json) -> Json:
    return {
        "id": page_id,
        "data_source_id": source_id,
        "values": values,
        "in_trash": False,
        "is_locked": False,
        **stamps,
    }


def _project_values(project: SeedProject) -> Json:
    status = "Active" if project.is_active else "Finished"
    return {TITLE: rich_text(project.name), PROJECT_STATUS: option_id("project status", status)}


def _task_values(task: SeedTask) -> Json:
    return {
        TITLE: rich_text(task.title),
        STATUS: option_id("status", task.status),
        ASSIGNEES: [person.notion_id for person in task.assignees],
        DUE: {"start": task.due.isoformat(), "end": None, "time_zone": None} if task.due else None,
        PRIORITY: option_id("priority", task.priority) if task.priority else None,
        PROJECT: [task.project.id] if task.project else [],
        NOTES: rich_text(task.notes),
        TAGS: [option_id("tags", tag) for tag in task.tags],
        PARENT: [task.parent_id] if task.parent_id else [],
    }
