"""Every statement runs in a transaction from here, and every failure leaves it in a person's words."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from storage.database.engine import WRITES
from storage.database.errors import DatabaseUnavailableError, TakenError, why_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

log = logging.getLogger(__name__)


class Transactions:
    """Reads and writes. What is raised inside undoes the whole of a write.

    Both raise `StoreUnavailableError` if the database cannot be reached, is locked or is full, and
    `TakenError` if something unique is there already. Neither error holds a statement or a value.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._reader = engine
        self._writer = engine.execution_options(**{WRITES: True})
        # SQLite lets one write at a time and makes the others poll; in here they queue, first come first.
        self._turn = asyncio.Lock() if engine.dialect.name == "sqlite" else nullcontext()

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        with _in_words():
            async with self._reader.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncGenerator[AsyncConnection]:
        with _in_words():
            async with self._turn, self._writer.begin() as connection:
                yield connection


def insert_into(connection: AsyncConnection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert with `on_conflict_…`, which both dialects have and SQLAlchemy has no common word for."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


@contextmanager
def _in_words() -> Generator[None]:
    """Translate errors. The cause is cut off: it quotes statements, and on PostgreSQL values."""
    try:
        yield
    except IntegrityError:
        raise TakenError("Something unique is kept already.") from None
    except DBAPIError as error:
        raise _unavailable(error.orig or error) from None
    except StatementError as error:  # a column's own type refused a value: a bug, as it was raised
        raise (error.orig or error) from None
    except (PoolTimeoutError, OSError) as error:
        raise _unavailable(error) from None


def _unavailable(error: BaseException) -> DatabaseUnavailableError:
    why = why_of(error)
    log.warning("database unavailable", extra={"why": why})
    return DatabaseUnavailableError(why)
