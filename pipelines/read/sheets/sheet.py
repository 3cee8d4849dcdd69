"""A sheet of a workbook -> prose and grids in reading order. Knows neither xlsx nor xls: they give
`Sheet`s.

A sheet has no tables, only cells; blank rows set its pieces apart. What is framed is printed even
if it is empty, so the frames say how wide a table is; where a sheet has none, the widest row does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from math import isfinite

from pipelines.model import NOT_TEXT, Block, Cell, Spot
from pipelines.read.container import Unfit
from pipelines.read.grid_builder import prose
from pipelines.read.sheets.overflow import Line, Room, cut_off
from pipelines.read.sheets.places import Area, Cover, Place
from pipelines.values import is_value

MAX_CELLS = 200_000  # of a workbook; the three tables have about 300
MAX_CHARACTERS = 5_000_000  # in them; a report has 20,000
MAX_MERGED = 10_000  # places in a merged area that are looked at one by one
MAX_COVERED = 2_000_000  # places looked at for the sake of merged areas
MAX_OVERLAID = 200_000  # blank places between texts that objects may lie over
MAX_COLUMNS = 100  # between two cells of a row; no form is wider
_UNNAMED = re.compile(r"(?:Sheet|工作表)\s*\d*", re.IGNORECASE)  # named by the program, not by the office


@dataclass
class Sheet:
    """What a sheet holds: `texts` by place (never empty) and what is seen beside them, places with
    a frame, merged areas, and what is hidden; `widths` of columns that state one, in characters, and
    `heights` of rows that do, in points; `lines`: the texts that are stored as such and not made to
    fit."""

    name: str
    texts: dict[Place, str] = field(default_factory=dict)
    left_out: dict[Place, str] = field(default_factory=dict)
    framed: set[Place] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    lines: dict[Place, Line] = field(default_factory=dict)

    def shows(self, place: Place) -> bool:
        """Whether the place is printed."""
        return place[0] not in self.hidden_rows and place[1] not in self.hidden_columns

    def overlay(self, objects: Cover) -> None:
        """Objects lie over the sheet. In the cells of its tables they are what is seen, or may
        cover it; beside the tables they say nothing. Raises Unfit for a sheet without frames in
        which they may be the content of more cells than any report has."""
        if not objects:
            return
        for place in self._inside(objects):
            under = self.texts.get(place, "")
            if objects.over(place) and self.shows(place) and not under.startswith(NOT_TEXT):
                self.texts[place] = NOT_TEXT + under

    def cut_off(self) -> None:
        """Figures that end where the next cell begins may be seen as others."""
        room = Room(self.widths, self.heights, self.hidden_columns, self.hidden_rows, self.merged)
        for place in cut_off(self.lines, room, self.texts):
            if is_value(text := self.texts.get(place, "")):
                self.texts[place] = NOT_TEXT + text

    def _inside(self, objects: Cover) -> Iterable[Place]:
        """The cells of the tables that objects may lie over: those with a frame or a text, without
        frames those between texts."""
        if self.framed or not self.texts:
            return self.framed | self.texts.keys()
        rows = {row for row, _ in self.texts if objects.touches(row)}
        columns = {column for _, column in self.texts}
        across = range(min(columns), max(columns) + 1)
        if len(rows) * len(across) > MAX_OVERLAID:
            raise Unfit("read.too_large", f"objects over {len(rows)} rows")
        return ((row, column) for row in rows for column in across)

    def move_to_shown(self) -> None:
        """A merged area shows its text in what is printed of it, though its first row or column is
        hidden: from then on that is where it begins."""
        for at, (top, left, bottom, right) in enumerate(self.merged):
            if self.shows((top, left)):
                continue
            rows = (row for row in range(top, bottom + 1)[:MAX_MERGED] if row not in self.hidden_rows)
            columns = (n for n in range(left, right + 1)[:MAX_MERGED] if n not in self.hidden_columns)
            row, column = next(rows, None), next(columns, None)
            if row is None or column is None:
                continue
            self.merged[at] = row, column, bottom, right
            for held in (self.texts, self.left_out):
                held.pop((row, column), None)
                if (top, left) in held:
                    held[row, column] = held.pop((top, left))
            if (top, left) in self.framed:
                self.framed.add((row, column))


def number_text(value: float, *, percent: bool = False) -> str:
    """A stored number in full, without exponent: `12`, `0.3`, `5%`. 15 digits are what a workbook
    keeps of a number, so that sums print without the noise of their last bits."""
    if not isfinite(value):
        return str(value)
    printed = value * 100 if percent else value
    return f"{Decimal(format(printed + 0.0, '.15g')):f}" + "%" * percent  # 0.0 is added for the sake of -0.0


def blocks_of(sheets: Sequence[Sheet]) -> tuple[Block, ...]:
    """The sheets one after the other, each under its name. Spots: `page` is the sheet, row and
    column those in it.

    Raises Unfit where merged areas without end would keep it busy."""
    blocks: list[Block] = []
    for page, sheet in enumerate(sheets, 1):
        sheet.cut_off()
        sheet.move_to_shown()
        pieces = list(_pieces(sheet))
        if any(sheet.texts.values()) and not _UNNAMED.fullmatch(sheet.name.strip()):
            blocks += prose([sheet.name])
        for rows in pieces:
            if all(len(row) == 1 for row in rows):
                for row in rows:
                    blocks += prose([row[0][1]])
                continue
            table = 1 + sum(block.kind == "grid" for block in blocks)
            spans = _spans(sheet, sorted({r for row in rows for (r, _), _ in row}))
            blocks.append(Block("grid", tuple(_cells(row, page, table, sheet, spans) for row in rows)))
    return tuple(blocks)


def _cells(
    row: list[tuple[Place, str]], page: int, table: int, sheet: Sheet, spans: dict[Place, Place]
) -> tuple[Cell, ...]:
    def cell(place: Place, text: str) -> Cell:
        down, across = spans.get(place, (1, 1))
        spot = Spot(page=page, table=table, row=place[0] + 1, column=place[1] + 1)
        return Cell(text, spot, None, sheet.left_out.get(place, ""), across, down)

    return tuple(cell(place, text) for place, text in row)


def _spans(sheet: Sheet, rows: list[int]) -> dict[Place, Place]:
    """First cell of a merged area -> how many of the printed `rows` and columns it covers.
    Areas that are wider than any form, or reach beyond it, are backgrounds."""
    spans: dict[Place, Place] = {}
    for top, left, bottom, right in sheet.merged:
        down = bisect_right(rows, bottom) - bisect_left(rows, top)
        if right - left < MAX_COLUMNS and (right - left + 1) * down <= MAX_MERGED:
            across = sum(column not in sheet.hidden_columns for column in range(left, right + 1))
            spans[top, left] = (max(1, down), max(1, across))
    return spans


def _pieces(sheet: Sheet) -> Iterator[list[list[tuple[Place, str]]]]:
    """Rows of (place, text) that follow each other without a blank row between them."""
    covered = _covered(sheet)
    rows: dict[int, dict[int, str]] = {}
    for place in filter(sheet.shows, (sheet.texts.keys() | sheet.framed) - covered):
        rows.setdefault(place[0], {})[place[1]] = sheet.texts.get(place, "")
    piece: list[int] = []
    for row in sorted(rows):
        if piece and _apart(sheet, piece[-1], row):
            yield _filled(piece, rows, sheet, covered)
            piece = []
        piece.append(row)
    if piece:
        yield _filled(piece, rows, sheet, covered)


def _covered(sheet: Sheet) -> set[Place]:
    """What merged areas hide: all of them but their first cell. Of vast areas, only what the sheet
    has."""
    hidden: set[Place] = set()
    places = sheet.texts.keys() | sheet.framed
    looked_at = 0
    for top, left, bottom, right in sheet.merged:
        area = (bottom - top + 1) * (right - left + 1)
        vast = area > max(len(places), MAX_MERGED)
        looked_at += len(places) if vast else area
        if looked_at > MAX_COVERED:
            raise Unfit("read.too_large", f"{len(sheet.merged)} merged areas")
        if vast:
            hidden |= {
                p for p in places if top <= p[0] <= bottom and left <= p[1] <= right and p != (top, left)
            }
        else:
            hidden |= {
                (r, c)
                for r in range(top, bottom + 1)
                for c in range(left, right + 1)
                if (r, c) != (top, left)
            }
    return hidden


def _apart(sheet: Sheet, above: int, below: int) -> bool:
    """Whether a blank row is printed between two rows, and no merged cell spans it."""
    first = next((row for row in range(above + 1, below) if row not in sheet.hidden_rows), None)
    last = next((row for row in range(below - 1, above, -1) if row not in sheet.hidden_rows), None)
    if first is None or last is None:
        return False
    return not any(top <= first and bottom >= last for top, _, bottom, _ in sheet.merged)


def _filled(
    piece: list[int], rows: dict[int, dict[int, str]], sheet: Sheet, covered: set[Place]
) -> list[list[tuple[Place, str]]]:
    """The rows with their blank cells.

    How far a table reaches is judged between two rows of a single text: the title of a table or of
    one of its parts, or a row of a table without frames that is blank but for its label. Behind such
    a row the table goes on as wide as it is: a row of figures is no row of headings.
    """
    out = []
    above: list[int] = []
    for part in _parts(piece, rows):
        framed = [c for r in part for c in rows[r] if (r, c) in sheet.framed]
        known = framed or [c for r in part for c in rows[r]]
        goes_on = len(known) == 1 or any(map(is_value, rows[part[0]].values()))
        first, last = min(known), max(known + above if goes_on and not framed else known)
        above = [] if framed else [last]
        for r in part:
            own = rows[r]
            if (framed and not any((r, c) in sheet.framed for c in own)) or last - first > MAX_COLUMNS:
                columns = sorted(own)
            else:
                blank = {c for c in range(first, last + 1) if (r, c) not in covered and sheet.shows((r, c))}
                columns = sorted(own.keys() | blank)
            out.append([((r, c), own.get(c, "")) for c in columns])
    return out


def _parts(piece: list[int], rows: dict[int, dict[int, str]]) -> Iterator[list[int]]:
    def title(row: int) -> bool:
        texts = [text for text in rows[row].values() if text.strip()]
        return len(texts) == 1 and sum(map(str.isalpha, texts[0])) > 1

    cuts = [0, *(i for i, row in enumerate(piece) if title(row)), len(piece)]
    cuts += [i + 1 for i in cuts[1:-1]]
    for start, end in pairwise(sorted(set(cuts))):
        yield piece[start:end]
