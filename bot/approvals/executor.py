"""The one place that writes to Notion: checks, applies, reads back, settles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from storage.changes import CreateTask
from storage.errors import DarcyError, RecordNotFoundError, WriteRefusedError, WriteUncertainError
from storage.proposals import CallState, Receipt
from tools.policy import may

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from storage.changes import Change, UpdateTask
    from storage.ports import ProposalStore, TaskReader, TaskWriter
    from storage.proposals import DeferredCall
    from storage.records import Principal, Task
    from tools.open_tasks import OpenTasks

Left = tuple["DeferredCall", "Change"]

MOVED = "The task has changed since I showed you this, so I left it alone."
GONE = "The task is no longer on the board."
NOT_ALLOWED = "You may not make this change any more."
NOT_ARRIVED = "Notion did not take it in time, and the board shows it did not happen."
UNCLEAR = "Notion did not answer, so I cannot tell whether it happened. I will look again; please look too."
ALREADY_SO = "It was already so."


@dataclass(frozen=True, slots=True, kw_only=True)
class Executor:
    """Applies approved calls, one after the other, each stored as `applying` before Notion is called."""

    store: ProposalStore
    reader: TaskReader
    writer: TaskWriter
    open_tasks: OpenTasks

    async def apply(self, calls: Sequence[DeferredCall], principal: Principal, at: dt.datetime) -> list[Left]:
        """Apply what was approved; returns what is left to be decided on again, as it would be now."""
        left = [await self._apply_one(call, principal, at) for call in calls]
        return [one for one in left if one is not None]

    async def _apply_one(self, call: DeferredCall, principal: Principal, at: dt.datetime) -> Left | None:
        if not may(principal, call.change):
            await self.store.settle(call.id, CallState.REFUSED, reason=NOT_ALLOWED)
            return None
        if isinstance(call.change, CreateTask):
            return await self._write(call, at)
        return await self._update(call, call.change, at)

    async def _update(self, call: DeferredCall, change: UpdateTask, at: dt.datetime) -> Left | None:
        """Compare the task with what was shown, and write only if it has not moved."""
        try:
            task = await self.reader.get_task(change.task_id)
        except RecordNotFoundError:
            await self.store.settle(call.id, CallState.REFUSED, reason=GONE)
            return None
        except DarcyError as error:  # nothing was sent, so it can be asked again as it was
            await self.store.settle(call.id, CallState.FAILED, reason=str(error))
            return call, change
        if change.is_in(task):
            await self._done(call, task, at, reason=ALREADY_SO)
            return None
        if change.is_stale(task):  # the person sees the new state, and decides again
            await self.store.settle(call.id, CallState.REFUSED, reason=MOVED)
            rebased = change.rebased(task)
            return (call, rebased) if rebased else None
        return await self._write(call, at)

    async def _write(self, call: DeferredCall, at: dt.datetime) -> Left | None:
        change = call.change
        if not await self.store.begin(call.id, at):
            return None  # someone else has it
        self.open_tasks.forget()
        try:
            if isinstance(change, CreateTask):
                task = await self.writer.create_task(change)
            else:
                task = await self.writer.update_task(change)
        except WriteRefusedError as error:
            await self.store.settle(call.id, CallState.FAILED, reason=str(error))
            return None
        except WriteUncertainError:
            return await self.look(replace(call, began_at=at), at)
        except DarcyError as error:  # nothing was sent
            await self.store.settle(call.id, CallState.FAILED, reason=str(error))
            return call, change
        await self._done(call, task, at)
        return None

    async def look(self, call: DeferredCall, at: dt.datetime) -> Left | None:
        """Settle a call that may have happened, by looking at the board.

        Found: done. Not found: offered again. If the board cannot be read, or two tasks could be the new
        one, the call stays uncertain and the person is told.
        """
        try:
            done = await self._find_done(call)
        except RecordNotFoundError:
            await self.store.settle(call.id, CallState.FAILED, reason=GONE)
            return None
        except DarcyError:
            await self.store.settle(call.id, CallState.UNCERTAIN, reason=UNCLEAR)
            return None
        if len(done) > 1:
            await self.store.settle(call.id, CallState.UNCERTAIN, reason=UNCLEAR)
            return None
        if done:
            await self._done(call, done[0], at)
            return None
        await self.store.settle(call.id, CallState.FAILED, reason=NOT_ARRIVED)
        return call, call.change

    async def _find_done(self, call: DeferredCall) -> Sequence[Task]:
        change = call.change
        if isinstance(change, CreateTask):
            assert call.began_at is not None
            created = await self.reader.find_created(change, call.began_at)
            known = await self.store.receipted([task.id for task in created])
            return [task for task in created if task.id not in known]
        task = await self.reader.get_task(change.task_id)
        return [task] if change.is_in(task) else []

    async def _done(
        self, call: DeferredCall, task: Task, at: dt.datetime, *, reason: str | None = None
    ) -> None:
        await self.store.settle(
            call.id, CallState.DONE, receipt=Receipt(task=task, applied_at=at), reason=reason
        )
        self.open_tasks.forget()
