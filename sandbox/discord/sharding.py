"""Shards: which of a bot's sessions is told what, and how soon after one another they may begin.

See Discord's "Sharding" and "Rate Limiting" sections of its "Gateway" page.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.discord.world import Event

STARTS_A_DAY = 1000
_A_DAY_MS = 86_400_000


@dataclass(frozen=True)
class Shard:
    """One of `count` sessions that share a bot's guilds; the first has the direct messages."""

    id: int = 0
    count: int = 1

    def has(self, guild_id: int | None) -> bool:
        """Whether what happens in a guild, or with None in direct messages, is this one's."""
        return self.id == (0 if guild_id is None else (guild_id >> 22) % self.count)

    def hears(self, event: Event) -> bool:
        """Whether an event of the guild or of direct messages is this one's."""
        return self.has(event.guild_id)


def shard_from(given: object) -> Shard | None:
    """The shard that IDENTIFY names, the only one if it names none; None if there is no such shard."""
    match given:
        case None:
            return Shard()
        case [int(number), int(count)] if 0 <= number < count:
            return Shard(number, count)
        case _:
            return None


@dataclass
class Starts:
    """How sessions may begin: `concurrency` of them within `apart_s` seconds, by the shards' numbers.

    Discord's own `apart_s` is 5. `remaining` is how many may still begin today.
    """

    shards: int = 1
    concurrency: int = 1
    apart_s: float = 0.0
    remaining: int = STARTS_A_DAY

    def __post_init__(self) -> None:
        self._last: dict[int, float] = {}

    def begin(self, shard: Shard) -> bool:
        """Count a beginning; False if it came too soon after another."""
        key, now = shard.id % self.concurrency, time.monotonic()
        if now - self._last.get(key, float("-inf")) < self.apart_s:
            return False
        self._last[key] = now
        self.remaining -= 1
        return True

    def limit_json(self) -> dict[str, int]:
        """What GET /gateway/bot tells of it."""
        return {
            "total": STARTS_A_DAY,
            "remaining": self.remaining,
            "reset_after": _A_DAY_MS,
            "max_concurrency": self.concurrency,
        }
