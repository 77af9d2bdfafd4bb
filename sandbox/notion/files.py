"""Files in a column. Facts: developers.notion.com/reference/file-object.

The sandbox keeps addresses elsewhere; it takes no uploads.
"""

from __future__ import annotations

from typing import Any

from sandbox.notion.errors import (
    Json,
    a_text,
    an_array,
    an_object,
    only_keys,
    should_be_defined,
    validation_error,
)


def external_file(url: str, name: str) -> Json:
    return {"name": name, "type": "external", "external": {"url": url}}


def stored_files(value: Any, where: str) -> list[Json]:
    """Files as a page keeps them, from what a request gives."""
    return [_checked(file, f"{where}[{number}]") for number, file in enumerate(an_array(value, where))]


def _checked(file: Any, where: str) -> Json:
    file = an_object(file, where)
    only_keys(file, {"name", "type", "external", "file", "file_upload"}, where)
    if "external" not in file:
        raise validation_error(f"{where}: the sandbox's Notion keeps external files only.")
    external = an_object(file["external"], f"{where}.external")
    for key, holder, path in (("name", file, where), ("url", external, f"{where}.external")):
        if key not in holder:
            raise should_be_defined(f"{path}.{key}")
        a_text(holder[key], f"{path}.{key}")
    return external_file(external["url"], file["name"])
