"""People and projects of one name: whoever is asked which is meant can tell them apart."""

from __future__ import annotations

import pytest

from tests.doubles.board_runs import open_run
from tests.doubles.boards.shape import ANA, a_database, people, relation, status, title
from tools.errors import AnswerNeededError
from tools.tasks import CreateTask

STATUS = status("Status", ["To do"], ["Doing"], ["Done"])
LONG = "Ask every neighbour of the hall whether the music may go on until midnight"


async def test_people_of_one_name_are_offered_with_a_task_of_theirs() -> None:
    team = a_database("Team", "Sam", "Kit", "Kit", "Kit Marlowe")
    columns = [title("Task"), STATUS, relation("Assignee", "Team")]
    async with open_run(columns, [{"Task": "Poster", "Assignee": ["Kit"]}], team, asker="Sam") as run:
        with pytest.raises(AnswerNeededError) as need:
            await CreateTask(title="Flyer", assignees=["Kit"]).plan(run)
    offered = [(option.label, option.detail) for option in need.value.options]
    assert sorted(offered) == [("Kit", "Has no open tasks"), ("Kit", "Has “Poster”")]


async def test_projects_of_one_name_are_offered_with_a_task_in_them_and_others_by_their_names() -> None:
    projects = a_database("Projects", "Summer tour", "Summer tour", "Summer fair")
    columns = [title("Task"), STATUS, people("Assignee"), relation("Project", "Projects")]
    rows = [{"Task": LONG, "Assignee": [ANA], "Project": ["Summer tour"]}]
    async with open_run(columns, rows, projects, asker=ANA) as run:
        with pytest.raises(AnswerNeededError) as need:
            await CreateTask(title="Flyer", project="Summer").plan(run)
    offered = {(option.label, option.detail) for option in need.value.options}
    assert offered == {
        ("Summer tour", f"Has “{LONG[:60]}…”"),
        ("Summer tour", "Has no open tasks"),
        ("Summer fair", ""),
    }
