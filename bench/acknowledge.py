# ruff: noqa: INP001 - a script, run with -m
"""How long until Discord hears that Darcy heard: from dispatch on the gateway to the callback.

    .venv/bin/python -m bench.acknowledge [interactions in flight…]

Darcy is a process of its own, as in the sandbox; the emulated Discord and Notion are in this one, a model
that takes two seconds in a third. As many interactions as are to be in flight are dispatched at once, by many
people; one in flight is repeated. `bare` is a bot that does nothing but acknowledge (`bench/bare_bot.py`):
its figures are what the emulator, the proxy, TLS and discord.py cost. The CPU is that of both processes for
one interaction, until the last was acknowledged. Discord waits 3 seconds; what comes later is counted as
late. Prints a table, and the same as one line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench.model_request import serve
from sandbox.discord.emulator import DidNotRespondError
from sandbox.world import LINKED, open_world  # noqa: TID251 - checking each exchange would be measured too

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence

    from sandbox.discord.emulator import EmulatedPerson, RestExchange
    from sandbox.discord.exchanges import GatewayPayload
    from sandbox.world import World

MODEL_TAKES_S = 2.0
IN_FLIGHT = (1, 100, 500)
REPEATED = 40  # of one in flight
ADMIN = "Maya Lindqvist"
BARE = "bare"
_DARCY = (sys.executable, "-m", "bot", "run")
_BARE_BOT = (sys.executable, str(Path(__file__).with_name("bare_bot.py")))
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Figures:
    """Times in milliseconds. `late` were not acknowledged within Discord's 3 seconds."""

    answers: str
    kind: str
    in_flight: int
    median_ms: float
    p99_ms: float
    max_ms: float
    late: int
    bot_cpu_ms: float
    emulator_cpu_ms: float


@dataclass
class Stopwatch:
    """Reads off the gateway when interactions were dispatched, and off REST when they were acknowledged."""

    sent_at: dict[str, float] = field(default_factory=dict)
    took_s: dict[str, float] = field(default_factory=dict)

    def dispatched(self, told: GatewayPayload) -> None:
        if told.payload.get("t") == "INTERACTION_CREATE":
            self.sent_at[told.payload["d"]["id"]] = time.perf_counter()

    def answered(self, exchange: RestExchange) -> None:
        _, kind, interaction, *rest = exchange.path.split("/") + [""] * 3
        if kind == "interactions" and "callback" in rest and exchange.status < 400:  # noqa: PLR2004
            self.took_s[interaction] = time.perf_counter() - self.sent_at[interaction]

    def reset(self) -> None:
        self.sent_at.clear()
        self.took_s.clear()


@asynccontextmanager
async def opened(answers: str, model_port: int, watch: Stopwatch) -> AsyncGenerator[World]:
    """A sandbox in which this answers: `grammar`, `model` or the bare bot."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    if answers == "model":
        url = f"http://127.0.0.1:{model_port}/v1"
        environment |= {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": "bench", "DARCY_MODEL": "bench"}
    with tempfile.TemporaryDirectory(prefix="darcy-bench-") as folder:
        if answers == BARE:
            (Path(folder) / LINKED).touch()  # it cannot be told who is who
        async with open_world(
            darcy=_BARE_BOT if answers == BARE else _DARCY,
            state=Path(folder),
            today=None,
            environment=environment,
            watch_discord=watch.answered,
            watch_gateway=watch.dispatched,
        ) as world:
            yield world


async def measured(world: World, watch: Stopwatch, answers: str, kind: str, in_flight: int) -> Figures:
    admin = world.discord.person(ADMIN)
    card = await (await admin.slash("darcy-admin list")).answer()
    people = [world.discord.person(one.name) for one in world.workspace.people if one.linked]

    async def act(person: EmulatedPerson) -> None:
        match kind:
            case "/darcy":
                await (await person.slash("darcy", {"request": "show my tasks"})).acknowledged()
            case "button":
                now = world.discord.message(card)  # the page that the last press turned to
                await (await admin.press(now, now.buttons[0])).acknowledged()
            case _:
                await person.autocomplete("darcy-me settings", {"zone": "ber"}, "zone")

    watch.reset()
    bot, here = _cpu_s(world.darcy.pid), time.process_time()
    for _ in range(REPEATED if in_flight == 1 else 1):
        acting = (_patient(act, people[number % len(people)]) for number in range(in_flight))
        await asyncio.gather(*acting)
    bot, here = _cpu_s(world.darcy.pid) - bot, time.process_time() - here
    return _figures(watch, (answers, kind, in_flight), bot, here)


async def _patient(act: Callable[[EmulatedPerson], Awaitable[None]], person: EmulatedPerson) -> None:
    with suppress(DidNotRespondError):  # which the stopwatch knows
        await act(person)


def _figures(watch: Stopwatch, about: tuple[str, str, int], bot_s: float, here_s: float) -> Figures:
    count = len(watch.sent_at)
    known = sorted(took * 1000 for took in watch.took_s.values()) or [float("inf")]
    p99 = known[min(len(known) - 1, int(len(known) * 0.99))]
    median, p99, most, bot, here = (
        round(value, 1)
        for value in (
            statistics.median(known),
            p99,
            known[-1],
            bot_s * 1000 / count,
            here_s * 1000 / count,
        )
    )
    return Figures(*about, median, p99, most, count - len(watch.took_s), bot, here)


def _cpu_s(pid: int | None) -> float:
    """The CPU a process has used (Linux: proc_pid_stat(5)); 0 where that cannot be told."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


async def measure_all(model_port: int, loads: Sequence[int]) -> list[Figures]:
    everything = []
    sys.stdout.write(_HEADINGS)
    for answers in (BARE, "grammar", "model"):
        for load in loads:
            # Each load has its own Darcy: what is still being answered would be measured with the next.
            watch = Stopwatch()
            async with opened(answers, model_port, watch) as world:
                for kind in ("autocomplete", "button", "/darcy"):
                    one = await measured(world, watch, answers, kind, load)
                    everything.append(one)
                    sys.stdout.write(_row(one))
                    sys.stdout.flush()
    return everything


_HEADINGS = (
    "answered by  interaction   in flight   median ms   p99 ms   max ms   late   CPU ms: bot   emulator\n"
)


def _row(one: Figures) -> str:
    times = f"{one.median_ms:11.1f} {one.p99_ms:8.1f} {one.max_ms:8.1f} {one.late:6}"
    cpu = f"{one.bot_cpu_ms:13.1f} {one.emulator_cpu_ms:10.1f}"
    return f"{one.answers:12} {one.kind:13} {one.in_flight:9} {times} {cpu}\n"


def main() -> None:
    loads = [int(number) for number in sys.argv[1:]] or IN_FLIGHT
    spawning = multiprocessing.get_context("spawn")
    port_in, port_out = spawning.Pipe(duplex=False)
    model = spawning.Process(target=serve, args=(port_out, MODEL_TAKES_S), daemon=True)
    model.start()
    try:
        everything = asyncio.run(measure_all(port_in.recv(), loads))
    finally:
        model.terminate()
    sys.stdout.write(json.dumps([asdict(one) for one in everything]) + "\n")


if __name__ == "__main__":
    main()
