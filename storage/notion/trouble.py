"""What can go wrong on the way to Notion.

Facts: developers.notion.com/reference/status-codes, …/request-limits, …/workspace-block-limits.
What Notion says about a failure may quote what people wrote: only codes and ids are kept of it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any

import httpx
from httpx import codes
from notion_client.errors import HTTPResponseError, InvalidPathParameterError, RequestTimeoutError

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
SERVICE_OVERLOAD = 529
# Codes of our own: no place in the line or the pool in time; Darcy ends; JSON, but not what was asked for.
CROWDED, CLOSED, MISSHAPEN = "crowded", "closed", "misshapen"
BLOCKED = "public_api_request_blocked"  # why a 429 is not about how often: asking again does not help
# No answer, one that was not JSON (a proxy's page), or one that came too late: a write may have happened.
ANSWERLESS = frozenset({0, codes.OK, codes.REQUEST_TIMEOUT})


class RequestFailedError(Exception):
    """A request that brought no usable answer: what is tried again, or becomes an error of ours."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a request brought no usable answer. Holds nothing that people wrote.

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
            *ANSWERLESS,
            codes.CONFLICT,
            codes.TOO_MANY_REQUESTS,
        } or codes.is_server_error(self.status)

    @property
    def is_final(self) -> bool:
        """Whether nothing is won by asking again."""
        return self.code in {CROWDED, CLOSED, BLOCKED}

    @property
    def is_limit(self) -> bool:
        """Whether Notion wants to be left alone for a while, by everybody."""
        is_limit = self.status in {codes.TOO_MANY_REQUESTS, SERVICE_OVERLOAD}
        return is_limit and self.was_sent and not self.is_final

    @property
    def changed_nothing(self) -> bool:
        """Whether a write that failed so was not seen, or turned away unread: it could be sent again.

        429 means that by definition (RFC 6585). 529 does where it is Notion's own `service_overload`, which
        is to be handled like 429 (…/request-limits); Notion's own client sends writes again as well
        (makenotion/notion-sdk-js#727). Others on the way may mean something else by that number.
        """
        if self.committed:
            return False
        is_overload = self.status == SERVICE_OVERLOAD and self.code == "service_overload"
        return not self.was_sent or self.status == codes.TOO_MANY_REQUESTS or is_overload


def failure_of(error: Exception) -> Failure | None:
    """What an error of the client means; None if it is none of Notion's or the network's."""
    match error:
        case HTTPResponseError():
            return _failure_in(error)
        case RequestTimeoutError():
            # notion-client hides which timeout it was; httpx's own is what it was raised in answer to.
            cause = error.__context__
            return _unanswered(cause or error)
        case InvalidPathParameterError() | httpx.InvalidURL():
            return Failure(status=codes.BAD_REQUEST, code="invalid_request_url")
        case httpx.HTTPError() | httpx.StreamError() | OSError():
            return _unanswered(error)
        case JSONDecodeError() | UnicodeDecodeError():
            return Failure(status=codes.OK, code="not_json")
        case _:
            return None


def _unanswered(error: BaseException) -> Failure:
    return Failure(code=type(error).__name__, was_sent=not isinstance(error, _NOT_SENT))


def _failure_in(error: HTTPResponseError) -> Failure:
    """Read the body anew: notion-client drops all of it where it does not know the code."""
    body = _object_in(error.body)
    details = body.get("additional_data")
    details = details if isinstance(details, dict) else {}
    return Failure(
        status=error.status,
        code=BLOCKED if details.get("rate_limit_reason") == BLOCKED else _id_in(body.get("code")),
        retry_after_s=_seconds_in(error.headers),
        request_id=_id_in(body.get("request_id")) or _id_in(error.headers.get("x-notion-request-id")),
        committed=_id_in(details.get("committed_resource_id")),
        is_block_limit="block_limit" in json.dumps([body.get("code"), details]),
    )


def _id_in(value: object) -> str:
    """An id or a code; none if it is anything else, which could be a text of somebody's."""
    return value if isinstance(value, str) and re.fullmatch(r"[\w-]{1,64}", value, re.ASCII) else ""


def _object_in(text: str) -> dict[str, Any]:
    try:
        body = json.loads(text)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _seconds_in(headers: Mapping[str, str]) -> float | None:
    """`Retry-After` as Notion sends it, a whole number of seconds; days of it are somebody's mistake."""
    value = headers.get("retry-after", "").strip()
    return float(value) if re.fullmatch(r"\d{1,5}", value, re.ASCII) else None
