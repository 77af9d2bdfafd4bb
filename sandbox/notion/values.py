"""What a request writes into a page's columns, checked and turned into what the page keeps.

Facts: developers.notion.com/reference/page-property-values and …/request-limits. People and relations are
replaced as a whole; a status must be one of its options, while an unknown option of a select is made.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sandbox.notion.columns import Column, find_column, no_such_column
from sandbox.notion.dates import stored_date
from sandbox.notion.errors import (
    Json,
    a_boolean,
    a_text,
    an_array,
    an_object,
    not_found,
    only_keys,
    should_be,
    should_be_defined,
    validation_error,
)
from sandbox.notion.pages import OF_THE_PAGE
from sandbox.notion.store import dashed
from sandbox.notion.texts import stored_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.notion.store import Kind, Store


class ValueReader:
    """Reads the `properties` of a request for rows of one data source.

    `source` may gain options on the way; `is_changed` tells whether it must be saved.
    """

    def __init__(self, store: Store, source: Json) -> None:
        self._store, self.source, self.is_changed = store, source, False
        self._by_kind: dict[str, Callable[[Column, Any, str], Any]] = {
            "title": lambda _, value, where: stored_text(value, where),
            "rich_text": lambda _, value, where: stored_text(value, where),
            "status": self._status,
            "select": self._select,
            "people": self._people,
            "relation": self._relation,
            "date": lambda _, value, where: None if value is None else stored_date(value, where),
            "checkbox": lambda _, value, where: a_boolean(value, where),
        }

    def values(self, properties: object, where: str = "body.properties") -> Json:
        """What each column named is to hold, by the column's id. Refuses the whole if one is wrong."""
        return dict(self._value(key, value, where) for key, value in an_object(properties, where).items())

    def _value(self, key: str, value: object, where: str) -> tuple[str, Any]:
        column = find_column(self.source, key)
        if column is None:
            raise no_such_column(key)
        here = f"{where}.{key}"
        if column.kind in OF_THE_PAGE:
            raise validation_error(f"{column.name} is kept by Notion itself and cannot be written.")
        value = an_object(value, here)
        if value.get("type", column.kind) != column.kind or column.kind not in value:
            raise validation_error(f"{column.name} is expected to be {column.kind}.")
        only_keys(value, {"id", "type", column.kind}, here)
        return column.id, self._by_kind[column.kind](column, value[column.kind], f"{here}.{column.kind}")

    def _status(self, column: Column, value: Any, where: str) -> str | None:
        chosen = self._known_option(column, value, where)
        if value is not None and chosen is None:
            name = value.get("name") or value.get("id")
            raise validation_error(f'Invalid status option. Status option "{name}" does not exist.')
        return chosen

    def _select(self, column: Column, value: Any, where: str) -> str | None:
        chosen = self._known_option(column, value, where)
        if value is None or chosen is not None:
            return chosen
        if "name" not in value:
            raise validation_error(f"{where}.id: {value.get('id')!r} is an invalid select option.")
        if "," in value["name"]:
            raise validation_error(f"Invalid select option, commas not allowed: {value['name']}")
        made = {"id": secrets.token_hex(2), "name": value["name"], "color": "default", "description": None}
        self.source["properties"][column.name]["select"]["options"].append(made)
        self.is_changed = True
        return str(made["id"])

    def _known_option(self, column: Column, value: Any, where: str) -> str | None:
        if value is None:
            return None
        value = an_object(value, where)
        only_keys(value, {"id", "name", "color", "description"}, where)
        if "name" not in value and "id" not in value:
            raise should_be_defined(f"{where}.name")
        for key in value.keys() & {"id", "name"}:
            a_text(value[key], f"{where}.{key}")
        option = column.option(name=value.get("name"), option_id=value.get("id"))
        return option["id"] if option else None

    def _people(self, _: Column, value: Any, where: str) -> list[str]:
        return [
            self._existing("user", reference, f"{where}[{number}]")["id"]
            for number, reference in enumerate(_once(an_array(value, where)))
        ]

    def _relation(self, column: Column, value: Any, where: str) -> list[str]:
        pages = [
            self._existing("page", reference, f"{where}[{number}]")
            for number, reference in enumerate(_once(an_array(value, where)))
        ]
        for page in pages:
            if page["data_source_id"] != column.details["data_source_id"]:
                raise validation_error(
                    f"{page['id']} is not a page of the data source {column.name} leads to."
                )
        return [page["id"] for page in pages]

    def _existing(self, kind: Kind, reference: Any, where: str) -> Json:
        given = a_text(an_object(reference, where).get("id"), f"{where}.id")
        object_id = dashed(given)
        if object_id is None:
            raise should_be(f"{where}.id", "a valid uuid", given)
        found = self._store.find(kind, object_id)
        if found is None:
            raise not_found(kind, object_id)
        return found


def _once(references: list[Any]) -> list[Any]:
    """Each reference once: a list of people or pages is a set."""
    return [each for number, each in enumerate(references) if each not in references[:number]]
