"""The people of the emulated Discord, each at their own client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.discord import commands
from sandbox.discord import interactions as life
from sandbox.discord.client_options import command_data
from sandbox.discord.command_rules import MESSAGE_MENU, USER, USER_MENU
from sandbox.discord.components import BUTTON, SELECTS
from sandbox.discord.drafts import drafted
from sandbox.discord.errors import ClientRefusedError
from sandbox.discord.forms import filled_in
from sandbox.discord.messages import Button, Choice, Message, Modal, message_of
from sandbox.discord.permissions import Permission
from sandbox.discord.picking import part_named, picked_values
from sandbox.discord.posts import add_post, delete_post, posts_in
from sandbox.discord.resolved import Resolver
from sandbox.discord.routes_channels import direct_channel
from sandbox.discord.sent import Sent
from sandbox.discord.shapes import may, metadata_json, post_json
from sandbox.discord.threads import begin_thread
from sandbox.discord.world import Channel, Interaction, Json, Post, World

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.discord.forms import Filled

_REPLY = 19
DIRECT = "dm"


def channel_named(world: World, name: str | int, user_id: int) -> Channel:
    """A channel by name or id; "dm" is the person's direct messages with the bot. Raises LookupError."""
    if name == DIRECT:
        return direct_channel(world, user_id)
    for channel in world.channels.values():
        is_theirs = channel.guild_id is None or user_id in world.guild_of(channel).role_ids
        if name == channel.id or (name == channel.name and is_theirs):
            return channel
    raise LookupError(f"There is no channel {name!r}.")


