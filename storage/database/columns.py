"""The types of columns that are more than a text or a number."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError
from sqlalchemy import DateTime, Text
from sqlalchemy.types import TypeDecorator

from storage.database.errors import RecordUnreadableError

if TYPE_CHECKING:
    from sqlalchemy import Dialect

E = TypeVar("E", bound=StrEnum)
R = TypeVar("R")


class Moment(TypeDecorator[dt.datetime]):
    """An aware moment, kept in UTC.

    SQLite has no zones and compares moments as text, so all of them must be written alike: in UTC, to the
    microsecond. A naive moment is refused, for nobody can say when it was.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        del dialect
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("A moment without a time zone cannot be kept.")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class OneOf(TypeDecorator[E], Generic[E]):
    """A word out of an enumeration, kept as the word."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        del dialect
        try:
            return None if value is None else self.words(value)
        except ValueError:
            raise RecordUnreadableError(self.words.__name__) from None


class Json(TypeDecorator[R], Generic[R]):
    """A record as compact JSON, checked by pydantic when it is written and when it is read.

    It is kept as text: PostgreSQL's own JSON type refuses some of what people can write. What pydantic says
    of a failure quotes the contents, so it is cut off.
    """

    impl = Text
    cache_ok = True

    def __init__(self, record: Any, name: str) -> None:
        super().__init__()
        self.record = record
        self.name = name
        self._adapter: TypeAdapter[R] = TypeAdapter(record)

    def process_bind_param(self, value: R | None, dialect: Dialect) -> str | None:
        del dialect
        if value is None:
            return None
        try:
            return self._adapter.dump_json(value, warnings="error").decode()
        except PydanticSerializationError:
            raise TypeError(f"This is not a {self.name} that could be kept.") from None

    def process_result_value(self, value: str | None, dialect: Dialect) -> R | None:
        del dialect
        try:
            return None if value is None else self._adapter.validate_json(value)
        except ValidationError:
            raise RecordUnreadableError(self.name) from None
