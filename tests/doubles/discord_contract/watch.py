"""Every exchange of every test with the emulated Discord, held against Discord's OpenAPI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doubles.contract_watch import ContractWatch, Words
from tests.doubles.discord_contract.check import DiscordContract

if TYPE_CHECKING:
    from sandbox.discord.exchanges import RestExchange

REST: ContractWatch[RestExchange] = ContractWatch(Words("Discord", "exchanges"), DiscordContract())
