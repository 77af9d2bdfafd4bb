"""Opens the database: the one door to every store in it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from storage.database.cards import Cards
from storage.database.engine import engine_for
from storage.database.errors import DatabaseClosedError, DatabaseUnavailableError
from storage.database.exchanges import Exchanges
from storage.database.guild_settings import GuildsSettings
from storage.database.interactions import Interactions
from storage.database.layouts import Layouts
from storage.database.leases import Leases
from storage.database.members import Members
from storage.database.migrating import make_leasable, migrate
from storage.database.notices import Notices
from storage.database.preferences import MembersPreferences
from storage.database.proposals import Proposals
from storage.database.questions import Questions
from storage.database.runs import Runs
from storage.database.transactions import Transactions

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from storage.ports import (
        CardStore,
        ExchangeStore,
        GuildSettingStore,
        InteractionStore,
        LayoutStore,
        LeaseStore,
        MemberStore,
        NoticeStore,
        PreferenceStore,
        ProposalStore,
        QuestionStore,
        RunStore,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """The stores, each behind its port. They may be used by many tasks at once."""

    members: MemberStore
    preferences: PreferenceStore
    notices: NoticeStore
    runs: RunStore
    proposals: ProposalStore
    questions: QuestionStore
    exchanges: ExchangeStore
    interactions: InteractionStore
    cards: CardStore
    guild_settings: GuildSettingStore
    layouts: LayoutStore
    leases: LeaseStore
    migrate: Callable[[], Awaitable[None]]
    """Bring the tables up to date. Raises `DatabaseTooNewError`."""


@asynccontextmanager
async def open_database(url: str) -> AsyncGenerator[Database]:
    """Open `sqlite:///path` or `postgresql://…`, bring its tables up to date, close it at the end.

    Raises `DatabaseAddressError`, `DatabaseClosedError` or `DatabaseTooNewError`.
    """
    async with open_leasable(url) as database:
        await database.migrate()
        yield database


@asynccontextmanager
async def open_leasable(url: str) -> AsyncGenerator[Database]:
    """The same, but of an older database only `leases` is of use until `migrate`: take the lease before."""
    engine = engine_for(url)
    try:
        transactions = Transactions(engine)
        await _reach(transactions)
        await make_leasable(transactions)
        leases = Leases(transactions)
        yield Database(
            members=Members(transactions),
            preferences=MembersPreferences(transactions),
            notices=Notices(transactions),
            runs=Runs(transactions),
            proposals=Proposals(transactions, leases),
            questions=Questions(transactions),
            exchanges=Exchanges(transactions),
            interactions=Interactions(transactions),
            cards=Cards(transactions),
            guild_settings=GuildsSettings(transactions),
            layouts=Layouts(transactions),
            leases=leases,
            migrate=partial(migrate, transactions),
        )
    finally:
        await engine.dispose()


async def _reach(transactions: Transactions) -> None:
    """Connect once, to say what is wrong with the address to whoever runs Darcy and not to a member."""
    try:
        async with transactions.reading():
            pass
    except DatabaseUnavailableError as error:
        raise DatabaseClosedError(error.why) from None
