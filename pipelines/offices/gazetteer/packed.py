"""Rows of places <-> the bytes of places.gz: a quarter of a megabyte where rows of text,
compressed, are half of one.

Column by column, as equal kinds of values compress best together; a code leaves out what it
shares with the one before, and an id that equals the code is blank.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from itertools import takewhile
from pathlib import Path

ENCODING = "gb18030"
"""Two bytes for a character of a name, three in UTF-8."""

Row = tuple[str, str, str, str, str, str]
"""Id, system, code of at most 15 digits, name, first and last year; no field holds a tab or the end
of a line."""


def pack(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows in the order of their codes, as bytes that are the same wherever they are made."""
    packed, before = [], ""
    for place, system, code, name, first, last in rows:
        kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, code)))
        packed.append(("" if place == code else place, system, f"{kept:x}{code[kept:]}", name, first, last))
        before = code
    text = "\n".join("\t".join(column) for column in zip(*packed))
    return gzip.compress(text.encode(ENCODING), 9, mtime=0)


def unpack(data: bytes) -> list[Row]:
    """The rows that were packed."""
    columns = [line.split("\t") for line in gzip.decompress(data).decode(ENCODING).split("\n")]
    rows: list[Row] = []
    code = ""
    for place, system, rest, name, first, last in zip(*columns, strict=True):
        code = code[: int(rest[0], 16)] + rest[1:]
        rows.append((place or code, system, code, name, first, last))
    return rows


if __name__ == "__main__":
    for row in unpack(Path(__file__).with_name("places.gz").read_bytes()):
        print(*row, sep="\t")
