"""That a database has the tables we think it has, however old it is."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from storage.database.engine import engine_for
from storage.database.errors import DatabaseTooNewError
from storage.database.open import open_database
from storage.database.tables import metadata
from storage.errors import StoreUnavailableError
from tests.contracts.store_records import ANA, GUILD, link, proposal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection


async def differences(url: str) -> Sequence[object]:
    def compare(connection: Connection) -> Sequence[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    engine = engine_for(url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(compare)
    finally:
        await engine.dispose()


async def run(url: str, statement: str) -> None:
    engine = engine_for(url)
    async with engine.begin() as connection:
        await connection.exec_driver_sql(statement)
    await engine.dispose()


async def rows(url: str, statement: str) -> list[object]:
    engine = engine_for(url)
    async with engine.connect() as connection:
        found: list[object] = list(await connection.exec_driver_sql(statement))
    await engine.dispose()
    return found


async def test_the_migrations_make_the_tables(url: str) -> None:
    async with open_database(url):
        pass

    assert await differences(url) == []


async def test_a_missing_migration_would_be_noticed(url: str) -> None:
    async with open_database(url):
        pass
    await run(url, "ALTER TABLE members ADD COLUMN nickname TEXT")

    assert "nickname" in str(await differences(url))


async def test_migrating_again_changes_nothing(url: str) -> None:
    async with open_database(url) as database:
        await database.members.save_link(link())
    async with open_database(url) as database:
        assert await database.members.find_link(GUILD, ANA) == link()

    assert await differences(url) == []


async def test_two_that_start_at_once_both_find_the_tables(url: str) -> None:
    async def starts() -> int:
        async with open_database(url) as database:
            return len(await database.members.links(GUILD))

    assert await asyncio.gather(*(starts() for _ in range(4))) == [0] * 4
    assert await differences(url) == []


async def test_a_database_of_a_newer_darcy_is_left_alone(url: str) -> None:
    async with open_database(url):
        pass
    await run(url, "UPDATE alembic_version SET version_num = 'of the future'")

    with pytest.raises(DatabaseTooNewError, match="Update Darcy"):
        async with open_database(url):
            pass

    await run(url, "UPDATE alembic_version SET version_num = '0005'")
    assert await differences(url) == []


async def test_a_migration_that_fails_leaves_nothing_behind(url: str) -> None:
    """The last table is in the way, so all that was made before it must go again."""
    await run(url, "CREATE TABLE interactions (id INTEGER)")

    with pytest.raises(StoreUnavailableError):
        async with open_database(url):
            pass

    await run(url, "DROP TABLE interactions")
    async with open_database(url):
        pass
    assert await differences(url) == []


def day(text: str) -> str:
    """A due date as it is kept now."""
    return f'{{"on":"{text}","at":null,"starts_on":null,"starts_at":null}}'


async def test_what_was_kept_before_due_dates_had_times_and_ranges_is_still_read(url: str) -> None:
    kept = proposal()
    async with open_database(url) as database:
        await database.proposals.propose(kept)
    for new, old in (
        (f'"due":{day("2028-02-29")}', '"due_on":"2028-02-29"'),
        (day("2026-06-12"), '"2026-06-12"'),
    ):
        await run(url, f"UPDATE deferred_calls SET change = replace(change, '{new}', '{old}')")  # noqa: S608 - of a test
    assert await rows(url, "SELECT change FROM deferred_calls WHERE change LIKE '%starts_on%'") == []
    for statement in (
        "DROP TABLE shown_cards",
        "DROP TABLE guild_settings",
        "DROP TABLE preferences",
        "DROP TABLE notices",
        "DROP TABLE owed_answers",
        "DROP TABLE leases",
        "DROP TABLE column_choices",
        "DROP INDEX ix_receipts_comment",
        "ALTER TABLE receipts DROP COLUMN comment",
        "UPDATE alembic_version SET version_num = '0001'",
    ):
        await run(url, statement)

    async with open_database(url) as database:
        assert await database.proposals.get_proposal(kept.id) == kept
    assert await differences(url) == []


async def test_logging_stays_as_it_was_set_up(url: str) -> None:
    root, other = logging.getLogger(), logging.getLogger("bot.some_part")
    before = (root.level, list(root.handlers), other.level, other.disabled)

    async with open_database(url):
        pass

    assert (root.level, list(root.handlers), other.level, other.disabled) == before
