"""People, or projects, of one name: told apart by a task of theirs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from storage.records import Member, TaskQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.ports import TaskReader
    from storage.records import BoardOptions, Project

MOST_ASKED_FOR = 6
"""Each costs a call to Notion, while the person waits."""
_LONGEST = 60  # of a title, so that it has room in a list of Discord's


async def details_of(
    found: Sequence[Member | Project], reader: TaskReader, options: BoardOptions
) -> dict[str, str]:
    """By their ids, of those whose names are another's as well: a task that they have, the soonest due."""
    column = "assignees" if any(isinstance(known, Member) for known in found) else "project"
    if column not in options.fields:
        return {}
    count = Counter(known.name.casefold() for known in found)
    alike = [known for known in found if count[known.name.casefold()] > 1]
    return {known.id: await _detail_of(known, reader) for known in alike[:MOST_ASKED_FOR]}


async def _detail_of(known: Member | Project, reader: TaskReader) -> str:
    query = (
        TaskQuery(assignee=known.id, is_done=False, limit=1)
        if isinstance(known, Member)
        else TaskQuery(project=known.id, is_done=False, limit=1)
    )
    tasks = (await reader.find_tasks(query)).tasks
    if not tasks:
        return "Has no open tasks"
    title = tasks[0].title
    return f"Has “{title if len(title) <= _LONGEST else f'{title[:_LONGEST]}…'}”"
