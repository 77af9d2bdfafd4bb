"""The gateway's transport compression: one stream for the life of a connection, flushed at each payload."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable
from typing import Any

Compress = Callable[[bytes], bytes]


def compressor_for(name: str | None) -> Compress | None:
    """What the `compress` query asks for; None to send plain text.

    That is also the answer for zstd where no zstd library is installed: clients read text as it comes.
    """
    if name == "zlib-stream":
        return _zlib_stream()
    return _zstd_stream() if name == "zstd-stream" else None


def _zlib_stream() -> Compress:
    stream = zlib.compressobj()
    return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd_stream() -> Compress | None:
    if (module := _imported("compression.zstd")) is not None:
        stream = module.ZstdCompressor()
        return lambda data: bytes(stream.compress(data, mode=stream.FLUSH_BLOCK))
    if (module := _imported("zstandard")) is not None:
        stream, flush_block = module.ZstdCompressor().compressobj(), module.COMPRESSOBJ_FLUSH_BLOCK
        return lambda data: bytes(stream.compress(data) + stream.flush(flush_block))
    return None


def _imported(name: str) -> Any | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None
