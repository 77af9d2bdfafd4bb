"""Proposals that nobody decided on in time: found by a look now and then, also where nobody presses."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.desk.events import ProposalExpired
from storage.errors import DarcyError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.desk.bus import Publisher
    from storage.ports import ProposalStore

log = logging.getLogger(__name__)


async def own_time() -> dt.datetime:
    """What time it is by the clock of this machine."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """Marks what is late, and tells of it. `now` is of the clock that deadlines were counted by.

    Whoever presses is judged by the moment of the press, whether or not this came by before.
    """

    store: ProposalStore
    publisher: Publisher
    now: Callable[[], Awaitable[dt.datetime]] = own_time

    async def expire(self) -> int:
        """Mark every open proposal that is late; returns how many there were."""
        late = await self.store.expire(await self.now())
        for proposal in late:
            self.publisher.publish(ProposalExpired(proposal))
        return len(late)

    async def keep_expiring(self, every_s: float) -> None:
        """Begin at once, and go on until cancelled."""
        while True:
            try:
                if expired := await self.expire():
                    log.info("expired", extra={"proposals": expired})
            except DarcyError as error:
                log.warning("not expired", extra={"why": type(error).__name__})
            await asyncio.sleep(every_s)
