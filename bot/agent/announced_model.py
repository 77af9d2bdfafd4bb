"""A model that is told of while it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.desk.events import ModelAsked, ModelReplied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.agent.context import Context
    from bot.agent.model import Model
    from bot.desk.bus import Publisher
    from storage.runs import Message, Reply
    from tools.toolset import ToolSpec


@dataclass(frozen=True, slots=True)
class AnnouncedModel:
    """Asks `model`, and publishes when it is asked and when it has replied."""

    model: Model
    publisher: Publisher

    async def reply(self, context: Context, history: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        guild = context.request.guild
        replied = ModelReplied(guild)
        self.publisher.publish(ModelAsked(guild))
        try:
            reply = await self.model.reply(context, history, tools)
            replied = ModelReplied(guild, reply.input_tokens, reply.output_tokens)
            return reply
        finally:
            self.publisher.publish(replied)
