"""Discord's ids: a moment in milliseconds since 2015, and 22 bits that keep the ids of one moment apart."""

from __future__ import annotations

import datetime as dt
import itertools
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.clock import Clock

DISCORD_EPOCH = dt.datetime(2015, 1, 1, tzinfo=dt.UTC)
_STAMP_BITS = 22


class Snowflakes:
    """Mints ids whose moment is the sandbox's, so that what a client reads from an id is sandbox time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        # A random start keeps the ids of two runs over the same state apart, should the clock be set back.
        self._numbers = itertools.count(secrets.randbelow(1 << 16))

    def mint(self) -> int:
        """A new id, larger than those before it unless the clock was set back."""
        age = self._clock.now() - DISCORD_EPOCH
        stamp = age // dt.timedelta(milliseconds=1)
        return (stamp << _STAMP_BITS) | (next(self._numbers) % (1 << _STAMP_BITS))


def moment_of(snowflake: int) -> dt.datetime:
    """When the id was minted, in UTC."""
    return DISCORD_EPOCH + dt.timedelta(milliseconds=snowflake >> _STAMP_BITS)
