"""REST: public threads. Others are refused: nothing the sandbox is for needs private ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from sandbox.discord.errors import FormErrors, refusal
from sandbox.discord.fields import Fields
from sandbox.discord.guild import active_threads_json
from sandbox.discord.permissions import Permission
from sandbox.discord.rest import body_of, json_answer, nothing, number_in
from sandbox.discord.shapes import channel_json, may, thread_member_json
from sandbox.discord.threads import begin_thread, change_thread, spoken_in

if TYPE_CHECKING:
    from sandbox.discord.world import Channel, Post, Thread, World

PUBLIC_THREAD = 11


class ThreadRoutes:
    """The routes that begin and change threads, and tell who is in them."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """The routes, for the REST application."""
        members = "/channels/{channel}/thread-members"
        return [
            web.post("/channels/{channel}/threads", self._begin),
            web.post("/channels/{channel}/messages/{message}/threads", self._begin_with),
            web.patch("/channels/{channel}", self._change),
            web.get(members, self._members),
            web.put(members + "/@me", self._join),
            web.delete(members + "/@me", self._leave),
            web.get("/guilds/{guild}/threads/active", self._active),
        ]

    def _seen(self, request: web.Request, needed: Permission = Permission.VIEW_CHANNEL) -> Channel:
        channel, bot = self._world.channel(number_in(request, "channel")), self._world.application_id
        if not may(self._world, bot, channel, Permission.VIEW_CHANNEL):
            raise refusal(50001)
        if not may(self._world, bot, channel, needed):
            raise refusal(50013)
        return channel

    def _thread(self, request: web.Request) -> tuple[Channel, Thread]:
        channel = self._seen(request)
        if channel.thread is None:
            raise refusal(10003)
        return channel, channel.thread

    async def _begin(self, request: web.Request) -> web.Response:
        return await self._begun(request, None)

    async def _begin_with(self, request: web.Request) -> web.Response:
        channel = self._seen(request, Permission.READ_MESSAGE_HISTORY)
        return await self._begun(request, self._world.post(channel.id, number_in(request, "message")))

    async def _begun(self, request: web.Request, post: Post | None) -> web.Response:
        parent, form = self._seen(request, Permission.CREATE_PUBLIC_THREADS), FormErrors()
        fields = Fields(await body_of(request), (), form)
        name = fields.text("name", 1, 100, required=True) or ""
        if post is None:
            fields.choice("type", (PUBLIC_THREAD,))
        form.raise_if_any()
        begun = begin_thread(self._world, parent, name, self._world.application_id, post)
        return json_answer(channel_json(self._world, begun), 201)

    async def _change(self, request: web.Request) -> web.Response:
        channel, thread = self._thread(request)
        bot, form = self._world.application_id, FormErrors()
        fields = Fields(await body_of(request), (), form)
        archived = fields.flag("archived") if "archived" in fields.given else thread.archived
        locked = fields.flag("locked") if "locked" in fields.given else thread.locked
        channel.name = fields.text("name", 1, 100) or channel.name
        form.raise_if_any()
        if thread.owner_id != bot and not may(self._world, bot, channel, Permission.MANAGE_THREADS):
            raise refusal(50013)
        change_thread(self._world, channel, archived=archived, locked=locked)
        return json_answer(channel_json(self._world, channel))

    async def _members(self, request: web.Request) -> web.Response:
        channel, thread = self._thread(request)
        return json_answer([thread_member_json(channel, one) for one in thread.members])

    async def _join(self, request: web.Request) -> web.Response:
        channel, thread = self._thread(request)
        if thread.archived:
            raise refusal(50083)
        spoken_in(self._world, channel, self._world.application_id)
        return nothing()

    async def _leave(self, request: web.Request) -> web.Response:
        _, thread = self._thread(request)
        thread.members = [one for one in thread.members if one != self._world.application_id]
        return nothing()

    async def _active(self, request: web.Request) -> web.Response:
        guild = self._world.guild(number_in(request, "guild"))
        found = active_threads_json(self._world, guild)
        members = [one["member"] for one in found if "member" in one]
        return json_answer({"threads": found, "members": members, "has_more": False})
