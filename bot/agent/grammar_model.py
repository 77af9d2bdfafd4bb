"""The model's port, answered by a small English grammar: no network, no guess.

It serves the plain requests where no language model is wanted, or none can be reached. What it does not
understand it says, with what it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.agent.grammar.calls import Call
from bot.agent.grammar.errors import UnclearError
from bot.agent.grammar.parser import Parser
from bot.agent.grammar.quoted import title_and_notes_of
from bot.agent.grammar.suggestions import not_understood
from bot.agent.turns import NOT_SHOWN
from storage.runs import Reply, ToolCall, ToolResult
from tools.arguments import CreateArguments
from tools.quoting import has_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.agent.context import Context
    from storage.records import BoardOptions, QuotedMessage
    from storage.runs import Message
    from tools.toolset import ToolSpec


class GrammarModel:
    """Reads a request into the calls it comes to. Building it takes a quarter of a second: keep it."""

    def __init__(self) -> None:
        self._parser = Parser()

    async def reply(self, context: Context, history: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        """Call the tool the words ask for; once it has answered, pass its answer on."""
        if history:
            return Reply(text=_relayed(history))
        try:
            quoted = context.request.quoted
            calls = self._parser.read(context) if quoted is None else _task_of(quoted, context.options)
        except UnclearError as unclear:
            return Reply(text=str(unclear))
        if calls is None:
            return Reply(text=not_understood(context))
        if not {call.tool for call in calls} <= {tool.name for tool in tools}:
            return Reply(
                text="I understood you, but that is not open to you here. An admin can say who may do it."
            )
        return Reply(tool_calls=tuple(_as_tool_call(call, nth) for nth, call in enumerate(calls, start=1)))


def _task_of(quoted: QuotedMessage, options: BoardOptions) -> tuple[Call]:
    title, notes = title_and_notes_of(quoted.text)
    kept = notes if notes and has_notes(options) else None
    return (Call("create_task", CreateArguments(title=title, notes=kept)),)


def _as_tool_call(call: Call, nth: int) -> ToolCall:
    return ToolCall(f"grammar-{nth}", call.tool, call.arguments.model_dump_json())


def _relayed(history: Sequence[Message]) -> str:
    """The results of the run in their own words; where something went wrong, only that."""
    results = [message for message in history if isinstance(message, ToolResult)]
    told = [result for result in results if not result.ok] or results
    words = dict.fromkeys(result.text for result in told if result.text != NOT_SHOWN)
    if len(words) < len(told) and not all(result.ok for result in told):
        words["So nothing of what you said is done."] = None
    return "\n".join(words) or "There is nothing more to say."
