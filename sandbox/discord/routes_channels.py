"""REST: channels, the messages in them, and direct messages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from aiohttp import web

from sandbox.discord.drafts import SETTABLE_IN_CHANNEL, drafted
from sandbox.discord.errors import form_error, refusal
from sandbox.discord.founding import keep_channel
from sandbox.discord.permissions import Permission
from sandbox.discord.posts import add_post, delete_post, edit_post, posts_in
from sandbox.discord.rest import body_of, files_of, json_answer, nothing, number_in
from sandbox.discord.shapes import channel_json, may, post_json
from sandbox.discord.snowflakes import moment_of
from sandbox.discord.world import Channel, Json, Post, World

_NONCE_KEPT = dt.timedelta(minutes=5)  # "the past few minutes"
_REPLY = 19
_MAX_PAGE = 100


class ChannelRoutes:
    """The routes under /channels, and the one that opens direct messages."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """The routes, for the REST application."""
        messages, message = "/channels/{channel}/messages", "/channels/{channel}/messages/{message}"
        return [
            web.post("/users/@me/channels", self._open_direct),
            web.get("/channels/{channel}", self._channel),
            web.post("/channels/{channel}/typing", self._typing),
            web.get(messages, self._list),
            web.post(messages, self._post),
            web.get(message, self._get),
            web.patch(message, self._edit),
            web.delete(message, self._delete),
        ]

    def _entered(self, request: web.Request, *needed: Permission) -> Channel:
        """The channel, if the bot may do this in it. Raises `ApiError` 10003, 50001, 50007, 50013, 50278."""
        channel = self._world.channel(number_in(request, "channel"))
        bot = self._world.application_id
        if not may(self._world, bot, channel, Permission.VIEW_CHANNEL):
            raise refusal(50001)
        if not all(may(self._world, bot, channel, one) for one in needed):
            raise refusal(50013)
        if Permission.SEND_MESSAGES in needed and channel.recipient_id is not None:
            self._check_reachable(channel.recipient_id)
        return channel

    def _check_reachable(self, user_id: int) -> None:
        if not any(user_id in guild.role_ids for guild in self._world.entered):
            raise refusal(50278)
        if user_id in self._world.deaf:
            raise refusal(50007)

    def _found(self, request: web.Request) -> Post:
        channel = self._entered(request, Permission.READ_MESSAGE_HISTORY)
        return self._world.post(channel.id, number_in(request, "message"))

    async def _open_direct(self, request: web.Request) -> web.Response:
        body: Any = await body_of(request)
        recipient = str(body.get("recipient_id", "")) if isinstance(body, dict) else ""
        person = self._world.users.get(int(recipient)) if recipient.isdecimal() else None
        if person is None:
            raise refusal(10013)
        if person.is_bot:
            raise refusal(50007)
        return json_answer(channel_json(self._world, direct_channel(self._world, person.id)))

    async def _channel(self, request: web.Request) -> web.Response:
        return json_answer(channel_json(self._world, self._entered(request)))

    async def _typing(self, request: web.Request) -> web.Response:
        self._entered(request, Permission.SEND_MESSAGES)
        return nothing()

    async def _list(self, request: web.Request) -> web.Response:
        channel = self._entered(request, Permission.READ_MESSAGE_HISTORY)
        limit = request.query.get("limit", "50")
        if not limit.isdecimal() or not 1 <= int(limit) <= _MAX_PAGE:
            message = f"int value should be between 1 and {_MAX_PAGE}."
            raise form_error(("limit",), "NUMBER_TYPE_RANGE", message)
        found = [post for post in posts_in(self._world, channel, 0) if _in_range(post, request)]
        # The newest, newest first; with `after`, those that followed at once.
        page = found[: int(limit)] if "after" in request.query else found[-int(limit) :]
        return json_answer([post_json(self._world, post) for post in reversed(page)])

    async def _post(self, request: web.Request) -> web.Response:
        channel, body = self._entered(request, Permission.SEND_MESSAGES), await body_of(request)
        if files := await files_of(request):
            self._entered(request, Permission.ATTACH_FILES)
        draft = drafted(body, settable=SETTABLE_IN_CHANNEL, files=files)
        if (earlier := self._of_this_nonce(channel, body)) is not None:
            return json_answer(post_json(self._world, earlier))
        reply_to = self._reference(channel, body.get("message_reference"))
        post = Post(
            id=self._world.snowflakes.mint(),
            channel_id=channel.id,
            author_id=self._world.application_id,
            kind=0 if reply_to is None else _REPLY,
            reply_to=reply_to,
            nonce=body.get("nonce"),
        )
        return json_answer(post_json(self._world, add_post(self._world, draft, post)))

    def _of_this_nonce(self, channel: Channel, body: Json) -> Post | None:
        """The bot's message with this nonce, where there is to be one alone ("Create Message" of the API)."""
        if not body.get("enforce_nonce") or body.get("nonce") is None:
            return None
        since = self._world.clock.now() - _NONCE_KEPT
        own = (
            one for one in posts_in(self._world, channel, 0) if one.author_id == self._world.application_id
        )
        of_it = (one for one in own if one.nonce == body["nonce"])
        return next((one for one in of_it if moment_of(one.id) >= since), None)

    def _reference(self, channel: Channel, reference: Any) -> int | None:
        if reference is None:
            return None
        target = str(reference.get("message_id", ""))
        found = self._world.posts.get(int(target)) if target.isdecimal() else None
        if found is not None and found.channel_id == channel.id and found.seen_by is None:
            return found.id
        if reference.get("fail_if_not_exists", True):
            raise form_error(("message_reference",), "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
        return None

    async def _get(self, request: web.Request) -> web.Response:
        return json_answer(post_json(self._world, self._found(request)))

    async def _edit(self, request: web.Request) -> web.Response:
        post = self._found(request)
        if post.author_id != self._world.application_id:
            raise refusal(50005)
        thread = self._world.channels[post.channel_id].thread
        if thread is not None and thread.archived:
            raise refusal(50083)
        draft = drafted(await body_of(request), post, files=await files_of(request))
        edit_post(self._world, post, draft)
        return json_answer(post_json(self._world, post))

    async def _delete(self, request: web.Request) -> web.Response:
        post = self._found(request)
        if post.author_id != self._world.application_id:
            self._entered(request, Permission.MANAGE_MESSAGES)
        delete_post(self._world, post)
        return nothing()


def _in_range(post: Post, request: web.Request) -> bool:
    low, high = request.query.get("after", "0"), request.query.get("before", str(1 << 64))
    return int(low) < post.id < int(high) if low.isdecimal() and high.isdecimal() else True


def direct_channel(world: World, user_id: int) -> Channel:
    """A person's direct messages with the bot; opened if need be."""
    for channel in world.channels.values():
        if channel.recipient_id == user_id:
            return channel
    channel = Channel(world.snowflakes.mint(), f"dm-{user_id}", user_id)
    keep_channel(world, channel)
    return channel
