"""All that passes between every test's bot and the emulated Discord, held against Discord's own contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doubles.contract_watch import ContractWatch, Words
from tests.doubles.discord_contract.check import DiscordContract
from tests.doubles.discord_contract.gateway import GatewayContract

if TYPE_CHECKING:
    from sandbox.discord.exchanges import GatewayPayload, RestExchange

REST: ContractWatch[RestExchange] = ContractWatch(Words("Discord", "exchanges"), DiscordContract())
GATEWAY: ContractWatch[GatewayPayload] = ContractWatch(
    Words("Discord gateway", "payloads"), GatewayContract()
)
