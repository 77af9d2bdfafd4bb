"""What is kept so that all is answered once, by one Darcy at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from storage.answers import OwedAnswer
    from storage.leases import Holder, Lease


class InteractionStore(Protocol):
    async def is_new(self, interaction_id: int, at: dt.datetime, owed: OwedAnswer | None = None) -> bool:
        """Remember an interaction; False if it was seen before (Discord may send one twice).

        If it is new, `owed` is kept in the same step: the answer to it, for a later process to give.
        """

    async def placed(self, interaction_id: int, message: int) -> None:
        """Keep which message an owed answer takes the place of, once Discord has said."""

    async def answered(self, interaction_id: int) -> None:
        """Forget what was owed, with its token: the person has it."""

    async def owed(self) -> Sequence[OwedAnswer]:
        """Every answer that is owed, oldest first; of the last 30 days."""

    async def take_up(self, interaction_id: int) -> None:
        """Count that an answer was taken up."""

    async def forget_tokens(self, now: dt.datetime) -> None:
        """Delete the tokens that nobody can answer with any more."""


class LeaseStore(Protocol):
    """Who of those that share a database is Darcy. One at most holds the lease.

    No clock is compared with another: a holder beats, and who sees no beat for long enough takes over.
    """

    async def find(self) -> Lease | None:
        """The lease as it is; None if nobody has held it yet, or it was given back."""

    async def take(self, holder: Holder, seen: Lease | None) -> Lease | None:
        """Hold the lease from now on, if it still is as `seen`; None if it is not.

        From here on this process begins no call once another has taken the lease.
        """

    async def beat(self, lease: Lease) -> Lease | None:
        """Say that its holder is alive; None if another has taken it."""

    async def give_back(self, lease: Lease) -> None:
        """Let the next one have it at once."""
