"""What a block of each kind holds. Facts: developers.notion.com/reference/block and …/request-limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sandbox.notion.errors import (
    Json,
    a_boolean,
    a_text,
    an_object,
    only_keys,
    should_be_defined,
    validation_error,
)
from sandbox.notion.mentions import shown_rich_text, stored_rich_text

if TYPE_CHECKING:
    from sandbox.notion.store import Store
    from sandbox.notion.world import World

_Reader = Callable[["World", Any, str], Any]
_TEXTS = ("rich_text", "caption")
_HEADINGS = frozenset({"heading_1", "heading_2", "heading_3"})
_CONTAINERS = frozenset(
    {"paragraph", "bulleted_list_item", "numbered_list_item", "to_do", "toggle", "quote", "callout"}
)


def _icon(_: World, value: Any, where: str) -> Json | None:
    if value is None:
        return None
    icon = an_object(value, where)
    only_keys(icon, {"type", "emoji"}, where)
    return {"type": "emoji", "emoji": a_text(icon.get("emoji"), f"{where}.emoji")}


_READERS: dict[str, _Reader] = {
    **dict.fromkeys(_TEXTS, stored_rich_text),
    **dict.fromkeys(("color", "language"), lambda _, value, where: a_text(value, where)),
    **dict.fromkeys(("checked", "is_toggleable"), lambda _, value, where: a_boolean(value, where)),
    "icon": _icon,
}
_TEXT: Json = {"rich_text": None, "color": "default"}
# The fields of each kind and what stands in them unless it is said; None: it has to be said.
_FIELDS: dict[str, Json] = {
    **dict.fromkeys(_CONTAINERS, _TEXT),
    **{kind: {**_TEXT, "is_toggleable": False} for kind in _HEADINGS},
    "to_do": {**_TEXT, "checked": False},
    "callout": {**_TEXT, "icon": {"type": "emoji", "emoji": "💡"}},
    "code": {"rich_text": None, "caption": [], "language": None},
    "divider": {},
}


def kind_of(block: Json, where: str) -> str:
    """Which kind a block of a request is of. Refuses kinds that the sandbox does not keep."""
    named = block.get("type") or next((key for key in block if key in _FIELDS), None)
    if named not in _FIELDS:
        raise validation_error(
            f"body failed validation: {where} should be one of the kinds of block that the sandbox's Notion "
            f"keeps: {', '.join(sorted(_FIELDS))}."
        )
    if named not in block:
        raise should_be_defined(f"{where}.{named}")
    return str(named)


def new_content(world: World, kind: str, given: Any, where: str) -> Json:
    """What a new block keeps. `children` are left to the caller."""
    content = {**_FIELDS[kind], **_said(world, kind, given, where)}
    for field, value in content.items():
        if value is None and field != "icon":
            raise should_be_defined(f"{where}.{field}")
    return content


def changed_content(world: World, block: Json, given: Any, where: str) -> Json:
    """What a block keeps once this is changed."""
    if isinstance(given, dict) and "children" in given:
        raise validation_error(f"body failed validation: {where}.children should be not present.")
    return {**block["content"], **_said(world, block["kind"], given, where)}


def _said(world: World, kind: str, given: Any, where: str) -> Json:
    content = an_object(given, where)
    only_keys(content, {*_FIELDS[kind], "children"}, where)
    return {
        field: _READERS[field](world, value, f"{where}.{field}")
        for field, value in content.items()
        if field != "children"
    }


def shown_content(block: Json, store: Store) -> Json:
    return {
        field: shown_rich_text(value, store) if field in _TEXTS else value
        for field, value in block["content"].items()
    }


def can_have_children(kind: str, content: Json) -> bool:
    return kind in _CONTAINERS or bool(content.get("is_toggleable"))
