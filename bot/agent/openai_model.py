"""The language model behind any endpoint that speaks OpenAI's Chat Completions.

openai's own `create` walks every schema and message in Python and holds the event loop meanwhile
(`bench/model_request.py`). The body is therefore made here, with each tool's schema serialised once, and
sent as bytes with `client.post`; the package still does what it is good at: authorisation, transport, errors.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp
import httpx2
from openai import APIError, APIStatusError, AsyncOpenAI, DefaultAioHttpClient, OpenAIError, Timeout

from bot.agent.completion import models_listed, reply_from_completion
from bot.agent.model import ModelUnavailableError
from bot.agent.rendering import messages_of
from bot.agent.unavailable import (
    NO_KEY,
    NOT_LISTED,
    TOO_SLOW,
    UNREACHABLE,
    UNSET,
    is_out_of_quota,
    sentence_for_status,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.agent.context import Context
    from storage.runs import Message, Reply
    from tools.toolset import ToolSpec

OPENAI_URL = "https://api.openai.com/v1"
CONNECT_TIMEOUT_S = 5.0
TROUBLE_WITHIN_S = 10.0
RETRY_DELAYS_S = (0.25, 1.0)
"""How long to wait before the second and the third attempt, where the server does not say."""
OPTIONAL = ("parallel_tool_calls", "strict")
"""What not every compatible server, nor every model of OpenAI's, knows."""

_NO_LIST = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}
_PASSING = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS}

log = logging.getLogger(__name__)


@asynccontextmanager
async def open_openai_model(
    *, api_key: str | None, base_url: str | None, model: str, timeout_s: float
) -> AsyncIterator[OpenAIModel]:
    """A model at OpenAI, or at `base_url`, where a server of one's own may need no key.

    `timeout_s` bounds a whole reply, with all attempts at it. What would keep it from replying is looked for
    meanwhile and logged; it may come right while Darcy runs. Raises `ModelUnavailableError` with neither, or
    with a key that no header can carry.
    """
    if not api_key and not base_url:
        raise ModelUnavailableError(UNSET)
    if api_key and not re.fullmatch("[!-~]+", api_key):
        raise ModelUnavailableError(NO_KEY)
    timeout = Timeout(timeout_s, connect=min(CONNECT_TIMEOUT_S, timeout_s))
    async with AsyncOpenAI(
        api_key=api_key or "none",
        base_url=base_url or OPENAI_URL,
        max_retries=0,  # our own know the deadline, and what waiting cannot mend
        timeout=timeout,
        http_client=DefaultAioHttpClient(timeout=timeout),
    ) as client:
        opened = OpenAIModel(client, model, timeout_s)
        looking = asyncio.create_task(_look_for_trouble(opened))
        try:
            yield opened
        finally:
            looking.cancel()
            await asyncio.wait({looking})


