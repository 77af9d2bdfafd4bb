"""What the stores promise because they are on disk, and what they say when the disk does not play along."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import traceback
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, select

from storage.database.engine import address_of, engine_for
from storage.database.errors import DatabaseAddressError, RecordUnreadableError
from storage.database.exchanges import Exchanges
from storage.database.open import open_database
from storage.database.tables import deferred_calls, receipts
from storage.database.transactions import Transactions
from storage.errors import DarcyError, StoreUnavailableError
from storage.proposals import CallState, ProposalState
from storage.records import DeferredCallId, ProposalId
from tests.contracts.store_records import (
    ANA,
    GUILD,
    MINUTE,
    NOON,
    QUESTION,
    RECEIPT,
    RUN,
    decision,
    exchange,
    link,
    proposal,
)

if TYPE_CHECKING:
    from pathlib import Path

    from storage.database.open import Database

SECRET = "what somebody wrote"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "darcy.db"


def execute(file: Path, statement: str, *values: str) -> Any:
    """Run a statement behind Darcy's back; the first row, if any."""
    with closing(sqlite3.connect(file)) as connection, connection:
        return connection.execute(statement, values).fetchone()


# --- kept ---------------------------------------------------------------------------------------------


async def keep_everything(database: Database) -> None:
    await database.members.save_link(link())
    await database.runs.save_run(RUN)
    await database.proposals.propose(proposal())
    await database.proposals.claim(decision())
    await database.proposals.begin(DeferredCallId("p-0"), NOON + MINUTE)
    await database.proposals.settle(DeferredCallId("p-0"), CallState.DONE, receipt=RECEIPT)
    await database.questions.ask(QUESTION)
    await database.questions.answer(QUESTION.id, "t-1", NOON)
    await database.exchanges.add(exchange("who?"))
    await database.interactions.is_new(7, NOON)


async def everything_in(database: Database) -> list[object]:
    return [
        await database.members.links(GUILD),
        await database.runs.get_run(RUN.id),
        await database.proposals.get_proposal(ProposalId("p")),
        await database.proposals.unsettled(),
        await database.questions.get_question(QUESTION.id),
        await database.exchanges.latest("1:2:3", 5),
    ]


async def test_everything_is_there_after_a_restart(url: str) -> None:
    async with open_database(url) as database:
        await keep_everything(database)
        before = await everything_in(database)

    async with open_database(url) as database:
        assert await everything_in(database) == before
        assert await database.interactions.is_new(7, NOON) is False
        assert await database.proposals.claim(decision()) is None
        assert await database.proposals.begin(DeferredCallId("p-1"), NOON) is True


async def test_of_the_presses_that_reach_two_processes_one_wins(url: str) -> None:
    async with open_database(url) as one, open_database(url) as other:
        await one.proposals.propose(proposal())

        presses = [side.proposals.claim(decision()) for side in (one, other) for _ in range(10)]
        allowed = await asyncio.gather(*presses)

        assert sorted(len(calls) for calls in allowed if calls is not None) == [2]


async def test_a_write_that_is_cancelled_happens_or_does_not_and_the_next_goes_on(url: str) -> None:
    cancelled = []  # kept, as an error report would: what they hold on to must not be a lock
    async with open_database(url) as database:
        for tenths in range(30):
            name = f"p{tenths}"
            await database.proposals.propose(proposal(name))
            claim = asyncio.create_task(database.proposals.claim(decision(name)))
            await asyncio.wait([claim], timeout=tenths / 10_000)
            claim.cancel()
            await asyncio.wait([claim])
            cancelled.append(claim)

            kept = await database.proposals.get_proposal(ProposalId(name))
            assert (kept.state, *{call.state for call in kept.calls}) in {
                (ProposalState.OPEN, CallState.HELD),
                (ProposalState.CONFIRMED, CallState.APPROVED),
            }
            await database.exchanges.add(exchange("next"))
    assert any(claim.cancelled() for claim in cancelled)


async def test_the_folder_is_made_and_readers_do_not_wait_for_writers(tmp_path: Path) -> None:
    file = tmp_path / "some" / "folder" / "darcy.db"
    async with open_database(f"sqlite:///{file}") as database:
        assert execute(file, "PRAGMA journal_mode") == ("wal",)
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert await database.members.find_link(GUILD, ANA) is None


async def test_calls_and_receipts_go_with_their_proposal(url: str) -> None:
    async with open_database(url) as database:
        await keep_everything(database)
    engine = engine_for(url)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM proposals")
        for table in (deferred_calls, receipts):
            assert (await connection.execute(select(table))).all() == []
    await engine.dispose()


async def test_records_are_kept_compactly_and_moments_in_utc(file: Path) -> None:
    async with open_database(f"sqlite:///{file}") as database:
        await keep_everything(database)

    assert execute(file, "SELECT answered_at FROM questions") == ("2026-06-10 12:00:00.000000",)
    (change,) = execute(file, "SELECT change FROM deferred_calls WHERE id = 'p-1'")
    assert change.startswith('{"title":"Book a room","status":"To do","assignees":[{"id":')


