"""What Discord asks of a message before it is posted or edited.

The rules of the V2 flag are those of Discord's "Using Components V2" page: with it, neither content nor
embeds; once set it stays; a message that had content must empty it in the edit that sets the flag.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.discord.attachments import NO_FILES, REFERENCE, Attached, Files, attached
from sandbox.discord.components import TEXT, ComponentRules, walk
from sandbox.discord.errors import FormErrors, refusal
from sandbox.discord.fields import Fields, Path
from sandbox.discord.mentions import Mentions, mentions_in
from sandbox.discord.shapes import COMPONENTS_V2, EPHEMERAL

if TYPE_CHECKING:
    from sandbox.discord.world import Json, Post

SUPPRESS_EMBEDS = 1 << 2
SUPPRESS_NOTIFICATIONS = 1 << 12
SETTABLE_IN_CHANNEL = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2
SETTABLE_BY_INTERACTION = SETTABLE_IN_CHANNEL | EPHEMERAL
MAX_CONTENT, MAX_EMBEDS, MAX_EMBED_TEXT = 2000, 10, 6000


@dataclass(frozen=True)
class Draft:
    """A message's words and parts, found in order; `mentions` are what it lets itself mention."""

    content: str
    components: list[Json]
    embeds: list[Json]
    flags: int
    mentions: Mentions = field(default_factory=Mentions)
    attachments: list[Attached] = field(default_factory=list)


def drafted(
    body: object,
    old: Post | None = None,
    *,
    path: Path = (),
    settable: int = SETTABLE_IN_CHANNEL,
    files: Files = NO_FILES,
) -> Draft:
    """The message a request makes, of nothing or of an old one, whose parts stay unless they are named.

    Raises `ApiError`: 50035 for what breaks a rule, 40005 for a file too large, 50006 where nothing would be
    left to see.
    """
    form = FormErrors()
    fields = Fields(body, path, form)
    flags = _flags(fields, settable)
    if old is not None:
        flags = old.flags | (flags & (COMPONENTS_V2 | SUPPRESS_EMBEDS))
    is_v2 = bool(flags & COMPONENTS_V2)
    content, embeds, components = ("", [], []) if old is None else (old.content, old.embeds, old.components)
    if "content" in fields.given:
        content = fields.text("content", 0, MAX_CONTENT) or ""
    if "embeds" in fields.given:
        embeds = _embeds(fields)
    if "components" in fields.given:
        components = ComponentRules(form).message(fields.given["components"], path, v2=is_v2)
    if is_v2:
        _refuse_legacy(fields, content=content, embeds=embeds)
    mentions = mentions_in(fields, [content, *_shown(components)])
    attachments = attached(fields, [] if old is None else old.attachments, files)
    if is_v2:
        _refuse_unattached(components, attachments, form, path)
    form.raise_if_any()
    if not (content or embeds or components or attachments):
        raise refusal(50006)
    return Draft(content, components, embeds, flags, mentions, attachments)


def _shown(components: list[Json]) -> list[str]:
    return [one["content"] for one in walk(components) if one.get("type") == TEXT]


def _refuse_legacy(fields: Fields, **parts: object) -> None:
    for name, value in parts.items():
        if value:
            message = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            fields.wrong(name, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)


def _refuse_unattached(components: list[Json], files: list[Attached], form: FormErrors, path: Path) -> None:
    """What a component shows of the message's files must be among them (embeds show nothing instead)."""
    names = {f"{REFERENCE}{one.shape['filename']}" for one in files}
    for one in walk(components):
        for media in [
            one.get("file"),
            one.get("media"),
            *(item.get("media") for item in one.get("items", [])),
        ]:
            url = (media or {}).get("url") or ""
            if url.startswith(REFERENCE) and url not in names:
                message = "The referenced attachment was not found."
                form.add(
                    (*path, "components"), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", message
                )


def _flags(fields: Fields, settable: int) -> int:
    flags = fields.number("flags", 0, 1 << 32, 0) if fields.given.get("flags") is not None else 0
    if flags & ~settable:
        fields.wrong(
            "flags", "MESSAGE_FLAGS_INVALID", f"These flags cannot be set here: {flags & ~settable}."
        )
    return flags


def _embeds(fields: Fields) -> list[Json]:
    if not fields.given.get("embeds"):
        return []
    read = fields.each("embeds", _embed, 0, MAX_EMBEDS)
    if sum(size for _, size in read) > MAX_EMBED_TEXT:
        message = f"Embed size exceeds maximum size of {MAX_EMBED_TEXT}"
        fields.wrong("embeds", "MAX_EMBED_SIZE_EXCEEDED", message)
    return [embed for embed, _ in read]


def _embed(fields: Fields) -> tuple[Json, int]:
    """An embed, and how many characters it shows."""
    shown = [fields.text("title", 0, 256), fields.text("description", 0, 4096)]
    for name, part, limit in (("footer", "text", 2048), ("author", "name", 256)):
        if fields.given.get(name) is not None:
            inner = Fields(fields.given[name], (*fields.path, name), fields.form)
            shown.append(inner.text(part, 1, limit, required=True))
    if fields.given.get("fields") is not None:
        shown += [text for pair in fields.each("fields", _embed_field, 0, 25) for text in pair]
    return {**fields.given, "type": "rich"}, sum(len(text or "") for text in shown)


def _embed_field(fields: Fields) -> tuple[str | None, str | None]:
    return fields.text("name", 1, 256, required=True), fields.text("value", 1, 1024, required=True)
