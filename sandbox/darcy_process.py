"""Darcy as a process of its own, which does not outlive the sandbox."""

from __future__ import annotations

import asyncio
import signal
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Mapping, Sequence
    from pathlib import Path

STOP_WITHIN_S = 5.0
# The shell waits for the end of its input, which comes with the end of whoever holds the other end of the
# pipe, however that ends; then it kills. No system's own parent-death signal is needed.
_LEASH = 'read -r _; kill -KILL "$1"'


class DarcyProcess:
    """A child process that can be killed and started again. Its output goes to the end of the log."""

    def __init__(
        self, command: Sequence[str], *, environment: Mapping[str, str], folder: Path, log: Path
    ) -> None:
        self.log = log
        self._command = tuple(command)
        self._environment = dict(environment)
        self._folder = folder
        self._process: Process | None = None
        self._leash: Process | None = None

    @property
    def pid(self) -> int | None:
        """Its process id while it runs."""
        return self._process.pid if self._process is not None and self.is_running else None

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def status(self) -> int | None:
        """How it ended: its exit status, or less than 0 for the signal that ended it."""
        return None if self._process is None else self._process.returncode

    async def start(self) -> None:
        """Start it. Nothing says yet that it has connected."""
        # In a session of its own, so that Ctrl-C reaches the sandbox alone, which then ends Darcy in order.
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                cwd=self._folder,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._leash = await asyncio.create_subprocess_exec(
            *("/bin/sh", "-c", _LEASH, "leash", str(self._process.pid)),
            stdin=asyncio.subprocess.PIPE,
            start_new_session=True,
        )

    async def kill(self) -> None:
        """End it as a crash would: at once, with nothing tidied up."""
        await self._end(signal.SIGKILL)

    async def stop(self, within_s: float = STOP_WITHIN_S) -> None:
        """Ask it to end, and make it if it does not."""
        await self._end(signal.SIGTERM, within_s)

    async def restart(self) -> None:
        """Kill it and start it again."""
        await self.kill()
        await self.start()

    async def wait(self) -> int:
        """Wait for its end and return its exit status."""
        assert self._process is not None
        return await self._process.wait()

    async def _end(self, how: signal.Signals, within_s: float = STOP_WITHIN_S) -> None:
        process, leash = self._process, self._leash
        if process is None:
            return
        if process.returncode is None:
            process.send_signal(how)
        try:
            async with asyncio.timeout(within_s):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
        if leash is not None:
            leash.kill()
            await leash.wait()


@asynccontextmanager
async def open_darcy(
    command: Sequence[str], *, environment: Mapping[str, str], folder: Path, log: Path
) -> AsyncIterator[DarcyProcess]:
    """Start Darcy, and stop it at the end."""
    darcy = DarcyProcess(command, environment=environment, folder=folder, log=log)
    try:
        await darcy.start()
        yield darcy
    finally:
        await darcy.stop()
