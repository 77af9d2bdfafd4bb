"""Darcy as a child process: whatever becomes of the sandbox, nothing of it stays behind."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from typing import TYPE_CHECKING, BinaryIO

import pytest

from sandbox.darcy_process import DarcyProcess

if TYPE_CHECKING:
    from pathlib import Path

# Both hold the pipe open for as long as they live.
SLEEPER = ("/bin/sh", "-c", 'exec sleep 60 >"$0"')
STUBBORN = """
import signal, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
held = open(sys.argv[1], "w")
signal.pause()
"""
SANDBOX = """
import asyncio, pathlib, sys
from sandbox.darcy_process import open_darcy

async def main(folder, command):
    async with open_darcy(command, environment={}, folder=folder, log=folder / "log"):
        print("started", flush=True)
        await asyncio.Event().wait()

asyncio.run(main(pathlib.Path(sys.argv[1]), sys.argv[2:]))
"""


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "held")
    return tmp_path / "held"


async def held(pipe: Path) -> BinaryIO:
    """The pipe's other end, as soon as Darcy holds this one. It reads to its end when Darcy is gone."""
    async with asyncio.timeout(20):
        return await asyncio.to_thread(pipe.open, "rb")


async def until_let_go(pipe: BinaryIO) -> None:
    with pipe:
        async with asyncio.timeout(20):
            await asyncio.to_thread(pipe.read)


async def test_darcy_does_not_outlive_a_sandbox_that_was_killed(tmp_path: Path, pipe: Path) -> None:
    command = (sys.executable, "-c", SANDBOX, str(tmp_path), *SLEEPER, str(pipe))
    sandbox = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
    assert sandbox.stdout is not None
    darcys = await held(pipe)
    assert await sandbox.stdout.readline() == b"started\n"

    sandbox.kill()

    await until_let_go(darcys)
    await sandbox.wait()


async def test_a_darcy_that_will_not_end_is_made_to(tmp_path: Path, pipe: Path) -> None:
    command = (sys.executable, "-c", STUBBORN, str(pipe))
    darcy = DarcyProcess(command, environment={}, folder=tmp_path, log=tmp_path / "log")
    await darcy.start()
    darcys = await held(pipe)

    await darcy.stop(within_s=0.1)

    await until_let_go(darcys)
    assert not darcy.is_running
    assert darcy.pid is None
    assert darcy.status == -signal.SIGKILL
