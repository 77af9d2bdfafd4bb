"""What a run had come to after a decision, as it is kept: a dead process may not have told it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.agent.outcomes import Answered, AwaitingDecision, TasksShown
from storage.proposals import ProposalState
from storage.runs import Reply, RunState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from storage.proposals import Proposal
    from storage.runs import Run


def what_followed(
    decided: Proposal, run: Run, proposals: Sequence[Proposal], at: dt.datetime
) -> Answered | TasksShown | AwaitingDecision | None:
    """What the run proposed next, or the words or the list that it ended with; None if nothing followed.

    `proposals` are all of the run's. What was left of the decided one did not follow it: it is on its card.
    """
    for one in proposals:
        if (
            one.state is ProposalState.OPEN
            and at < one.expires_at
            and not one.tool_calls <= decided.tool_calls
        ):
            return AwaitingDecision(one)
    replies = [said for said in run.history if isinstance(said, Reply)]
    if run.state is not RunState.ENDED or not replies:
        return None
    *_, last = replies
    if not last.tool_calls:
        return Answered(last.text, is_after_decision=True)
    held = frozenset[str]().union(*(one.tool_calls for one in proposals))
    if run.shown is None or len(last.tool_calls) > 1 or last.tool_calls[0].id in held:
        return None
    return TasksShown(run.id, run.shown)
