from __future__ import annotations

from typing import Any

import pytest

from storage.records import BoardOptions, StatusGroup, StatusOption
from tools.catalog import TOOLS
from tools.toolset import Toolset

OPTIONS = BoardOptions(
    name="Tasks",
    url="https://www.notion.so/tasks",
    statuses=(StatusOption("Offen", StatusGroup.TODO), StatusOption("Fertig", StatusGroup.DONE)),
    priorities=("High", "Low"),
    fields=frozenset({"title", "status", "assignees", "due", "project", "priority", "notes"}),
)


def objects_in(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, dict):
        inner = [found for value in schema.values() for found in objects_in(value)]
        return [schema, *inner]
    return [found for value in schema for found in objects_in(value)] if isinstance(schema, list) else []


@pytest.mark.parametrize("position", range(len(TOOLS)))
def test_every_tool_is_strict(position: int) -> None:
    _, description, schema = Toolset(TOOLS).offered(OPTIONS)[position]
    assert description
    assert schema["required"] == list(schema["properties"])
    for part in objects_in(schema):
        assert (
            not part.keys() & {"default", "title", "minLength", "maxLength", "options_of"}
            or "type" not in part
        )
        if part.get("type") == "object":
            assert part["additionalProperties"] is False


def test_closed_fields_offer_what_the_board_has() -> None:
    offered = {name: schema["properties"] for name, _, schema in Toolset(TOOLS).offered(OPTIONS)}
    assert offered["update_task"]["status"]["enum"] == ["done", "Offen", "Fertig", None]
    assert offered["show_tasks"]["status"]["enum"] == ["open", "done", "any", "Offen", "Fertig"]
    assert offered["create_task"]["priority"]["enum"] == ["High", "Low", None]