class EmulatedPerson:
    """What a person can do in Discord. What the client would not allow raises `ClientRefusedError`."""

    def __init__(self, world: World, user_id: int) -> None:
        self._world = world
        self.id = user_id

    @property
    def name(self) -> str:
        """The name others see."""
        return self._world.users[self.id].name

    async def slash(
        self, command: str, options: dict[str, object] | None = None, *, channel: str | int | None = None
    ) -> Sent:
        """Use a command, such as "darcy" or "darcy-admin link", in a channel (the first), or in "dm".

        Options are given by name: texts, numbers, yes or no, and people, channels or roles by name or id.
        """
        place = self._place(channel)
        data = command_data(
            self._shown_in(place), command, options or {}, Resolver(self._world, self.id, place.id)
        )
        return self._send(life.COMMAND, place, data)

    def commands(self, channel: str | int | None = None) -> list[Json]:
        """The commands this person's client offers in a channel (the first), as the bot registered them."""
        return self._shown_in(self._place(channel))

    async def autocomplete(
        self, command: str, options: dict[str, object], focused: str, *, channel: str | int | None = None
    ) -> list[Choice]:
        """What is offered while the option `focused` is typed. Raises `DidNotRespondError` after 3 s."""
        place = self._place(channel)
        given = {focused: "", **options}
        data = command_data(
            self._shown_in(place), command, given, Resolver(self._world, self.id, place.id), focused
        )
        return await self._send(life.AUTOCOMPLETE, place, data).choices()

    async def use_on(self, message: Message, command: str) -> Sent:
        """Use a command from the message's menu."""
        place = self._place(message.channel_id)
        post = self._post(message)
        resolved: Json = {"messages": {str(post.id): post_json(self._world, post, is_whole=True)}}
        return self._from_menu(MESSAGE_MENU, place, command, post.id, resolved)

    async def use_on_person(
        self, person: EmulatedPerson | str, command: str, *, channel: str | int | None = None
    ) -> Sent:
        """Use a command from the menu of a person, who is found by name, in a channel (the first)."""
        place = self._place(channel)
        resolver = Resolver(self._world, self.id, place.id)
        target = resolver.resolve(USER, person)
        return self._from_menu(USER_MENU, place, command, int(target), resolver.found)

    def _from_menu(self, kind: int, place: Channel, name: str, target_id: int, resolved: Json) -> Sent:
        found = next((c for c in self._shown_in(place) if (c["type"], c["name"]) == (kind, name)), None)
        if found is None:
            raise ClientRefusedError(f"There is no '{name}' in the menu for this person.")
        data: Json = {"id": found["id"], "name": name, "type": kind, "target_id": str(target_id)}
        if "guild_id" in found:
            data["guild_id"] = found["guild_id"]
        return self._send(life.COMMAND, place, data | {"resolved": resolved})

    async def press(self, message: Message, button: str | Button) -> Sent:
        """Press a button, named by its custom id or its label, on the message as it is now."""
        post = self._post(message)
        part = part_named(post, (BUTTON,), button.custom_id if isinstance(button, Button) else button)
        if part.get("disabled") or "custom_id" not in part:
            raise ClientRefusedError(f"The button '{part.get('label')}' is disabled, or leads elsewhere.")
        return self._on_component(
            post, {"component_type": BUTTON, "custom_id": part["custom_id"], "id": part["id"]}
        )

    def forge(self, message: Message, custom_id: str) -> Sent:
        """Press what is not on the message as it is now: what an old copy shows, or a client made up."""
        return self._on_component(
            self._post(message), {"component_type": BUTTON, "custom_id": custom_id, "id": 1}
        )

    async def choose(self, message: Message, values: Sequence[str], select: str | None = None) -> Sent:
        """Choose in a select: options by value or label, people and so on by name or id."""
        post = self._post(message)
        part = part_named(post, SELECTS, select)
        if part.get("disabled"):
            raise ClientRefusedError("The select is disabled.")
        resolver = Resolver(self._world, self.id, post.channel_id)
        data: Json = {"component_type": part["type"], "custom_id": part["custom_id"], "id": part["id"]}
        data["values"] = picked_values(part, values, resolver)
        return self._on_component(post, data | ({"resolved": resolver.found} if resolver.found else {}))

    async def submit(self, modal: Modal, values: Filled) -> Sent:
        """Fill in a modal's fields, by custom id or label, and submit it. Others keep what stood in them."""
        opener = self._world.interactions[modal.interaction_token]
        resolver = Resolver(self._world, self.id, opener.channel_id)
        data: Json = {
            "custom_id": modal.custom_id,
            "components": filled_in(modal.components, values, resolver),
        }
        if resolver.found:
            data["resolved"] = resolver.found
        place = self._world.channels[opener.channel_id]
        trigger = metadata_json(self._world, opener)
        return self._send(life.MODAL_SUBMIT, place, data, source_id=opener.source_id, trigger=trigger)

    async def say(
        self,
        content: str,
        *,
        channel: str | int | None = None,
        reply_to: Message | None = None,
        pings: bool = True,
    ) -> Message:
        """Write a message in a channel (the first), or in "dm". A reply `pings` the one it answers."""
        place = self._place(channel if reply_to is None else reply_to.channel_id)
        allowed = {"parse": ["users", "roles", "everyone"], "replied_user": pings}
        draft = drafted({"content": content, "allowed_mentions": allowed})
        post = Post(self._world.snowflakes.mint(), place.id, self.id, kind=0 if reply_to is None else _REPLY)
        post.reply_to = None if reply_to is None else reply_to.id
        return message_of(self._world, add_post(self._world, draft, post))

    def dismiss(self, message: Message) -> None:
        """Take away a message that only this person sees."""
        post = self._post(message)
        if post.seen_by is None:
            raise ClientRefusedError("Only what nobody else sees can be dismissed.")
        delete_post(self._world, post)

    def begin_thread(self, name: str, on: Message | None = None, *, channel: str | int | None = None) -> int:
        """Begin a public thread with a message, or without one in a channel (the first). Gives its id."""
        place = self._place(channel if on is None else on.channel_id)
        post = None if on is None else self._post(on)
        if not may(self._world, self.id, place, Permission.CREATE_PUBLIC_THREADS):
            raise ClientRefusedError(f"{self.name} may not begin threads in #{place.name}.")
        return begin_thread(self._world, place, name, self.id, post).id

    def messages(self, channel: str | int = DIRECT) -> list[Message]:
        """What this person sees in a channel, oldest first; without one, in direct messages with the bot."""
        place = self._place(channel)
        return [message_of(self._world, post) for post in posts_in(self._world, place, self.id)]

    def refuse_direct_messages(self) -> None:
        """Take no direct messages any more: the bot gets 50007."""
        self._world.deaf.add(self.id)

    def _place(self, channel: str | int | None) -> Channel:
        name = channel if channel is not None else self._first_channel()
        place = channel_named(self._world, name, self.id)
        if not may(self._world, self.id, place, Permission.VIEW_CHANNEL):
            raise ClientRefusedError(f"{self.name} does not see #{place.name}.")
        return place

    def _first_channel(self) -> int:
        guilds = [one.id for one in self._world.guilds.values() if self.id in one.role_ids]
        return next(one.id for one in self._world.channels.values() if one.guild_id in guilds)

    def _shown_in(self, place: Channel) -> list[Json]:
        return [
            one
            for one in self._world.commands.values()
            if commands.is_shown(self._world, self.id, one, place)
        ]

    def _post(self, message: Message) -> Post:
        post = self._world.posts.get(message.id)
        if post is None or post.seen_by not in (None, self.id):
            raise ClientRefusedError(f"{self.name} does not see this message.")
        self._place(post.channel_id)
        return post

    def _on_component(self, post: Post, data: Json) -> Sent:
        return self._send(life.COMPONENT, self._world.channels[post.channel_id], data, source_id=post.id)

    def _send(self, kind: int, place: Channel, data: Json, **more: Any) -> Sent:
        made = Interaction(id=0, token="", kind=kind, user_id=self.id, channel_id=place.id, data=data, **more)
        return Sent(self._world, life.send_interaction(self._world, made))
