"""Links that lead to nobody: whoever they name has left, or the board names people otherwise now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.ports import Directory
    from storage.records import Link


async def outdated_among(links: Sequence[Link], directory: Directory) -> tuple[Link, ...]:
    """The links whose person the board does not know. Equal names prove nothing, so an admin links anew."""
    unknown = await directory.unknown_among([link.member.id for link in links])
    return tuple(link for link in links if link.member.id in unknown)
