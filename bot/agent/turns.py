"""What a run's history says about its turns. Pure functions over frozen messages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage.runs import Reply, ToolCall, ToolResult
from tools.arguments import ListArguments
from tools.toolset import MISFIT, Asked, Held, Refusal, ShownToPerson
from tools.widening import widened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.runs import Message, Wider
    from tools.toolset import Handled

NOT_DRAWN = (
    "Not shown: another call stood beside it. A list is shown by a single call of show_tasks in a turn."
)
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


def wider_call(history: Sequence[Message], wider: Wider) -> ToolCall:
    """The call of the list that the run showed in the end, without one of its conditions."""
    *_, call = (call for said in history if isinstance(said, Reply) for call in said.tool_calls)
    arguments = widened(ListArguments.model_validate_json(call.arguments or "{}"), wider)
    return replace(call, arguments=arguments.model_dump_json())


def results_of(handled: Sequence[Handled]) -> list[ToolResult]:
    """A result for every call of a turn that goes on: what was held or asked must be planned again."""
    results = []
    for one in handled:
        match one:
            case ToolResult():
                results.append(one)
            case ShownToPerson(result):
                results.append(ToolResult(result.call_id, NOT_DRAWN))
            case Refusal(call, reason):
                results.append(ToolResult(call.id, reason))
            case Held(call) | Asked(call):
                results.append(ToolResult(call.id, NOT_SHOWN, ok=False))
    return results


def with_own_ids(reply: Reply, history: Sequence[Message]) -> Reply:
    """The reply with ids that no call of the run has had: some servers count from the start in each turn."""
    known = {call.id for said in history if isinstance(said, Reply) for call in said.tool_calls}
    calls = list[ToolCall]()
    for number, call in enumerate(reply.tool_calls):
        is_new = call.id and call.id not in known
        calls.append(call if is_new else replace(call, id=f"turn-{turns_in(history)}-{number}"))
        known.add(calls[-1].id)
    return replace(reply, tool_calls=tuple(calls))


def note_beside(handled: Sequence[Handled]) -> str:
    """What the person is told of what no card holds: none of it is passed over in silence."""
    notes = [one.note for one in handled if isinstance(one, Held) and one.note]
    told = list(dict.fromkeys([*(one.reason for one in handled if isinstance(one, Refusal)), *notes]))
    if looks_up(handled):
        told.append("What else you asked I answer once you have decided on this.")
    return " ".join(told)


def looks_up(handled: Sequence[Handled]) -> bool:
    """Whether the model was told something that it has not made use of yet."""
    return any(isinstance(one, ToolResult) for one in handled)


def shown_beside(handled: Sequence[Handled]) -> ShownToPerson | None:
    """The list that is drawn beside a card: the first of the turn."""
    return next((one for one in handled if isinstance(one, ShownToPerson)), None)


def results_beside(handled: Sequence[Handled]) -> list[ToolResult]:
    """A result for each call of a turn that did not have to be held, where another one had."""
    drawn = shown_beside(handled)
    return [
        drawn.result if one is drawn else result
        for one, result in zip(handled, results_of(handled), strict=True)
        if not isinstance(one, Held | Asked)
    ]


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
    """What the model got wrong last and the person may know: not how its calls should have been written."""
    mistakes = [said.text for said in history if isinstance(said, ToolResult) and not said.ok]
    told = [text for text in mistakes if text != NOT_SHOWN and not text.startswith(MISFIT)]
    return told[-1] if told else "I could not make that fit the board. Try other words, or fewer at once."
