"""What Discord asks of an application command before it takes it.

The limits are those of Discord's "Application Commands" page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sandbox.discord.fields import Fields, Path

if TYPE_CHECKING:
    from sandbox.discord.errors import FormErrors
    from sandbox.discord.world import Json

CHAT_INPUT, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = range(1, 11)
MAX_CHARACTERS = 8000
# Discord's own is ^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$; \w is letters, digits and the underscore.
_NAME = re.compile(r"[-'\w\u0900-\u097f\u0e00-\u0e7f]{1,32}")
_CONTEXTS, _INSTALLED_FOR = range(3), range(2)
_OPTION_TYPES = range(1, 12)
LOCALES = frozenset(
    """id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk
    hi th zh-CN ja zh-TW ko""".split()  # noqa: SIM905 - a list of them is not to be read
)
TRANSLATED = ("name_localizations", "description_localizations")


def checked_command(given: object, path: Path, form: FormErrors) -> Json:
    """A command's own fields, with Discord's defaults; what is wrong is noted in the form."""
    fields = Fields(given, path, form)
    kind = fields.choice("type", (CHAT_INPUT, USER_MENU, MESSAGE_MENU), CHAT_INPUT)
    shape: Json = {"type": kind, "name": fields.text("name", 1, 32, required=True)}
    is_plain = kind == CHAT_INPUT
    shape["name_localizations"] = _translated(fields, "name_localizations", 32, is_plain=is_plain)
    shape["description_localizations"] = _translated(fields, "description_localizations", 100)
    if is_plain:
        _plain_name(fields)
        shape["description"] = fields.text("description", 1, 100, required=True)
        shape["options"] = _options(fields, depth=0)
    else:
        shape["description"] = fields.text("description", 0, 0) or ""
    shape |= {
        "default_member_permissions": _permissions(fields),
        "dm_permission": fields.given.get("dm_permission", True),
        "contexts": _set_of(fields, "contexts", _CONTEXTS),
        "integration_types": _set_of(fields, "integration_types", _INSTALLED_FOR) or [0],
        "nsfw": fields.flag("nsfw"),
    }
    if _characters(shape) > MAX_CHARACTERS:
        form.add(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({MAX_CHARACTERS})")
    return shape


def _permissions(fields: Fields) -> str | None:
    """Bits, as a number written out; who has none of them is not offered the command."""
    asked = fields.given.get("default_member_permissions")
    if asked is None:
        return None
    if not str(asked).isdecimal():
        message = f'Value "{asked}" is not int.'
        fields.wrong("default_member_permissions", "NUMBER_TYPE_COERCE", message)
        return None
    return str(int(asked))


def _set_of(fields: Fields, name: str, among: range) -> list[int] | None:
    """A few numbers, each once; None stands for Discord's own choice of them."""
    if fields.given.get(name) is None:
        return None
    given = fields.items(name, 1, len(among))
    for at, one in enumerate(given):
        if type(one) is not int or one not in among:
            message = f"Value must be one of {{{', '.join(map(str, among))}}}."
            fields.form.add((*fields.path, name, at), "BASE_TYPE_CHOICES", message)
    fields.unique(name, given, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
    return given


def _plain_name(fields: Fields, field: str = "name") -> None:
    name = fields.given.get(field)
    if isinstance(name, str) and (not _NAME.fullmatch(name) or name != name.lower()):
        fields.wrong(field, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _translated(fields: Fields, field: str, most: int, *, is_plain: bool = False) -> Json | None:
    """A text in several languages, by Discord's codes of them; each keeps the rules of the text itself."""
    given = fields.given.get(field)
    if not given:
        return None
    inner = Fields(given, (*fields.path, field), fields.form)
    for locale in inner.given:
        if locale not in LOCALES:
            inner.wrong(locale, "BASE_TYPE_CHOICES", "Value must be one of Discord's locales.")
        inner.text(locale, 1, most)
        if is_plain:
            _plain_name(inner, locale)
    return dict(inner.given)


def _options(fields: Fields, depth: int) -> list[Json]:
    options = fields.each("options", lambda option: _option(option, depth), 0, 25)
    names = [option.get("name") for option in options]
    fields.unique(
        "options", names, "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", "Option names must be unique"
    )
    nested = [option.get("type") in (SUBCOMMAND, GROUP) for option in options]
    if any(nested) and not all(nested):
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        fields.wrong("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    required = [bool(option.get("required")) for option in options]
    for at, is_required in enumerate(required):
        if is_required and not all(required[:at]):
            message = "Required options must be placed before non-required options"
            fields.form.add(
                (*fields.path, "options", at), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message
            )
    return options


def _option(fields: Fields, depth: int) -> Json:
    kind = fields.choice("type", _OPTION_TYPES)
    _plain_name(fields)
    shape: Json = {
        "type": kind,
        "name": fields.text("name", 1, 32, required=True),
        "name_localizations": _translated(fields, "name_localizations", 32, is_plain=True),
        "description": fields.text("description", 1, 100, required=True),
        "description_localizations": _translated(fields, "description_localizations", 100),
    }
    if kind in (SUBCOMMAND, GROUP):
        # A group stands in the command alone, a subcommand there or in a group.
        if (depth, kind) not in ((0, SUBCOMMAND), (0, GROUP), (1, SUBCOMMAND)):
            message = "Sub-commands may only be nested in the command or in one of its groups"
            fields.wrong("type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
        return {**shape, "options": _options(fields, 1 if kind == GROUP else 2)}
    return shape | {"required": fields.flag("required")} | _limits(fields, kind)


def _limits(fields: Fields, kind: int | None) -> Json:
    choices = fields.each("choices", lambda choice: _choice(choice, kind), 0, 25)
    is_completed = fields.flag("autocomplete")
    if choices and is_completed:
        message = "Autocomplete and choices are mutually exclusive"
        fields.wrong("autocomplete", "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE", message)
    names = [choice.get("name") for choice in choices]
    fields.unique(
        "choices", names, "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATE", "Choice names must be unique"
    )
    kept = ("min_value", "max_value", "min_length", "max_length", "channel_types")
    found = {name: fields.given[name] for name in kept if fields.given.get(name) is not None}
    found |= {"autocomplete": True} if is_completed else {}
    return found | ({"choices": choices} if choices else {})


def _choice(fields: Fields, kind: int | None) -> Json:
    value: Any = fields.given.get("value")
    if kind == STRING:
        fields.text("value", 1, 100, required=True)
    elif not isinstance(value, (int, float)):
        fields.wrong("value", "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')
    return {"name": fields.text("name", 1, 100, required=True), "value": value}


def _characters(part: Json) -> int:
    """Of a text in several languages, the longest counts."""
    value = part.get("value")
    own = len(value) if isinstance(value, str) else 0
    for field in ("name", "description"):
        said = [part.get(field), *(part.get(f"{field}_localizations") or {}).values()]
        own += max((len(text) for text in said if isinstance(text, str)), default=0)
    inner = [*part.get("options", []), *part.get("choices", [])]
    return own + sum(map(_characters, inner))
