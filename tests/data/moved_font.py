"""A font that draws other characters than its own table says."""

from __future__ import annotations

import struct
from importlib.resources import files


def moved_font(last: int = 126, shift: int = 0) -> bytes:
    """A font whose table has the characters from the blank to `last`, and draws for each that which is
    so many further on."""
    data = bytearray(files("reportlab").joinpath("fonts/Vera.ttf").read_bytes())
    tables = data.index(b"cmap")
    table = struct.unpack_from(">L", data, tables + 8)[0]
    at = next(
        table + offset
        for platform, _, offset in struct.iter_unpack(">HHL", data[table + 4 : table + 20])
        if platform == 3
    )
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    (delta,) = struct.unpack_from(">h", data, at + 16 + 4 * count)
    struct.pack_into(">h", data, at + 16 + 4 * count, delta + shift)
    struct.pack_into(">H", data, at + 14, last)
    for encoding in ("ascii", "utf-16-be"):
        old, new = (name.encode(encoding) for name in ("BitstreamVeraSans", f"BitstreamMove{shift % 10:04d}"))
        data = data.replace(old, new)
    return bytes(data)
