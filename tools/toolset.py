"""Tools, and the one gate every call of the model passes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from pydantic import ValidationError

from storage.errors import RecordNotFoundError
from storage.runs import Shown, ToolResult
from tools.arguments import Arguments
from tools.errors import AnswerNeededError, ToolRefusedError, ToolRetryError
from tools.policy import may
from tools.schema import strict_schema

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from storage.changes import Change
    from storage.ports import TaskReader
    from storage.records import BoardOptions, Principal, QuotedMessage
    from storage.runs import ToolCall
    from tools.resolve import Resolver


@dataclass(frozen=True, slots=True, kw_only=True)
class RunContext:
    """What a tool is handed. Nothing in it can write to the board.

    `quoted` is the message that the person wants a task of, if they do.
    """

    principal: Principal
    today: dt.date
    zone: ZoneInfo
    reader: TaskReader
    resolve: Resolver
    quoted: QuotedMessage | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes a call would make. `note` tells the person what was left out, if something was."""

    changes: tuple[Change, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A call that wants to change the board, and the changes it planned."""

    call: ToolCall
    changes: tuple[Change, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownToPerson:
    """A list that is drawn straight to the person; the model is only told that it was."""

    result: ToolResult
    shown: Shown


@dataclass(frozen=True, slots=True)
class Asked:
    """A call that cannot go on before the person has answered.

    The answer says what words of the call mean, or, where `is_result`, is itself the call's result.
    """

    call: ToolCall
    need: AnswerNeededError
    is_result: bool = False


MISFIT = "The arguments do not fit the tool"


class ToolSpec(NamedTuple):
    """A tool as the model is offered it: its strict JSON schema has the board's own options in it."""

    name: str
    description: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call that cannot be done, whatever the model says; the person is told why."""

    call: ToolCall
    reason: str


Handled = ToolResult | Held | ShownToPerson | Asked | Refusal


class Tool(Arguments, ABC):
    """A function the model may call; an instance is one validated call.

    Its name, docstring and fields are what the model reads; fields that another tool has explained go by
    their names alone.
    """

    name: ClassVar[str]
    explained: ClassVar[bool] = True


class ReadTool(Tool):
    @abstractmethod
    async def run(self, ctx: RunContext) -> str | Shown:
        """Answer the model in words, or the person with a list."""


class WriteTool(Tool):
    @abstractmethod
    async def plan(self, ctx: RunContext) -> Plan:
        """Resolve what is meant; change nothing."""


class AskTool(Tool):
    @abstractmethod
    def asks(self) -> AnswerNeededError:
        """What the person is asked; their answer is the call's result."""


class Toolset:
    """The tools, behind the gate that parses and permits calls."""

    def __init__(self, tools: Sequence[type[Tool]]) -> None:
        self._tools = {tool.name: tool for tool in tools}
        self._offered: tuple[BoardOptions, list[ToolSpec]] | None = None

    def offered(self, options: BoardOptions) -> list[ToolSpec]:
        """Each tool as the model sees it on this board. Made once: pydantic takes milliseconds over it."""
        if self._offered is None or self._offered[0] != options:
            offers = [
                ToolSpec(
                    name,
                    " ".join((tool.__doc__ or "").split()),
                    strict_schema(tool, options, explained=tool.explained),
                )
                for name, tool in self._tools.items()
            ]
            self._offered = (options, offers)
        return self._offered[1]

    async def handle(self, call: ToolCall, ctx: RunContext) -> Handled:
        """Answer a read, hold a write, pass a question on. What the model can mend comes back as a result."""
        try:
            return await self._handle(call, self._parse(call), ctx)
        except AnswerNeededError as need:
            return Asked(call, need)
        except ToolRefusedError as error:
            return Refusal(call, str(error))
        except (ToolRetryError, RecordNotFoundError) as error:
            return ToolResult(call.id, str(error), ok=False)

    async def _handle(self, call: ToolCall, tool: Tool, ctx: RunContext) -> Handled:
        if isinstance(tool, AskTool):
            return Asked(call, tool.asks(), is_result=True)
        if isinstance(tool, WriteTool):
            plan = await tool.plan(ctx)
            return Held(call, _permitted(plan.changes, ctx.principal), plan.note)
        assert isinstance(tool, ReadTool)
        answer = await tool.run(ctx)
        if isinstance(answer, Shown):
            told = f"Shown to the person: {answer.title}, {len(answer.listing.tasks)} tasks."
            return ShownToPerson(ToolResult(call.id, told), answer)
        return ToolResult(call.id, answer)

    def _parse(self, call: ToolCall) -> Tool:
        tool = self._tools.get(call.name)
        if tool is None:
            raise ToolRetryError(f"There is no tool {call.name!r}. There are: {', '.join(self._tools)}.")
        try:
            return tool.model_validate_json(call.arguments or "{}")
        except ValidationError as error:
            wrong = "; ".join(
                f"{'.'.join(map(str, part['loc'])) or 'arguments'}: {part['msg']}"
                for part in error.errors()[:5]
            )
            raise ToolRetryError(f"{MISFIT} {call.name}: {wrong}") from error


def _permitted(changes: tuple[Change, ...], principal: Principal) -> tuple[Change, ...]:
    if not all(may(principal, change) for change in changes):
        raise ToolRefusedError("You may not make this change here. A server admin can tell you who may.")
    return changes
