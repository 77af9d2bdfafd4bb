"""Who and what the ids on a task are, where nothing at hand tells."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from storage.records import Member, MemberId, ProjectId, TaskId, TaskQuery
from tests.unit.storage.notion.examples import (
    AUTUMN,
    BOARD,
    COLUMNS,
    SPRING,
    TASK,
    board,
    page,
    text,
)
from tests.unit.storage.notion.scripted import QUERY, ScriptedNotion, listed, project
from tests.unit.storage.notion.shapes import PARENT, page_having

GUEST = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb"
PAGE = f"GET pages/{TASK}"


@pytest.fixture
def notion() -> ScriptedNotion:
    return ScriptedNotion()


def person(place: int) -> dict[str, Any]:
    return {"object": "user", "id": f"{place:08}-0000-4000-8000-000000000000", "name": f"Person {place}"}


async def test_a_project_made_since_the_last_look_is_looked_up_once(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = listed(page(Project=[{"id": AUTUMN}]), page(Project=[{"id": SPRING}]))
    notion.answers[f"GET pages/{AUTUMN}"] = project(AUTUMN, "Autumn")

    async with notion.board() as (reader, _, _):
        await reader.find_tasks(TaskQuery())
        listing = await reader.find_tasks(TaskQuery())

    assert {task.project.name for task in listing.tasks if task.project} == {"Autumn", "Spring"}
    assert notion.sent.count(f"GET pages/{AUTUMN}") == 1


async def test_a_project_that_may_not_be_seen_is_still_a_project(notion: ScriptedNotion) -> None:
    notion.answers[PAGE] = page(Project=[{"id": AUTUMN}])

    async with notion.board() as (reader, _, _):
        task = await reader.get_task(TaskId(TASK))

    assert task.project is not None
    assert (task.project.id, task.project.is_active) == (ProjectId(AUTUMN), False)


def user(name: str | None = None) -> dict[str, Any]:
    return {"object": "user", "id": GUEST, **({"type": "person", "name": name} if name else {})}


async def test_someone_known_by_an_id_only_is_asked_for_once(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = listed(*[page(Assignee=[user()])] * 3)
    notion.answers[f"GET users/{GUEST}"] = user("Gus")

    async with notion.board() as (reader, _, _):
        await reader.find_tasks(TaskQuery())
        listing = await reader.find_tasks(TaskQuery())

    assert [task.assignees[0].name for task in listing.tasks] == ["Gus"] * 3
    assert notion.sent.count(f"GET users/{GUEST}") == 1


async def test_a_guest_whose_name_came_along_is_not_asked_for(notion: ScriptedNotion) -> None:
    notion.answers[PAGE] = page(Assignee=[user("Gus")])

    async with notion.board() as (reader, _, _):
        assert (await reader.get_task(TaskId(TASK))).assignees[0].name == "Gus"

    assert f"GET users/{GUEST}" not in notion.sent


async def test_who_is_not_to_be_found_is_someone_outside_the_team_and_not_asked_for_again(
    notion: ScriptedNotion,
) -> None:
    notion.answers[PAGE] = page(Assignee=[user()])

    async with notion.board() as (reader, _, _):
        await reader.get_task(TaskId(TASK))
        task = await reader.get_task(TaskId(TASK))

    assert task.assignees == (Member(MemberId(GUEST), "?"),)
    assert task.assignees[0].name == "Someone outside the team"
    assert notion.sent.count(f"GET users/{GUEST}") == 1


async def test_a_name_that_cannot_be_looked_up_now_keeps_no_task_from_being_read(
    notion: ScriptedNotion,
) -> None:
    notion.answers[PAGE] = page(Assignee=[user()])
    notion.answers[f"GET users/{GUEST}"] = httpx.Response(403, json={"code": "restricted_resource"})

    async with notion.board() as (reader, _, _):
        before = await reader.get_task(TaskId(TASK))
        notion.answers[f"GET users/{GUEST}"] = user("Gus")
        after = await reader.get_task(TaskId(TASK))

    assert before.assignees[0].name == "Someone outside the team"
    assert after.assignees[0].name == "Gus"


@pytest.fixture
def tasks_of_tasks(notion: ScriptedNotion) -> ScriptedNotion:
    """A board whose tasks can be parts of others."""
    relation = {"data_source_id": BOARD, "type": "single_property"}
    parent = {"id": PARENT.id, "type": "relation", "relation": relation}
    notion.answers[f"GET data_sources/{BOARD}"] = board({**COLUMNS, PARENT.name: parent})
    return notion


def part_of(parent: str, **more: Any) -> dict[str, Any]:
    return page_having((PARENT, [{"id": parent}]), **more)


async def test_the_title_of_what_a_task_is_part_of_is_taken_from_the_rows_at_hand(
    tasks_of_tasks: ScriptedNotion,
) -> None:
    whole = page(Task_name=text("The whole")) | {"id": AUTUMN}
    tasks_of_tasks.answers[QUERY] = listed(part_of(AUTUMN), whole)

    async with tasks_of_tasks.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery())

    assert [task.parent.title for task in listing.tasks if task.parent] == ["The whole"]
    assert f"GET pages/{AUTUMN}" not in tasks_of_tasks.sent


async def test_the_title_of_what_a_task_is_part_of_is_asked_for_once_if_it_is_not_at_hand(
    tasks_of_tasks: ScriptedNotion,
) -> None:
    tasks_of_tasks.answers[QUERY] = listed(part_of(AUTUMN), part_of(AUTUMN), part_of(SPRING))
    tasks_of_tasks.answers[f"GET pages/{AUTUMN}"] = project(AUTUMN, "The whole")

    async with tasks_of_tasks.board() as (reader, _, _):
        await reader.find_tasks(TaskQuery())
        listing = await reader.find_tasks(TaskQuery())

    titles = [task.parent.title for task in listing.tasks if task.parent]
    assert titles == ["The whole", "The whole", "another task"]
    for parent in (AUTUMN, SPRING):
        assert tasks_of_tasks.sent.count(f"GET pages/{parent}") == 1


async def test_of_many_tasks_that_are_not_at_hand_few_are_asked_for_at_once(
    tasks_of_tasks: ScriptedNotion,
) -> None:
    tasks_of_tasks.answers[QUERY] = listed(*(part_of(person(place)["id"]) for place in range(60)))

    async with tasks_of_tasks.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery())

    assert len({task.parent.id for task in listing.tasks if task.parent}) == 60
    assert sum(sent.startswith("GET pages/") for sent in tasks_of_tasks.sent) == 25
