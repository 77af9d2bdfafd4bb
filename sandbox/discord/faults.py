"""What can be made to go wrong with the next REST requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.discord.limits import Scope

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class Fault:
    """Something for the next `times` requests to run into, by `method` where it is given.

    They are those whose path contains `path`. `status` is the answer in place of what was asked for: a 429
    tells to wait `retry_after_s`, in its `scope`; any other has its `code` and no message. With
    `is_cut` the connection is cut without an answer. `delay_s` passes first; with neither, the answer is as
    usual. What is asked for is done all the same where it happens `after_all`. `met` is called whenever a
    request runs into it: where it happens `after_all`, once that is done.
    """

    status: int | None = None
    path: str = ""
    times: int = 1
    retry_after_s: float = 0.0
    scope: Scope = Scope.USER
    method: str | None = None
    delay_s: float = 0.0
    is_cut: bool = False
    after_all: bool = False
    code: int = 0
    met: Callable[[], None] | None = None

    def fits(self, method: str, path: str) -> bool:
        """Whether a request runs into it."""
        return self.method in (None, method) and self.path in path


class Faults:
    """Those that are still to happen, in the order they were asked for."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let the next requests that fit run into it."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Let none of them happen any more."""
        self._waiting.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """The first that fits a request; it has then happened once more."""
        for fault in self._waiting:
            if fault.fits(method, path):
                fault.times -= 1
                if fault.times == 0:
                    self._waiting.remove(fault)
                return fault
        return None
