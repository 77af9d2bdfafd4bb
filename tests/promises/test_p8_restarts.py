"""P8: a restart loses nothing. Real processes, ended as a crash does and as an operator does."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.leasing import open_tenure
from sandbox.notion.faults import Fault, FaultKind
from storage.database.open import open_database
from tests.doubles.darcy import FORMS, words_of
from tests.doubles.processes import WITHIN_S, open_processes
from tests.doubles.replies import reply_to

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.discord.emulator import Message
    from tests.doubles.processes import Processes

pytestmark = pytest.mark.slow

FINISH = "I finished sending the recruitment forms"
STOPPED_WITHIN_S = 5.0
SLOW_S = 8.0


async def drawn(world: Processes, card: Message, words: str) -> Message:
    """The card, as soon as it says so."""

    def look() -> Message | None:
        now = world.discord.message(card)
        return now if words in words_of(now) else None

    found = await world.discord.until(look, WITHIN_S)
    assert found is not None, words_of(world.discord.message(card))
    return found


async def press_and_let_notion_wait(world: Processes, card: Message) -> None:
    """Press Confirm, and leave Darcy waiting for the answer to its write, which Notion has taken."""
    world.notion.fail_next(Fault(kind=FaultKind.SLOW, method="PATCH", path="/pages/", delay_s=SLOW_S))
    await (await world.maya.press(card, "Confirm")).acknowledged()
    await world.discord.until(lambda: world.notion.row(FORMS).status == "Done" or None, WITHIN_S)


async def test_a_write_that_a_crash_cut_off_is_found_and_its_card_drawn_unasked(tmp_path: Path) -> None:
    async with open_processes(tmp_path) as world:
        first = await world.started()
        await world.link()
        card = await world.ask(FINISH)
        await press_and_let_notion_wait(world, card)
        await first.kill()
        await world.discord.wait_disconnected()

        await world.started()
        done = await drawn(world, card, "✅ Done")
        assert done.buttons == []
        assert world.notion.row(FORMS).status == "Done"


async def test_one_that_is_stopped_in_a_write_ends_in_time_and_the_next_draws_the_card(
    tmp_path: Path,
) -> None:
    async with open_processes(tmp_path) as world:
        first = await world.started()
        await world.link()
        card = await world.ask(FINISH)
        await press_and_let_notion_wait(world, card)
        await first.stop(within_s=STOPPED_WITHIN_S)
        assert first.status == 0

        await world.started()
        await drawn(world, card, "✅ Done")


async def test_one_that_is_stopped_finishes_a_write_that_is_merely_slow(tmp_path: Path) -> None:
    async with open_processes(tmp_path) as world:
        first = await world.started()
        await world.link()
        card = await world.ask(FINISH)
        world.notion.fail_next(Fault(kind=FaultKind.SLOW, method="PATCH", path="/pages/", delay_s=1.0))
        await (await world.maya.press(card, "Confirm")).acknowledged()
        await world.discord.until(lambda: world.notion.row(FORMS).status == "Done" or None, WITHIN_S)
        await first.stop(within_s=STOPPED_WITHIN_S)
        assert first.status == 0
        assert "✅ Done" in words_of(world.discord.message(card))


async def test_a_request_that_a_crash_cut_off_is_gone_on_with(tmp_path: Path) -> None:
    async with open_processes(tmp_path, grammar=False) as world:
        first = await world.started()
        await world.link()
        world.model.stalls()
        sent = await world.maya.slash("darcy", {"request": "how is it going?"})
        await asyncio.wait_for(world.model.received.wait(), WITHIN_S)
        await first.kill()
        await world.discord.wait_disconnected()

        world.model.says("It goes well.")
        await world.started()
        assert "It goes well." in words_of(await sent.answer(WITHIN_S))


async def test_a_direct_message_that_a_crash_cut_off_is_gone_on_with_too(tmp_path: Path) -> None:
    async with open_processes(tmp_path, grammar=False) as world:
        first = await world.started()
        await world.link()
        world.model.stalls()
        said = await world.maya.say("how is it going?", channel="dm")
        await asyncio.wait_for(world.model.received.wait(), WITHIN_S)
        await first.kill()
        await world.discord.wait_disconnected()

        world.model.says("It goes well.")
        await world.started()
        assert "It goes well." in words_of(await reply_to(world.discord, said, world.maya))


async def test_a_second_darcy_waits_and_takes_over_from_one_that_died(tmp_path: Path) -> None:
    async with open_processes(tmp_path) as world:
        first = await world.started()
        await world.link()
        card = await world.ask(FINISH)
        second = world.new()
        await second.start()
        await world.logged(second, "waiting until the other Darcy of this database ends")
        assert world.discord.connections == 1

        await first.kill()
        await world.discord.wait_disconnected()
        await world.discord.ready(WITHIN_S)
        assert "✅ Done" in words_of(await (await world.maya.press(card, "Confirm")).answer(WITHIN_S))
        await second.stop(within_s=STOPPED_WITHIN_S)
        assert second.status == 0
        log = second.log.read_text()
        assert log.count("waiting until the other Darcy") == 1


OLDER = (
    *(f"DROP TABLE {table}" for table in ("preferences", "notices", "shown_cards", "guild_settings")),
    "UPDATE alembic_version SET version_num = '0003'",
)


def version_of(database: Path) -> str:
    with closing(sqlite3.connect(database)) as connection:
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(version)


async def test_a_newer_darcy_leaves_the_tables_alone_until_the_older_one_has_ended(tmp_path: Path) -> None:
    async with open_processes(tmp_path) as world:
        kept = tmp_path / "darcy.db"
        async with open_database(f"sqlite:///{kept}") as database, open_tenure(database.leases):
            with closing(sqlite3.connect(kept)) as connection, connection:
                for statement in OLDER:
                    connection.execute(statement)
            newer = world.new()
            await newer.start()
            await world.logged(newer, "waiting until the other Darcy of this database ends")
            assert version_of(kept) == "0003"
        await world.discord.ready(WITHIN_S)
        assert version_of(kept) > "0003"
        await world.link()


async def test_a_darcy_that_waits_for_its_turn_can_be_stopped(tmp_path: Path) -> None:
    async with open_processes(tmp_path) as world:
        await world.started()
        second = world.new()
        await second.start()
        await world.logged(second, "waiting until the other Darcy of this database ends")
        await second.stop(within_s=STOPPED_WITHIN_S)
        assert second.status == 0
