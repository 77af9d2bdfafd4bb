"""What the options of a status column mean: still to be done, begun, or done.

An admin may have said which mean done. Else a status column says so itself, in groups; for a select or a
checkbox the names must tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.notion import status_words
from storage.notion.words import plain
from storage.records import StatusGroup, StatusOption

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from storage.notion.columns import Column, Option

NOT_DONE, DONE = "Not done", "Done"
_GROUPS = {
    "to do": StatusGroup.TODO,
    "in progress": StatusGroup.IN_PROGRESS,
    "complete": StatusGroup.DONE,
    "todo status group": StatusGroup.TODO,
    "in progress status group": StatusGroup.IN_PROGRESS,
    "complete status group": StatusGroup.DONE,
}
_ORDER = tuple(StatusGroup)


def statuses_of(
    column: Column, config: dict[str, Any], done: Collection[str] | None = None
) -> tuple[StatusOption, ...]:
    """The statuses, those still to do first. `config` is the column as Notion's data source describes it.

    `done` are the ids of the options that an admin said mean done. Of those that mean done, the called-off
    come last: who has finished something did not call it off.
    """
    if column.kind == "checkbox":
        return StatusOption(NOT_DONE, StatusGroup.TODO), StatusOption(DONE, StatusGroup.DONE)
    groups = _groups(column, config)
    if done is not None:
        groups = {option.id: _chosen(option, groups[option.id], done) for option in column.options}
    found = [StatusOption(option.name, groups[option.id], option.id) for option in column.options]
    return tuple(sorted(found, key=lambda status: (_ORDER.index(status.group), is_called_off(status.name))))


def is_called_off(name: str) -> bool:
    return _bare(name) in status_words.CALLED_OFF


def _groups(column: Column, config: dict[str, Any]) -> dict[str, StatusGroup]:
    if column.kind != "status":
        return {option.id: _meant_by(option.name) for option in column.options}
    by_group = _grouped(config["status"].get("groups") or [])
    return {option.id: by_group.get(option.id, StatusGroup.TODO) for option in column.options}


def _grouped(groups: Sequence[dict[str, Any]]) -> dict[str, StatusGroup]:
    """By Notion's three groups, always in this order, which tells where their names are not English."""
    return {
        option: _group(group, _ORDER[min(place, len(_ORDER) - 1)])
        for place, group in enumerate(groups)
        for option in group["option_ids"]
    }


def _group(group: dict[str, Any], by_place: StatusGroup) -> StatusGroup:
    return _GROUPS.get(plain(str(group.get("id")))) or _GROUPS.get(plain(str(group.get("name")))) or by_place


def _chosen(option: Option, group: StatusGroup, done: Collection[str]) -> StatusGroup:
    """A status that is not one of those chosen is not done, whatever its group or its name says."""
    if option.id in done:
        return StatusGroup.DONE
    return StatusGroup.IN_PROGRESS if group is StatusGroup.DONE else group


def _meant_by(name: str) -> StatusGroup:
    if _bare(name) in status_words.DONE or is_called_off(name):
        return StatusGroup.DONE
    return StatusGroup.IN_PROGRESS if _bare(name) in status_words.BEGUN else StatusGroup.TODO


def _bare(name: str) -> str:
    """A name without the number that some teams put before it, so that their options stand in order."""
    return plain(name).lstrip("0123456789 ")
