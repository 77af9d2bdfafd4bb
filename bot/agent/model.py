"""The port to the language model: what a run asks of it, whoever answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from storage.errors import DarcyError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.agent.context import Context
    from storage.runs import Message, Reply
    from tools.toolset import ToolSpec


class ModelUnavailableError(DarcyError):
    """No reply could be had from the model: the person may try again, nothing was changed."""


class Model(Protocol):
    async def reply(self, context: Context, history: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        """Say something, or call tools, given all that was said in the run so far.

        `history` starts after the request, which is in the context. Raises `ModelUnavailableError`.
        """
