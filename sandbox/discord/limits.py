"""Rate limits: the headers Discord sends with every answer, and 429 for those who do not heed them.

See Discord's "Rate Limits" page. A bucket is a route and its major parameter; the real limits are not
published, so every bucket here allows as many requests a second as a whole bot has.
"""

from __future__ import annotations

import hashlib
import math
import time
from dataclasses import dataclass

BUCKET_REQUESTS = 50
BUCKET_WINDOW_S = 1.0


@dataclass
class _Bucket:
    used: int
    resets_at: float


@dataclass(frozen=True)
class Allowance:
    """What is left of a bucket after a request; below zero, the request was one too many."""

    bucket: str
    left: int
    reset_after_s: float

    def headers(self) -> dict[str, str]:
        """The headers every answer carries."""
        return {
            "X-RateLimit-Limit": str(BUCKET_REQUESTS),
            "X-RateLimit-Remaining": str(max(self.left, 0)),
            "X-RateLimit-Reset": f"{time.time() + self.reset_after_s:.3f}",
            "X-RateLimit-Reset-After": f"{self.reset_after_s:.3f}",
            "X-RateLimit-Bucket": self.bucket,
        }


class Limits:
    """The buckets of one bot."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    def spend(self, route: str, major: str) -> Allowance:
        """Count a request against its bucket."""
        now, name = time.monotonic(), hashlib.sha256(route.encode()).hexdigest()[:32]
        bucket = self._buckets.get((name, major))
        if bucket is None or bucket.resets_at <= now:
            bucket = self._buckets[name, major] = _Bucket(0, now + BUCKET_WINDOW_S)
        bucket.used += 1
        return Allowance(name, BUCKET_REQUESTS - bucket.used, bucket.resets_at - now)


def too_many(retry_after_s: float, *, everywhere: bool) -> tuple[dict[str, object], dict[str, str]]:
    """The body and headers of a 429. Without `Via`, discord.py takes it for a ban by Cloudflare."""
    headers = {
        "Via": "1.1 google",
        "Retry-After": str(math.ceil(retry_after_s)),
        "X-RateLimit-Scope": "global" if everywhere else "user",
    }
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    told = {
        "message": "You are being rate limited.",
        "retry_after": retry_after_s,
        "global": everywhere,
        "code": 0,
    }
    return told, headers
