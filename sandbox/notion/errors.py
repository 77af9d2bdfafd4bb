"""Notion's refusals: its status, its code and, as far as they are known, its words.

Facts: developers.notion.com/reference/status-codes, and messages people have quoted from it.
"""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]


class NotionError(Exception):
    """An answer that is not a success. The values of `data` are texts or lists of texts, as Notion's are."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        data: Json | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.data, self.headers = data or {}, headers or {}

    def body(self) -> Json:
        error = {"object": "error", "status": self.status, "code": self.code, "message": self.message}
        return {**error, "additional_data": self.data} if self.data else error


def validation_error(message: str) -> NotionError:
    return NotionError(400, "validation_error", message)


def _shown(value: object) -> str:
    """A value as Notion quotes it: JSON in backticks, cut short."""
    if value is None:
        return "`null`"
    text = json.dumps(value, ensure_ascii=False)
    return f"`{text}`" if len(text) <= 60 else f"`{text[:57]}...`"  # noqa: PLR2004 - as long as quoted ones are


def should_be(where: str, what: str, value: object) -> NotionError:
    """`body.page_size` should be this, instead was that."""
    return validation_error(
        f"{where.partition('.')[0]} failed validation: {where} should be {what}, instead was {_shown(value)}."
    )


def should_be_defined(where: str) -> NotionError:
    return validation_error(
        f"{where.partition('.')[0]} failed validation: {where} should be defined, instead was `undefined`."
    )


def too_long(where: str, limit: int, length: int) -> NotionError:
    return validation_error(
        f"{where.partition('.')[0]} failed validation: {where}.length should be ≤ `{limit}`, "
        f"instead was `{length}`."
    )


def not_found(kind: str, object_id: str) -> NotionError:
    """Nothing of this kind has the id, or it is not shared: Notion does not tell which."""
    return NotionError(
        404,
        "object_not_found",
        f"Could not find {kind} with ID: {object_id}. Make sure the relevant pages and databases are shared "
        'with your integration "Darcy".',
    )


def only_keys(value: Json, allowed: frozenset[str] | set[str], where: str) -> None:
    """Refuse what Notion does not know, as it does: a misspelt word is never ignored."""
    for key in value:
        if key not in allowed:
            raise validation_error(
                f"{where.partition('.')[0]} failed validation: {where}.{key} should be not present, "
                f"instead was {_shown(value[key])}."
            )


def an_object(value: object, where: str) -> Json:
    if not isinstance(value, dict):
        raise should_be(where, "an object", value)
    return value


def an_array(value: object, where: str, limit: int = 100) -> list[Any]:
    if not isinstance(value, list):
        raise should_be(where, "an array", value)
    if len(value) > limit:
        raise too_long(where, limit, len(value))
    return value


def a_text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise should_be(where, "a string", value)
    return value


def a_boolean(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise should_be(where, "a boolean", value)
    return value
