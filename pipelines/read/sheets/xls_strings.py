"""The table of strings that the cells of an old workbook (BIFF 8) share -> how long each is, which
is all that must be known before python-calamine gives every cell a copy of its own."""

from __future__ import annotations

from collections.abc import Sequence
from struct import error as StructError
from struct import unpack_from

_WIDE, _OUTSIDE, _RICH = 0x01, 0x04, 0x08
_HEAD = 8
"""Bytes before the first string."""


def lengths(records: Sequence[bytes]) -> list[int]:
    """Characters of each string; `records` is the record of the table and those that continue it.
    Of a table that is cut short, those that are there."""
    sizes: list[int] = []
    record, at = 0, _HEAD
    try:
        while record < len(records):
            if at >= len(records[record]):
                record, at = record + 1, 0
                continue
            characters, options = unpack_from("<HB", records[record], at)
            at += 3
            behind = 0  # bytes about the look of the string
            if options & _RICH:
                behind += 4 * unpack_from("<H", records[record], at)[0]
                at += 2
            if options & _OUTSIDE:
                behind += unpack_from("<I", records[record], at)[0]
                at += 4
            record, at = _behind_text(records, record, at, characters, bool(options & _WIDE))
            while behind > len(records[record]) - at:
                behind -= len(records[record]) - at
                record, at = record + 1, 0
            at += behind
            sizes.append(characters)
    except (StructError, IndexError):
        pass
    return sizes


def _behind_text(
    records: Sequence[bytes], record: int, at: int, characters: int, wide: bool
) -> tuple[int, int]:
    """Where a text ends. Where it goes on in the next record, that says anew how wide its
    characters are."""
    while characters:
        size = 1 + wide
        here = min(characters, (len(records[record]) - at) // size)
        characters -= here
        at += here * size
        if characters:
            record, at = record + 1, 1
            wide = bool(records[record][0] & _WIDE)
    return record, at
