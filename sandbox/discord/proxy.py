"""An HTTP proxy that knows one way: CONNECT to Discord's hosts, which leads to the emulator.

It may be told of other hosts, and whose plain servers on loopback stand for them: it speaks TLS for these.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.discord.tls import is_emulated

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncGenerator, Mapping

MAX_TUNNELS = 512
HEAD_LIMIT_BYTES = 8192
HEAD_PATIENCE_S = 10.0
_CHUNK_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Proxy:
    """A running proxy. `asked` is where tunnels were asked to, as host:port; also those refused, in order."""

    url: str
    asked: list[str] = field(default_factory=list)


class _Front:
    """Leads every connection to one port of loopback."""

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self.tunnels: set[asyncio.Task[None]] = set()

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tunnel = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self.tunnels.add(tunnel)
        tunnel.add_done_callback(self.tunnels.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer), suppress(OSError):
            await _join(reader, writer, self._target_port)


class _Proxy(_Front):
    def __init__(self, target_port: int, elsewhere: Mapping[str, int], asked: list[str]) -> None:
        super().__init__(target_port)
        self._elsewhere, self._asked = elsewhere, asked

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # The client may go away, or never say what it wants.
        gone = (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)
        with closing(writer), suppress(*gone):
            async with asyncio.timeout(HEAD_PATIENCE_S):
                way = self._way(await reader.readuntil(b"\r\n\r\n"))
            if len(self.tunnels) > MAX_TUNNELS:
                way = "503 Too many tunnels"
            if isinstance(way, int):
                await _join(reader, writer, way, greeting=b"HTTP/1.1 200 Connection established\r\n\r\n")
                return
            writer.write(f"HTTP/1.1 {way}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            await writer.drain()

    def _way(self, head: bytes) -> int | str:
        """The port that a request leads to, or what to answer one that is not CONNECT to a host we know."""
        match head.split(b"\r\n", 1)[0].decode("latin-1").split(" "):
            case ["CONNECT", target, _]:
                self._asked.append(target)
                host, _, port = target.rpartition(":")
                way = self._target_port if is_emulated(host) else self._elsewhere.get(host)
                return "403 Only Discord is reached through here" if way is None or port != "443" else way
            case _:
                return "405 Only CONNECT is understood"


async def _join(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, *, greeting: bytes = b""
) -> None:
    """Be a tunnel to a port of loopback until a side ends."""
    far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
    with closing(far_writer):
        writer.write(greeting)
        ways = [
            asyncio.create_task(_pump(reader, far_writer)),
            asyncio.create_task(_pump(far_reader, writer)),
        ]
        try:
            # TLS says goodbye within the tunnel, so a side that ends is the end of both.
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(_CHUNK_BYTES):
            writer.write(data)
            await writer.drain()


@asynccontextmanager
async def open_proxy(
    target_port: int, *, elsewhere: Mapping[str, int] | None = None, tls: ssl.SSLContext | None = None
) -> AsyncGenerator[Proxy]:
    """Run the proxy on a free loopback port. What is tunnelled goes to `target_port`.

    `elsewhere` has the ports of plain servers by the names of hosts, which are spoken with by `tls`.
    """
    async with AsyncExitStack() as stack:
        ways = {
            host: await stack.enter_async_context(_listening(_Front(port), tls))
            for host, port in (elsewhere or {}).items()
        }
        asked: list[str] = []
        port = await stack.enter_async_context(_listening(_Proxy(target_port, ways, asked)))
        yield Proxy(f"http://127.0.0.1:{port}", asked)


@asynccontextmanager
async def _listening(front: _Front, tls: ssl.SSLContext | None = None) -> AsyncGenerator[int]:
    """Serve on a free loopback port; gives it."""
    server = await asyncio.start_server(front.accept, "127.0.0.1", 0, limit=HEAD_LIMIT_BYTES, ssl=tls)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for tunnel in list(front.tunnels):
            tunnel.cancel()
        await asyncio.gather(*front.tunnels, return_exceptions=True)
        await server.wait_closed()
