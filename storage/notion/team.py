"""Who can have a task: Notion's users, the rows of a team's database, or the options of a select.

Facts: developers.notion.com/reference/get-users. Guests are not listed there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import BoardChangedError, RecordNotFoundError
from storage.notion import status_words, words
from storage.notion.detection import named_as
from storage.notion.pages import UNTITLED, is_page, page_from
from storage.notion.projects import title_of
from storage.notion.schema import columns_of, data_source_from
from storage.notion.words import plain, speaks_of
from storage.records import Member, MemberId

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from storage.notion.client import Notion
    from storage.notion.columns import Column
    from storage.notion.pages import Page, Value
    from storage.notion.schema import DataSource

_NOT_SHARED = (
    "The database of the team is not shared with Darcy's Notion connection. Someone who can open it in "
    "Notion can share it: ••• → Connections → Darcy's connection."
)
_OF_PEOPLE = frozenset({"people", "email", "phone_number"})


async def load_members(notion: Notion, column: Column | None) -> Sequence[Member]:
    """Everyone who can have a task, by name.

    A board without such a column has nobody on its tasks; the people are Notion's users all the same.
    Raises `BoardChangedError` if their database is not shared with Darcy's connection.
    """
    if column is None or column.kind == "people":
        found = persons_among(await notion.results("GET", "users"))
    elif column.kind == "relation":
        found = await _rows(notion, column.target)
    else:
        found = [Member(MemberId(option.id), option.name) for option in column.options]
    return by_name(found)


def by_name(members: Iterable[Member]) -> list[Member]:
    return sorted(members, key=lambda member: member.name.casefold())


def persons_among(users: Iterable[Value]) -> list[Member]:
    """The people among Notion's users; bots are left out."""
    return [
        Member(MemberId(user["id"]), user.get("name") or "Unnamed person")
        for user in users
        if user.get("type") == "person"
    ]


async def databases_of_people(notion: Notion, columns: Sequence[Column]) -> frozenset[str]:
    """Which of the data sources that relations called “Team” lead to have people for rows.

    Asked only where nothing else tells who has a task. One that is not shared has none.
    """
    if any(column.kind == "people" for column in columns):
        return frozenset()
    named = [column for column in columns if column.kind == "relation" and plain(column.name) in words.TEAM]
    return frozenset([column.target for column in named if await _has_people(notion, column.target)])


async def _has_people(notion: Notion, source_id: str) -> bool:
    try:
        source = data_source_from(await notion.read("GET", f"data_sources/{source_id}"))
    except (RecordNotFoundError, BoardChangedError):
        return False
    has_contacts = any(column.kind in _OF_PEOPLE for column in columns_of(source))
    return has_contacts or speaks_of(source.name, (*words.MEMBERS, "people"))


async def _rows(notion: Notion, source_id: str) -> list[Member]:
    try:
        source = data_source_from(await notion.read("GET", f"data_sources/{source_id}"))
        rows = await notion.results("POST", f"data_sources/{source_id}/query")
    except RecordNotFoundError as error:
        raise BoardChangedError(_NOT_SHARED) from error
    left = Left(source)
    pages = [page_from(row) for row in rows if is_page(row)]
    named = [(page, title_of(page)) for page in pages if not page.in_trash and not left.has(page)]
    return [Member(MemberId(page.id), name) for page, name in named if name != UNTITLED]


class Left:
    """Tells who is no longer on the team, by a checkbox, or by the name of a status of theirs."""

    def __init__(self, source: DataSource) -> None:
        columns = columns_of(source)
        boxes = [column for column in columns if column.kind == "checkbox"]
        self._left_box = named_as((*status_words.GONE, *status_words.CALLED_OFF), boxes)
        self._active_box = named_as(status_words.ACTIVE_BOX, boxes)
        self._states = [column for column in columns if column.kind in {"status", "select"}]

    def has(self, page: Page) -> bool:
        if self._left_box is not None and page.value(self._left_box)["checkbox"]:
            return True
        if self._active_box is not None and not page.value(self._active_box)["checkbox"]:
            return True
        states = (page.value(column)[column.kind] for column in self._states)
        return any(plain(state["name"]) in status_words.GONE for state in states if state)
