"""The sandbox's time, and Darcy's life in it."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from typing import TYPE_CHECKING

from sandbox.terminal.output import Output, told
from sandbox.terminal.slash import UsageError

if TYPE_CHECKING:
    from sandbox.terminal.client import Terminal

_SPAN = re.compile(r"\+? ?(?P<count>\d{1,4}) ?(?P<unit>[a-z]+)", re.IGNORECASE)
_UNITS = {
    "m": dt.timedelta(minutes=1),
    "h": dt.timedelta(hours=1),
    "d": dt.timedelta(days=1),
    "w": dt.timedelta(weeks=1),
}


async def clock(terminal: Terminal, span: str) -> Output:
    """Tell the time, or let some pass: for Darcy too, which goes by the stamps of what it is told."""
    if span:
        found = _SPAN.fullmatch(span)
        unit = _UNITS.get(found["unit"][0].lower()) if found else None
        if found is None or unit is None:
            raise UsageError(f"“{span}” is no span of time. Write it like +30m, +2h, +3d or +1w.")
        terminal.world.clock.advance(int(found["count"]) * unit)
    now = terminal.world.clock.now()
    return told(f"It is {now:%A, %d %B %Y, %H:%M} UTC {'now' if span else 'in the sandbox'}.")


async def restart(terminal: Terminal, line: str) -> Output:
    """Kill Darcy and start it again: at rest, or as soon as it has acknowledged a request."""
    world, seat = terminal.world, terminal.seat
    if not line:
        await world.restart_darcy()
        return told("Darcy was killed and started again.")
    sent = await seat.request(line)
    waits = [asyncio.create_task(wait) for wait in (sent.answers(), world.recorder.until_begun())]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
    await asyncio.gather(*waits, return_exceptions=True)
    await world.restart_darcy()
    answered = await seat.answer(sent)
    return Output((*told("Darcy was killed amid the request, and started again.").parts, *answered.parts))


async def reset(terminal: Terminal, _: str) -> Output:
    terminal.closed = terminal.wants_reset = True
    return told("Everything begins again.")
