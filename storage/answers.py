"""Answers that are owed: what was acknowledged to a person, and not answered for good yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from storage.records import ChannelId, DiscordId, GuildId


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedAnswer:
    """A command or a press that was acknowledged, kept until what the person sees of it is final.

    `interaction` is Discord's id of it, and `at` Discord's moment. `token` answers it until `token_until`, by
    our own clock, and is a secret: it is in no log and in no text of this record. `guild` is None for direct
    messages. `message` is what the
    answer takes the place of, if Discord said. `pressed` is the `custom_id` of what was pressed, empty for a
    command. `tries` is how often a later process took it up.
    """

    interaction: int
    application: int
    token: str | None = field(repr=False)
    token_until: dt.datetime
    guild: GuildId | None
    channel: ChannelId
    message: int | None
    private: bool
    asked_by: DiscordId
    pressed: str = ""
    at: dt.datetime
    tries: int = 0
