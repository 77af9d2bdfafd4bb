"""What the bot says below a message in the end, waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord.sent import is_underway

if TYPE_CHECKING:
    from sandbox.discord.emulator import DiscordEmulator, EmulatedPerson, Message
    from tests.doubles.darcy import Darcy

WAIT_S = 10


async def reply_to(discord: DiscordEmulator, said: Message, seen_by: EmulatedPerson) -> Message:
    """The bot's reply to a message, as that person sees it. Raises AssertionError if none comes."""

    def look() -> Message | None:
        there = discord.messages(said.channel_id, seen_by)
        return next((one for one in there if one.reply_to == said.id and not is_underway(one)), None)

    found = await discord.until(look, WAIT_S)
    assert found is not None, "no reply"
    return found


async def said_below(darcy: Darcy, message: Message) -> Message:
    """The next message of Darcy's below one. Raises AssertionError if none comes."""

    def look() -> Message | None:
        there = darcy.discord.messages(message.channel_id, darcy.discord.person(darcy.speaker))
        return next((one for one in there if one.id > message.id and one.author == message.author), None)

    found = await darcy.discord.until(look, WAIT_S)
    assert found is not None, "nothing below the card"
    return found
