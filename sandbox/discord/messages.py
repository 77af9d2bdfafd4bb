"""A message as a person sees it: a snapshot, as it stood when it was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.discord.components import BUTTON, SELECTS, TEXT, walk
from sandbox.discord.shapes import EPHEMERAL, LOADING

if TYPE_CHECKING:
    from sandbox.discord.world import Json, Post, World


@dataclass(frozen=True)
class Button:
    """A button. One that links somewhere has a URL and no custom id."""

    custom_id: str | None
    label: str
    style: int
    disabled: bool
    url: str | None


@dataclass(frozen=True)
class SelectOption:
    """A line of a string select."""

    label: str
    value: str
    description: str | None = None


@dataclass(frozen=True)
class Select:
    """A select menu. `kind` is its component type: 3 has options, 5 to 8 offer people, roles or channels."""

    custom_id: str
    placeholder: str | None
    options: list[SelectOption]
    kind: int
    min_values: int
    max_values: int
    disabled: bool


@dataclass(frozen=True)
class Choice:
    """A suggestion for a command's option, while it is typed."""

    name: str
    value: Any


@dataclass(frozen=True)
class Message:
    """What a person sees of a message at one moment. `DiscordEmulator.message` gives it as it is now.

    `pinged` are those who were told of it: of a message that is edited, when it was new.
    """

    id: int
    channel: str
    channel_id: int
    author: str
    author_id: int
    flags: int
    components: list[Json]
    embeds: list[Json]
    text: list[str]
    buttons: list[Button]
    selects: list[Select]
    mentions: list[int]
    reply_to: int | None
    edited: bool
    attachments: tuple[str, ...] = ()
    mention_roles: tuple[int, ...] = ()
    mention_everyone: bool = False
    pinged: frozenset[int] = frozenset()

    @property
    def ephemeral(self) -> bool:
        """Whether only the person it answers sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Whether it only says that the bot is thinking."""
        return bool(self.flags & LOADING)


@dataclass(frozen=True)
class Modal:
    """A form the bot opened, waiting to be filled in. `interaction_token` says which press opened it."""

    custom_id: str
    title: str
    components: list[Json]
    interaction_token: str


def message_of(world: World, post: Post) -> Message:
    """The message as it stands."""
    parts = walk(post.components)
    shown = [post.content] if post.content else []
    return Message(
        id=post.id,
        channel=world.channels[post.channel_id].name,
        channel_id=post.channel_id,
        author=world.users[post.author_id].name,
        author_id=post.author_id,
        flags=post.flags,
        components=post.components,
        embeds=post.embeds,
        text=shown + [part["content"] for part in parts if part["type"] == TEXT],
        buttons=[_button(part) for part in parts if part["type"] == BUTTON],
        selects=[select_of(part) for part in parts if part["type"] in SELECTS],
        mentions=post.mentions,
        reply_to=post.reply_to,
        edited=post.edited_at is not None,
        attachments=tuple(one["filename"] for one in post.attachments),
        mention_roles=tuple(post.mention_roles),
        mention_everyone=post.mention_everyone,
        pinged=frozenset(post.pinged),
    )


def _button(part: Json) -> Button:
    label = part.get("label") or (part.get("emoji") or {}).get("name") or ""
    return Button(part.get("custom_id"), label, part["style"], part["disabled"], part.get("url"))


def select_of(part: Json) -> Select:
    """A select component as a person sees it."""
    options = [
        SelectOption(one["label"], one["value"], one.get("description")) for one in part.get("options", [])
    ]
    return Select(
        custom_id=part["custom_id"],
        placeholder=part.get("placeholder"),
        options=options,
        kind=part["type"],
        min_values=part["min_values"],
        max_values=part["max_values"],
        disabled=part.get("disabled", False),
    )
