"""REST: guilds, their members, and other people's accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from sandbox.discord.errors import refusal
from sandbox.discord.guild import guild_channels_json, members_named, rest_guild_json
from sandbox.discord.rest import json_answer, number_in
from sandbox.discord.shapes import member_json, role_json, user_json

if TYPE_CHECKING:
    from sandbox.discord.world import Guild, World


class GuildRoutes:
    """The routes under /guilds and /users. Listing all members is privileged, and refused."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """The routes, for the REST application."""
        return [
            web.get("/guilds/{guild}", self._guild),
            web.get("/guilds/{guild}/channels", self._channels),
            web.get("/guilds/{guild}/roles", self._roles),
            web.get("/guilds/{guild}/members", self._members),
            web.get("/guilds/{guild}/members/search", self._search),
            web.get("/guilds/{guild}/members/{user}", self._member),
            web.get("/users/{user}", self._user),
        ]

    def _named(self, request: web.Request) -> Guild:
        return self._world.guild(number_in(request, "guild"))

    async def _guild(self, request: web.Request) -> web.Response:
        return json_answer(rest_guild_json(self._named(request)))

    async def _channels(self, request: web.Request) -> web.Response:
        return json_answer(guild_channels_json(self._world, self._named(request)))

    async def _roles(self, request: web.Request) -> web.Response:
        return json_answer([role_json(role) for role in self._named(request).roles.values()])

    async def _members(self, request: web.Request) -> web.Response:
        self._named(request)
        raise refusal(50001)

    async def _search(self, request: web.Request) -> web.Response:
        guild = self._named(request)
        limit = request.query.get("limit", "1")
        found = members_named(
            self._world, guild, request.query.get("query", ""), int(limit) if limit.isdecimal() else 1
        )
        return json_answer([member_json(self._world, guild, one) for one in found])

    async def _member(self, request: web.Request) -> web.Response:
        guild = self._named(request)
        user_id = number_in(request, "user")
        if user_id not in self._world.users:
            raise refusal(10013)
        if user_id not in guild.role_ids:
            raise refusal(10007)
        return json_answer(member_json(self._world, guild, user_id))

    async def _user(self, request: web.Request) -> web.Response:
        found = self._world.users.get(number_in(request, "user"))
        if found is None:
            raise refusal(10013)
        return json_answer(user_json(found))
