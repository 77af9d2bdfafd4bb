"""What can go wrong on the way to Notion, and in what words a person is told.

Facts: developers.notion.com/reference/status-codes, …/request-limits, …/workspace-block-limits.
What Notion says about a failure may quote what people wrote: it is not passed on, and only its id is logged.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any

import httpx
from httpx import codes
from notion_client.errors import HTTPResponseError, RequestTimeoutError

from storage.errors import (
    BoardChangedError,
    DarcyError,
    RecordNotFoundError,
    StoreUnavailableError,
    WriteRefusedError,
    WriteUncertainError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

# Raised before a byte of the request has left: no connection, or no place in the pool.
_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
# No answer, one that was not JSON (a proxy's page), or one that came too late: a write may have happened.
_ANSWERLESS = frozenset({0, codes.OK, codes.REQUEST_TIMEOUT})

NOT_ACCEPTED = (
    "Notion does not accept Darcy's token. Whoever runs Darcy can get a valid one for NOTION_TOKEN at "
    "notion.so/profile/integrations: open the integration there and copy its internal integration secret."
)
MAY_NOT_READ = (
    "Darcy's Notion connection may not read this. Whoever owns the integration can turn on “Read content” "
    "and “Read user information” under its capabilities at notion.so/profile/integrations."
)
MAY_NOT_WRITE = (
    "Darcy's Notion connection may not change this, so nothing was changed. Whoever owns the integration can "
    "turn on “Update content” and “Insert content” under its capabilities at notion.so/profile/integrations."
)
BLOCK_LIMIT = (
    "The Notion workspace has used up its free blocks and takes no new pages, so nothing was changed. An "
    "owner of the workspace can upgrade its plan."
)
UNREACHABLE = (
    "Notion cannot be reached just now. Nothing was changed; try again in a minute. If it stays so, whoever "
    "runs Darcy can check the network and NOTION_BASE_URL."
)
QUESTION_REFUSED = (
    "Notion did not accept Darcy's question about the task board: its columns may have been changed. Ask "
    "again; if that does not help, whoever looks after the board can see what became of its columns."
)
NOT_SHARED = "Notion has no such page or database, or it is not shared with Darcy's connection."
TARGET_GONE = (
    "The task, or a person or project it should name, is gone or is not shared with Darcy's connection, so "
    "nothing was changed. Someone who can open it in Notion can share it: ••• → Connections."
)
CONFLICT = "Somebody changed the task in Notion at the same moment, so nothing was changed. Ask again."
CHANGE_REFUSED = (
    "Notion did not accept the change, so nothing was changed. The task may be locked or in the trash, or "
    "the board's columns may have been changed: whoever looks after the board can tell."
)
UNCONFIRMED = (
    "Notion did not confirm the change: it may have happened or not. Look at the board before asking again."
)


class CommittedError(WriteUncertainError):
    """Notion failed to answer but says that the write happened: `resource_id` is the page it made."""

    def __init__(self, resource_id: str) -> None:
        super().__init__("Notion took the change but did not answer. Look at the board before asking again.")
        self.resource_id = resource_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A request that brought no usable answer.

    `status` is 0 if no answer came at all; `was_sent` is false only if Notion cannot have seen the request.
    """

    status: int = 0
    code: str = ""
    was_sent: bool = True
    retry_after_s: float | None = None
    request_id: str = ""
    committed: str = ""
    is_block_limit: bool = False

    @property
    def is_passing(self) -> bool:
        """Whether the same question may well be answered a little later."""
        return self.status in {
            *_ANSWERLESS,
            codes.CONFLICT,
            codes.TOO_MANY_REQUESTS,
        } or codes.is_server_error(self.status)

    @property
    def changed_nothing(self) -> bool:
        """Whether a write that failed so can be sent again: it was not seen, or turned away unread."""
        return not self.was_sent or self.status == codes.TOO_MANY_REQUESTS


def failure_of(error: Exception) -> Failure | None:
    """What an error of the client means; None if it is none of Notion's or the network's."""
    if isinstance(error, HTTPResponseError):
        return _failure_in(error)
    if isinstance(error, RequestTimeoutError):
        # notion-client hides which timeout it was; httpx's own is what it was raised in answer to.
        cause = error.__context__
        return Failure(code=type(cause or error).__name__, was_sent=not isinstance(cause, _NOT_SENT))
    if isinstance(error, (httpx.HTTPError, TimeoutError)):
        return Failure(code=type(error).__name__, was_sent=not isinstance(error, _NOT_SENT))
    if isinstance(error, JSONDecodeError):
        return Failure(status=200, code="not_json")
    return None


def _failure_in(error: HTTPResponseError) -> Failure:
    """Read the body anew: notion-client drops all of it where it does not know the code."""
    body = _object_in(error.body)
    details = body.get("additional_data")
    details = details if isinstance(details, dict) else {}
    code = body.get("code")
    return Failure(
        status=error.status,
        code=code if isinstance(code, str) else "",
        retry_after_s=_seconds_in(error.headers),
        request_id=str(body.get("request_id") or ""),
        committed=str(details.get("committed_resource_id") or ""),
        is_block_limit="block_limit" in json.dumps([code, details]),
    )


def _object_in(text: str) -> dict[str, Any]:
    try:
        body = json.loads(text)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _seconds_in(headers: Mapping[str, str]) -> float | None:
    """`Retry-After` as Notion sends it, a whole number of seconds."""
    value = headers.get("retry-after", "").strip()
    return float(value) if value.isascii() and value.isdecimal() else None


def read_error(failure: Failure) -> DarcyError:
    """The error of a question that Notion did not answer."""
    match failure.status:
        case codes.BAD_REQUEST:
            return BoardChangedError(QUESTION_REFUSED)
        case codes.NOT_FOUND:
            return RecordNotFoundError(NOT_SHARED)
        case codes.FORBIDDEN:
            return StoreUnavailableError(MAY_NOT_READ)
        case _:
            return _unavailable(failure)


def write_error(failure: Failure) -> DarcyError:
    """The error of a write that Notion did not confirm: it happened, it did not, or nobody knows."""
    if failure.committed:
        return CommittedError(failure.committed)
    if failure.changed_nothing or failure.status == codes.UNAUTHORIZED:
        return _unavailable(failure)
    if codes.is_server_error(failure.status) or failure.status in _ANSWERLESS:
        return WriteUncertainError(UNCONFIRMED)
    return WriteRefusedError(_refusal(failure))


def _refusal(failure: Failure) -> str:
    match failure.status:
        case codes.FORBIDDEN:
            return BLOCK_LIMIT if failure.is_block_limit else MAY_NOT_WRITE
        case codes.NOT_FOUND:
            return TARGET_GONE
        case codes.CONFLICT:
            return CONFLICT
        case _:
            return CHANGE_REFUSED


def _unavailable(failure: Failure) -> StoreUnavailableError:
    match failure.status:
        case codes.UNAUTHORIZED:
            return StoreUnavailableError(NOT_ACCEPTED)
        case codes.TOO_MANY_REQUESTS:
            return StoreUnavailableError(_busy(failure.retry_after_s or 60))
        case _:
            return StoreUnavailableError(UNREACHABLE)


def _busy(wait_s: float) -> str:
    wait = f"{wait_s:.0f} seconds" if wait_s < 2 * 60 else f"{wait_s / 60:.0f} minutes"
    return f"Notion has had too many requests and asks to wait {wait}. Nothing was changed; try again then."
