"""The life of an interaction: sent to the bot, answered once in time, then followed up for 15 minutes.

Deadlines and codes are those of Discord's "Receiving and Responding" page. The deadline of the first
answer runs by the event loop's time; a token's 15 minutes run by the sandbox's clock.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.discord.components import ComponentRules
from sandbox.discord.drafts import SETTABLE_BY_INTERACTION, Draft, drafted
from sandbox.discord.errors import FormErrors, form_error, refusal
from sandbox.discord.fields import Fields, Path
from sandbox.discord.payloads import payload_json
from sandbox.discord.posts import add_post, edit_post
from sandbox.discord.shapes import EPHEMERAL, LOADING, metadata_json
from sandbox.discord.snowflakes import moment_of
from sandbox.discord.world import Event, Interaction, Json, Post, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.discord.attachments import Files

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
TOKEN_LIFE = dt.timedelta(minutes=15)
_COMMAND_ANSWER, _REPLY = 20, 19
_ALLOWED = {
    COMMAND: {MESSAGE, DEFERRED_MESSAGE, MODAL},
    COMPONENT: {MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    MODAL_SUBMIT: {MESSAGE, DEFERRED_MESSAGE},
}


@dataclass(frozen=True)
class Asked:
    """A request's JSON, or the part of it that makes a message, and the files that came with it."""

    body: object
    files: Files

    def draft(self, old: Post | None = None, path: Path = ()) -> Draft:
        """The message it makes, of nothing or of an old one."""
        return drafted(self.body, old, path=path, settable=SETTABLE_BY_INTERACTION, files=self.files)


def send_interaction(world: World, interaction: Interaction) -> Interaction:
    """Hand an interaction to whatever bot listens."""
    interaction.id, interaction.token = world.snowflakes.mint(), secrets.token_urlsafe(64)
    interaction.sent_at = asyncio.get_running_loop().time()
    world.interactions[interaction.token] = interaction
    world.keep(interaction)
    world.tell(Event("INTERACTION_CREATE", payload_json(world, interaction)))
    return interaction


def acknowledge(world: World, interaction_id: int, token: str, asked: Asked) -> Interaction:
    """Take the one answer an interaction has.

    Raises `ApiError`: 10062 if it is unknown or came too late, 40060 if there was one already, 50035 if it
    breaks a rule (it may then be tried again).
    """
    found, now = world.interactions.get(token), asyncio.get_running_loop().time()
    if found is None or found.id != interaction_id:
        raise refusal(10062)
    if found.callback is not None:
        raise refusal(40060)
    if now - found.sent_at > world.ack_deadline:
        raise refusal(10062)
    form = FormErrors()
    fields = Fields(asked.body, (), form)
    kind = fields.choice("type", _allowed(found))
    form.raise_if_any()
    assert kind is not None
    _ANSWERS[kind](world, found, Asked(fields.given.get("data") or {}, asked.files))
    found.callback, found.acknowledged_at = kind, now
    world.keep(found)
    world.tell()
    return found


def _allowed(interaction: Interaction) -> set[int]:
    has_source = interaction.kind == MODAL_SUBMIT and interaction.source_id is not None
    return _ALLOWED[interaction.kind] | ({DEFERRED_UPDATE, UPDATE} if has_source else set())


def _new_post(world: World, interaction: Interaction, draft: Draft, *, extra_flags: int = 0) -> Post:
    is_private = bool(draft.flags & EPHEMERAL)
    is_answer = interaction.original_id is None
    from_command = is_answer and interaction.kind == COMMAND
    post = Post(
        id=world.snowflakes.mint(),
        channel_id=interaction.channel_id,
        author_id=world.application_id,
        kind=_COMMAND_ANSWER if from_command else _REPLY if _replied_to(interaction) else 0,
        seen_by=interaction.user_id if is_private else None,
        reply_to=_replied_to(interaction),
        metadata=metadata_json(world, interaction),
        flags=extra_flags,
    )
    if is_answer:
        interaction.original_id = post.id
    _touch(interaction, post.id)
    return add_post(world, draft, post)


def _replied_to(interaction: Interaction) -> int | None:
    return interaction.original_id or interaction.source_id


