"""What passed because of the last request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.terminal.output import Output, told
from sandbox.terminal.slash import UsageError

if TYPE_CHECKING:
    from sandbox.terminal.client import Terminal


async def trace(terminal: Terminal, _: str) -> Output:
    """Darcy's commands, events and model calls, and each exchange with Notion and Discord, as it ended."""
    recorder = terminal.world.recorder
    if not recorder.line:
        raise UsageError("Nothing was asked yet.")
    moments = [f"{at_ms:>6}  {moment.where:<8} {moment.what}" for at_ms, moment in recorder.moments()]
    model = "; the built-in grammar stands in for a model" if terminal.world.relay is None else ""
    return told(f"    ms  after “{recorder.line}”{model}", *moments)
