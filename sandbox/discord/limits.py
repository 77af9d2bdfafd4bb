"""Rate limits: the headers Discord sends with every answer, and 429 for those who do not heed them.

See Discord's "Rate Limits" page. A bucket is a route and its major parameter; the real limits are not
published, so every bucket here allows as many requests a second as a whole bot has. A bot has 50 a second for
all its routes together; answers to interactions do not count among them.
"""

from __future__ import annotations

import hashlib
import math
import time
from dataclasses import dataclass
from enum import StrEnum

BUCKET_REQUESTS = 50
BUCKET_WINDOW_S = 1.0
GLOBAL_REQUESTS = 50
_EVERY_ROUTE = ("", "")


class Scope(StrEnum):
    """Whose limit a 429 tells of: the bot's for a route, that of all who use a resource, or the bot's own."""

    USER = "user"
    SHARED = "shared"
    GLOBAL = "global"


@dataclass
class _Bucket:
    used: int
    resets_at: float


@dataclass(frozen=True)
class Allowance:
    """What is left of a bucket after a request; below zero, the request was one too many in this scope."""

    bucket: str
    left: int
    reset_after_s: float
    scope: Scope = Scope.USER

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

    def spend(self, route: str, major: str, *, is_global: bool) -> Allowance:
        """Count a request against its bucket, and against the whole bot's where that counts it."""
        name = hashlib.sha256(route.encode()).hexdigest()[:32]
        if is_global:
            whole = self._counted(_EVERY_ROUTE)
            if whole.used > GLOBAL_REQUESTS:
                return Allowance(name, -1, whole.resets_at - time.monotonic(), Scope.GLOBAL)
        bucket = self._counted((name, major))
        return Allowance(name, BUCKET_REQUESTS - bucket.used, bucket.resets_at - time.monotonic())

    def _counted(self, key: tuple[str, str]) -> _Bucket:
        now, bucket = time.monotonic(), self._buckets.get(key)
        if bucket is None or bucket.resets_at <= now:
            bucket = self._buckets[key] = _Bucket(0, now + BUCKET_WINDOW_S)
        bucket.used += 1
        return bucket


def too_many(retry_after_s: float, scope: Scope) -> tuple[dict[str, object], dict[str, str]]:
    """The body and headers of a 429. Without `Via`, discord.py takes it for a ban by Cloudflare."""
    headers = {
        "Via": "1.1 google",
        "Retry-After": str(math.ceil(retry_after_s)),
        "X-RateLimit-Scope": scope.value,
    }
    if scope is Scope.GLOBAL:
        headers["X-RateLimit-Global"] = "true"
    whose = "The resource is" if scope is Scope.SHARED else "You are"
    told = {
        "message": f"{whose} being rate limited.",
        "retry_after": retry_after_s,
        "global": scope is Scope.GLOBAL,
        "code": 0,
    }
    return told, headers
