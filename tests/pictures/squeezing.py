"""PNG files made small: Chromium writes three bytes for each point, where a palette of 256 colours does.

The format: https://www.w3.org/TR/png-3/.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TRUECOLOUR, _INDEXED = 2, 3
_POINT = 3  # bytes
_MOST_COLOURS = 256


def squeezed(png: bytes) -> bytes:
    """The same picture with a palette, for a PNG of 8 bits a channel with no alpha. Raises ValueError."""
    chunks = list(_chunks(png))
    width, height, depth, kind, *rest = struct.unpack(">IIBBBBB", chunks[0][1])
    if (depth, kind, rest[-1]) != (8, _TRUECOLOUR, 0):
        raise ValueError("Only pictures of three plain bytes a point can be squeezed.")
    data = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    rows = list(_rows(data, 1 + width * _POINT))
    points = [[row[at : at + _POINT] for at in range(0, len(row), _POINT)] for row in rows]
    palette = _palette(Counter(point for row in points for point in row))
    colours = sorted(set(palette.values()))
    places = {colour: place for place, colour in enumerate(colours)}
    index = {point: places[colour] for point, colour in palette.items()}
    drawn = b"".join(b"\0" + bytes(index[point] for point in row) for row in points)
    header = struct.pack(">IIBBBBB", width, height, 8, _INDEXED, 0, 0, 0)
    written = (
        (b"IHDR", header),
        (b"PLTE", b"".join(colours)),
        (b"IDAT", zlib.compress(drawn, 9)),
        (b"IEND", b""),
    )
    return _SIGNATURE + b"".join(_chunk(name, body) for name, body in written)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _rows(data: bytes, stride: int) -> Iterator[bytes]:
    """The rows without their filters, which tell a byte by those left of it, above it, and left above."""
    above = bytes(stride - 1)
    for begin in range(0, len(data), stride):
        kind, row = data[begin], bytearray(data[begin + 1 : begin + stride])
        for at in range(len(row) if kind else 0):
            left = row[at - _POINT] if at >= _POINT else 0
            corner = above[at - _POINT] if at >= _POINT else 0
            row[at] = (row[at] + _foretold(kind, left, above[at], corner)) & 0xFF
        above = bytes(row)
        yield above


def _foretold(kind: int, left: int, above: int, corner: int) -> int:
    if kind < 3:
        return (0, left, above)[kind]
    if kind == 3:
        return (left + above) // 2
    guess = left + above - corner
    return min((left, above, corner), key=lambda near: abs(guess - near))


def _palette(counts: Counter[bytes]) -> dict[bytes, bytes]:
    """For each colour one of at most 256: itself, or the most frequent of those it looks like."""
    bits = next(bits for bits in range(9) if len(_alike(counts, bits)) <= _MOST_COLOURS)
    return {colour: alike[0] for alike in _alike(counts, bits).values() for colour in alike}


def _alike(counts: Counter[bytes], bits: int) -> dict[tuple[int, ...], list[bytes]]:
    """The colours by what is left of them without their lowest bits, each the most frequent first."""
    found: dict[tuple[int, ...], list[bytes]] = {}
    for colour, _ in counts.most_common():
        found.setdefault(tuple(part >> bits for part in colour), []).append(colour)
    return found
