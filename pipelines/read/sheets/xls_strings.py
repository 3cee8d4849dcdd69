"""The table of strings that the cells of an old workbook (BIFF 8) share -> how long each is, which
must be known before python-calamine gives every cell a copy of its own, and which runs of it are in
fonts of their own, which calamine leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from struct import error as StructError
from struct import unpack_from
from typing import NamedTuple

_WIDE, _OUTSIDE, _RICH = 0x01, 0x04, 0x08
_HEAD = 8
"""Bytes before the first string."""


class Shared(NamedTuple):
    """A string: its length, and from where on it is in which font. Both count UTF-16 units, of which
    a rare character has two."""

    length: int
    runs: tuple[tuple[int, int], ...] = ()


def shared_strings(records: Sequence[bytes]) -> list[Shared]:
    """All of them; `records` is the record of the table and those that continue it. Of a table that
    is cut short, those that are there."""
    strings: list[Shared] = []
    record, at = 0, _HEAD
    try:
        while record < len(records):
            if at >= len(records[record]):
                record, at = record + 1, 0
                continue
            characters, options = unpack_from("<HB", records[record], at)
            at += 3
            runs = outside = 0
            if options & _RICH:
                runs = unpack_from("<H", records[record], at)[0]
                at += 2
            if options & _OUTSIDE:
                outside = unpack_from("<I", records[record], at)[0]
                at += 4
            record, at = _behind_text(records, record, at, characters, bool(options & _WIDE))
            fonts, record, at = _bytes(records, record, at, 4 * runs)
            record, at = _behind(records, record, at, outside)
            strings.append(Shared(characters, runs_of(fonts)))
    except (StructError, IndexError):
        pass
    return strings


def runs_of(fonts: bytes) -> tuple[tuple[int, int], ...]:
    """From where on a string is in which font."""
    return tuple(unpack_from("<2H", fonts, place) for place in range(0, len(fonts) - 3, 4))


def _bytes(records: Sequence[bytes], record: int, at: int, size: int) -> tuple[bytes, int, int]:
    """So many bytes, which may go on in the next record, and where they end."""
    end, ends_at = _behind(records, record, at, size)
    if end == record:
        return records[record][at:ends_at], end, ends_at
    parts = [records[record][at:], *records[record + 1 : end], records[end][:ends_at]]
    return b"".join(parts), end, ends_at


def _behind(records: Sequence[bytes], record: int, at: int, size: int) -> tuple[int, int]:
    """Where so many bytes end, which may go on in the next records."""
    while size > len(records[record]) - at:
        size -= len(records[record]) - at
        record, at = record + 1, 0
    return record, at + size


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
