"""The data of a form's field in a Word 97-2003 file -> what the field shows ([MS-DOC] 2.9.78)."""

from __future__ import annotations

import struct
from struct import unpack_from

from pipelines.model import NOT_TEXT

_TEXT, _TICK_BOX, _NOTHING_CHOSEN = 0, 1, 25
_MOST = 25  # entries of a list


def shown(data: bytes, at: int) -> str:
    """What the field whose data is at this place of the stream Data shows: the chosen entry of a
    list, `NOT_TEXT` for a box to tick and where the data cannot be read; "" for a text, which is
    its result."""
    try:
        start = at + unpack_from("<H", data, at + 4)[0]
        bits = unpack_from("<H", data, start + 4)[0]
        kind, chosen = bits & 3, bits >> 2 & 31
        if kind in (_TEXT, _TICK_BOX):
            return NOT_TEXT if kind == _TICK_BOX else ""
        place = _behind_text(data, start + 10)  # the name
        if chosen == _NOTHING_CHOSEN:
            chosen = unpack_from("<H", data, place)[0]
        place += 2
        for _ in range(5):  # format, two helps, two macros
            place = _behind_text(data, place)
        mark, count = unpack_from("<2H", data, place)
        if mark != 0xFFFF or not chosen < count <= _MOST:
            return NOT_TEXT
        place += 6
        for _ in range(chosen):
            place += 2 + 2 * unpack_from("<H", data, place)[0]
        size = unpack_from("<H", data, place)[0]
        return data[place + 2 : place + 2 + 2 * size].decode("utf-16-le", "replace").strip() or NOT_TEXT
    except struct.error:
        return NOT_TEXT


def _behind_text(data: bytes, at: int) -> int:
    """The place behind a text that begins with its length and ends with a zero."""
    return int(at + 4 + 2 * unpack_from("<H", data, at)[0])
