"""The application's commands: kept, listed and replaced as Discord does it, and who is shown them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord.command_rules import CHAT_INPUT, TRANSLATED, checked_command
from sandbox.discord.errors import FormErrors, refusal
from sandbox.discord.permissions import Permission

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.discord.world import Channel, Json, World

IN_GUILD, IN_BOT_DM = 0, 1
_LIMITS = {1: 100, 2: 15, 3: 15}


def commands_of(world: World, guild_id: int | None) -> list[Json]:
    """The commands of one guild, or the global ones."""
    wanted = None if guild_id is None else str(guild_id)
    return [command for command in world.commands.values() if command.get("guild_id") == wanted]


def without_translations(part: Json) -> Json:
    """A command as it is listed to who did not ask for its translations."""
    kept = {name: value for name, value in part.items() if name not in TRANSLATED}
    inner = [without_translations(one) for one in part.get("options", [])]
    return kept | ({"options": inner} if "options" in part else {})


def command(world: World, guild_id: int | None, command_id: int) -> Json:
    """One of them. Raises `ApiError` 10063."""
    found = world.commands.get(command_id)
    if found is None or found not in commands_of(world, guild_id):
        raise refusal(10063)
    return found


def replace_commands(world: World, guild_id: int | None, given: object) -> list[Json]:
    """Take these commands for all there are. One with a known name keeps its id."""
    form = FormErrors()
    listed = given if isinstance(given, list) else []
    if not isinstance(given, list):
        form.add((), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
    checked = [checked_command(one, (at,), form) for at, one in enumerate(listed)]
    _refuse_crowds(checked, form)
    form.raise_if_any()
    old = {_key(one): one for one in commands_of(world, guild_id)}
    kept = [_kept(world, guild_id, one, old.pop(_key(one), None)) for one in checked]
    for one in old.values():
        forget_command(world, one)
    world.tell()
    return kept


def put_command(
    world: World, guild_id: int | None, given: object, old: Json | None = None
) -> tuple[Json, bool]:
    """Take one command, in place of `old` or of the one with its name. Tells whether it is new."""
    form = FormErrors()
    body = {**(old or {}), **given} if isinstance(given, dict) else given
    checked = checked_command(body, (), form)
    others = [one for one in commands_of(world, guild_id) if _key(one) != _key(checked) and one is not old]
    _refuse_crowds([*others, checked], form)
    form.raise_if_any()
    same = old or next((one for one in commands_of(world, guild_id) if _key(one) == _key(checked)), None)
    kept = _kept(world, guild_id, checked, same)
    world.tell()
    return kept, same is None


def forget_command(world: World, gone: Json) -> None:
    """Take a command away."""
    del world.commands[int(gone["id"])]
    world.records.drop("command", gone["id"])
    world.tell()


def is_shown(world: World, user_id: int, shown: Json, channel: Channel) -> bool:
    """Whether the client offers this command to a person here.

    In the guild it asks for the command's default permissions (none of them: administrators alone).
    """
    contexts = shown["contexts"]
    if channel.guild_id is None:
        in_place = shown["dm_permission"] if contexts is None else IN_BOT_DM in contexts
        return bool(in_place) and "guild_id" not in shown
    asked = shown["default_member_permissions"]
    held = world.permissions(user_id, channel)
    needed = 0 if asked is None else int(asked) or int(Permission.ADMINISTRATOR)
    is_here = shown.get("guild_id") in (None, str(channel.guild_id))
    is_here = is_here and world.guild_of(channel) in world.entered
    may_use = is_here and bool(held & Permission.USE_APPLICATION_COMMANDS) and held & needed == needed
    return may_use and (contexts is None or IN_GUILD in contexts)


def _key(one: Json) -> tuple[object, object]:
    return one["type"] or CHAT_INPUT, one["name"]


def _refuse_crowds(checked: Sequence[Json], form: FormErrors) -> None:
    keys = [_key(one) for one in checked]
    for at, key in enumerate(keys):
        if key in keys[:at]:
            form.add((at,), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
    for kind, limit in _LIMITS.items():
        if sum(found == kind for found, _ in keys) > limit:
            form.add((), "BASE_TYPE_MAX_LENGTH", f"At most {limit} commands of type {kind}.")


def _kept(world: World, guild_id: int | None, checked: Json, old: Json | None) -> Json:
    is_same = old is not None and all(old.get(name) == value for name, value in checked.items())
    one: Json = {
        "id": str(world.snowflakes.mint()) if old is None else old["id"],
        "application_id": str(world.application_id),
        "version": old["version"] if old is not None and is_same else str(world.snowflakes.mint()),
        **checked,
    }
    if guild_id is not None:
        one["guild_id"] = str(guild_id)
    world.commands[int(one["id"])] = one
    world.records.keep("command", one["id"], one)
    return one
