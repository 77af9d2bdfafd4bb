"""What a conversation remembers of a request: one exchange, drawn from the outcome by code."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.agent.outcomes import Answered, AwaitingAnswer, AwaitingDecision, TasksShown
from storage.changes import AddComment, ArchiveTask, CreateTask, UpdateTask
from storage.proposals import ProposalState
from storage.runs import PRESSED, PROPOSED, Exchange
from tools.references import References

if TYPE_CHECKING:
    import datetime as dt

    from bot.agent.outcomes import RunOutcome
    from storage.changes import Change
    from storage.proposals import Proposal
    from storage.records import TaskId
    from storage.runs import Run

MOST_NAMED = 10


def exchange_of(run: Run, outcome: RunOutcome, at: dt.datetime) -> Exchange | None:
    """How a request ended, in a line or two; None where nothing came of it that is worth a reminder."""
    subjects: tuple[TaskId, ...] = ()
    match outcome:
        case Answered(text):
            answered = text
        case TasksShown(_, shown):
            names = {task_id: name for name, task_id in run.references.items()}
            tasks = [f"{names.get(t.id, '')} {t.title}" for t in shown.listing.tasks[:MOST_NAMED]]
            subjects = tuple(task.id for task in shown.listing.tasks)
            answered = f"Showed {shown.title}: {'; '.join(tasks) or 'none'}"
        case AwaitingDecision(proposal):
            subjects = _subjects_of(proposal)
            answered = PROPOSED + "; ".join(_named(c.change) for c in proposal.calls)
        case AwaitingAnswer(question):
            answered = f"Asked: {question.text}"
        case _:
            return None
    return Exchange(
        conversation=run.request.conversation,
        run=run.id,
        asked=run.request.words,
        answered=answered,
        references=_references(run, subjects),
        subjects=subjects,
        choices=run.choices,
        at=at,
    )


def settled_exchange_of(run: Run, proposal: Proposal, at: dt.datetime) -> Exchange:
    """What came of a decision."""
    results = "; ".join(f"{_named(call.change)}: {call.state}" for call in proposal.calls)
    return Exchange(
        conversation=run.request.conversation,
        run=run.id,
        asked=f"{PRESSED}{'Confirm' if proposal.state is ProposalState.CONFIRMED else 'Cancel'})",
        answered=results,
        references=_references(run, _subjects_of(proposal)),
        subjects=_subjects_of(proposal),
        at=at,
    )


def _references(run: Run, subjects: tuple[TaskId, ...]) -> dict[str, TaskId]:
    """The names of the conversation, also of tasks that were found by words or made just now."""
    references = References(run.references)
    for task_id in subjects:
        references.of(task_id)
    return references.as_record()


def _subjects_of(proposal: Proposal) -> tuple[TaskId, ...]:
    made = (call.receipt.task.id if call.receipt else None for call in proposal.calls)
    known = (None if isinstance(c.change, CreateTask) else c.change.task_id for c in proposal.calls)
    return tuple(task_id for pair in zip(known, made, strict=True) if (task_id := pair[0] or pair[1]))


def _named(change: Change) -> str:
    match change:
        case CreateTask():
            return f"create {change.title!r}"
        case UpdateTask():
            return f"change {', '.join(edit.field for edit in change.edits)} of {change.title!r}"
        case ArchiveTask():
            return f"{'restore' if change.restores else 'archive'} {change.title!r}"
        case AddComment():
            return f"comment on {change.title!r}"
        case _:
            assert_never(change)
