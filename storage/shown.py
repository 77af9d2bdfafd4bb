"""Where cards stand that wait for a decision, so that they can be drawn again once nobody can decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from storage.records import ChannelId, DiscordId, GuildId, ProposalId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCard:
    """A message with a card on it. `waiting` is what can be decided there.

    `proposal` is what the card is drawn from: another where receipts are shown with what was left of them.
    `asked_by` may decide. `guild` is None for direct messages. What only one person sees is edited by
    `token`, until `token_until` by our own clock; it is a secret: in no log and in no text of this record.
    What all may see needs none.
    """

    message: int
    channel: ChannelId
    guild: GuildId | None
    private: bool
    proposal: ProposalId
    waiting: ProposalId
    asked_by: DiscordId
    application: int
    token: str | None = field(repr=False, default=None)
    token_until: dt.datetime
