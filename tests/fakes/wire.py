"""Just enough of protocol buffers to speak with Chromium.

Encoding: https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5


def varint(number: int) -> bytes:
    """Write a number seven bits at a time, the lowest first."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


async def read_varint(reader: asyncio.StreamReader) -> int:
    """Read a number from a stream."""
    number = shift = 0
    while True:
        byte = (await reader.readexactly(1))[0]
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return number


def integer(field: int, value: int) -> bytes:
    """Write a field of type int32, int64 or bool."""
    return varint(field << 3 | VARINT) + varint(value)


def fixed64(field: int, value: int) -> bytes:
    """Write a field of type fixed64."""
    return varint(field << 3 | FIXED64) + struct.pack("<Q", value)


def text(field: int, value: str | bytes) -> bytes:
    """Write a field of type string, bytes or message."""
    data = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | BYTES) + varint(len(data)) + data


class Fields:
    """A message taken apart: the values of each field in their order."""

    def __init__(self, data: bytes) -> None:
        """Read every field of `data`."""
        self._data, self._at = data, 0
        self._found: dict[int, list[int | bytes]] = {}
        while self._at < len(data):
            key = self._varint()
            self._found.setdefault(key >> 3, []).append(self._value(key & 7))

    def texts(self, field: int) -> list[str]:
        """Give every value of a repeated string."""
        return [v.decode() for v in self._found.get(field, []) if isinstance(v, bytes)]

    def number(self, field: int) -> int:
        """Give the last value of a number, or 0."""
        value = self._found.get(field, [0])[-1]
        return value if isinstance(value, int) else 0

    def _value(self, kind: int) -> int | bytes:
        if kind == VARINT:
            return self._varint()
        length = {FIXED64: 8, FIXED32: 4}.get(kind)
        if length is None:
            length = self._varint()
        self._at += length
        return self._data[self._at - length : self._at]

    def _varint(self) -> int:
        number = shift = 0
        while True:
            byte = self._data[self._at]
            self._at += 1
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number
