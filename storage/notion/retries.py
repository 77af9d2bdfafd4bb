"""Asking again where that may help.

stamina decides whether, how often and how long after; the waiting itself is handed in, and a limit of
Notion's is waited out in line, by everybody (`budget.py`).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import stamina
from stamina.instrumentation import set_on_retry_hooks

from storage.notion.trouble import RequestFailedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    from storage.notion.trouble import Failure

ATTEMPTS = 5
FIRST_PAUSE_S = 0.5  # then twice as long each time

# Each failure has a line of ours in the log; stamina's would say it twice.
set_on_retry_hooks([])


async def answer_of(
    send: Callable[[], Awaitable[dict[str, Any]]],
    *,
    may_repeat: Callable[[Failure], bool],
    until: float,
    sleep: Callable[[float], Awaitable[object]],
) -> dict[str, Any]:
    """Send until there is an answer. Raises the last `RequestFailedError`.

    Nothing is sent again after `until`, in the event loop's time, nor sooner than Notion asks for.
    """
    pause_s = 0.0

    def is_sent_again(error: Exception) -> bool | float:
        nonlocal pause_s
        if not isinstance(error, RequestFailedError) or not may_repeat(error.failure):
            return False
        failure = error.failure
        wait_s = pause_s if failure.retry_after_s is None else failure.retry_after_s
        pause_s = 0.0 if failure.is_limit else wait_s
        is_in_time = asyncio.get_running_loop().time() + wait_s <= until
        return 0.0 if is_in_time else False  # the seconds that stamina is to sleep, or no

    async for attempt in stamina.retry_context(
        is_sent_again, attempts=ATTEMPTS, timeout=None, wait_initial=FIRST_PAUSE_S, wait_jitter=0
    ):
        with attempt:
            if attempt.num > 1 and pause_s > 0:
                await sleep(pause_s)
            pause_s = attempt.next_wait
            return await send()
    raise AssertionError("stamina ends by an answer or an error")
