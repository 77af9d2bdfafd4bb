"""Reads the fields of a request, noting in a form what is wrong with them, in Discord's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sandbox.discord.errors import FormErrors

Path = tuple[str | int, ...]


class Fields:
    """One JSON object of a request, at its path, with the form its mistakes are noted in."""

    def __init__(self, given: object, path: Path, form: FormErrors) -> None:
        self.path, self.form = path, form
        self.given: dict[str, Any] = given if isinstance(given, dict) else {}
        if not isinstance(given, dict):
            form.add(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")

    def wrong(self, name: str, code: str, message: str) -> None:
        """Note what is wrong with a field."""
        self.form.add((*self.path, name), code, message)

    def missing(self, name: str) -> bool:
        """Whether a field that must be there is not; notes it."""
        if self.given.get(name) is None:
            self.wrong(name, "BASE_TYPE_REQUIRED", "This field is required")
            return True
        return False

    def text(self, name: str, low: int, high: int, *, required: bool = False) -> str | None:
        """A text of `low` to `high` characters."""
        if self.given.get(name) is None:
            if required:
                self.missing(name)
            return None
        value = self.given[name]
        if not isinstance(value, str):
            self.wrong(name, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
            return None
        if len(value) > high or len(value) < low:
            self._length(name, low, high)
        return value

    def number(self, name: str, low: int, high: int, default: int) -> int:
        """A whole number between two others, both allowed; null stands for the default."""
        value = default if self.given.get(name) is None else self.given[name]
        if not isinstance(value, int) or isinstance(value, bool):
            self.wrong(name, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return default
        if not low <= value <= high:
            self.wrong(name, "NUMBER_TYPE_RANGE", f"int value should be between {low} and {high}.")
        return value

    def choice(self, name: str, among: Collection[int], default: int | None = None) -> int | None:
        """A number that must be one of a few."""
        value = self.given.get(name, default)
        if value is None:
            self.missing(name)
            return None
        if isinstance(value, int) and not isinstance(value, bool) and value in among:
            return value
        self.wrong(
            name, "BASE_TYPE_CHOICES", f"Value must be one of {{{', '.join(map(str, sorted(among)))}}}."
        )
        return None

    def flag(self, name: str) -> bool:
        """A yes or no, which is no if not given."""
        value = self.given.get(name) or False
        if not isinstance(value, bool):
            self.wrong(name, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
        return bool(value)

    def items(self, name: str, low: int, high: int, *, required: bool = False) -> list[Any]:
        """A list of `low` to `high` things."""
        value = self.given.get(name)
        if value is None:
            if required:
                self.missing(name)
            return []
        if not isinstance(value, list):
            self.wrong(name, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if not low <= len(value) <= high:
            self._length(name, low, high)
        return value

    def unique(self, name: str, values: list[Any], code: str, message: str) -> None:
        """Note each place in a list whose value stood there before."""
        for at, value in enumerate(values):
            if value is not None and value in values[:at]:
                self.form.add((*self.path, name, at), code, message)

    def each(self, name: str, read: Callable[[Fields], Any], low: int, high: int) -> list[Any]:
        """What `read` makes of each object of a list."""
        given = self.items(name, low, high, required=low > 0)
        return [read(Fields(one, (*self.path, name, at), self.form)) for at, one in enumerate(given)]

    def _length(self, name: str, low: int, high: int) -> None:
        if low == 0:
            self.wrong(name, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        else:
            self.wrong(name, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
