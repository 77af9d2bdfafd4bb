"""Answers to an interaction that Discord took without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from bot.ui.cards import sentence
from bot.ui.discord.telling import tell
from bot.ui.layout import Tone

if TYPE_CHECKING:
    import discord

CARD = sentence(Tone.NEUTRAL, "Hello.")


class Wordless:
    """An interaction, and its response, on a server that answers each callback with 204.

    discord.py notes what it responded with, then looks for the answer's fields in an empty text.
    """

    def __init__(self, *, is_taken: bool) -> None:
        self.response = self
        self._is_taken, self._is_done = is_taken, False

    def is_done(self) -> bool:
        return self._is_done

    async def send_message(self, **_: object) -> None:
        self._is_done = self._is_taken
        raise TypeError


def interaction(*, is_taken: bool) -> discord.Interaction[Any]:
    return cast("discord.Interaction[Any]", Wordless(is_taken=is_taken))


async def test_an_answer_that_was_taken_without_a_word_is_an_answer() -> None:
    talking = interaction(is_taken=True)
    await tell(talking, CARD)
    assert talking.response.is_done()


async def test_a_mistake_of_ours_is_not_taken_for_that() -> None:
    with pytest.raises(TypeError):
        await tell(interaction(is_taken=False), CARD)
