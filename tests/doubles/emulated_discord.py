"""The emulated Discord, as tests open it: what passes is held against Discord's own contracts."""

from __future__ import annotations

from functools import partial

from sandbox.discord import emulator
from tests.doubles.discord_contract.watch import GATEWAY, REST

# Nothing of the world is trusted: reading all its authorities takes longer than most of what is tried here.
_open = partial(emulator.open_discord, trusts_world=False)
open_discord = partial(_open, watch=REST.note, watch_gateway=GATEWAY.note)
# For tests that do wrong on purpose: a request that is refused is not held against them, nor what they say
# to the gateway.
open_refusing_discord = partial(
    _open, watch=REST.note_perhaps_wrong, watch_gateway=GATEWAY.note_perhaps_wrong
)
