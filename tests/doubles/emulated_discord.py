"""The emulated Discord, as tests open it: each exchange is held against Discord's own contract."""

from __future__ import annotations

from functools import partial

from sandbox.discord import emulator
from tests.doubles.discord_contract.watch import REST

open_discord = partial(emulator.open_discord, watch=REST.note)
# For tests that send bad requests on purpose: one that is refused is not held against them.
open_refusing_discord = partial(emulator.open_discord, watch=REST.note_perhaps_wrong)
