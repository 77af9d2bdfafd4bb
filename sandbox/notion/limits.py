"""How often Notion may be asked. Facts: developers.notion.com/reference/request-limits."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sandbox.notion.errors import NotionError

WINDOW = dt.timedelta(minutes=1)


class RateLimitReason(StrEnum):
    """Which limit a 429 is about. After `BLOCKED` waiting does not help."""

    INTEGRATION = "public_api_request_rate_limit"
    WORKSPACE = "public_api_space_request_rate_limit"
    ENDPOINT = "public_api_endpoint_rate_limit"
    BLOCKED = "public_api_request_blocked"


class RateLimit:
    """A fixed number of requests in each window of a minute, to be spent at any pace."""

    def __init__(self, per_minute: int, reason: RateLimitReason = RateLimitReason.INTEGRATION) -> None:
        self._per_minute, self._used, self._reason = per_minute, 0, reason
        self._began_at: dt.datetime | None = None

    def count(self, now: dt.datetime) -> None:
        """Count one request; refuse it if the window has none left."""
        if self._began_at is None or now >= self._began_at + WINDOW:
            self._began_at, self._used = now, 0
        if self._used >= self._per_minute:
            left = self._began_at + WINDOW - now
            raise rate_limited(max(1, round(left.total_seconds() + 0.5)), self._reason)
        self._used += 1


def rate_limited(retry_after_s: int, reason: RateLimitReason) -> NotionError:
    """The body repeats the header, for clients that cannot read headers."""
    return NotionError(
        429,
        "rate_limited",
        "You have been rate limited. Please try again in a few minutes.",
        data={"rate_limit_reason": reason.value, "retry_after": str(retry_after_s)},
        headers={"Retry-After": str(retry_after_s)},
    )
