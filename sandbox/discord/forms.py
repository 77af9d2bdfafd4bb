"""A modal filled in: what a client sends back for its components."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sandbox.discord.components import LABEL, ROW, TEXT, TEXT_INPUT
from sandbox.discord.errors import ClientRefusedError
from sandbox.discord.picking import picked_values

if TYPE_CHECKING:
    from sandbox.discord.resolved import Resolver
    from sandbox.discord.world import Json

Filled = Mapping[str, str | Sequence[str]]


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
    shape["custom_id"] = component["custom_id"]
    if component["type"] == TEXT_INPUT:
        return shape | {"value": _text(component, name, given)}
    return shape | {"values": _picked(component, name, given, resolver)}


def _text(component: Json, name: str, given: str | Sequence[str] | None) -> str:
    text = component.get("value", "") if given is None else given
    if not isinstance(text, str):
        raise ClientRefusedError(f"'{name}' takes a text.")
    if not text and not component["required"]:
        return text
    low, high = max(component["min_length"], 1), component["max_length"]
    if not low <= len(text) <= high:
        raise ClientRefusedError(f"'{name}' takes {low} to {high} characters, not {len(text)}.")
    return text


def _picked(component: Json, name: str, given: str | Sequence[str] | None, resolver: Resolver) -> list[str]:
    if given is None:
        given = [one["value"] for one in component.get("options", []) if one.get("default")]
    values = [given] if isinstance(given, str) else list(given)
    if not values and not component["required"]:
        return []
    if not values:
        raise ClientRefusedError(f"'{name}' must be chosen.")
    return picked_values(component, values, resolver)
