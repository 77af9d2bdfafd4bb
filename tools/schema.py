"""A tool's fields as the strict JSON schema that a model is offered.

Strict tools need every field required and no others (platform.openai.com, "Structured outputs"); lengths and
defaults are left out, since strict mode does not know them. Our own types still check both at the gate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storage.records import BoardOptions
    from tools.arguments import Arguments

MOST_TAGS = 12
"""More are not listed in every tool that can name one: the context tells them once, and code checks them."""

_LEFT_OUT = frozenset(
    {"title", "default", "minLength", "maxLength", "minimum", "maximum", "options_of", "also"}
)


def strict_schema(
    arguments: type[Arguments], options: BoardOptions, *, explained: bool = True
) -> dict[str, Any]:
    """The parameters of a tool, its closed fields narrowed to the options of this board.

    Not `explained`, the fields go by their names alone: another tool explains them.
    """
    schema = arguments.model_json_schema()
    return _Reading(schema.get("$defs", {}), options).object_of(schema, explained=explained)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads parts of pydantic's schema. `definitions` are those it names by reference."""

    definitions: dict[str, Any]
    options: BoardOptions

    def object_of(self, schema: dict[str, Any], *, explained: bool) -> dict[str, Any]:
        fields = {name: self._field(field) for name, field in schema["properties"].items()}
        if not explained:
            for field in fields.values():
                field.pop("description", None)
        required = list(fields)
        return {"type": "object", "properties": fields, "required": required, "additionalProperties": False}

    def _field(self, field: dict[str, Any]) -> dict[str, Any]:
        said = {"description": field["description"]} if "description" in field else {}
        kinds = [self._kind(kind) for kind in field.get("anyOf", [field])]
        if names := self._names(field):
            kinds = [_narrowed(kind, names) for kind in kinds]
        is_optional = {"type": "null"} in kinds
        kind, *others = [kind for kind in _distinct(kinds) if kind != {"type": "null"}]
        assert not others
        if "properties" in kind:  # an object may be null only as one of two
            return {"anyOf": [kind, {"type": "null"}], **said}
        return (_or_null(kind) if is_optional else kind) | said

    def _kind(self, kind: dict[str, Any]) -> dict[str, Any]:
        """What a value may be, in strict mode's words."""
        if "$ref" in kind:
            return self._kind(self.definitions[kind["$ref"].removeprefix("#/$defs/")])
        if "properties" in kind:
            return self.object_of(kind, explained=False)
        kept = {key: value for key, value in kind.items() if key not in _LEFT_OUT and key != "description"}
        return kept | ({"items": self._kind(kept["items"])} if "items" in kept else {})

    def _names(self, field: dict[str, Any]) -> list[str]:
        match field.get("options_of"):
            case "statuses":
                return list(dict.fromkeys([*field.get("also", ()), *(s.name for s in self.options.statuses)]))
            case "priorities":
                return list(self.options.priorities)
            case "tags" if len(self.options.tags) <= MOST_TAGS:
                return list(self.options.tags)
            case _:
                return []


def _narrowed(kind: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """A text, or a list of texts, that can only be one of the names."""
    if kind["type"] == "array":
        return kind | {"items": _narrowed(kind["items"], names)}
    return {"type": "string", "enum": names} if kind["type"] == "string" else kind


def _or_null(kind: dict[str, Any]) -> dict[str, Any]:
    enum = {"enum": [*kind["enum"], None]} if "enum" in kind else {}
    return kind | {"type": [kind["type"], "null"]} | enum


def _distinct(kinds: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [kind for place, kind in enumerate(kinds) if kind not in kinds[:place]]
