"""REST: the bot itself, where its gateway is, and its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from sandbox.discord import commands
from sandbox.discord.errors import refusal
from sandbox.discord.guild import application_json
from sandbox.discord.rest import body_of, json_answer, nothing, number_in
from sandbox.discord.shapes import user_json

if TYPE_CHECKING:
    from sandbox.discord.world import Json, World

GATEWAY_URL = "wss://gateway.discord.gg"


class ApplicationRoutes:
    """The routes under /users/@me, /applications and /gateway."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """The routes, for the REST application."""
        own, named = "/applications/{application}/commands", "/{command}"
        in_guild = "/applications/{application}/guilds/{guild}/commands"
        found = [
            web.get("/users/@me", self._me),
            web.get("/users/@me/guilds", self._my_guilds),
            web.get("/applications/@me", self._application),
            web.get("/oauth2/applications/@me", self._application),
            web.get("/gateway", self._gateway),
            web.get("/gateway/bot", self._gateway_bot),
        ]
        for path in (own, in_guild):
            found += [
                web.get(path, self._commands),
                web.put(path, self._replace),
                web.post(path, self._add),
                web.get(path + named, self._command),
                web.patch(path + named, self._edit),
                web.delete(path + named, self._forget),
            ]
        return found

    async def _me(self, _: web.Request) -> web.Response:
        own = {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None, "premium_type": 0}
        return json_answer({**user_json(self._world.bot), **own})

    async def _my_guilds(self, _: web.Request) -> web.Response:
        world = self._world
        told: list[Json] = [
            {
                "id": str(guild.id),
                "name": guild.name,
                "icon": None,
                "banner": None,
                "owner": False,
                "permissions": str(world.permissions(world.application_id, guild)),
                "features": [],
            }
            for guild in world.entered
        ]
        return json_answer(told)

    async def _application(self, _: web.Request) -> web.Response:
        return json_answer(application_json(self._world))

    async def _gateway(self, _: web.Request) -> web.Response:
        return json_answer({"url": GATEWAY_URL})

    async def _gateway_bot(self, _: web.Request) -> web.Response:
        starts = self._world.starts
        told = {"url": GATEWAY_URL, "shards": starts.shards, "session_start_limit": starts.limit_json()}
        return json_answer(told)

    def _place(self, request: web.Request) -> int | None:
        """The guild the path names; None for global commands. Raises `ApiError` 50001 or 10004."""
        if number_in(request, "application") != self._world.application_id:
            raise refusal(50001)
        if "guild" not in request.match_info:
            return None
        return self._world.guild(number_in(request, "guild")).id

    def _named(self, request: web.Request) -> tuple[int | None, dict[str, Any]]:
        place = self._place(request)
        return place, commands.command(self._world, place, number_in(request, "command"))

    async def _commands(self, request: web.Request) -> web.Response:
        found = commands.commands_of(self._world, self._place(request))
        if request.query.get("with_localizations") != "true":
            found = [commands.without_translations(one) for one in found]
        return json_answer(found)

    async def _replace(self, request: web.Request) -> web.Response:
        return json_answer(
            commands.replace_commands(self._world, self._place(request), await body_of(request))
        )

    async def _add(self, request: web.Request) -> web.Response:
        kept, is_new = commands.put_command(self._world, self._place(request), await body_of(request))
        return json_answer(kept, 201 if is_new else 200)

    async def _command(self, request: web.Request) -> web.Response:
        return json_answer(self._named(request)[1])

    async def _edit(self, request: web.Request) -> web.Response:
        place, old = self._named(request)
        return json_answer(commands.put_command(self._world, place, await body_of(request), old)[0])

    async def _forget(self, request: web.Request) -> web.Response:
        commands.forget_command(self._world, self._named(request)[1])
        return nothing()
