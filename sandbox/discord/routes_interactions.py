"""REST: answers to interactions, and the messages that follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from sandbox.discord import interactions as life
from sandbox.discord.posts import delete_post
from sandbox.discord.rest import body_of, files_of, json_answer, nothing, number_in
from sandbox.discord.shapes import EPHEMERAL, LOADING, post_json

if TYPE_CHECKING:
    from sandbox.discord.world import Interaction, Json, World


class InteractionRoutes:
    """The routes under /interactions and /webhooks, for which an interaction's token is enough."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """The routes, for the REST application."""
        webhook = "/webhooks/{application}/{token}"
        message = webhook + "/messages/{message}"
        return [
            web.post("/interactions/{interaction}/{token}/callback", self._callback),
            web.post(webhook, self._follow_up),
            web.get(message, self._get),
            web.patch(message, self._edit),
            web.delete(message, self._delete),
        ]

    async def _callback(self, request: web.Request) -> web.Response:
        token = request.match_info["token"]
        asked = life.Asked(await body_of(request), await files_of(request))
        interaction = life.acknowledge(self._world, number_in(request, "interaction"), token, asked)
        if request.query.get("with_response", "").lower() not in ("1", "true"):
            return nothing()
        return json_answer(self._callback_json(interaction))

    def _callback_json(self, interaction: Interaction) -> Json:
        about: Json = {"id": str(interaction.id), "type": interaction.kind}
        post = self._world.posts.get(interaction.original_id or 0)
        if post is None:
            return {"interaction": about}
        about |= {
            "response_message_id": str(post.id),
            "response_message_loading": bool(post.flags & LOADING),
            "response_message_ephemeral": bool(post.flags & EPHEMERAL),
        }
        if interaction.callback not in (life.MESSAGE, life.UPDATE):
            return {"interaction": about}  # Nothing is there to be shown yet.
        resource = {"type": interaction.callback, "message": post_json(self._world, post)}
        return {"interaction": about, "resource": resource}

    def _interaction(self, request: web.Request) -> Interaction:
        return life.interaction_of(
            self._world, number_in(request, "application"), request.match_info["token"]
        )

    async def _follow_up(self, request: web.Request) -> web.Response:
        asked = life.Asked(await body_of(request), await files_of(request))
        post = life.follow_up(self._world, self._interaction(request), asked)
        if request.query.get("wait", "").lower() not in ("1", "true"):
            return nothing()
        return json_answer(post_json(self._world, post))

    async def _get(self, request: web.Request) -> web.Response:
        post = life.answer_post(self._world, self._interaction(request), request.match_info["message"])
        return json_answer(post_json(self._world, post))

    async def _edit(self, request: web.Request) -> web.Response:
        interaction = self._interaction(request)
        post = life.answer_post(self._world, interaction, request.match_info["message"])
        asked = life.Asked(await body_of(request), await files_of(request))
        life.edit_answer(self._world, interaction, post, asked)
        return json_answer(post_json(self._world, post))

    async def _delete(self, request: web.Request) -> web.Response:
        post = life.answer_post(self._world, self._interaction(request), request.match_info["message"])
        delete_post(self._world, post)
        return nothing()
