"""What a form asks to be filled in: texts, options to tick, files. Their custom ids are read elsewhere.

The limits are those of Discord's "Component Reference" page
(discord.com/developers/docs/components/reference) and of its OpenAPI.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.discord.fields import Fields

Json = dict[str, Any]
MAX_TICKED = 10


def text_input(fields: Fields) -> Json:
    """A text to be written. Its label stands here in a row, and in a label around it else."""
    shape: Json = {
        "style": fields.choice("style", (1, 2)),
        "label": fields.text("label", 1, 45),
        "placeholder": fields.text("placeholder", 0, 100),
        "value": fields.text("value", 0, 4000),
        "min_length": fields.number("min_length", 0, 4000, 0),
        "max_length": fields.number("max_length", 1, 4000, 4000),
        "required": fields.given.get("required", True),
    }
    return {name: value for name, value in shape.items() if value is not None}


def file_upload(fields: Fields) -> Json:
    """Files to be uploaded."""
    return _amounts(fields) | {"required": fields.given.get("required", True)}


def radio_group(fields: Fields) -> Json:
    """Options of which one is to be ticked."""
    return {"options": _ticked(fields, 2), "required": fields.given.get("required", True)}


def checkbox_group(fields: Fields) -> Json:
    """Options of which some are to be ticked: as many as there are, if it is not said."""
    options = _ticked(fields, 1)
    amounts = _amounts(fields, min(max(len(options), 1), MAX_TICKED))
    return amounts | {"options": options, "required": fields.given.get("required", True)}


def checkbox(fields: Fields) -> Json:
    """A yes or no."""
    return {"default": fields.flag("default")}


def option(fields: Fields) -> Json:
    """An option of a select, or one to be ticked."""
    shape: Json = {
        "label": fields.text("label", 1, 100, required=True),
        "value": fields.text("value", 1, 100, required=True),
        "description": fields.text("description", 0, 100),
        "emoji": fields.given.get("emoji"),
        "default": fields.given.get("default"),
    }
    return {name: value for name, value in shape.items() if value is not None}


def _ticked(fields: Fields, fewest: int) -> list[Json]:
    return fields.each("options", option, fewest, MAX_TICKED)


def _amounts(fields: Fields, most: int = 1) -> Json:
    return {
        "min_values": fields.number("min_values", 0, MAX_TICKED, 1),
        "max_values": fields.number("max_values", 1, MAX_TICKED, most),
    }
