"""What can go wrong with the database beyond its being out of reach, and who can act."""

from __future__ import annotations

from storage.errors import DarcyError, StoreUnavailableError


class DatabaseUnavailableError(StoreUnavailableError):
    """`why` is the database's own name for what is wrong, such as SQLITE_BUSY: no statement, no value."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"My own database cannot be used at the moment ({why}), so I stopped. Try again in a "
            "minute, and if it stays like this, tell whoever runs Darcy."
        )
        self.why = why


class DatabaseClosedError(StoreUnavailableError):
    """The database does not open at start: whoever runs Darcy must look."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The database that DARCY_DATABASE_URL names does not open ({why}). {_advice(why)}")


def _advice(why: str) -> str:
    match why:
        case "SQLITE_NOTADB" | "SQLITE_CORRUPT":
            return (
                "It is no database of Darcy's, or a damaged one. Whoever runs Darcy can name another file, "
                "which Darcy makes itself, or put back a copy of the database."
            )
        case "SQLITE_FULL":
            return "Whoever runs Darcy can make room on the disk."
        case _:
            return (
                "Whoever runs Darcy can check the address, and that Darcy may write the database and its "
                "folder."
            )


def why_of(error: BaseException) -> str:
    """The short name that a database or the system has for an error. Its text may quote values."""
    for name in ("sqlite_errorname", "sqlstate", "strerror"):
        if why := getattr(error, name, None):
            return str(why)
    return type(error).__name__


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
