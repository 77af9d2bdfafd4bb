"""The options of selects and statuses.

Facts: developers.notion.com/reference/property-object#select-options.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sandbox.notion.errors import validation_error

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Json = dict[str, Any]

COLOURS = ("default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red")
DEFAULT_GROUPS = {"To-do": ("Not started",), "In progress": ("In progress",), "Complete": ("Done",)}
"""What a status column begins with that is made through the API."""
# Seen in answers of Notion's; the groups have other names in other languages.
_GROUPS = (
    ("todo-status-group", "gray"),
    ("in-progress-status-group", "blue"),
    ("complete-status-group", "green"),
)


def new_option(name: str, color: str | None = None) -> Json:
    """An option as a column keeps it. Commas are refused."""
    if "," in name:
        raise validation_error(f"Invalid select option, commas not allowed: {name}")
    return {"id": secrets.token_hex(4), "name": name, "color": color or "default", "description": None}


def select_details(names: Sequence[str]) -> Json:
    return {
        "options": [new_option(name, COLOURS[number % len(COLOURS)]) for number, name in enumerate(names)]
    }


def status_details(groups: Mapping[str, Sequence[str]]) -> Json:
    """A status column's options in its three groups: to do, in progress and complete, in this order."""
    options: list[Json] = []
    made = []
    for (group_id, colour), (group, names) in zip(_GROUPS, groups.items(), strict=True):
        members = [new_option(name, colour) for name in names]
        options += members
        ids = [option["id"] for option in members]
        made.append({"id": group_id, "name": group, "color": colour, "option_ids": ids})
    return {"options": options, "groups": made}
