"""Discord's refusals: a status, a code, a message and, for a form, a tree of what is wrong where.

The codes are those of Discord's "Opcodes and Status Codes" page; the shape of 50035 is that of its
"Error Messages" section.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_KNOWN: dict[int, tuple[int, str]] = {
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50027: (401, "Invalid Webhook Token"),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    160004: (400, "A thread has already been created for this message"),
}


class ApiError(Exception):
    """What the emulated Discord answers instead of what was asked for."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status, self.code, self.message, self.errors = status, code, message, errors

    def body(self) -> dict[str, Any]:
        """The JSON body of the answer."""
        told: dict[str, Any] = {"message": self.message, "code": self.code}
        return told if self.errors is None else {**told, "errors": self.errors}


def refusal(code: int) -> ApiError:
    """The refusal with one of Discord's well-known codes."""
    status, message = _KNOWN[code]
    return ApiError(status, code, message)


class FormErrors:
    """Gathers what is wrong with a request's form, so that all of it is told at once (50035)."""

    def __init__(self) -> None:
        self.tree: dict[str, Any] = {}

    def add(self, path: Sequence[str | int], code: str, message: str) -> None:
        """Note that what stands at this path is wrong."""
        node = self.tree
        for step in path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def raise_if_any(self) -> None:
        """Refuse the form if anything was noted. Raises `ApiError` with code 50035."""
        if self.tree:
            raise ApiError(400, 50035, "Invalid Form Body", self.tree)


def form_error(path: Sequence[str | int], code: str, message: str) -> ApiError:
    """The refusal of a form for one thing that is wrong with it."""
    form = FormErrors()
    form.add(path, code, message)
    return ApiError(400, 50035, "Invalid Form Body", form.tree)


class ClientRefusedError(Exception):
    """What a Discord client would not let a person do: the bot never hears of it."""
