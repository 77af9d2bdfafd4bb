"""Lists of tasks, where the board cannot tell what was asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from tests.doubles.contexts import OPTIONS, context
from tools.errors import ToolRefusedError
from tools.listing import ShowTasks
from tools.toolset import RunContext

if TYPE_CHECKING:
    from storage.ports import TaskReader
    from tools.resolve import Resolver


async def test_a_board_that_knows_no_people_is_not_said_to_have_no_tasks_of_theirs() -> None:
    run = RunContext(
        principal=context().principal,
        today=context().today,
        options=replace(OPTIONS, fields=frozenset({"title"})),
        reader=cast("TaskReader", None),  # nothing is looked up
        resolve=cast("Resolver", None),
    )
    with pytest.raises(ToolRefusedError, match="no column for assignees"):
        await ShowTasks(whose="me").run(run)
