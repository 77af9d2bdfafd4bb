"""What Discord asks of components, in messages and in modals.

The limits are those of Discord's "Component Reference" page: in Components V2, 40 components and 4,000
characters of shown text in a message; without, five rows. A custom id may stand once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord.fields import Fields, Path
from sandbox.discord.form_parts import checkbox, checkbox_group, file_upload, option, radio_group, text_input

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sandbox.discord.errors import FormErrors
    from sandbox.discord.world import Json

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR = 9, 10, 11, 12, 13, 14
CONTAINER, LABEL = 17, 18
FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 19, 21, 22, 23
SELECTS = (STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
MAX_COMPONENTS, MAX_SHOWN_TEXT, MAX_ROWS = 40, 4000, 5
LINK_STYLE = 5

_IN_CONTAINER = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)
_IN_V2_MESSAGE = (*_IN_CONTAINER, CONTAINER)
_IN_MODAL = (ROW, TEXT, LABEL)
_IN_LABEL = (TEXT_INPUT, *SELECTS, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX)


class ComponentRules:
    """Reads a message's or modal's components: notes what is wrong, and gives each an id, as Discord does."""

    def __init__(self, form: FormErrors) -> None:
        self._form = form
        self._custom_ids: set[str] = set()
        self._ids: set[int] = set()
        self._count = 0
        self._shown_text = 0
        self._in_modal = False
        self._readers: dict[int, Callable[[Fields], Json]] = {
            ROW: self._row,
            BUTTON: self._button,
            TEXT_INPUT: self._filled_in(text_input),
            FILE_UPLOAD: self._filled_in(file_upload),
            RADIO_GROUP: self._filled_in(radio_group),
            CHECKBOX_GROUP: self._filled_in(checkbox_group),
            CHECKBOX: self._filled_in(checkbox),
            SECTION: self._section,
            TEXT: self._text,
            THUMBNAIL: self._thumbnail,
            GALLERY: self._gallery,
            FILE: self._file,
            SEPARATOR: self._separator,
            CONTAINER: self._container,
            LABEL: self._label,
            **dict.fromkeys(SELECTS, self._select),
        }

    def message(self, given: object, path: Path, *, v2: bool) -> list[Json]:
        """The components of a message. Without the V2 flag these are rows alone."""
        if not v2:
            return self._children(Fields({"components": given}, path, self._form), (ROW,), 0, MAX_ROWS)
        read = self._children(
            Fields({"components": given}, path, self._form), _IN_V2_MESSAGE, 0, MAX_COMPONENTS
        )
        if self._count > MAX_COMPONENTS:
            self._refuse(
                path, "COMPONENT_MAX_TOTAL_COMPONENTS", f"At most {MAX_COMPONENTS} components, all told."
            )
        if self._shown_text > MAX_SHOWN_TEXT:
            code = "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"
            self._refuse(
                path, code, f"Components displayable text size exceeds maximum size of {MAX_SHOWN_TEXT}"
            )
        return read

    def modal(self, given: object, path: Path) -> list[Json]:
        """The components of a modal: one to five, each holding one thing to fill in."""
        self._in_modal = True
        return self._children(Fields({"components": given}, path, self._form), _IN_MODAL, 1, MAX_ROWS)

    def _refuse(self, path: Path, code: str, message: str) -> None:
        self._form.add((*path, "components"), code, message)

    def _children(self, parent: Fields, allowed: Collection[int], low: int, high: int) -> list[Json]:
        return parent.each("components", lambda child: self._component(child, allowed), low, high)

    def _component(self, fields: Fields, allowed: Collection[int]) -> Json:
        kind = fields.choice("type", allowed)
        if kind is None:
            return {}
        self._count += 1
        # Parents come before their children in Discord's own numbering.
        number = self._number(fields)
        return {"type": kind, "id": number, **self._readers[kind](fields)}

    def _number(self, fields: Fields) -> int:
        given = fields.number("id", 0, (1 << 31) - 1, 0)
        if given in self._ids:
            fields.wrong("id", "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
        number = given or next(n for n in range(1, 1 << 31) if n not in self._ids)
        self._ids.add(number)
        return number

    def _custom_id(self, fields: Fields) -> str | None:
        custom_id = fields.text("custom_id", 1, 100, required=True)
        if custom_id is not None and custom_id in self._custom_ids:
            fields.wrong(
                "custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"
            )
        self._custom_ids.add(custom_id or "")
        return custom_id

    def _row(self, fields: Fields) -> Json:
        allowed = (TEXT_INPUT,) if self._in_modal else (BUTTON, *SELECTS)
        children = self._children(fields, allowed, 1, 5)
        if self._in_modal:
            self._form_row(fields, children)
        if len(children) > 1 and any(child.get("type") != BUTTON for child in children):
            self._refuse(fields.path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A select takes a whole row.")
        return {"components": children}

    def _form_row(self, fields: Fields, children: list[Json]) -> None:
        """Outside a label, what is to be filled in says itself what it is."""
        for at, child in enumerate(children):
            if child and "label" not in child:
                self._form.add(
                    (*fields.path, "components", at, "label"), "BASE_TYPE_REQUIRED", "This field is required"
                )

    def _button(self, fields: Fields) -> Json:
        style = fields.choice("style", range(1, 7))
        label, url = fields.text("label", 0, 80), fields.text("url", 1, 512)
        shape: Json = {"style": style, "disabled": fields.flag("disabled")}
        if style == LINK_STYLE:
            fields.missing("url")
            if fields.given.get("custom_id") is not None:
                message = "A custom id and url cannot both be specified"
                fields.wrong("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message)
            shape["url"] = url
        else:
            shape["custom_id"] = self._custom_id(fields)
        if not label and not fields.given.get("emoji"):
            fields.wrong("label", "BUTTON_COMPONENT_INVALID_LABEL", "A button needs a label or an emoji")
        return shape | {name: fields.given[name] for name in ("label", "emoji") if fields.given.get(name)}

    def _select(self, fields: Fields) -> Json:
        shape: Json = {
            "custom_id": self._custom_id(fields),
            "min_values": fields.number("min_values", 0, 25, 1),
            "max_values": fields.number("max_values", 1, 25, 1),
        }
        if (placeholder := fields.text("placeholder", 0, 150)) is not None:
            shape["placeholder"] = placeholder
        if self._in_modal:
            shape["required"] = fields.given.get("required", True)
        else:
            shape["disabled"] = fields.flag("disabled")
        if fields.given.get("type") != STRING_SELECT:
            kept = {
                name: fields.given[name]
                for name in ("default_values", "channel_types")
                if name in fields.given
            }
            return shape | kept
        shape["options"] = fields.each("options", option, 1, 25)
        values = [option.get("value") for option in shape["options"]]
        message = "The specified option value is already used"
        fields.unique("options", values, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
        return shape

    def _text(self, fields: Fields) -> Json:
        content = fields.text("content", 1, MAX_SHOWN_TEXT, required=True) or ""
        self._shown_text += len(content)
        return {"content": content}

    def _section(self, fields: Fields) -> Json:
        children = self._children(fields, (TEXT,), 1, 3)
        accessory = Fields(fields.given.get("accessory"), (*fields.path, "accessory"), self._form)
        return {"components": children, "accessory": self._component(accessory, (BUTTON, THUMBNAIL))}

    def _thumbnail(self, fields: Fields) -> Json:
        description = fields.text("description", 0, 1024)
        media = _media(Fields(fields.given.get("media"), (*fields.path, "media"), self._form))
        return {"media": media, "description": description, "spoiler": fields.flag("spoiler")}

    def _gallery(self, fields: Fields) -> Json:
        return {"items": fields.each("items", self._thumbnail, 1, 10)}

    def _file(self, fields: Fields) -> Json:
        media = _media(Fields(fields.given.get("file"), (*fields.path, "file"), self._form))
        return {"file": media, "spoiler": fields.flag("spoiler"), "name": None, "size": None}

    def _separator(self, fields: Fields) -> Json:
        return {"divider": fields.given.get("divider", True), "spacing": fields.choice("spacing", (1, 2), 1)}

    def _container(self, fields: Fields) -> Json:
        color = fields.given.get("accent_color")
        if color is not None:
            fields.number("accent_color", 0, 0xFFFFFF, 0)
        children = self._children(fields, _IN_CONTAINER, 1, MAX_COMPONENTS)
        return {"accent_color": color, "spoiler": fields.flag("spoiler"), "components": children}

    def _label(self, fields: Fields) -> Json:
        label, description = fields.text("label", 1, 45, required=True), fields.text("description", 0, 100)
        inner = Fields(fields.given.get("component"), (*fields.path, "component"), self._form)
        component = self._component(inner, _IN_LABEL)
        return {"label": label, "description": description, "component": component}

    def _filled_in(self, read: Callable[[Fields], Json]) -> Callable[[Fields], Json]:
        return lambda fields: {"custom_id": self._custom_id(fields), **read(fields)}


def _media(fields: Fields) -> Json:
    url = fields.text("url", 1, 2048, required=True) or ""
    if not url.startswith(("https://", "http://", "attachment://")):
        fields.wrong("url", "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https').")
    return {"id": "0", "url": url, "proxy_url": url, "width": None, "height": None, "content_type": None}


def walk(components: list[Json]) -> list[Json]:
    """Every component, parents before what they hold."""
    found: list[Json] = []
    for one in components:
        inner = [one[name] for name in ("accessory", "component") if name in one]
        found += [one, *walk(one.get("components", [])), *walk(inner)]
    return found
