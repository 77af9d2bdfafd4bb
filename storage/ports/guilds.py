"""What is kept of a guild: its board's columns, its people, how it and they want to be served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from storage.guilds import GuildSettings
    from storage.layouts import ColumnChoice
    from storage.records import DiscordId, GuildId, Link, MemberId, Preferences


class LayoutStore(Protocol):
    """What admins said of a board's columns, by the id of the board's data source."""

    async def choices(self, board: str) -> Sequence[ColumnChoice]:
        """The last choice for each role."""

    async def save_choices(self, board: str, choices: Sequence[ColumnChoice]) -> None:
        """Keep choices, each in place of an earlier one for its role; all of them or none."""


class MemberStore(Protocol):
    """Which Discord member is which Notion person, per guild."""

    async def find_link(self, guild: GuildId, discord: DiscordId) -> Link | None: ...

    async def find_link_of(self, guild: GuildId, member: MemberId) -> Link | None: ...

    async def links(self, guild: GuildId) -> Sequence[Link]:
        """All links of a guild, by the person's name."""

    async def save_link(self, link: Link) -> None:
        """Link, in place of an earlier link of that Discord member.

        Raises `AlreadyLinkedError` if another Discord member of the guild is linked to that person.
        """

    async def remove_link(self, guild: GuildId, discord: DiscordId) -> bool:
        """Unlink; False if there was no link."""

    async def guilds_of(self, discord: DiscordId) -> Sequence[GuildId]:
        """The guilds in which a Discord member is linked, in the order of their ids."""


class PreferenceStore(Protocol):
    """What members have said of how they want to be answered."""

    async def all(self) -> Sequence[Preferences]:
        """Those of everybody who has said anything, in every guild."""

    async def save(self, wanted: Preferences) -> None:
        """Keep, in place of what that member has said before in that guild."""


class NoticeStore(Protocol):
    async def is_first(self, guild: GuildId, at: dt.datetime) -> bool:
        """Remember that a guild is told that it is not served; False if it was told before."""


class GuildSettingStore(Protocol):
    """What the admins of each guild have said of how it is served."""

    async def of(self, guild: GuildId) -> GuildSettings:
        """Those of a guild, as they are where nothing was said too."""

    async def save(self, settings: GuildSettings) -> None:
        """Keep, in place of what was said before."""
