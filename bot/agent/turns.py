"""What a run's history says about its turns. Pure functions over frozen messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.records import Reply, ToolResult
from tools.toolset import Asked, Held, ShownToPerson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.records import Message, ToolCall
    from tools.toolset import Handled

NOT_SHOWN = "Not shown yet: another call of this turn failed. Send every change again, in one turn."


def turns_in(history: Sequence[Message]) -> int:
    return sum(isinstance(said, Reply) for said in history)


def open_calls(history: Sequence[Message]) -> tuple[ToolCall, ...]:
    """The calls of the last turn that have no result yet: the run was waiting in it."""
    answered = set[str]()
    for said in reversed(history):
        if isinstance(said, Reply):
            return tuple(call for call in said.tool_calls if call.id not in answered)
        answered.add(said.call_id)
    return ()


def results_of(handled: Sequence[Handled]) -> list[ToolResult]:
    """A result for every call of a turn that goes on: what was held or asked must be planned again."""
    results = []
    for one in handled:
        match one:
            case ToolResult():
                results.append(one)
            case ShownToPerson(result):
                results.append(result)
            case Held(call) | Asked(call):
                results.append(ToolResult(call.id, NOT_SHOWN, ok=False))
    return results


def mendings_in(history: Sequence[Message]) -> int:
    """How many turns had a mistake in them that went back to the model."""
    count, failed = 0, False
    for said in (*history, Reply()):
        if isinstance(said, Reply):
            count += failed
            failed = False
        else:
            failed = failed or not said.ok
    return count


def last_mistake_in(history: Sequence[Message]) -> str:
    """What the model was told last that it got wrong, other than to send calls again."""
    mistakes = [s.text for s in history if isinstance(s, ToolResult) and not s.ok and s.text != NOT_SHOWN]
    return mistakes[-1]
