"""The seeded society must let the three main requests make sense."""

from __future__ import annotations

import datetime as dt

import pytest

from sandbox.notion.seed import objects_of
from sandbox.workspace import SeedTask, Workspace, seeded_workspace

TODAY = dt.date(2026, 11, 18)
FINISHED = {"Done", "Dropped"}


@pytest.fixture
def workspace() -> Workspace:
    return seeded_workspace(TODAY)


def _open(workspace: Workspace) -> list[SeedTask]:
    return [task for task in workspace.tasks if task.status not in FINISHED]


def test_it_has_the_promised_size(workspace: Workspace) -> None:
    assert (len(workspace.people), len(workspace.projects), len(workspace.tasks)) == (12, 5, 60)
    assert [person.linked for person in workspace.people].count(False) == 1
    assert [project.is_active for project in workspace.projects].count(False) == 1
    assert workspace.people[0].is_admin


def test_ids_are_unique_and_do_not_depend_on_the_day(workspace: Workspace) -> None:
    ids = [task.id for task in workspace.tasks]

    assert len(set(ids)) == 60
    assert ids == [task.id for task in seeded_workspace(TODAY + dt.timedelta(days=400)).tasks]


def test_the_default_speaker_has_open_tasks_of_many_kinds(workspace: Workspace) -> None:
    speaker = workspace.people[0]
    dues = [task.due for task in _open(workspace) if speaker in task.assignees]

    assert len(dues) == 8
    assert None in dues
    assert TODAY in dues
    assert any(due and due < TODAY for due in dues)
    assert any(due and due > TODAY for due in dues)


def test_one_open_poster_is_in_recruitment_and_nobody_has_it(workspace: Workspace) -> None:
    posters = [task for task in _open(workspace) if "poster" in task.title.lower()]
    [recruitment] = [task for task in posters if task.project and task.project.name == "Recruitment"]

    assert recruitment.assignees == ()
    assert len(posters) == 2


def test_one_open_task_of_the_speaker_is_about_the_forms(workspace: Workspace) -> None:
    [forms] = [task for task in _open(workspace) if "forms" in task.title.lower()]

    assert forms.title == "Send out recruitment forms"
    assert forms.assignees == (workspace.people[0],)


def test_a_first_name_finds_one_person_or_is_refused(workspace: Workspace) -> None:
    assert workspace.person("priya").name == "Priya Raman"
    assert workspace.person("Alice Ferreira") is workspace.person("Alice")
    with pytest.raises(LookupError, match="2 people"):
        workspace.person("Sam")


def test_the_board_has_tasks_in_several_states(workspace: Workspace) -> None:
    assert {task.status for task in workspace.tasks} >= {"Not started", "In progress", "Blocked", *FINISHED}
    assert any(not task.assignees for task in _open(workspace))
    assert any(len(task.assignees) == 2 for task in _open(workspace))


def test_of_the_done_tasks_some_were_finished_within_the_week_and_some_before(workspace: Workspace) -> None:
    pages = {
        thing["id"]: thing
        for kind, thing in objects_of(workspace, dt.datetime.combine(TODAY, dt.time(12), dt.UTC))
        if kind == "page"
    }
    done = [task.id for task in workspace.tasks if task.status == "Done"]
    edited = sorted(dt.datetime.fromisoformat(pages[one]["last_edited_time"]).date() for one in done)

    assert edited[-1] == TODAY
    assert len([day for day in edited if day > TODAY - dt.timedelta(days=7)]) == 4
    assert len([day for day in edited if day <= TODAY - dt.timedelta(days=7)]) == 11
    assert all(pages[one]["created_time"] < pages[one]["last_edited_time"] for one in done[:3])
