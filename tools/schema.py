"""A tool's fields as the strict JSON schema that a model is offered.

Strict tools need every field required and no others (platform.openai.com, "Structured outputs"); lengths and
defaults are left out, since strict mode does not know them. Our own types still check both at the gate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storage.records import BoardOptions
    from tools.arguments import Arguments

_UNKNOWN_TO_STRICT = frozenset({"title", "default", "minLength", "maxLength", "options_of", "also"})


def strict_schema(arguments: type[Arguments], options: BoardOptions) -> dict[str, Any]:
    """The parameters of a tool, its closed fields narrowed to the options of this board."""
    schema = arguments.model_json_schema()
    fields = {name: _field(field, options) for name, field in schema["properties"].items()}
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _field(field: dict[str, Any], options: BoardOptions) -> dict[str, Any]:
    if names := _names(field, options):
        is_optional = {"type": "null"} in field.get("anyOf", [])
        return {
            "type": ["string", "null"] if is_optional else "string",
            "enum": [*names, None] if is_optional else names,
            "description": field["description"],
        }
    return {key: _stripped(value) for key, value in field.items() if key not in _UNKNOWN_TO_STRICT}


def _names(field: dict[str, Any], options: BoardOptions) -> list[str]:
    match field.get("options_of"):
        case "statuses":
            return list(dict.fromkeys([*field.get("also", ()), *(s.name for s in options.statuses)]))
        case "priorities":
            return list(options.priorities)
        case _:
            return []


def _stripped(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _stripped(value) for key, value in part.items() if key not in _UNKNOWN_TO_STRICT}
    if isinstance(part, list):
        return [_stripped(value) for value in part]
    return part
