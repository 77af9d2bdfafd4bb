"""Discord's ids, minted in sandbox time."""

from __future__ import annotations

import datetime as dt

import discord

from sandbox.clock import Clock
from sandbox.discord.snowflakes import Snowflakes, moment_of


def test_an_id_tells_when_it_was_minted() -> None:
    clock = Clock(dt.date(2031, 5, 9))
    snowflakes = Snowflakes(clock)
    minted = snowflakes.mint()
    assert abs(moment_of(minted) - clock.now()) < dt.timedelta(seconds=1)
    assert discord.utils.snowflake_time(minted) == moment_of(minted)
    clock.advance(dt.timedelta(days=3))
    assert moment_of(snowflakes.mint()).date() >= dt.date(2031, 5, 12)


def test_ids_rise_and_are_never_the_same() -> None:
    snowflakes = Snowflakes(Clock())
    minted = [snowflakes.mint() for _ in range(5000)]
    assert len(set(minted)) == 5000
    assert minted == sorted(minted)