class OpenAIModel:
    """Answers as `Model` asks. One serves many runs at once."""

    def __init__(self, client: AsyncOpenAI, model: str, timeout_s: float) -> None:
        self._client = client
        self._model = model
        self._timeout_s = timeout_s
        self._unknown: frozenset[str] = frozenset()
        self._tools: dict[str, tuple[ToolSpec, bool, str]] = {}

    async def reply(self, context: Context, history: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        messages = _json(messages_of(context, history))
        try:
            async with asyncio.timeout(self._timeout_s) as deadline:
                response = await self._answered(messages, tools, deadline)
        except (OpenAIError, aiohttp.ClientError, httpx2.HTTPError, OSError) as error:
            log.warning("no reply from the model", extra=_facts_of(error))
            # Not `from error`: a server may quote the key, or what people wrote, and a traceback would tell.
            raise ModelUnavailableError(self._sentence_for(error, self._timeout_s)) from None
        try:
            return reply_from_completion(response.content)
        except ModelUnavailableError as error:
            log.warning("no usable reply from the model", extra={"why": str(error)} | _request_id(response))
            raise

    async def trouble(self) -> str | None:
        """What will keep it from replying, as far as asking for the list of models tells; that costs nothing.

        Not every compatible server has that list, and some leave a model out that they have. Facts:
        https://platform.openai.com/docs/api-reference/models/list.
        """
        try:
            async with asyncio.timeout(TROUBLE_WITHIN_S):
                response = await self._client.get("/models", cast_to=httpx2.Response)
        except (OpenAIError, aiohttp.ClientError, httpx2.HTTPError, OSError) as error:
            has_no_list = isinstance(error, APIStatusError) and error.status_code in _NO_LIST
            return None if has_no_list else self._sentence_for(error, TROUBLE_WITHIN_S)
        listed = models_listed(response.content)
        if not listed or any(name.partition(":")[0] == self._model or name == self._model for name in listed):
            return None  # Ollama lists `llama3:latest`, and takes `llama3`
        return NOT_LISTED.format(model=self._model)

    async def _answered(
        self, messages: str, tools: Sequence[ToolSpec], deadline: asyncio.Timeout
    ) -> httpx2.Response:
        """Send; where an optional parameter is not known there, send again without it, now and later."""
        while True:
            left_out = self._unknown  # another run may learn more meanwhile
            try:
                return await self._sent(self._body(messages, tools), deadline)
            except APIStatusError as error:
                refused = _refused_parameters(error) - left_out
                if not refused:
                    raise
                log.info(
                    "the model's server does not know a parameter", extra={"parameters": sorted(refused)}
                )
                self._unknown |= refused

    async def _sent(self, body: bytes, deadline: asyncio.Timeout) -> httpx2.Response:
        """Send, and again where waiting may help and the deadline allows it: asking twice changes nothing."""
        delays = iter(RETRY_DELAYS_S)
        while True:
            try:
                return await self._client.post(
                    "/chat/completions",
                    cast_to=httpx2.Response,
                    content=body,
                    options={"security": {"bearer_auth": True}},
                )
            except APIError as error:
                wait_s = _wait_s(error, next(delays, None))
                if wait_s is None or wait_s > _left_s(deadline):
                    raise
            await asyncio.sleep(wait_s)

    def _body(self, messages: str, tools: Sequence[ToolSpec]) -> bytes:
        parts = [f'"model":{_json(self._model)}']
        if tools:  # OpenAI refuses an empty list, and parallel calls of nothing
            parts.append(f'"tools":[{",".join(map(self._tool, tools))}]')
            if "parallel_tool_calls" not in self._unknown:
                parts.append('"parallel_tool_calls":true')
        return f'{{{",".join(parts)},"messages":{messages}}}'.encode()

    def _tool(self, spec: ToolSpec) -> str:
        """A tool as the request has it; made again only when the tool, or what the server knows, changed."""
        is_strict = "strict" not in self._unknown
        made = self._tools.get(spec.name)
        if made is not None and made[:2] == (spec, is_strict):
            return made[2]
        function = {"name": spec.name, "description": spec.description, "parameters": spec.parameters}
        text = _json({"type": "function", "function": function | ({"strict": True} if is_strict else {})})
        self._tools[spec.name] = (spec, is_strict, text)
        return text

    def _sentence_for(self, error: BaseException, within_s: float) -> str:
        if isinstance(error, APIStatusError):
            return sentence_for_status(error.status_code, error.code, self._model)
        return TOO_SLOW.format(seconds=within_s) if _is_timeout(error) else UNREACHABLE


async def _look_for_trouble(model: OpenAIModel) -> None:
    if told := await model.trouble():
        log.warning("the model will not reply as it is set up", extra={"why": told})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _refused_parameters(error: APIStatusError) -> set[str]:
    """Which optional parameters a 400 or 422 is about: by its `param`, or else by its words."""
    if error.status_code not in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}:
        return set()
    about = error.param or str(error.body)
    return {name for name in OPTIONAL if re.search(rf"\b{name}\b", about)}


def _wait_s(error: APIError, delay_s: float | None) -> float | None:
    """How long to wait before another attempt; None if it would not help, or there were enough."""
    if delay_s is None or not isinstance(error, APIStatusError):
        return delay_s
    status, headers = error.status_code, error.response.headers
    if status not in _PASSING and status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return None
    if is_out_of_quota(status, error.code) or headers.get("x-should-retry") == "false":
        return None
    for header, per_second in (("retry-after-ms", 1000), ("retry-after", 1)):
        if re.fullmatch(r"\d+(\.\d+)?", said := headers.get(header, "")):
            return float(said) / per_second
    return delay_s


def _left_s(deadline: asyncio.Timeout) -> float:
    ends_at = deadline.when()
    assert ends_at is not None
    return ends_at - asyncio.get_running_loop().time()


def _is_timeout(error: BaseException | None) -> bool:
    """Whether time ran out. The transport calls a refused connection a timeout too, so its cause decides."""
    while error is not None:
        if isinstance(error, TimeoutError):
            return True
        error = error.__cause__
    return False


def _facts_of(error: BaseException) -> dict[str, object]:
    """What may be logged of an error: its kind and its request's id, never its text."""
    facts: dict[str, object] = {"why": type(error).__name__}
    if isinstance(error, APIStatusError):
        facts |= {"status": error.status_code} | _request_id(error.response)
    return facts


def _request_id(response: httpx2.Response) -> dict[str, object]:
    return {"request_id": response.headers.get("x-request-id", "none")}
