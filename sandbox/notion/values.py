"""What a request writes into a page's columns, checked and turned into what the page keeps.

Facts: developers.notion.com/reference/page-property-values and …/request-limits. Lists are replaced as a
whole; a status must be one of its options, and none resets it to the default, while an unknown option of a
select is made. Names of options are unique without regard to case: …/property-object#select-options.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.notion.columns import READ_ONLY, Column, find_column, no_such_column
from sandbox.notion.dates import stored_date
from sandbox.notion.errors import (
    Json,
    a_boolean,
    a_text,
    an_array,
    an_object,
    only_keys,
    should_be,
    should_be_defined,
    too_long,
    validation_error,
)
from sandbox.notion.files import stored_files
from sandbox.notion.options import new_option
from sandbox.notion.texts import LONGEST_TEXT, stored_text, utf16_length

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.notion.store import Kind
    from sandbox.notion.world import World

LONGEST_ADDRESS = 200
"""Of an e-mail address and of a telephone number, in UTF-16 units."""


class ValueReader:
    """Reads the `properties` of a request for rows of one data source.

    `source` may gain options on the way; `is_changed` tells whether it must be saved.
    """

    def __init__(self, world: World, source: Json) -> None:
        self._world, self.source, self.is_changed = world, source, False
        self._by_kind: dict[str, Callable[[Column, Any, str], Any]] = {
            "title": lambda _, value, where: stored_text(value, where),
            "rich_text": lambda _, value, where: stored_text(value, where),
            "number": lambda _, value, where: None if value is None else _number(value, where),
            "url": lambda _, value, where: _short_text(value, where, LONGEST_TEXT),
            "email": lambda _, value, where: _short_text(value, where, LONGEST_ADDRESS),
            "phone_number": lambda _, value, where: _short_text(value, where, LONGEST_ADDRESS),
            "status": self._status,
            "select": self._select,
            "multi_select": self._multi_select,
            "people": self._people,
            "relation": self._relation,
            "files": lambda _, value, where: stored_files(value, where),
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
        if column.kind in READ_ONLY:
            raise validation_error(f"{column.name} is kept by Notion itself and cannot be written.")
        value = an_object(value, here)
        if value.get("type", column.kind) != column.kind or column.kind not in value:
            raise validation_error(f"{column.name} is expected to be {column.kind}.")
        only_keys(value, {"id", "type", column.kind}, here)
        return column.id, self._by_kind[column.kind](column, value[column.kind], f"{here}.{column.kind}")

    def _status(self, column: Column, value: Any, where: str) -> str:
        if value is None:
            return str(column.options[0]["id"])
        given = _an_option(value, where)
        option = column.option(name=given.get("name"), option_id=given.get("id"))
        if option is None:
            name = given.get("name") or given.get("id")
            raise validation_error(f'Invalid status option. Status option "{name}" does not exist.')
        return str(option["id"])

    def _select(self, column: Column, value: Any, where: str) -> str | None:
        return None if value is None else self._known_or_made(column, value, where)

    def _multi_select(self, column: Column, value: Any, where: str) -> list[str]:
        chosen = [
            self._known_or_made(column, each, f"{where}[{number}]")
            for number, each in enumerate(an_array(value, where))
        ]
        return list(dict.fromkeys(chosen))

    def _known_or_made(self, column: Column, value: Any, where: str) -> str:
        given = _an_option(value, where)
        options = self.source["properties"][column.name][column.kind]["options"]
        for option in options:
            if option["id"] == given.get("id") or _same(option["name"], given.get("name")):
                return str(option["id"])
        if "name" not in given:
            raise validation_error(f"{where}.id: {given['id']!r} is an invalid select option.")
        made = new_option(given["name"], given.get("color"))
        options.append(made)
        self.is_changed = True
        return str(made["id"])

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
        return self._world.get(kind, given, f"{where}.id")


def _once(references: list[Any]) -> list[Any]:
    """Each reference once: a list of people or pages is a set."""
    return [each for number, each in enumerate(references) if each not in references[:number]]


def _an_option(value: Any, where: str) -> Json:
    given = an_object(value, where)
    only_keys(given, {"id", "name", "color", "description"}, where)
    if "name" not in given and "id" not in given:
        raise should_be_defined(f"{where}.name")
    for key in given.keys() & {"id", "name", "color"}:
        a_text(given[key], f"{where}.{key}")
    return given


def _same(name: str, given: str | None) -> bool:
    return given is not None and name.casefold() == given.casefold()


def _number(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise should_be(where, "a number", value)
    return value


def _short_text(value: Any, where: str, limit: int) -> str | None:
    text = None if value is None else a_text(value, where)
    if text is not None and utf16_length(text) > limit:
        raise too_long(where, limit, utf16_length(text))
    return text