def _touch(interaction: Interaction, post_id: int) -> None:
    if post_id not in interaction.touched:
        interaction.touched.append(post_id)


def _post_now(world: World, interaction: Interaction, asked: Asked) -> None:
    _new_post(world, interaction, asked.draft(path=("data",)))


def _post_later(world: World, interaction: Interaction, asked: Asked) -> None:
    data = asked.body
    flags = data.get("flags") or 0 if isinstance(data, dict) else 0
    if flags & ~EPHEMERAL:
        raise form_error(
            ("data", "flags"), "MESSAGE_FLAGS_INVALID", "A deferred answer takes EPHEMERAL alone."
        )
    _new_post(world, interaction, Draft("", [], [], flags), extra_flags=LOADING)


def _update_later(_: World, interaction: Interaction, __: Asked) -> None:
    interaction.original_id = interaction.source_id


def _update_now(world: World, interaction: Interaction, asked: Asked) -> None:
    source = world.posts.get(interaction.source_id or 0)
    if source is None:
        raise refusal(10008)
    edit_post(world, source, asked.draft(source, ("data",)))
    interaction.original_id = source.id
    _touch(interaction, source.id)


def _offer_choices(_: World, interaction: Interaction, asked: Asked) -> None:
    form = FormErrors()
    interaction.choices = Fields(asked.body, ("data",), form).each("choices", _choice, 0, 25)
    form.raise_if_any()


def _choice(fields: Fields) -> Json:
    value = fields.given.get("value")
    if isinstance(value, str):
        fields.text("value", 1, 100)
    elif value is None:
        fields.missing("value")
    return {"name": fields.text("name", 1, 100, required=True), "value": value}


def _open_modal(_: World, interaction: Interaction, asked: Asked) -> None:
    form = FormErrors()
    fields = Fields(asked.body, ("data",), form)
    modal = {
        "title": fields.text("title", 1, 45, required=True),
        "custom_id": fields.text("custom_id", 1, 100, required=True),
        "components": ComponentRules(form).modal(fields.given.get("components"), ("data",)),
    }
    form.raise_if_any()
    interaction.modal = modal


_ANSWERS: dict[int, Callable[[World, Interaction, Asked], None]] = {
    MESSAGE: _post_now,
    DEFERRED_MESSAGE: _post_later,
    DEFERRED_UPDATE: _update_later,
    UPDATE: _update_now,
    CHOICES: _offer_choices,
    MODAL: _open_modal,
}


def interaction_of(world: World, application_id: int, token: str) -> Interaction:
    """The interaction a webhook's path means.

    Raises `ApiError`: 50027 if its token is none or has expired, 10015 if it was not acknowledged yet.
    """
    found = world.interactions.get(token)
    if found is None or world.clock.now() - moment_of(found.id) > TOKEN_LIFE:
        raise refusal(50027)
    if found.callback is None or application_id != world.application_id:
        raise refusal(10015)
    return found


def follow_up(world: World, interaction: Interaction, asked: Asked) -> Post:
    """Post another message. The first after a deferral takes the deferred answer's place instead."""
    waiting = world.posts.get(interaction.original_id or 0)
    if waiting is not None and waiting.flags & LOADING:
        edit_answer(world, interaction, waiting, asked)
        return waiting
    post = _new_post(world, interaction, asked.draft())
    world.keep(interaction)
    return post


def answer_post(world: World, interaction: Interaction, name: str) -> Post:
    """The message a webhook's path means: `@original`, or one that this interaction made. Raises 10008."""
    wanted = interaction.original_id if name == "@original" else int(name) if name.isdecimal() else None
    own = {*interaction.touched, interaction.original_id, interaction.source_id}
    found = world.posts.get(wanted or 0)
    if found is None or wanted not in own:
        raise refusal(10008)
    return found


def edit_answer(world: World, interaction: Interaction, post: Post, asked: Asked) -> None:
    """Edit a message that this interaction made or came from. Raises `ApiError` 50005 for another's."""
    if post.author_id != world.application_id:
        raise refusal(50005)
    draft = asked.draft(post)
    _touch(interaction, post.id)
    world.keep(interaction)
    edit_post(world, post, draft)