# --- not to be read -----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [SECRET, f'{{"id": "{SECRET}"}}'], ids=["junk", "another shape"])
@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("UPDATE runs SET record = ?", "run"),
        ("UPDATE deferred_calls SET change = ?", "change"),
        ("UPDATE deferred_calls SET state = ?", "CallState"),
        ("UPDATE proposals SET state = ?", "ProposalState"),
        ("UPDATE receipts SET task = ?", "task"),
        ("UPDATE questions SET record = ?", "question"),
        ("UPDATE exchanges SET record = ?", "exchange"),
    ],
)
async def test_a_record_that_does_not_load_says_so_and_not_what_it_holds(
    file: Path, damage: str, kind: str, text: str
) -> None:
    async with open_database(f"sqlite:///{file}") as database:
        await keep_everything(database)
        execute(file, damage, text)

        with pytest.raises(RecordUnreadableError, match=rf"\(a {kind}\)") as raised:
            await everything_in(database)

    assert_tells_nothing(raised.value)


# --- not to be reached --------------------------------------------------------------------------------


async def opened_and_closed(url: str) -> None:
    async with open_database(url):
        pass


def assert_tells_nothing(error: DarcyError) -> None:
    """Neither values nor statements, not even where the error is logged with what led to it."""
    told = "".join(traceback.format_exception(error))
    assert SECRET not in told
    assert "UPDATE" not in told
    assert "INSERT" not in told
    assert "SELECT" not in told


async def test_a_locked_database_is_told_of_and_works_again_when_let_go(file: Path) -> None:
    async with open_database(f"sqlite:///{file}?timeout=0.05") as database:
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            for _ in range(20):  # more often than there are connections: none of them must stay behind
                with pytest.raises(StoreUnavailableError, match="SQLITE_BUSY") as raised:
                    await database.exchanges.add(exchange(SECRET))
                assert_tells_nothing(raised.value)

        await database.exchanges.add(exchange("again"))
        assert [one.asked for one in await database.exchanges.latest("1:2:3", 5)] == ["again"]


async def test_a_full_disk_is_told_of(file: Path) -> None:
    await opened_and_closed(f"sqlite:///{file}")
    engine = engine_for(f"sqlite:///{file}")
    event.listen(engine.sync_engine, "connect", allow_no_growth)
    exchanges = Exchanges(Transactions(engine))

    with pytest.raises(StoreUnavailableError, match="SQLITE_FULL") as raised:
        await exchanges.add(exchange(SECRET * 10_000))

    assert_tells_nothing(raised.value)
    assert list(await exchanges.latest("1:2:3", 5)) == []
    await engine.dispose()


def allow_no_growth(connection: Any, _record: object) -> None:
    """SQLite raises the limit to the size the file has."""
    connection.cursor().execute("PRAGMA max_page_count = 1")


async def test_a_lost_table_is_told_of(file: Path) -> None:
    async with open_database(f"sqlite:///{file}") as database:
        execute(file, "DROP TABLE exchanges")

        with pytest.raises(StoreUnavailableError, match="SQLITE_ERROR") as raised:
            await database.exchanges.add(exchange(SECRET))
    assert_tells_nothing(raised.value)


def test_a_file_that_is_no_database_is_told_of_and_left_alone(file: Path) -> None:
    file.write_text(SECRET * 100)

    with pytest.raises(StoreUnavailableError, match="SQLITE_NOTADB"):
        asyncio.run(opened_and_closed(f"sqlite:///{file}"))
    assert file.read_text() == SECRET * 100


async def test_a_path_that_cannot_be_opened_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError, match=r"DARCY_DATABASE_URL.*SQLITE_CANTOPEN"):
        await opened_and_closed(f"sqlite:///{tmp_path}")


async def test_a_folder_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()

    with pytest.raises(StoreUnavailableError, match=r"DARCY_DATABASE_URL.*Not a directory"):
        await opened_and_closed(f"sqlite:///{tmp_path}/taken/deeper/darcy.db")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "darcy.db",
        "mysql://darcy:hunter2@host/name",
        "nonsense+driver://darcy:hunter2@host/name",
        "postgresql://darcy:hunter2@host:port/name",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file::memory:?uri=true",
    ],
)
async def test_an_address_of_no_use_is_explained_and_not_quoted(url: str) -> None:
    with pytest.raises(DatabaseAddressError, match=r"sqlite:///data/darcy\.db") as raised:
        await opened_and_closed(url)

    assert "hunter2" not in "".join(traceback.format_exception(raised.value))


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///data/darcy.db", "sqlite+aiosqlite"),
        ("sqlite+aiosqlite:////var/darcy.db", "sqlite+aiosqlite"),
        ("postgresql://darcy:hunter2@host/name", "postgresql+asyncpg"),
        ("postgres://host/name", "postgresql+asyncpg"),
    ],
)
def test_a_plain_address_gets_its_driver(url: str, driver: str) -> None:
    address = address_of(url)

    assert address.drivername == driver
    assert address.database == url.removeprefix("sqlite:///").removeprefix("sqlite+aiosqlite:///") or "name"


async def test_nothing_people_wrote_is_logged_even_when_everything_is(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        async with open_database(url) as database:
            await database.exchanges.add(exchange(SECRET))
            assert len(await database.exchanges.latest("1:2:3", 5)) == 1

    assert SECRET not in caplog.text


def test_the_way_hosts_ask_for_encryption_is_understood() -> None:
    address = address_of("postgresql://host/name?sslmode=require&application_name=darcy")

    assert dict(address.query) == {"ssl": "require", "application_name": "darcy"}
