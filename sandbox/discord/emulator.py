"""A Discord for a real client: REST and gateway over real sockets, at Discord's own names, behind a proxy.

A bot reaches it with `proxy=discord.proxy_url`, `discord.token`, and trust in `discord.ca_file`: with
`SSL_CERT_FILE` set to it in a process of its own, or in an aiohttp connector. Nothing else is different.
"""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from aiohttp import web

from sandbox.discord.attachments import MAX_FILE_BYTES, MAX_FILES, Upload, file_route
from sandbox.discord.errors import ClientRefusedError
from sandbox.discord.exchanges import RestExchange
from sandbox.discord.faults import Fault
from sandbox.discord.founding import SeedGuild, SeedMember, found_world, join_guild
from sandbox.discord.gateway import HEARTBEAT_S, Gateway
from sandbox.discord.limits import Scope
from sandbox.discord.messages import Button, Choice, Message, Modal, Select, SelectOption, message_of
from sandbox.discord.people import EmulatedPerson, channel_named
from sandbox.discord.permissions import Permission
from sandbox.discord.posts import posts_in
from sandbox.discord.proxy import open_proxy
from sandbox.discord.rest import PREFIX, Rest
from sandbox.discord.routes_application import ApplicationRoutes
from sandbox.discord.routes_channels import ChannelRoutes
from sandbox.discord.routes_guild import GuildRoutes
from sandbox.discord.routes_interactions import InteractionRoutes
from sandbox.discord.routes_threads import ThreadRoutes
from sandbox.discord.sent import DidNotRespondError, Sent
from sandbox.discord.sharding import Starts
from sandbox.discord.tls import Certificates, make_certificates
from sandbox.discord.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
    from pathlib import Path

    from sandbox.clock import Clock
    from sandbox.discord.exchanges import GatewayWatch, Watch
    from sandbox.discord.proxy import Proxy
    from sandbox.discord.sharding import Shard
    from sandbox.discord.world import World

__all__ = [
    "Button",
    "Choice",
    "ClientRefusedError",
    "DidNotRespondError",
    "DiscordEmulator",
    "EmulatedPerson",
    "Fault",
    "Message",
    "Modal",
    "Permission",
    "RestExchange",
    "Scope",
    "SeedGuild",
    "SeedMember",
    "Select",
    "SelectOption",
    "Sent",
    "Starts",
    "Upload",
    "open_discord",
]

Found = TypeVar("Found")


class DiscordEmulator(Upkeep):
    """Guilds, their people, and the bot they talk to. Times to wait are in seconds of real time."""

    def __init__(self, world: World, gateway: Gateway, rest: Rest, *, proxy: Proxy, ca_file: Path) -> None:
        self._world, self._gateway, self._rest = world, gateway, rest
        self.gateway = gateway
        self.proxy, self.proxy_url = proxy, proxy.url
        self.ca_file = ca_file
        self.token = world.token
        self.guild_id = world.guild_id
        self.application_id = world.application_id
        self.channels = self.channels_in(world.home.name)

    @property
    def exchanges(self) -> list[RestExchange]:
        """What was asked over REST, and answered, in order."""
        return self._rest.exchanges

    @property
    def connections(self) -> int:
        """How many sessions were opened over the gateway so far; a resumed one is not opened again."""
        return self._gateway.opened

    @property
    def shards(self) -> list[Shard]:
        """The shards that are connected, one for each session."""
        return [session.shard for session in self._gateway.live]

    @property
    def people(self) -> list[EmulatedPerson]:
        """Everybody in the guilds but the bot."""
        return [
            EmulatedPerson(self._world, user.id) for user in self._world.users.values() if not user.is_bot
        ]

    def person(self, name: str) -> EmulatedPerson:
        """The person of this name, in whatever case. Raises LookupError."""
        for one in self.people:
            if one.name.casefold() == name.casefold():
                return one
        raise LookupError(f"There is nobody called {name!r} in the guilds.")

    async def ready(self, timeout: float = 30) -> None:  # noqa: ASYNC109 (how long to wait is the caller's say)
        """Wait until a bot is connected and there are commands. Raises TimeoutError."""
        if (
            await self.until(lambda: bool(self._gateway.live and self._world.commands) or None, timeout)
            is None
        ):
            raise TimeoutError(f"No bot with commands within {timeout:g} s.")

    async def wait_disconnected(self, timeout: float = 30) -> None:  # noqa: ASYNC109 (as above)
        """Wait until no bot is connected. Raises TimeoutError."""
        if await self.until(lambda: not self._gateway.live or None, timeout) is None:
            raise TimeoutError(f"A bot was still connected after {timeout:g} s.")

    async def until(self, look: Callable[[], Found | None], within: float = 30) -> Found | None:
        """What `look` finds as soon as it finds something here; None after `within` seconds."""
        return await self._world.until(look, within)

    def messages(self, channel: str | int, seen_by: EmulatedPerson) -> list[Message]:
        """A channel's messages as a person sees them now, oldest first; "dm" is theirs with the bot.

        Those that only say that the bot is thinking are among them, with `loading` set.
        """
        place = channel_named(self._world, channel, seen_by.id)
        return [message_of(self._world, post) for post in posts_in(self._world, place, seen_by.id)]

    def message(self, message: int | Message) -> Message:
        """A message as it is now. Raises LookupError if it was deleted."""
        found = self._world.posts.get(message.id if isinstance(message, Message) else message)
        if found is None:
            raise LookupError("This message is not there any more.")
        return message_of(self._world, found)

    def fail(self, fault: Fault) -> None:
        """Let the next REST requests run into something."""
        self._rest.faults.add(fault)

    def stop_failing(self) -> None:
        """Let no more requests run into what was still to happen."""
        self._rest.faults.clear()

    def drop_connections(self) -> None:
        """Cut the gateway's connections without a word; their sessions can be resumed."""
        self._gateway.drop()

    def fall_silent(self) -> None:
        """Leave the gateway's connections open and say nothing over them, not even to a heartbeat."""
        self._gateway.fall_silent()

    def ask_to_reconnect(self) -> None:
        """Send op 7."""
        self._gateway.ask_to_reconnect()

    def invalidate_sessions(self, *, resumable: bool) -> None:
        """Send op 9."""
        self._gateway.invalidate(resumable=resumable)


