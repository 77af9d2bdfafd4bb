"""What every store of runs promises."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from storage.errors import RecordNotFoundError
from storage.records import DiscordId, GuildId, RunId, TaskId
from storage.runs import Reply, Run, RunState
from tests.contracts.store_records import MINUTE, NOON, REQUEST, RUN, TASK

if TYPE_CHECKING:
    from storage.database.open import Database

FRESH = Run(id=RunId("fresh"), request=REQUEST, references={})


@pytest.mark.parametrize("run", [RUN, FRESH], ids=["full", "fresh"])
async def test_a_run_comes_back_as_it_was_kept(stores: Database, run: Run) -> None:
    await stores.runs.save_run(run)

    kept = await stores.runs.get_run(run.id)

    assert kept == run
    assert [type(message) for message in kept.history] == [type(message) for message in run.history]
    assert kept.request.received_at.utcoffset() == NOON.utcoffset()


async def test_a_run_kept_again_takes_the_place_of_what_was_kept(stores: Database) -> None:
    ended = replace(RUN, state=RunState.ENDED, history=(*RUN.history, Reply(text="more")), shown=None)
    await stores.runs.save_run(RUN)
    await stores.runs.save_run(ended)

    assert await stores.runs.get_run(RUN.id) == ended


async def test_an_unknown_run_is_said_to_be_so(stores: Database) -> None:
    await stores.runs.save_run(RUN)

    with pytest.raises(RecordNotFoundError, match="ask again"):
        await stores.runs.get_run(RunId("nobody's"))


async def test_a_run_is_kept_as_it_was_at_that_moment(stores: Database) -> None:
    references = {"T1": TASK.id}
    await stores.runs.save_run(replace(RUN, references=references))
    references["T2"] = TaskId("later")
    (await stores.runs.get_run(RUN.id)).references["T3"] = TaskId("later still")

    assert (await stores.runs.get_run(RUN.id)).references == {"T1": TASK.id}


async def test_many_runs_are_kept_at_once(stores: Database) -> None:
    runs = [replace(RUN, id=RunId(f"run-{number}")) for number in range(30)]

    await asyncio.gather(*(stores.runs.save_run(run) for run in runs))

    assert await asyncio.gather(*(stores.runs.get_run(run.id) for run in runs)) == runs


async def test_a_moment_without_a_zone_is_refused(stores: Database) -> None:
    naive = replace(RUN, request=replace(REQUEST, received_at=NOON.replace(tzinfo=None)))

    with pytest.raises(ValueError, match="without a time zone"):
        await stores.runs.save_run(naive)


async def test_a_run_is_found_by_who_asked_and_when(stores: Database) -> None:
    await stores.runs.save_run(RUN)
    asked = RUN.request
    found = await stores.runs.find_run(asked.guild, asked.asked_by, asked.received_at)
    assert found == RUN
    for guild, by, at in (
        (GuildId(asked.guild + 1), asked.asked_by, asked.received_at),
        (asked.guild, DiscordId(asked.asked_by + 1), asked.received_at),
        (asked.guild, asked.asked_by, asked.received_at + MINUTE),
    ):
        assert await stores.runs.find_run(guild, by, at) is None
