from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from storage.records import BoardOptions, StatusGroup, StatusOption
from tools.catalog import TOOLS
from tools.schema import MOST_TAGS
from tools.toolset import Toolset

OPTIONS = BoardOptions(
    name="Tasks",
    url="https://www.notion.so/tasks",
    statuses=(StatusOption("Offen", StatusGroup.TODO), StatusOption("Fertig", StatusGroup.DONE)),
    priorities=("High", "Low"),
    tags=("print", "press"),
    fields=frozenset({"title", "status", "assignees", "due", "project", "priority", "tags", "notes"}),
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
            not part.keys() & {"default", "title", "minLength", "maxLength", "minimum", "options_of", "$ref"}
            or "type" not in part
        )
        if part.get("type") == "object":
            assert part["additionalProperties"] is False


def test_closed_fields_offer_what_the_board_has() -> None:
    offered = {name: schema["properties"] for name, _, schema in Toolset(TOOLS).offered(OPTIONS)}
    assert offered["update_task"]["status"]["enum"] == ["done", "Offen", "Fertig", None]
    assert offered["show_tasks"]["status"]["enum"] == ["open", "done", "any", "Offen", "Fertig"]
    assert offered["create_task"]["priority"]["enum"] == ["High", "Low", None]
    assert offered["create_task"]["tags"]["items"]["enum"] == ["print", "press"]
    assert offered["show_tasks"]["order"]["enum"] == ["due", "priority", "title", "created", "edited", None]


def test_a_long_list_of_tags_is_not_repeated_in_every_tool() -> None:
    many = replace(OPTIONS, tags=tuple(f"tag {number}" for number in range(MOST_TAGS + 1)))
    assert "tag 1" not in json.dumps(Toolset(TOOLS).offered(many))


def test_fields_that_another_tool_has_explained_go_by_their_names() -> None:
    offered = {spec.name: spec.parameters for spec in Toolset(TOOLS).offered(OPTIONS)}
    where, nothing = offered["update_tasks"]["properties"]["where"]["anyOf"]
    assert nothing == {"type": "null"}
    assert where["required"] == [name for name in offered["show_tasks"]["required"] if name != "order"]
    assert "description" not in json.dumps([offered["update_tasks"], offered["find_tasks"]])


def test_what_is_sent_with_every_request_stays_lean() -> None:
    sent = json.dumps([spec._asdict() for spec in Toolset(TOOLS).offered(OPTIONS)], separators=(",", ":"))
    assert len(sent) < 11_500
