"""What came of a run's held calls, as the model is told of it: a result for each, and none that is not so."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, assert_never

from bot.approvals.calls import calls_of
from storage.changes import AddComment, ArchiveTask, CreateTask, UpdateTask
from storage.proposals import UNSETTLED, CallState, ProposalState
from storage.runs import Reply, ToolResult
from tools.toolset import Held

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from storage.changes import Change
    from storage.proposals import DeferredCall, Proposal
    from storage.records import TaskId
    from storage.runs import Run, ToolCall
    from tools.toolset import Handled

C = TypeVar("C", UpdateTask, ArchiveTask)

WITHOUT_EFFECT = {
    ProposalState.OPEN: "Not decided yet: nothing was changed.",
    ProposalState.DECLINED: "Declined: nothing was changed. Propose it again only if the person asks.",
    ProposalState.EXPIRED: "Nobody decided in time: nothing was changed.",
    ProposalState.REPLACED: "Replaced by a newer proposal: nothing was changed by this one.",
}
AS_ONE = "Asked as one with another call of this turn: see its result."
DECLINED_JUST_NOW = "That was declined just now, so it was not asked again. Say what should be different."
_SAID = {
    CallState.DONE: "done, read back from the board",
    CallState.REFUSED: "refused, nothing was changed",
    CallState.FAILED: "failed, nothing was changed",
    CallState.UNCERTAIN: "uncertain, it may have happened: do not say that it did",
}


def is_decided(proposals: Sequence[Proposal]) -> bool:
    """Whether nothing of a run waits for a decision or is in doubt."""
    calls = (call for proposal in proposals for call in proposal.calls)
    return all(proposal.state is not ProposalState.OPEN for proposal in proposals) and not any(
        call.state in UNSETTLED for call in calls
    )


def is_all_held(run: Run, proposals: Iterable[Proposal]) -> bool:
    """Whether the run's last turn asked for nothing but what was proposed."""
    on_cards = frozenset[str]().union(*(proposal.tool_calls for proposal in proposals))
    *_, last = (said for said in run.history if isinstance(said, Reply))
    return bool(last.tool_calls) and all(call.id in on_cards for call in last.tool_calls)


def results_of(held: Iterable[ToolCall], proposals: Sequence[Proposal]) -> tuple[ToolResult, ...]:
    """A result for each call that was held, from all proposals it was on, oldest first."""
    return tuple(ToolResult(call.id, _result_of(call, proposals)) for call in held)


def _result_of(call: ToolCall, proposals: Sequence[Proposal]) -> str:
    on = [p for p in proposals if call.id in p.tool_calls]
    if not on:
        return AS_ONE
    last = on[-1]
    mine = [one for p in on for one in p.calls if one.tool_call_id == call.id]
    done = [one for one in mine if one.state is CallState.DONE]
    left = [one for one in last.calls if one.tool_call_id == call.id and one.state is not CallState.DONE]
    lines = [_line(one) for one in done]
    if last.state is ProposalState.CONFIRMED:
        lines += [_line(one) for one in left]
    elif left:
        lines.append(WITHOUT_EFFECT[last.state])
    return " ".join(lines)


def _line(call: DeferredCall) -> str:
    reason = f" {call.reason}" if call.reason else ""
    return f"{call.change.title!r}: {_SAID.get(call.state, 'not begun')}.{reason}"


def declined_in(proposals: Iterable[Proposal]) -> list[Change]:
    """What a person has said no to."""
    return [
        call.change
        for proposal in proposals
        if proposal.state is ProposalState.DECLINED
        for call in proposal.calls
    ]


def without_declined(handled: Sequence[Handled], declined: Sequence[Change]) -> list[Handled]:
    """A turn without what was declined just now: that goes back to the model and is not asked again.

    Neither call by call, nor where the calls become, as one card, what was declined as one.
    """
    as_one = [call.change for call in calls_of(one for one in handled if isinstance(one, Held))]
    is_again = bool(as_one) and all(change in declined for change in as_one)
    return [
        ToolResult(one.call.id, DECLINED_JUST_NOW, ok=False)
        if isinstance(one, Held) and (is_again or all(change in declined for change in one.changes))
        else one
        for one in handled
    ]


def covers(new: Sequence[DeferredCall], old: Sequence[DeferredCall]) -> bool:
    """Whether all that the old calls are about is decided on by the new ones.

    Then the old card would only ask the same person about the same things a second time. A comment goes
    beside any other; of creations only one of the same title is the same, of updates one of the same fields.
    """
    changes = [call.change for call in new]
    return all(_is_covered(call.change, changes) for call in old)


def _is_covered(old: Change, new: Sequence[Change]) -> bool:
    match old:
        case CreateTask(title=title):
            return _plain(title) in {_plain(one.title) for one in new if isinstance(one, CreateTask)}
        case UpdateTask(task_id=task_id, edits=edits):
            fields = {edit.field for one in _of_task(new, task_id, UpdateTask) for edit in one.edits}
            return bool(_of_task(new, task_id, ArchiveTask)) or fields >= {edit.field for edit in edits}
        case ArchiveTask():
            return bool(_of_task(new, old.task_id, ArchiveTask) or _of_task(new, old.task_id, UpdateTask))
        case AddComment():
            return False
        case _:
            assert_never(old)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def _of_task(changes: Sequence[Change], task_id: TaskId, kind: type[C]) -> list[C]:
    return [one for one in changes if isinstance(one, kind) and one.task_id == task_id]
