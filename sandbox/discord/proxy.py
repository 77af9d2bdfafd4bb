"""An HTTP proxy that knows one way: CONNECT to Discord's hosts, which leads to the emulator."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, closing, suppress
from typing import TYPE_CHECKING

from sandbox.discord.tls import is_emulated

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

MAX_TUNNELS = 512
HEAD_LIMIT_BYTES = 8192
HEAD_PATIENCE_S = 10.0
_CHUNK_BYTES = 65_536


class _Proxy:
    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self.tunnels: set[asyncio.Task[None]] = set()

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tunnel = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self.tunnels.add(tunnel)
        tunnel.add_done_callback(self.tunnels.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # The client may go away, or never say what it wants.
        gone = (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)
        with closing(writer), suppress(*gone):
            async with asyncio.timeout(HEAD_PATIENCE_S):
                refusal = _refusal(await reader.readuntil(b"\r\n\r\n"))
            if len(self.tunnels) > MAX_TUNNELS:
                refusal = "503 Too many tunnels"
            if refusal is None:
                await self._tunnel(reader, writer)
                return
            writer.write(f"HTTP/1.1 {refusal}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            await writer.drain()

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target_port)
        with closing(far_writer):
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
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


def _refusal(head: bytes) -> str | None:
    """What to answer a request that is not CONNECT to one of Discord's hosts at port 443."""
    match head.split(b"\r\n", 1)[0].decode("latin-1").split(" "):
        case ["CONNECT", target, _]:
            host, _, port = target.rpartition(":")
            return None if is_emulated(host) and port == "443" else "403 Only Discord is reached through here"
        case _:
            return "405 Only CONNECT is understood"


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(_CHUNK_BYTES):
            writer.write(data)
            await writer.drain()


@asynccontextmanager
async def open_proxy(target_port: int) -> AsyncGenerator[str]:
    """Run the proxy on a free loopback port; gives its URL. What is tunnelled goes to `target_port`."""
    proxy = _Proxy(target_port)
    server = await asyncio.start_server(proxy.accept, "127.0.0.1", 0, limit=HEAD_LIMIT_BYTES)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for tunnel in list(proxy.tunnels):
            tunnel.cancel()
        await asyncio.gather(*proxy.tunnels, return_exceptions=True)
        await server.wait_closed()
