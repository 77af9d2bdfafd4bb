"""In what words a person is told that Notion did not do as it was asked, and who can help.

What nobody could expect ends with the first characters of Notion's id for the request; the log has all of it.
"""

from __future__ import annotations

import math

from httpx import PoolTimeout, codes

from storage.errors import (
    BoardChangedError,
    DarcyError,
    RecordNotFoundError,
    StoreUnavailableError,
    WriteRefusedError,
    WriteUncertainError,
)
from storage.notion.trouble import (
    ANSWERLESS,
    BLOCKED,
    CLOSED,
    CROWDED,
    MISSHAPEN,
    SERVICE_OVERLOAD,
    Failure,
)

NOT_ACCEPTED = (
    "Notion does not accept Darcy's token. Whoever runs Darcy can get a valid one for NOTION_TOKEN at "
    "notion.so/profile/integrations: open the integration there and copy its internal integration secret."
)
MAY_NOT_READ = (
    "Darcy's Notion connection may not read this. Whoever owns the integration can turn on “Read content”, "
    "“Read comments” and “Read user information” under its capabilities at notion.so/profile/integrations."
)
MAY_NOT_WRITE = (
    "Darcy's Notion connection may not change this, so nothing was changed. Whoever owns the integration can "
    "turn on “Update content”, “Insert content” and “Insert comments” under its capabilities at "
    "notion.so/profile/integrations."
)
BLOCK_LIMIT = (
    "The Notion workspace has used up its free blocks and takes no new pages, so nothing was changed. An "
    "owner of the workspace can upgrade its plan."
)
UNREACHABLE = (
    "Notion cannot be reached just now. Nothing was changed; try again in a minute. If it stays so, whoever "
    "runs Darcy can check the network and NOTION_BASE_URL."
)
FAILING = "Notion has trouble answering just now. Nothing was changed; try again in a minute."
CROWDED_OUT = (
    "More is being asked of Notion just now than it answers in time. Nothing was changed; try again in a "
    "minute."
)
NO_MORE = "Notion takes no more requests just now"
RESTRICTED = (
    "Notion has restricted Darcy's connection, so nothing was changed. Waiting does not help: whoever runs "
    "Darcy can ask Notion's support."
)
ENDING = "Darcy is being stopped just now. Nothing was changed; try again in a minute."
QUESTION_REFUSED = (
    "Notion did not accept Darcy's question about the task board: its columns may have been changed. Ask "
    "again; if that does not help, whoever looks after the board can see what became of its columns."
)
NOT_SHARED = "Notion has no such page or database, or it is not shared with Darcy's connection."
TARGET_GONE = (
    "The task, or a person or project it should name, is gone or is not shared with Darcy's connection, so "
    "nothing was changed. Someone who can open it in Notion can share it: ••• → Connections."
)
CONFLICT = "Somebody else changed this in Notion at the same moment, so nothing was changed. Try again."
CHANGE_REFUSED = (
    "Notion did not accept the change, so nothing was changed. The task may be locked or in the trash, or "
    "the board's columns may have been changed: whoever looks after the board can tell."
)
UNCONFIRMED = (
    "Notion did not confirm the change: it may have happened or not. Look at the board before asking again."
)


class CommittedError(WriteUncertainError):
    """Notion failed to answer but says that the write happened: `resource_id` is what it made."""

    def __init__(self, resource_id: str) -> None:
        super().__init__("Notion took the change but did not answer. Look at the board before asking again.")
        self.resource_id = resource_id


def read_error(failure: Failure) -> DarcyError:
    """The error of a question that Notion did not answer."""
    match failure.status:
        case codes.BAD_REQUEST:
            return BoardChangedError(_referring(QUESTION_REFUSED, failure))
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
    if failure.status == codes.CONFLICT:  # it can be asked for again as it was (…/reference/status-codes)
        return StoreUnavailableError(CONFLICT)
    if codes.is_server_error(failure.status) or failure.status in ANSWERLESS:
        return WriteUncertainError(_referring(UNCONFIRMED, failure))
    return WriteRefusedError(_refusal(failure))


def _refusal(failure: Failure) -> str:
    match failure.status:
        case codes.FORBIDDEN:
            return BLOCK_LIMIT if failure.is_block_limit else MAY_NOT_WRITE
        case codes.NOT_FOUND:
            return TARGET_GONE
        case _:
            return _referring(CHANGE_REFUSED, failure)


_BY_CODE = {
    CROWDED: CROWDED_OUT,
    PoolTimeout.__name__: CROWDED_OUT,
    CLOSED: ENDING,
    BLOCKED: RESTRICTED,
}


def _unavailable(failure: Failure) -> StoreUnavailableError:
    if failure.code in _BY_CODE:
        return StoreUnavailableError(_BY_CODE[failure.code])
    if failure.status == codes.UNAUTHORIZED:
        return StoreUnavailableError(NOT_ACCEPTED)
    if failure.status in {codes.TOO_MANY_REQUESTS, SERVICE_OVERLOAD}:
        return StoreUnavailableError(_busy(failure.retry_after_s))
    is_notions = codes.is_server_error(failure.status) or failure.status in {
        codes.CONFLICT,
        codes.REQUEST_TIMEOUT,
    }
    words = FAILING if is_notions or failure.code == MISSHAPEN else UNREACHABLE
    return StoreUnavailableError(_referring(words, failure))


def _busy(wait_s: float | None) -> str:
    """Without the reason: who only waited in line does not know which of Notion's limits it was."""
    if wait_s is None:
        return f"{NO_MORE}. Nothing was changed; try again in a minute."
    wait_s = max(1, math.ceil(wait_s))
    wait = f"{wait_s} seconds" if wait_s < 2 * 60 else f"{math.ceil(wait_s / 60)} minutes"
    return f"{NO_MORE} and asks to wait {wait}. Nothing was changed; try again then."


def _referring(words: str, failure: Failure) -> str:
    """The words, with what to look for in the log."""
    return f"{words} (Notion request {failure.request_id[:8]})" if failure.request_id else words
