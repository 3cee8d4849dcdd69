"""Packs streams into an OLE compound file, the container of Office files before 2007."""

from __future__ import annotations

import struct
from itertools import pairwise

SECTOR = 512
# streams below this are in a container of their own, which is not written here: they are filled
# up
SMALL = 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
NAME, ROOT, STREAM, BLACK = 64, 5, 2, 1


def compound(streams: dict[str, bytes]) -> bytes:
    """The file as bytes, with all streams below its root."""
    padded = {name: data.ljust(SMALL, b"\0") for name, data in streams.items()}
    sizes = [_sectors(len(data)) for data in padded.values()]
    directory = _sectors(128 * (len(streams) + 1))
    fats = 1
    while _sectors(4 * (fats + directory + sum(sizes))) > fats:
        fats += 1
    starts = [fats + directory + sum(sizes[:index]) for index in range(len(sizes))]
    chains = [FAT] * fats
    for first, count in [(fats, directory), *zip(starts, sizes, strict=True)]:
        chains += [*range(first + 1, first + count), END]
    chains += [FREE] * (fats * SECTOR // 4 - len(chains))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, fats, fats, 0, SMALL, END, 0, END, 0)
    head += struct.pack("<109I", *range(fats), *[FREE] * (109 - fats))
    # The names are a search tree, here a list: each has only greater ones to its right.
    order = sorted(range(len(streams)), key=lambda index: (len([*padded][index]), [*padded][index].upper()))
    right = {a + 1: b + 1 for a, b in pairwise(order)}
    entries = _entry("Root Entry", ROOT, FREE, order[0] + 1, END, 0)
    for index, (name, data) in enumerate(padded.items()):
        entries += _entry(name, STREAM, right.get(index + 1, FREE), FREE, starts[index], len(data))
    body = struct.pack(f"<{len(chains)}I", *chains) + _filled(entries, b"\0")
    return head + body + b"".join(_filled(data, b"\0") for data in padded.values())


def _sectors(size: int) -> int:
    return -(-size // SECTOR)


def _filled(data: bytes, with_: bytes) -> bytes:
    return data.ljust(_sectors(len(data)) * SECTOR, with_)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    head = encoded.ljust(NAME, b"\0") + struct.pack("<HBB3I", len(encoded), kind, BLACK, FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
