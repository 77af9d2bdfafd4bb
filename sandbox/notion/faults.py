"""What can be made to go wrong with the next requests.

Facts: developers.notion.com/reference/status-codes and …/request-limits. What comes after the commit was done
all the same, whatever the answer says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sandbox.notion import outages
from sandbox.notion.errors import not_found, validation_error
from sandbox.notion.limits import RateLimitReason, rate_limited

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.notion.errors import Json, NotionError


class FaultKind(StrEnum):
    RATE_LIMITED = "rate_limited"
    OVERLOADED = "overloaded"
    UNAVAILABLE = "unavailable"
    UNAVAILABLE_AFTER_COMMIT = "unavailable_after_commit"
    CONFLICT = "conflict"
    INTERNAL_ERROR = "internal_error"
    BAD_GATEWAY = "bad_gateway"
    GATEWAY_TIMEOUT = "gateway_timeout"
    GATEWAY_TIMEOUT_AFTER_COMMIT = "gateway_timeout_after_commit"
    DROPPED = "dropped"
    DROPPED_AFTER_COMMIT = "dropped_after_commit"
    SILENT = "silent"
    SILENT_AFTER_COMMIT = "silent_after_commit"
    SLOW = "slow"
    MALFORMED = "malformed"
    MISSHAPEN = "misshapen"
    INVALID = "invalid"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    LATE = "late"


_READ_BY_POST = ("/query", "/search")
_NOBODYS_ID = "00000000-0000-4000-8000-000000000000"
_AFTER_COMMIT = frozenset(
    {
        FaultKind.UNAVAILABLE_AFTER_COMMIT,
        FaultKind.GATEWAY_TIMEOUT_AFTER_COMMIT,
        FaultKind.DROPPED_AFTER_COMMIT,
        FaultKind.SILENT_AFTER_COMMIT,
        FaultKind.SLOW,
        FaultKind.MALFORMED,
        FaultKind.MISSHAPEN,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What happens to the next `count` requests that match, in place of, or after, what they ask for.

    The first `skip` that match are left alone. `path` is a pattern searched in the path. With `only_writes`,
    requests that could change nothing do not match. `retry_after_s` is a whole number of seconds, and
    `reason` what a 429 blames. `names_page`: a 503 after the commit tells that it was saved, and which page
    was made. `delay_s` is how long an answer that is `SLOW` takes. One that is `LATE` is cut off, and done
    once the emulator is told to catch up. `met` is called whenever a request runs into it: before any answer
    and, where it comes after the commit, after that.
    """

    kind: FaultKind
    method: str | None = None
    path: str = ""
    only_writes: bool = False
    count: int = 1
    retry_after_s: int = 1
    reason: RateLimitReason = RateLimitReason.INTEGRATION
    names_page: bool = True
    delay_s: float = 1.0
    skip: int = 0
    met: Callable[[], None] | None = None

    def fits(self, method: str, path: str) -> bool:
        if self.only_writes and not may_write(method, path):
            return False
        return self.method in {None, method} and re.search(self.path, path) is not None

    @property
    def is_after_commit(self) -> bool:
        return self.kind in _AFTER_COMMIT

    def error(self, made: Json) -> NotionError | None:
        """Notion's refusal, if that is what the fault is; `made` names what the request made."""
        refusal = _REFUSALS.get(self.kind)
        return refusal(self, made) if refusal else None


def may_write(method: str, path: str) -> bool:
    """Whether a request can change something: queries and searches are made by POST as well."""
    return method in ("POST", "PATCH", "DELETE") and not path.endswith(_READ_BY_POST)


class Faults:
    """The faults that wait. Each request meets the first that fits it."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Fault, int]] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append((fault, fault.count + fault.skip))

    def clear(self) -> None:
        self._waiting.clear()

    def next_for(self, method: str, path: str) -> Fault | None:
        for number, (fault, left) in enumerate(self._waiting):
            if not fault.fits(method, path):
                continue
            self._waiting[number : number + 1] = [(fault, left - 1)] if left > 1 else []
            if left <= fault.count:
                return fault
        return None


_REFUSALS: dict[FaultKind, Callable[[Fault, Json], NotionError]] = {
    FaultKind.RATE_LIMITED: lambda fault, _: rate_limited(fault.retry_after_s, fault.reason),
    FaultKind.OVERLOADED: lambda fault, _: outages.overloaded(fault.retry_after_s),
    FaultKind.UNAVAILABLE: lambda _, __: outages.unavailable(),
    FaultKind.UNAVAILABLE_AFTER_COMMIT: lambda fault, made: (
        outages.saved(made) if fault.names_page else outages.unavailable()
    ),
    FaultKind.CONFLICT: lambda _, __: outages.conflict(),
    FaultKind.INTERNAL_ERROR: lambda _, __: outages.internal_error(),
    FaultKind.GATEWAY_TIMEOUT: lambda _, __: outages.gateway_timeout(),
    FaultKind.GATEWAY_TIMEOUT_AFTER_COMMIT: lambda _, __: outages.gateway_timeout(),
    FaultKind.INVALID: lambda _, __: validation_error("body failed validation: as switched on."),
    FaultKind.FORBIDDEN: lambda _, __: outages.forbidden(),
    FaultKind.NOT_FOUND: lambda _, __: not_found("page", _NOBODYS_ID),
}
