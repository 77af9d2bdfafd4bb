"""What the options of a status column mean: still to be done, begun, or done.

A status column says so itself, in groups. For a select or a checkbox the names must tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.notion import words
from storage.notion.words import plain
from storage.records import StatusGroup, StatusOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.notion.columns import Column

NOT_DONE, DONE = "Not done", "Done"
_GROUPS = {
    "to do": StatusGroup.TODO,
    "in progress": StatusGroup.IN_PROGRESS,
    "complete": StatusGroup.DONE,
}
_ORDER = tuple(StatusGroup)


def statuses_of(column: Column, config: dict[str, Any]) -> tuple[StatusOption, ...]:
    """The statuses, those still to do first. `config` is the column as Notion's data source describes it.

    Of those that mean done, the called-off come last: who has finished something did not call it off.
    """
    if column.kind == "checkbox":
        return StatusOption(NOT_DONE, StatusGroup.TODO), StatusOption(DONE, StatusGroup.DONE)
    if column.kind == "status":
        found = _grouped(column, config["status"].get("groups") or [])
    else:
        found = [StatusOption(option.name, _meant_by(option.name)) for option in column.options]
    return tuple(sorted(found, key=lambda status: (_ORDER.index(status.group), _is_called_off(status.name))))


def _grouped(column: Column, groups: Sequence[dict[str, Any]]) -> list[StatusOption]:
    """By Notion's three groups, always in this order, which tells where their names are not English."""
    group_by_id = {
        option: _GROUPS.get(plain(group["name"]), _ORDER[min(place, len(_ORDER) - 1)])
        for place, group in enumerate(groups)
        for option in group["option_ids"]
    }
    return [
        StatusOption(option.name, group_by_id.get(option.id, StatusGroup.TODO)) for option in column.options
    ]


def _meant_by(name: str) -> StatusGroup:
    if plain(name) in words.DONE or _is_called_off(name):
        return StatusGroup.DONE
    return StatusGroup.IN_PROGRESS if plain(name) in words.BEGUN else StatusGroup.TODO


def _is_called_off(name: str) -> bool:
    return plain(name) in words.CALLED_OFF
