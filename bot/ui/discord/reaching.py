"""The ways to a person to whom an answer is owed, best first.

A token answers for 15 minutes (https://docs.discord.com/developers/interactions/receiving-and-responding).
After that a message that all may see is edited as any of ours; what only one person may see goes to them
by direct message, and never into the channel.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

import discord

from bot.ui.discord.drawing import drawn, mentions_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from bot.ui.layout import Card
    from storage.answers import OwedAnswer
    from storage.shown import ShownCard

_CLOSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
# Discord takes this for an id: the answer that "thinking" or the pressed message stands for.
_ORIGINAL = cast("int", "@original")


class _NoWayError(Exception):
    """The person cannot be reached like this."""


@dataclass(frozen=True, slots=True)
class Told:
    """Whether the person was told, and whether the card stands where the answer was to be."""

    is_told: bool
    is_in_place: bool


async def reach(client: discord.Client, owed: OwedAnswer, card: Card | None, aside: Card | None) -> Told:
    """Put `card` in the answer's place and tell the person `aside` alone, if there is a way.

    Raises what discord.py does where Discord is ailing.
    """
    if owed.token is not None:
        with suppress(_NoWayError):
            await _by_token(client, owed, owed.token, card, aside)
            return Told(is_told=True, is_in_place=card is not None)
    is_in_place = False
    if card is not None and owed.message is not None and not owed.private:
        with suppress(_NoWayError):
            await _by_editing(client, owed, owed.message, card)
            card, is_in_place = None, True
    with suppress(_NoWayError):
        await _by_writing(client, owed, [one for one in (card, aside) if one is not None])
        return Told(is_told=True, is_in_place=is_in_place)
    return Told(is_told=False, is_in_place=is_in_place)


async def draw_over(client: discord.Client, shown: ShownCard, card: Card) -> bool:
    """Draw a card over one that was shown before; False if there is no way to. Raises likewise."""
    with suppress(_NoWayError):
        if not shown.private:
            await _by_editing(client, shown, shown.message, card)
            return True
        if shown.token is not None and discord.utils.utcnow() < shown.token_until:
            await _by_token(client, shown, shown.token, card, None)
            return True
    return False


async def _by_token(
    client: discord.Client, owed: OwedAnswer | ShownCard, token: str, card: Card | None, aside: Card | None
) -> None:
    state = client._connection  # noqa: SLF001 - as `Interaction.followup` is made
    webhook = discord.Webhook.from_state({"id": owed.application, "type": 3, "token": token}, state)
    with _trying():
        if card is not None:
            await webhook.edit_message(_ORIGINAL, view=drawn(card), allowed_mentions=mentions_of(card))
        if aside is not None:
            await webhook.send(view=drawn(aside), ephemeral=True)


async def _by_editing(client: discord.Client, owed: OwedAnswer | ShownCard, message: int, card: Card) -> None:
    place = client.get_partial_messageable(owed.channel)
    with _trying():
        edited = place.get_partial_message(message)
        await edited.edit(view=drawn(card), allowed_mentions=mentions_of(card))


async def _by_writing(client: discord.Client, owed: OwedAnswer, cards: list[Card]) -> None:
    with _trying():
        for card in cards:
            person = await client.create_dm(discord.Object(owed.asked_by))
            await person.send(view=drawn(card))


@contextmanager
def _trying() -> Generator[None]:
    try:
        yield
    except discord.HTTPException as error:
        if error.status not in _CLOSED:
            raise
        raise _NoWayError from None  # its text would hold the token, in the address
