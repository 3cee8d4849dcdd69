"""The ways in which files of reports come damaged: cut short, a stretch lost, bytes changed, rows
or labels lost.

No damage here turns one figure into another: where the text of a file stands unpacked and
unguarded, a changed digit is a digit like any other, and only the sums of the form can speak
against it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

from pipelines.catalogue import catalogue
from tests.data.filled import Filled

Spoil = Callable[[bytes, random.Random], bytes]
WRITING = frozenset(b"0123456789+-.,/%|<>& \t\r\n\v\f\0")
"""Bytes that make another number of the one in which they come to stand, or two of it."""
SECTOR = 512


def cut_short(data: bytes, chance: random.Random) -> bytes:
    """The file ends early, as a broken download does."""
    return data[: int(len(data) * chance.uniform(0.4, 0.98))]


def sector_lost(data: bytes, chance: random.Random) -> bytes:
    """A sector of the disk is empty."""
    at = chance.randrange(len(data)) // SECTOR * SECTOR
    return data[:at] + bytes(len(data[at : at + SECTOR])) + data[at + SECTOR :]


def bytes_changed(data: bytes, chance: random.Random) -> bytes:
    """Eight bytes are others than were written, and none of them a figure."""
    out = bytearray(data)
    others = [byte for byte in range(256) if byte not in WRITING]
    for _ in range(8):
        out[chance.randrange(len(out))] = chance.choice(others)
    return bytes(out)


FILE_DAMAGE: Mapping[str, Spoil] = {
    "cut short": cut_short,
    "a sector lost": sector_lost,
    "bytes changed": bytes_changed,
}


def rows_lost(filled: Filled, chance: random.Random) -> Filled:
    """Two rows of table 2 or 3 are missing."""
    return replace(filled, lost=tuple(chance.sample(_rows(filled), 2)))


def labels_lost(filled: Filled, chance: random.Random) -> Filled:
    """Five rows have no label, or one without its last letters."""
    labels = {}
    for code in chance.sample(_rows(filled), 5):
        table, row = code.split(".")
        own = catalogue().editions[filled.edition].labels.get(row) or catalogue().lines[table, "row", row].zh
        labels[code] = chance.choice(["\u3000", own[: len(own) // 2]])
    return replace(filled, labels=labels)


PRINT_DAMAGE: Mapping[str, Callable[[Filled, random.Random], Filled]] = {
    "rows lost": rows_lost,
    "labels lost": labels_lost,
}


def _rows(filled: Filled) -> list[str]:
    tables = catalogue().editions[filled.edition].tables
    return [f"{t}.{row.code}" for t in ("t2", "t3") for row in tables[t].rows if not row.optional]
