"""What the admins of a guild have said of how Darcy is to serve it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.records import GuildId

EXPIRY_HOURS, LEAST_EXPIRY_HOURS, MOST_EXPIRY_HOURS = 24, 1, 168


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildSettings:
    """`expiry_hours` is how long a card waits for a decision, from when it is first shown."""

    guild: GuildId
    expiry_hours: int = EXPIRY_HOURS

    @property
    def window(self) -> dt.timedelta:
        return dt.timedelta(hours=self.expiry_hours)
