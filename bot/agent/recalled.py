"""What was said before, as it stands by now: what was proposed then may have expired, or been replaced."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage.proposals import ProposalState
from storage.runs import PROPOSED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from storage.ports import ProposalStore
    from storage.proposals import Proposal
    from storage.runs import Exchange

EXPIRED = "Proposed, and nobody decided in time, so nothing was changed: "
REPLACED = "Proposed, then replaced by a newer proposal, so nothing was changed by this one: "


async def as_it_stands(
    said: Sequence[Exchange], proposals: ProposalStore, at: dt.datetime
) -> tuple[Exchange, ...]:
    """The exchanges, none of which says that something waits which does not any more at that moment."""
    return tuple([await _as_it_stands(exchange, proposals, at) for exchange in said])


async def _as_it_stands(exchange: Exchange, proposals: ProposalStore, at: dt.datetime) -> Exchange:
    if not exchange.answered.startswith(PROPOSED):
        return exchange
    of_run = await proposals.of_run(exchange.run)
    waits = any(one.state is ProposalState.OPEN and at < one.expires_at for one in of_run)
    became = None if waits or not of_run else _became(of_run[-1])
    return (
        replace(exchange, answered=became + exchange.answered.removeprefix(PROPOSED)) if became else exchange
    )


def _became(proposal: Proposal) -> str | None:
    """What is said of it instead; None where what came of it is an exchange of its own."""
    match proposal.state:
        case ProposalState.REPLACED:
            return REPLACED
        case ProposalState.EXPIRED | ProposalState.OPEN:
            return EXPIRED
        case _:
            return None
