"""A modal filled in: what a client sends back for its components."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from sandbox.discord.attachments import Upload
from sandbox.discord.components import (
    CHECKBOX,
    FILE_UPLOAD,
    LABEL,
    RADIO_GROUP,
    ROW,
    TEXT,
    TEXT_INPUT,
)
from sandbox.discord.errors import ClientRefusedError
from sandbox.discord.picking import picked_values

if TYPE_CHECKING:
    from sandbox.discord.resolved import Resolver
    from sandbox.discord.world import Json

Thing = TypeVar("Thing")
# A text, picks, a yes or no, or files.
Given = str | bool | Sequence[str] | Sequence[Upload]
Filled = Mapping[str, Given]


def filled_in(components: list[Json], values: Filled, resolver: Resolver) -> list[Json]:
    """The modal's components with what was filled in, by custom id or label.

    Raises `ClientRefusedError` for a field that is not there, is required and empty, or is too long or short.
    """
    names = {name for one in components for name in _names(one)}
    if strange := [name for name in values if name not in names]:
        raise ClientRefusedError(f"The form has no {', '.join(strange)}.")
    return [_filled(one, values, resolver) for one in components]


def _names(component: Json) -> list[str]:
    inner = [
        *component.get("components", []),
        *([component["component"]] if "component" in component else []),
    ]
    own = [component[key] for key in ("custom_id", "label") if component.get(key)]
    return own + [name for one in inner for name in _names(one)]


def _filled(component: Json, values: Filled, resolver: Resolver, label: str = "") -> Json:
    shape: Json = {"type": component["type"], "id": component["id"]}
    if component["type"] == ROW:
        return shape | {"components": [_filled(one, values, resolver) for one in component["components"]]}
    if component["type"] == LABEL:
        return shape | {"component": _filled(component["component"], values, resolver, component["label"])}
    if component["type"] == TEXT:
        return shape
    name = component.get("label") or label
    given = values.get(component["custom_id"], values.get(name))
    return shape | {"custom_id": component["custom_id"], **_answer(component, name, given, resolver)}


def _answer(component: Json, name: str, given: Given | None, resolver: Resolver) -> Json:
    kind = component["type"]
    if kind == TEXT_INPUT:
        return {"value": _text(component, name, given)}
    if kind == CHECKBOX:
        return {"value": component["default"] if given is None else given is True}
    if kind == FILE_UPLOAD:
        return {"values": _uploaded(component, name, given, resolver)}
    if kind == RADIO_GROUP:
        ticked = _picked(component | {"min_values": 1, "max_values": 1}, name, given, resolver)
        return {"value": ticked[0] if ticked else None}
    return {"values": _picked(component, name, given, resolver)}


def _text(component: Json, name: str, given: Given | None) -> str:
    text = component.get("value", "") if given is None else given
    if not isinstance(text, str):
        raise ClientRefusedError(f"'{name}' takes a text.")
    if not text and not component["required"]:
        return text
    low, high = max(component["min_length"], 1), component["max_length"]
    if not low <= len(text) <= high:
        raise ClientRefusedError(f"'{name}' takes {low} to {high} characters, not {len(text)}.")
    return text


def _picked(component: Json, name: str, given: Given | None, resolver: Resolver) -> list[str]:
    if given is None:
        given = [one["value"] for one in component.get("options", []) if one.get("default")]
    values = [given] if isinstance(given, str) else _listed(name, given, str)
    if not values and not component["required"]:
        return []
    if not values:
        raise ClientRefusedError(f"'{name}' must be chosen.")
    return picked_values(component, values, resolver)


def _uploaded(component: Json, name: str, given: Given | None, resolver: Resolver) -> list[str]:
    files = _listed(name, given or [], Upload)
    fewest = component["min_values"] if component["required"] or files else 0
    if not fewest <= len(files) <= component["max_values"]:
        raise ClientRefusedError(f"'{name}' takes {fewest} to {component['max_values']} files.")
    return [resolver.upload(one) for one in files]


def _listed(name: str, given: Given, kind: type[Thing]) -> list[Thing]:
    found: list[Thing] = []
    if isinstance(given, Sequence):
        found = [one for one in given if isinstance(one, kind)]
    if not isinstance(given, Sequence) or len(found) != len(given):
        raise ClientRefusedError(f"'{name}' does not take {given!r}.")
    return found
