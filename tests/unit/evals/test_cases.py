"""The cases themselves: enough of them, and none that leans on names of one workspace."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from evals.cases import CASES
from evals.workspaces import EVERYWHERE

if TYPE_CHECKING:
    from evals.workspace import Workspace

SEED = json.loads((Path(__file__).parents[3] / "sandbox/workspace.json").read_text("utf-8"))
COMMON = {"and", "the", "for", "get", "from", "new"}


def telling(names: list[str]) -> set[str]:
    return {word for name in names for word in re.findall(r"\w{3,}", name.casefold())} - COMMON


def test_there_are_enough_sentences_in_enough_groups() -> None:
    groups = Counter(case.group for case in CASES)
    assert len(CASES) >= 280
    assert len(groups) >= 15
    assert groups["must not write"] >= 40
    assert len({case.id for case in CASES}) == len(CASES)


def test_no_sentence_is_asked_twice() -> None:
    said = Counter(case.turns for case in CASES)
    assert [turns for turns, times in said.items() if times > 1] == []


def test_every_sentence_can_be_said_in_every_workspace() -> None:
    for workspace in EVERYWHERE:
        for case in CASES:
            assert all(turn.format_map(workspace.words).strip() for turn in case.turns)


@pytest.mark.parametrize("workspace", EVERYWHERE, ids=lambda workspace: workspace.name)
def test_a_workspace_has_what_the_cases_need(workspace: Workspace) -> None:
    assert len(workspace.board) >= 12
    assert len({task.title for task in workspace.board.values()}) == len(workspace.board)
    assert len(workspace.members) == 5
    assert workspace.people[3].split()[0] == workspace.people[4].split()[0]
    fitting = {key for key, task in workspace.board.items() if workspace.vague in task.title.casefold()}
    assert fitting == {"vague_a", "vague_b"}


def test_the_workspaces_share_no_names_with_each_other_nor_with_the_sandbox() -> None:
    seen = telling([p["name"] for p in SEED["people"]] + [p["name"] for p in SEED["projects"]])
    for workspace in EVERYWHERE:
        people_and_projects = telling([*workspace.people, *workspace.projects])
        assert people_and_projects & seen == set()
        seen |= people_and_projects


def test_no_sentence_names_a_person_or_project_of_a_workspace_by_itself() -> None:
    names = {word for w in EVERYWHERE for word in telling([*w.people, *w.projects])}
    for case in CASES:
        for turn in case.turns:
            plain = re.sub(r"\{\w+\}", "", turn)
            assert telling([plain]) & names == set(), case.id
