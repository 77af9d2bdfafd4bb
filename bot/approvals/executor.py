"""The one place that writes to Notion: checks, applies, reads back, settles."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, assert_never

from bot.approvals.left import Left
from bot.queues import Queues
from storage.changes import AddComment, ArchiveTask, CreateTask, UpdateTask
from storage.errors import (
    DarcyError,
    RecordNotFoundError,
    WriteDiffersError,
    WriteRefusedError,
    WriteUncertainError,
)
from storage.proposals import CallState, Receipt
from tools.policy import may

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from storage.changes import Change
    from storage.ports import ProposalStore, TaskReader, TaskWriter
    from storage.proposals import DeferredCall
    from storage.records import CommentId, Principal, Task
    from tools.open_tasks import OpenTasks

log = logging.getLogger(__name__)

MOVED = "The task has changed since I showed you this, so I left it alone."
GONE = "The task is no longer on the board."
NOT_ALLOWED = "You may not make this change any more."
NOT_ARRIVED = "Notion did not take it in time, and the board shows it did not happen."
UNCLEAR = "Notion did not answer, so I cannot tell whether it happened. I will look again; please look too."
TWO_FIT = (
    "Notion did not answer, and two new tasks could be this one. Look at them, and delete what is double."
)
ALREADY_SO = "It was already so."
BROKEN = "Something broke on our side before Notion was asked. Whoever runs Darcy finds it in the log."


@dataclass(frozen=True, slots=True)
class MayWrite:
    """The board is as it was shown. `task` is what the change is about; None if it is to be made."""

    task: Task | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Executor:
    """Applies approved calls, one after the other, each stored as `applying` before Notion is called."""

    store: ProposalStore
    reader: TaskReader
    writer: TaskWriter
    open_tasks: OpenTasks
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _tasks: Queues = field(default_factory=Queues)

    async def apply(self, calls: Sequence[DeferredCall], principal: Principal, at: dt.datetime) -> list[Left]:
        """Apply what was approved; returns what is left to be decided on again, as it would be now."""
        left = [await self._apply_in_turn(call, principal, at) for call in calls]
        return [one for one in left if one is not None]

    async def _apply_in_turn(self, call: DeferredCall, principal: Principal, at: dt.datetime) -> Left | None:
        """One write of a task after the other: the next must find the task as this one leaves it."""
        about = call.id if isinstance(call.change, CreateTask) else call.change.task_id
        async with self._tasks.turn_of(about):
            return await self._apply_one(call, principal, at)

    async def _apply_one(self, call: DeferredCall, principal: Principal, at: dt.datetime) -> Left | None:
        if not may(principal, call.change):
            await self.store.settle(call.id, CallState.REFUSED, reason=NOT_ALLOWED)
            return None
        try:
            checked = await self._check(call, at)
        except DarcyError as error:  # nothing was sent, so it can be asked again as it was
            return Left(call, call.change, CallState.FAILED, str(error))
        except Exception:  # a bug: it is this call's alone, the next one must not wait for a restart
            log.exception("check failed", extra={"call": call.id})
            await self.store.settle(call.id, CallState.FAILED, reason=BROKEN)
            return None
        return await self._write(call, checked.task, at) if isinstance(checked, MayWrite) else checked

    async def _check(self, call: DeferredCall, at: dt.datetime) -> Left | MayWrite | None:
        """Compare the board with what was shown. Settles the call, unless it says that it may be written."""
        if isinstance(call.change, CreateTask):
            return await self._check_not_made(call, at)
        try:
            task = await self._task_of(call.change)
        except RecordNotFoundError:
            await self.store.settle(call.id, CallState.REFUSED, reason=GONE)
            return None
        if isinstance(call.change, AddComment):
            if call.began_at and (made := await self._find_comments(call)):
                await self._done(call, task, at, reason=ALREADY_SO, comment=made[0])
                return None
        elif call.change.is_in(task):
            await self._done(call, task, at, reason=ALREADY_SO)
            return None
        return await self._check_moved(call, task) if call.change.is_stale(task) else MayWrite(task)

    async def _check_moved(self, call: DeferredCall, task: Task) -> Left | None:
        """The person sees the new state, and decides again if anything is left to do."""
        assert not isinstance(call.change, CreateTask)
        if rebased := call.change.rebased(task):
            return Left(call, rebased, CallState.REFUSED, MOVED)
        await self.store.settle(call.id, CallState.REFUSED, reason=MOVED)
        return None

    async def _check_not_made(self, call: DeferredCall, at: dt.datetime) -> MayWrite | None:
        """A creation that is offered again may have come through after all, later than we looked."""
        made = await self._find_created(call) if call.began_at else []
        if not made:
            return MayWrite()
        await self._done(call, made[0], at, reason=ALREADY_SO)
        return None

    async def _write(self, call: DeferredCall, checked: Task | None, at: dt.datetime) -> Left | None:
        change = call.change
        if not await self.store.begin(call.id, at):
            return None  # someone else has it
        begun = replace(call, began_at=at)
        self.open_tasks.forget()
        try:
            task, comment = await self._written(change, checked)
        except WriteDiffersError as error:
            await self._done(call, error.task, at, reason=str(error))
        except WriteRefusedError as error:
            await self.store.settle(call.id, CallState.FAILED, reason=str(error))
        except WriteUncertainError:
            return await self.look(begun, at)
        except DarcyError as error:  # nothing was sent
            return Left(call, change, CallState.FAILED, str(error))
        except Exception:  # a bug, before or after Notion was asked: the board knows
            log.exception("write failed", extra={"call": call.id})
            return await self.look(begun, at)
        else:
            await self._done(call, task, at, comment=comment)
        return None

    async def _written(self, change: Change, checked: Task | None) -> tuple[Task, CommentId | None]:
        """Write, and read back: the task as it is now; or the comment, which leaves its task as it was."""
        match change:
            case CreateTask():
                return await self.writer.create_task(change), None
            case UpdateTask():
                return await self.writer.update_task(change), None
            case ArchiveTask():
                return await self.writer.archive_task(change), None
            case AddComment():
                assert checked is not None
                return checked, await self.writer.add_comment(change)
            case _:
                assert_never(change)

    async def _task_of(self, change: UpdateTask | ArchiveTask | AddComment) -> Task:
        return await self.reader.get_task(change.task_id, trashed_too=isinstance(change, ArchiveTask))

    async def look(self, call: DeferredCall, at: dt.datetime) -> Left | None:
        """Settle a call that may have happened, by looking at the board.

        Found: done. Not found: offered again, on the task as it is. If the board cannot be read, or two tasks
        could be the new one, the call stays uncertain and the person is told. One look after the other, or
        two calls alike could both find what only one of them made.
        """
        async with self._looking:
            return await self._look(call, at)

    async def _look(self, call: DeferredCall, at: dt.datetime) -> Left | None:
        try:
            if isinstance(call.change, CreateTask):
                return await self._look_for_new(call, at)
            task = await self._task_of(call.change)
            if isinstance(call.change, AddComment):
                return await self._look_for_comment(call, task, at)
        except RecordNotFoundError:
            await self.store.settle(call.id, CallState.FAILED, reason=GONE)
        except DarcyError:
            await self.store.settle(call.id, CallState.UNCERTAIN, reason=UNCLEAR)
        else:
            if not call.change.is_in(task):
                return _not_arrived(call, call.change.rebased(task) or call.change)
            await self._done(call, task, at)
        return None

    async def _look_for_new(self, call: DeferredCall, at: dt.datetime) -> Left | None:
        made = await self._find_created(call)
        if len(made) > 1:
            await self.store.settle(call.id, CallState.UNCERTAIN, reason=TWO_FIT)
            return None
        if made:
            await self._done(call, made[0], at)
            return None
        return _not_arrived(call, call.change)

    async def _look_for_comment(self, call: DeferredCall, task: Task, at: dt.datetime) -> Left | None:
        assert isinstance(call.change, AddComment)
        made = await self._find_comments(call)
        if made:  # of several alike, one is ours and the others were asked for elsewhere, or are double
            await self._done(call, task, at, comment=made[0])
            return None
        return _not_arrived(call, call.change.rebased(task))

    async def _find_comments(self, call: DeferredCall) -> Sequence[CommentId]:
        """Comments that could be this one: ours, since it began, and named by no receipt."""
        assert isinstance(call.change, AddComment)
        assert call.began_at is not None
        made = await self.reader.find_comments(call.change, call.began_at)
        known = await self.store.receipted_comments(made)
        return [comment for comment in made if comment not in known]

    async def _find_created(self, call: DeferredCall) -> Sequence[Task]:
        """Tasks that could be this creation: ours, since it began, and named by no receipt."""
        assert isinstance(call.change, CreateTask)
        assert call.began_at is not None
        created = await self.reader.find_created(call.change, call.began_at)
        known = await self.store.receipted([task.id for task in created])
        return [task for task in created if task.id not in known]

    async def _done(
        self,
        call: DeferredCall,
        task: Task,
        at: dt.datetime,
        *,
        reason: str | None = None,
        comment: CommentId | None = None,
    ) -> None:
        receipt = Receipt(task=task, applied_at=at, comment=comment)
        await self.store.settle(call.id, CallState.DONE, receipt=receipt, reason=reason)
        self.open_tasks.forget()


def _not_arrived(call: DeferredCall, change: Change) -> Left:
    return Left(call, change, CallState.FAILED, NOT_ARRIVED)
