"""What passes between Discord and a bot, for whoever watches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

NO_ANSWER = 599


@dataclass(frozen=True)
class RestExchange:
    """A request and its answer. The path has no prefix; bodies are parsed JSON, None where there was none.

    The status is `NO_ANSWER` where the connection was cut before there was one.
    """

    method: str
    path: str
    query: str
    request: Any
    status: int
    answer: Any


@dataclass(frozen=True)
class GatewayPayload:
    """What the gateway told a bot, or, with `by_bot`, a bot told the gateway."""

    by_bot: bool
    payload: Any


Watch = Callable[[RestExchange], None]
GatewayWatch = Callable[[GatewayPayload], None]
