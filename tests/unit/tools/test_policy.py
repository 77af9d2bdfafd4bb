"""What a person must be able to do for each kind of change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage.changes import AddComment, ArchiveTask, Change
from storage.records import DiscordId, Principal
from tests.doubles.examples import ASSIGN, CREATE, GUILD, OMAR, POSTER, PRIYA
from tools.policy import Capability, needed_for

OMARS = Principal(guild=GUILD, discord=DiscordId(5), member=OMAR)


@pytest.mark.parametrize(
    ("change", "needed"),
    [
        (CREATE, {Capability.CREATE, Capability.ASSIGN_OTHERS}),
        (replace(CREATE, assignees=(OMAR,)), {Capability.CREATE, Capability.ASSIGN_SELF}),
        (ASSIGN, {Capability.UPDATE, Capability.ASSIGN_OTHERS}),
        (ArchiveTask(task=replace(POSTER, assignees=(PRIYA,))), {Capability.ARCHIVE}),
        (ArchiveTask(task=replace(POSTER, is_trashed=True), restores=True), {Capability.ARCHIVE}),
        (
            AddComment(task_id=POSTER.id, title="Poster", url="", parts=("Omar: ask ", PRIYA)),
            {Capability.COMMENT},
        ),
    ],
)
def test_each_kind_of_change_needs_its_own_right(change: Change, needed: set[Capability]) -> None:
    assert needed_for(change, OMARS) == needed
