"""Why no reply could be had from a language model, in sentences that say who can do what about it."""

from __future__ import annotations

from http import HTTPStatus

UNSET = (
    "No language model is set up. Whoever runs Darcy must set OPENAI_API_KEY, or OPENAI_BASE_URL for a "
    "server of their own."
)
NO_KEY = (
    "OPENAI_API_KEY holds a space, a quotation mark or another character that no key has. Whoever runs Darcy "
    "must copy it again."
)
UNREACHABLE = (
    "The language model cannot be reached. Try again in a minute; if it stays so, whoever runs Darcy must "
    "check OPENAI_BASE_URL and the network."
)
OVERLOADED = "The language model is getting too many requests just now. Try again in a minute."
FAULTY = "The language model's server has a fault of its own just now. Try again in a few minutes."
TOO_LONG = "This is more than the language model can read at once. Ask for less, or say it more briefly."
NO_QUOTA = (
    "The language model's quota is used up. Whoever runs Darcy must look at the plan and billing of the "
    "account that OPENAI_API_KEY belongs to."
)
REFUSED = (
    "The language model's server refused Darcy's request ({status}). Whoever runs Darcy finds the request's "
    "id in the log, and must check that DARCY_MODEL can call tools."
)
BAD_KEY = (
    "The language model's server did not accept Darcy's key ({status}). Whoever runs Darcy must check "
    "OPENAI_API_KEY, and what that key may use."
)
NO_SUCH_MODEL = (
    "The language model's server knows no model named {model}, or not at this address. Whoever runs Darcy "
    "must check DARCY_MODEL and OPENAI_BASE_URL."
)
NOT_LISTED = (
    "The language model's server lists no model named {model}. If no request is answered, whoever runs Darcy "
    "must check DARCY_MODEL."
)
TOO_SLOW = "The language model did not answer within {seconds:g} seconds. Try again in a minute."
UNREADABLE = (
    "The language model's server sent an answer that Darcy cannot read. Try again; if it stays so, whoever "
    "runs Darcy must check that OPENAI_BASE_URL is a server that speaks Chat Completions."
)
CUT_OFF = "The language model's answer grew too long and was cut off. Ask for less at once."
FILTERED = "The content filter of the language model's provider stopped the answer. Say it in other words."
EMPTY = "The language model gave an empty answer. Try again, or say it in other words."

_BY_STATUS: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: BAD_KEY,
    HTTPStatus.FORBIDDEN: BAD_KEY,
    HTTPStatus.NOT_FOUND: NO_SUCH_MODEL,
    HTTPStatus.REQUEST_TIMEOUT: OVERLOADED,
    HTTPStatus.CONFLICT: OVERLOADED,
    HTTPStatus.TOO_MANY_REQUESTS: OVERLOADED,
}
_TOO_LONG_CODES = {"context_length_exceeded", "string_above_max_length", "request_too_large"}
_NO_QUOTA_CODES = {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"}


def is_out_of_quota(status: int, code: str | None) -> bool:
    """Whether only paying helps, and waiting does not. OpenAI says so with a 429, as when it is busy."""
    return status == HTTPStatus.PAYMENT_REQUIRED or code in _NO_QUOTA_CODES


def sentence_for_status(status: int, code: str | None, model: str) -> str:
    """What an HTTP status of the model's server, with OpenAI's `error.code`, means for people."""
    if is_out_of_quota(status, code):
        return NO_QUOTA
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE or code in _TOO_LONG_CODES:
        return TOO_LONG
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return FAULTY
    return _BY_STATUS.get(status, REFUSED).format(status=status, model=model)
