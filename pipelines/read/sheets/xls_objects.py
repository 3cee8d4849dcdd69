"""What lies over the cells of a sheet of an old workbook: pictures, charts, text boxes, controls.

Where an object lies is said by the drawing before it ([MS-ODRAW] 2.2 in [MS-XLS] 2.4.171), in older
files by itself. Notes and the arrows of drop-downs lie over nothing that is printed.
"""

from __future__ import annotations

from struct import unpack_from

from pipelines.read.sheets.places import Area, Cover, stretched

DRAWING, OBJECT, CONTINUED = 0xEC, 0x5D, 0x3C
"""The records that are looked at."""
_ANCHOR, _CONTAINER, _HEAD = 0xF010, 0x0F, 8
_COMMON, _COMMON_SIZE = 0x15, 18
_NOT_PRINTED = {0x14, 0x19}  # the arrow of a drop-down, a note
_OLD_PLACE, _NEW_PLACE, _CORNERS = 10, 2, 16


class Objects:
    """The objects of one sheet, in the order of its records."""

    def __init__(self) -> None:
        self.cover = Cover()
        self._anchored: Area | None = None
        self._last = 0
        self._left = 0

    def take(self, kind: int, data: bytes) -> None:
        """A record of the sheet."""
        if kind == DRAWING or (kind == CONTINUED and self._last == DRAWING):
            self._anchors(data, kind == CONTINUED)
        elif kind == OBJECT:
            first, size, number = unpack_from("<3H", data.ljust(6, b"\0"))
            old = (first, size) != (_COMMON, _COMMON_SIZE)
            area = _under(data, _OLD_PLACE) if old else self._anchored
            if area and (old or number not in _NOT_PRINTED):
                self.cover.add(area)
            self._anchored = None
        self._last = self._last if kind == CONTINUED else kind

    def _anchors(self, data: bytes, goes_on: bool) -> None:
        """The area of the last anchor among the atoms of a drawing."""
        at = self._left if goes_on else 0
        while at + _HEAD <= len(data):
            version, kind, size = unpack_from("<HHI", data, at)
            at += _HEAD
            if kind == _ANCHOR and at + size <= len(data):
                self._anchored = _under(data, at + _NEW_PLACE)
            at += 0 if version & _CONTAINER == _CONTAINER else size
        self._left = max(0, at - len(data))


def _under(data: bytes, at: int) -> Area | None:
    """The area of an object: column, distance in it, row, distance in it, of each corner. None
    where that is not all there."""
    if at + _CORNERS > len(data):
        return None
    left, _, top, _, right, across, bottom, down = unpack_from("<8H", data, at)
    return stretched((top, left), (bottom, right), down, across)
