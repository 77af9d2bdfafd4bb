"""What a conversation remembers of a request: one exchange, drawn from the outcome by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.agent.outcomes import Answered, AwaitingAnswer, AwaitingDecision, TasksShown
from storage.changes import CreateTask
from storage.records import Exchange

if TYPE_CHECKING:
    from bot.agent.outcomes import RunOutcome
    from storage.changes import Change
    from storage.proposals import Proposal
    from storage.records import Run

MOST_NAMED = 10


def exchange_of(run: Run, outcome: RunOutcome) -> Exchange | None:
    """How a request ended, in a line or two; None where nothing came of it that is worth a reminder."""
    match outcome:
        case Answered(text):
            answered = text
        case TasksShown(_, shown):
            names = {task_id: name for name, task_id in run.references.items()}
            tasks = [f"{names.get(t.id, '')} {t.title}" for t in shown.listing.tasks[:MOST_NAMED]]
            answered = f"Showed {shown.title}: {'; '.join(tasks) or 'none'}"
        case AwaitingDecision(proposal):
            answered = "Proposed, not yet decided: " + "; ".join(_named(c.change) for c in proposal.calls)
        case AwaitingAnswer(question):
            answered = f"Asked: {question.text}"
        case _:
            return None
    return _exchange(run, run.request.words, answered)


def settled_exchange_of(run: Run, proposal: Proposal) -> Exchange:
    """What came of a decision."""
    results = "; ".join(f"{_named(call.change)}: {call.state}" for call in proposal.calls)
    return _exchange(run, "(pressed Confirm)", results)


def _exchange(run: Run, asked: str, answered: str) -> Exchange:
    return Exchange(
        conversation=run.request.conversation,
        run=run.id,
        asked=asked,
        answered=answered,
        references=run.references,
        at=run.request.received_at,
    )


def _named(change: Change) -> str:
    if isinstance(change, CreateTask):
        return f"create {change.title!r}"
    return f"change {', '.join(edit.field for edit in change.edits)} of {change.title!r}"
