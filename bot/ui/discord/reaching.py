"""The ways to a person to whom an answer is owed, best first.

A token answers for 15 minutes (https://docs.discord.com/developers/interactions/receiving-and-responding).
After that a message that all may see is edited as any of ours; what only one person may see goes to them
by direct message, and never into the channel.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

import discord

from bot.ui.discord.drawing import drawn, mentions_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from bot.ui.layout import Card
    from storage.answers import OwedAnswer

_CLOSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
# Discord takes this for an id: the answer that "thinking" or the pressed message stands for.
_ORIGINAL = cast("int", "@original")


class _NoWayError(Exception):
    """The person cannot be reached like this."""


async def reach(client: discord.Client, owed: OwedAnswer, card: Card | None, aside: Card | None) -> bool:
    """Put `card` in the answer's place and tell the person `aside` alone; False if neither way is open.

    Raises what discord.py does where Discord is ailing.
    """
    if owed.token is not None:
        with suppress(_NoWayError):
            await _by_token(client, owed, owed.token, card, aside)
            return True
    if card is not None and owed.message is not None and not owed.private:
        with suppress(_NoWayError):
            await _by_editing(client, owed, owed.message, card)
            card = None
    with suppress(_NoWayError):
        await _by_writing(client, owed, [one for one in (card, aside) if one is not None])
        return True
    return False


async def _by_token(
    client: discord.Client, owed: OwedAnswer, token: str, card: Card | None, aside: Card | None
) -> None:
    state = client._connection  # noqa: SLF001 - as `Interaction.followup` is made
    webhook = discord.Webhook.from_state({"id": owed.application, "type": 3, "token": token}, state)
    with _trying():
        if card is not None:
            await webhook.edit_message(_ORIGINAL, view=drawn(card), allowed_mentions=mentions_of(card))
        if aside is not None:
            await webhook.send(view=drawn(aside), ephemeral=True)


async def _by_editing(client: discord.Client, owed: OwedAnswer, message: int, card: Card) -> None:
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
