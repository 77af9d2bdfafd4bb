"""Columns of boards other than the example's: tags, parents, people who are rows or options."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from storage.notion.columns import Column, Option
from storage.records import Field
from tests.unit.storage.notion.examples import BOARD, page, schema

if TYPE_CHECKING:
    from storage.notion.schema import Schema

TEAM = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
TAGS = Column(
    id="t%3Dg", name="Tags", kind="multi_select", options=(Option("g1", "print"), Option("g2", "web"))
)
ONE_TAG = replace(TAGS, kind="select")
PARENT = Column(id="prnt", name="Parent item", kind="relation", target=BOARD)
TEAM_PEOPLE = Column(id="team", name="Team", kind="relation", target=TEAM)
NAMES = Column(id="nms", name="Who", kind="multi_select", options=(Option("n1", "Ana"), Option("n2", "Ben")))
ONE_NAME = replace(NAMES, kind="select")
BOX = Column(id="bx", name="Done", kind="checkbox")
PROJECT_OPTION = Column(id="pj", name="Project", kind="select", options=(Option("o1", "Spring"),))
PROJECT_OPTIONS = replace(
    PROJECT_OPTION, kind="multi_select", options=(Option("o1", "Spring"), Option("o2", "Autumn"))
)


def shaped(**columns: Column) -> Schema:
    """The example's board with these columns for these fields, in place of its own."""
    example = schema()
    given: dict[Field, Column] = {field: columns[field] for field in get_args(Field) if field in columns}
    return replace(example, columns={**example.columns, **given})


def page_having(*values: tuple[Column, Any], **others: Any) -> dict[str, Any]:
    """The example's page with these values in these columns."""
    answer = page(**others)
    for column, value in values:
        answer["properties"][column.name] = {"id": column.id, "type": column.kind, column.kind: value}
    return answer
