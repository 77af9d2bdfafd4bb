"""The stores that every contract of a store is asked of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from storage.database.engine import engine_for
from storage.database.open import Database, open_database
from storage.database.tables import metadata
from tests.doubles.stores import memory_database

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

# The address of a PostgreSQL database that may be emptied. Needs the asyncpg package.
POSTGRES = os.environ.get("DARCY_TEST_POSTGRES")
REAL = ["sqlite", "postgres"] if POSTGRES else ["sqlite"]


@pytest.fixture(params=["memory", *REAL])
async def stores(request: pytest.FixtureRequest) -> AsyncGenerator[Database]:
    if request.param == "memory":
        yield memory_database()
    else:
        async with open_database(
            await _empty(request.param, request.getfixturevalue("tmp_path"))
        ) as database:
            yield database


@pytest.fixture(params=REAL)
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with nothing in it, not even tables."""
    return await _empty(request.param, tmp_path)


async def _empty(kind: str, folder: Path) -> str:
    if kind == "sqlite":
        return f"sqlite:///{folder / 'new' / 'darcy.db'}"
    assert POSTGRES is not None
    engine = engine_for(POSTGRES)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.drop_all)
        await connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
    await engine.dispose()
    return POSTGRES
