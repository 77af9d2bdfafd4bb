"""The model of the settings, opened."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.agent.grammar.rules import the_rules
from bot.agent.grammar_model import GrammarModel
from bot.agent.openai_model import open_openai_model

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from bot.agent.model import Model
    from bot.settings import BoardSettings

MODEL_TIMEOUT_S = 45.0


@asynccontextmanager
async def open_model(settings: BoardSettings) -> AsyncGenerator[Model]:
    if settings.uses_grammar:
        await asyncio.to_thread(the_rules)  # the event loop would be held for as long as that takes
        yield GrammarModel()
        return
    key = settings.openai_api_key
    async with open_openai_model(
        api_key=key.get_secret_value() if key else None,
        base_url=str(settings.openai_base_url) if settings.openai_base_url else None,
        model=settings.model_name,
        timeout_s=MODEL_TIMEOUT_S,
    ) as model:
        yield model
