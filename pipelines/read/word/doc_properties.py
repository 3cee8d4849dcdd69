"""The property pages of a Word 97-2003 file -> what holds for the characters and paragraphs at a
position in the file.

Properties are lists of (code, operand); only those that say what is printed, and where cells and
rows end, are looked at here. How characters look, by themselves and by their styles, is for
`doc_looks`; no style makes a table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from struct import unpack_from
from typing import NamedTuple

from pipelines.read.word.doc_text import TooLarge, part
from pipelines.read.word.edge_table import Merge, Shape

PAGE = 512  # bytes
MAX_RUNS = 1_000_000  # a report has thousands

_SIZES = (
    1,
    1,
    2,
    4,
    2,
    2,
    0,
    3,
)  # of an operand, by the highest three bits of the code; 0: it says so itself
_DELETED, _SYMBOL, _SPECIAL, _DATA, _PLACE = 0x0800, 0x6A09, 0x0855, 0x0806, 0x6A03
_IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL, _INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_ELSEWHERE = (0x6645, 0x6646, 0x646B)  # more properties are in the stream Data
_CELLS, _CELLS_OLD, _MERGED, _SPLIT, _MERGED_DOWN = 0xD608, 0xD606, 0x5624, 0x5625, 0xD62B
_HEIGHT = 0x9407  # of a row; below 0 it is exact
_TABS = 0xC615
_STYLE = b"\x00\x46"  # of a paragraph
_CELL_BYTES = 20
_DOWN: dict[int, Merge] = {1: "on", 3: "first"}


class Character(NamedTuple):
    """What a character is. `picture`: where its place is one of an object, that it is a drawing and
    no data of a field; `form`: where the data of a form's field is in the stream Data."""

    deleted: bool = False
    symbol: str = ""
    picture: bool = False
    form: int | None = None


class Paragraph(NamedTuple):
    """What its end means: `depth` in tables (0 for none), the end of a row, of a cell or row of an
    inner table."""

    depth: int = 0
    row_end: bool = False
    inner_cell: bool = False
    inner_row: bool = False
    shape: Shape = Shape()


class Ranges:
    """Properties by position: from each start on, until the next one."""

    def __init__(self, starts: list[int], properties: list[bytes]) -> None:
        self._starts, self._properties = starts, properties

    def at(self, position: int) -> bytes:
        """The properties at a position."""
        return self._properties[bisect_right(self._starts, position)]

    def all(self) -> set[bytes]:
        """Every list of properties that there is."""
        return set(self._properties)

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        """The stretches of the same properties from `start` to `end`."""
        first, last = bisect_right(self._starts, start), bisect_right(self._starts, end - 1)
        bounds = [start, *self._starts[first:last], end]
        yield from ((a, b, self._properties[first + n]) for n, (a, b) in enumerate(pairwise(bounds)))


def ranges(word: bytes, table: bytes, place: tuple[int, int], paragraphs: bool) -> Ranges:
    """The property pages listed at `place`, of characters or of paragraphs.

    Raises `Damaged`, `TooLarge` or `struct.error`.
    """
    listed = part(table, *place)
    count = max(len(listed) - 4, 0) // 8
    numbers = (
        {number & 0x3FFFFF for number in unpack_from(f"<{count}I", listed, 4 * (count + 1))}
        if count
        else set()
    )
    runs: list[tuple[int, bool, bytes]] = []
    for number in numbers:
        page = part(word, number * PAGE, PAGE)
        bounds = unpack_from(f"<{page[-1] + 1}I", page)
        for index, start in enumerate(bounds[:-1]):
            place_of = 4 * len(bounds) + (13 if paragraphs else 1) * index
            runs.append((start, True, _listed(page, 2 * page[place_of], paragraphs)))
        runs.append((bounds[-1], False, b""))
        if len(runs) > MAX_RUNS:
            raise TooLarge(f"more than {MAX_RUNS} runs")
    runs.sort(key=lambda run: run[:2])  # where a page ends and another begins, the one that begins counts
    return Ranges([start for start, _, _ in runs], [b"", *(properties for _, _, properties in runs)])


