"""The calls of one card: changes of one task merged, and each planned on what those before it leave."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage.changes import AddComment, ArchiveTask, CreateTask, UpdateTask
from storage.proposals import DeferredCall
from storage.records import DeferredCallId, new_id

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from storage.changes import Change
    from storage.records import TaskId
    from tools.toolset import Held


def calls_of(held: Iterable[Held]) -> tuple[DeferredCall, ...]:
    """One call for each change that is to be decided on, in the order they will be applied."""
    return _in_turn(
        DeferredCall(id=_fresh_id(), tool_call_id=one.call.id, tool=one.call.name, change=change)
        for one in held
        for change in one.changes
    )


def calls_again(left: Sequence[tuple[DeferredCall, Change]]) -> tuple[DeferredCall, ...]:
    """What was agreed to and could not be applied, each as it would be now. When it began is remembered."""
    return _in_turn(
        DeferredCall(
            id=_fresh_id(),
            tool_call_id=call.tool_call_id,
            tool=call.tool,
            change=change,
            began_at=call.began_at,
        )
        for call, change in left
    )


def _fresh_id() -> DeferredCallId:
    return DeferredCallId(new_id())


def _in_turn(calls: Iterable[DeferredCall]) -> tuple[DeferredCall, ...]:
    """What goes to the trash goes there last: nothing else can be done to it then."""
    return tuple(_following(sorted(_merged(calls), key=_trashes)))


def _trashes(call: DeferredCall) -> bool:
    return isinstance(call.change, ArchiveTask) and not call.change.restores


def _merged(calls: Iterable[DeferredCall]) -> Iterable[DeferredCall]:
    """Updates of one task as one, or the second would find it moved; the same said twice as said once."""
    merged: dict[Hashable, DeferredCall] = {}
    for call in calls:
        key = _key(call)
        known = merged.setdefault(key, call)
        if known is not call and isinstance(known.change, UpdateTask):
            assert isinstance(call.change, UpdateTask)
            merged[key] = replace(known, change=known.change.followed_by(call.change))
    return merged.values()


def _key(call: DeferredCall) -> Hashable:
    """Alike for calls that are one. Two tasks of one name can be meant, so no two creations are."""
    match call.change:
        case CreateTask():
            return call.id
        case AddComment():
            return call.change
        case UpdateTask(task_id=task_id) | ArchiveTask(task_id=task_id):
            return call.change.kind, task_id


def _following(calls: Iterable[DeferredCall]) -> Iterator[DeferredCall]:
    """Each change on the task as an update before it leaves it, or it would find the task moved by that."""
    updates: dict[TaskId, UpdateTask] = {}
    for call in calls:
        match call.change:
            case UpdateTask() as update:
                updates[update.task_id] = update
            case ArchiveTask() | AddComment() as change if change.task_id in updates:
                yield replace(call, change=change.following(updates[change.task_id]))
                continue
        yield call
