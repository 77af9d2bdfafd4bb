"""What a run had come to after a decision, as it is kept: a dead process may not have told it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.agent.outcomes import Answered, TasksShown
from storage.runs import Reply, RunState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.proposals import Proposal
    from storage.runs import Run


def ended_after(run: Run, proposals: Iterable[Proposal]) -> Answered | TasksShown | None:
    """The words or the list that the run ended with; None where it ended with what was decided on."""
    replies = [said for said in run.history if isinstance(said, Reply)]
    if run.state is not RunState.ENDED or not replies:
        return None
    *_, last = replies
    if not last.tool_calls:
        return Answered(last.text, is_after_decision=True)
    held = {call.tool_call_id for proposal in proposals for call in proposal.calls}
    if run.shown is None or len(last.tool_calls) > 1 or last.tool_calls[0].id in held:
        return None
    return TasksShown(run.id, run.shown)
