"""What was agreed to and not applied, on its way to being asked for again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from storage.proposals import CallState, NotApplied

if TYPE_CHECKING:
    from storage.changes import Change
    from storage.proposals import DeferredCall


@dataclass(frozen=True, slots=True)
class Left:
    """A call that was not applied and is to be asked for again: how it ends, and what it would be now.

    It is not settled yet, so that a crash before it is asked for again leaves it to the next process.
    """

    call: DeferredCall
    change: Change
    state: Literal[CallState.REFUSED, CallState.FAILED]
    reason: str

    @property
    def ended(self) -> NotApplied:
        return NotApplied(call=self.call.id, state=self.state, reason=self.reason)
