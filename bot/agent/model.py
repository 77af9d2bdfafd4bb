"""The port to the language model: what a run asks of it, whoever answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from storage.errors import DarcyError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.agent.context import Context
    from storage.runs import Message, Reply


class ModelUnavailableError(DarcyError):
    """No reply could be had from the model: the person may try again, nothing was changed."""


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as the model is offered it. `parameters` is a strict JSON schema: all fields required."""

    name: str
    description: str
    parameters: dict[str, Any]


class Model(Protocol):
    async def reply(self, context: Context, history: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        """Say something, or call tools, given all that was said in the run so far.

        `history` starts after the request, which is in the context. Raises `ModelUnavailableError`.
        """
