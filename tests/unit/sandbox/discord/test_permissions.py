"""What roles and a channel's overwrites leave a member."""

from __future__ import annotations

import pytest

from sandbox.discord.permissions import (
    EVERYTHING,
    Overwrite,
    Permission,
    Role,
    permissions_in_channel,
    permissions_in_guild,
)

GUILD, ROLE, OTHER, MEMBER = 1, 2, 3, 4
VIEW, SEND, MANAGE = Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES, Permission.MANAGE_GUILD


def left(base: int, *overwrites: Overwrite) -> int:
    return permissions_in_channel(base, GUILD, (MEMBER, ROLE), overwrites)


def test_roles_add_up() -> None:
    assert (
        permissions_in_guild([Role(GUILD, "@everyone", VIEW), Role(ROLE, "Admins", MANAGE)]) == VIEW | MANAGE
    )


def test_an_administrator_may_do_everything_everywhere() -> None:
    base = permissions_in_guild([Role(ROLE, "Root", Permission.ADMINISTRATOR)])
    assert base == EVERYTHING
    assert left(base, Overwrite(MEMBER, is_member=True, deny=VIEW)) == EVERYTHING


@pytest.mark.parametrize(
    ("overwrites", "may_send"),
    [
        ([Overwrite(GUILD, is_member=False, deny=SEND)], False),
        ([Overwrite(GUILD, is_member=False, deny=SEND), Overwrite(ROLE, is_member=False, allow=SEND)], True),
        ([Overwrite(ROLE, is_member=False, allow=SEND), Overwrite(GUILD, is_member=False, deny=SEND)], True),
        ([Overwrite(ROLE, is_member=False, allow=SEND), Overwrite(MEMBER, is_member=True, deny=SEND)], False),
        ([Overwrite(OTHER, is_member=False, deny=SEND)], True),
    ],
)
def test_the_nearer_overwrite_prevails(overwrites: list[Overwrite], *, may_send: bool) -> None:
    assert bool(left(VIEW | SEND, *overwrites) & SEND) is may_send
