"""What can go wrong with the database beyond its being out of reach, and who can act."""

from __future__ import annotations

from storage.errors import DarcyError


class RecordUnreadableError(DarcyError):
    """A stored record does not load: whoever runs Darcy must look. Its text names no contents."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"Something I kept cannot be read any more (a {kind}). "
            "Whoever runs Darcy has to look at its database, or restore a copy of it."
        )


class DatabaseAddressError(DarcyError):
    """The address of the database is not one Darcy can use: whoever runs Darcy must mend it."""


class DatabaseTooNewError(DarcyError):
    """The database was made by a newer Darcy: whoever runs Darcy must update it."""

    def __init__(self) -> None:
        super().__init__(
            "The database was made by a newer version of Darcy than this one. "
            "Update Darcy, or let DARCY_DATABASE_URL name another database."
        )


class TakenError(ValueError):
    """Something must be unique and is there already. An id that is used twice is a bug of ours."""