@asynccontextmanager
async def open_discord(
    members: Sequence[SeedMember],
    *,
    clock: Clock,
    folder: Path,
    guild_name: str = "The Society",
    channels: Sequence[str] = ("general", "tasks"),
    guilds: Sequence[SeedGuild] = (),
    bot_name: str = "Darcy",
    state: Path | None = None,
    ack_deadline: float = 3.0,
    heartbeat_s: float = HEARTBEAT_S,
    starts: Starts | None = None,
    watch: Watch | None = None,
    watch_gateway: GatewayWatch | None = None,
    elsewhere: Mapping[str, int] | None = None,
    trusts_world: bool = True,
) -> AsyncGenerator[DiscordEmulator]:
    """Run a Discord with these members of its first guild, and with others, on free loopback ports.

    `folder` takes the certificates; `state`, an SQLite file, keeps token, ids, commands and messages for
    the next time it is opened. `ack_deadline` is how many seconds a bot has for its first answer;
    `heartbeat_s` is how often it is to send a heartbeat, `starts` how its sessions may begin.
    `watch` is told of each exchange over REST, `watch_gateway` of each payload over the gateway.
    `elsewhere` are further hosts that the proxy leads to, over TLS, and their plain servers' ports.
    Who trusts `ca_file` trusts the world's authorities too, unless not `trusts_world`.
    """
    world = found_world(
        members, clock=clock, guild_name=guild_name, channels=channels, bot_name=bot_name, state=state
    )
    for guild in guilds:
        join_guild(world, guild)
    world.ack_deadline, world.starts = ack_deadline, starts or Starts()
    certificates, gateway, rest = (
        make_certificates(folder, *(elsewhere or ()), trusts_world=trusts_world),
        Gateway(world, watch_gateway, heartbeat_s),
        Rest(world, watch),
    )
    async with AsyncExitStack() as stack:
        stack.callback(world.records.close)
        port = await stack.enter_async_context(_served(world, gateway, rest, certificates))
        opened = open_proxy(port, elsewhere=elsewhere, tls=certificates.server)
        proxy = await stack.enter_async_context(opened)
        yield DiscordEmulator(world, gateway, rest, proxy=proxy, ca_file=certificates.ca_file)


@asynccontextmanager
async def _served(
    world: World, gateway: Gateway, rest: Rest, certificates: Certificates
) -> AsyncGenerator[int]:
    kinds = (ApplicationRoutes, ChannelRoutes, GuildRoutes, InteractionRoutes, ThreadRoutes)
    routes = [route for kind in kinds for route in kind(world).routes()]
    app = web.Application(client_max_size=(MAX_FILES + 1) * MAX_FILE_BYTES)
    app.add_routes([web.get("/", gateway.connect), file_route(world)])
    app.add_subapp(PREFIX, rest.app(routes))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=certificates.server)
        await site.start()
        yield int(runner.addresses[0][1])
    finally:
        gateway.drop()
        await runner.cleanup()
