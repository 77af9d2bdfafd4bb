"""What can be made to go wrong with the next requests.

Facts: developers.notion.com/reference/status-codes and …/request-limits. A 503 may come after the write was
done; for a new page it then names it, while an update names nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sandbox.notion.errors import Json, NotionError

if TYPE_CHECKING:
    from collections.abc import Callable


class FaultKind(StrEnum):
    RATE_LIMITED = "rate_limited"
    OVERLOADED = "overloaded"
    UNAVAILABLE = "unavailable"
    UNAVAILABLE_AFTER_COMMIT = "unavailable_after_commit"
    CONFLICT = "conflict"
    DROPPED = "dropped"
    DROPPED_AFTER_COMMIT = "dropped_after_commit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What happens to the next `count` requests that match, in place of, or after, what they ask for.

    `path` is a pattern searched in the path. `retry_after_s` is a whole number of seconds. `names_page`: a
    503 after a new page was made says which.
    """

    kind: FaultKind
    method: str | None = None
    path: str = ""
    count: int = 1
    retry_after_s: int = 1
    names_page: bool = True

    def fits(self, method: str, path: str) -> bool:
        return self.method in {None, method} and re.search(self.path, path) is not None

    @property
    def is_after_commit(self) -> bool:
        return self.kind in {FaultKind.UNAVAILABLE_AFTER_COMMIT, FaultKind.DROPPED_AFTER_COMMIT}

    @property
    def cuts_connection(self) -> bool:
        return self.kind in {FaultKind.DROPPED, FaultKind.DROPPED_AFTER_COMMIT}

    def error(self, made: str | None) -> NotionError:
        """Notion's answer; `made` is the id of the page that the request made."""
        return _ERRORS[self.kind](self, made if self.names_page else None)


class Faults:
    """The faults that wait. Each request meets the first that fits it."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Fault, int]] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append((fault, fault.count))

    def clear(self) -> None:
        self._waiting.clear()

    def next_for(self, method: str, path: str) -> Fault | None:
        for number, (fault, left) in enumerate(self._waiting):
            if fault.fits(method, path):
                self._waiting[number : number + 1] = [(fault, left - 1)] if left > 1 else []
                return fault
        return None


def rate_limited(retry_after_s: int, reason: str = "public_api_request_rate_limit") -> NotionError:
    return NotionError(
        429,
        "rate_limited",
        "You have been rate limited. Please try again in a few minutes.",
        data={"rate_limit_reason": reason},
        headers={"Retry-After": str(retry_after_s)},
    )


def _overloaded(retry_after_s: int) -> NotionError:
    return NotionError(
        529,
        "service_overload",
        "Notion is temporarily overloaded. Please try again later.",
        headers={"Retry-After": str(retry_after_s)},
    )


def _unavailable(made: str | None) -> NotionError:
    data: Json = {"committed_resource_id": made} if made else {}
    return NotionError(
        503, "service_unavailable", "Notion is unavailable. Please try again later.", data=data
    )


def _conflict() -> NotionError:
    return NotionError(
        409, "conflict_error", "Conflict occurred while saving. Please try again with up-to-date data."
    )


_ERRORS: dict[FaultKind, Callable[[Fault, str | None], NotionError]] = {
    FaultKind.RATE_LIMITED: lambda fault, _: rate_limited(fault.retry_after_s),
    FaultKind.OVERLOADED: lambda fault, _: _overloaded(fault.retry_after_s),
    FaultKind.UNAVAILABLE: lambda _, __: _unavailable(None),
    FaultKind.UNAVAILABLE_AFTER_COMMIT: lambda _, made: _unavailable(made),
    FaultKind.CONFLICT: lambda _, __: _conflict(),
}