def _listed(page: bytes, at: int, paragraph: bool) -> bytes:
    """The properties that are at `at` of a page; those of a paragraph follow the number of its
    style, which is put before them as a property."""
    if not at:
        return b""
    if not paragraph:
        return part(page, at + 1, page[at])
    if page[at]:
        return _STYLE + part(page, at + 1, 2 * page[at] - 1)
    return _STYLE + part(page, at + 2, 2 * page[at + 1])


def each(properties: bytes) -> Iterator[tuple[int, bytes]]:
    """The codes and operands of a list."""
    at = 0
    while at + 2 < len(properties):
        code = unpack_from("<H", properties, at)[0]
        at += 2
        size = _SIZES[code >> 13]
        if code in (_CELLS, _CELLS_OLD):
            size = 1 + int.from_bytes(properties[at : at + 2], "little")
        elif code == _TABS and properties[at] == 255:  # longer than a byte can say, and always the last one
            size = len(properties) - at
        elif not size:
            size = 1 + properties[at]
        if at + size > len(properties):  # some writers fill up the list with anything
            return
        yield code, properties[at : at + size]
        at += size


@lru_cache(maxsize=4096)
def character(properties: bytes) -> Character:
    """What a list of properties says about characters; raises `struct.error`."""
    deleted = special = holds_data = False
    symbol = ""
    place = None
    for code, operand in each(properties):
        if code == _DELETED:
            deleted = bool(operand[0])
        elif code == _SPECIAL:
            special = bool(operand[0])
        elif code == _DATA:
            holds_data = bool(operand[0])
        elif code == _PLACE:
            place = unpack_from("<I", operand)[0]
        elif code == _SYMBOL:
            symbol = chr(unpack_from("<H", operand, 2)[0])
    return Character(deleted, symbol, special and not holds_data, place if holds_data else None)


def paragraph(properties: bytes, data: bytes) -> Paragraph:
    """What a list of properties says about the end of a paragraph. `data`: the stream of that name;
    raises `Damaged` or `struct.error`."""
    listed = list(each(properties))
    for code, operand in list(listed):
        if code in _ELSEWHERE:
            at = unpack_from("<I", operand)[0]
            listed += each(part(data, at + 2, unpack_from("<H", part(data, at, 2))[0]))
    last = {code: operand for code, operand in listed if operand}

    def on(code: int) -> bool:
        return bool(last.get(code, b"\0")[0])

    depth = unpack_from("<i", last[_DEPTH])[0] if _DEPTH in last else 0
    depth = max(depth, on(_IN_TABLE))
    if not on(_ROW_END):
        return Paragraph(depth, False, on(_INNER_CELL), on(_INNER_ROW))
    return Paragraph(depth, True, shape=_shape(listed))


def _shape(listed: list[tuple[int, bytes]]) -> Shape:
    edges: tuple[int, ...] = ()
    across: list[int] = []
    down: list[int] = []
    height = 0
    for code, operand in listed:
        if code == _CELLS:
            count = operand[2] if len(operand) > 2 else 0
            edges = unpack_from(f"<{count + 1}h", operand, 3)
            flags = operand[3 + 2 * len(edges) :][: _CELL_BYTES * count].ljust(_CELL_BYTES * count, b"\0")
            across = [flag & 3 for flag in flags[::_CELL_BYTES]]
            down = [flag >> 5 & 3 for flag in flags[::_CELL_BYTES]]
        elif code == _HEIGHT:
            height = max(0, -unpack_from("<h", operand)[0])
        elif code in (_MERGED, _SPLIT):
            for index in range(operand[0], min(operand[1], len(across))):
                across[index] = 0 if code == _SPLIT else (1 if index == operand[0] else 2)
        elif code == _MERGED_DOWN and len(operand) > 2 and operand[1] < len(down):
            down[operand[1]] = operand[2] & 3
    return Shape(edges, _across(across), tuple(_DOWN.get(flags, "") for flags in down), height)


def _across(flags: list[int]) -> tuple[Merge, ...]:
    """Descriptions of the format differ on whether 1 is the first cell of a merge or one it goes on
    into.

    The first one of a row of merged cells tells: it has nothing to its left to be merged with.
    """
    merges: list[Merge] = []
    first = 0
    for flag in flags:
        first = 0 if not flag else first or flag
        merges.append("" if not flag else "first" if flag in (first, 3) else "on")
    return tuple(merges)
