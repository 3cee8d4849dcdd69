"""A workbook of Excel or WPS (xlsx) -> blocks, from its XML: what the sheet shows.

Read from the XML itself, because libraries make blanks of what they do not know: cells with an
error, formulas that were never computed. Hidden sheets, rows and columns are not printed and so not
read. How a number is shown is decided in `shown`, how a text looks in `xlsx_styles`, what lies over
the cells in `xlsx_objects`, where the cells go in `sheet`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import islice
from math import inf
from typing import Any

from pipelines.model import Document
from pipelines.read.container import Container, Unfit
from pipelines.read.marks import seen
from pipelines.read.refusal import refuse
from pipelines.read.sheets.colours import THEME, theme_of
from pipelines.read.sheets.formulas import place_of
from pipelines.read.sheets.overflow import LEAST_HEIGHT, LEAST_WIDTH
from pipelines.read.sheets.places import Area, Place
from pipelines.read.sheets.sheet import MAX_CELLS, MAX_CHARACTERS, Sheet, blocks_of
from pipelines.read.sheets.xlsx_cells import TEXTS, Runs, SheetCells, runs_of, stored_number
from pipelines.read.sheets.xlsx_objects import overlaid
from pipelines.read.sheets.xlsx_styles import Styles

READER = "lxml"
"""The reader that reports name."""
LAST_COLUMN = 16_384
"""The number of columns of a sheet."""
MOST_COLUMN_ENTRIES = 1000
"""Entries about the widths of columns; a sheet needs a few."""
MANY_ROWS = 10_000
_BARE_ROW = re.compile(rb'<row (?=[^<>]*\br=")(?![^<>]*\bhidden=)[^<>]*/>')
"""A row that says which it is, and is not hidden."""


def read_xlsx(data: bytes) -> Document:
    """All sheets that are shown, in their order. A workbook without text carries `read.empty`."""
    try:
        blocks = blocks_of(_Workbook(Container(data)).sheets())
    except Unfit as unfit:
        return refuse("xlsx", unfit.code, unfit.detail, READER)
    if not blocks:
        return refuse("xlsx", "read.empty", reader=READER)
    return Document("xlsx", blocks, reader=READER)


class _Workbook:
    def __init__(self, container: Container) -> None:
        self._container = container
        self._root = container.tree("xl/workbook.xml")
        self._targets = self._relations()
        self._since_1904 = any(_on(e, "date1904") for e in self._root.iter("{*}workbookPr"))
        self._recalculated = any(_on(e, "fullCalcOnLoad") for e in self._root.iter("{*}calcPr"))
        theme = self._optional("theme/theme1.xml")
        self._styles = Styles(self._optional("styles.xml"), THEME if theme is None else theme_of(theme))
        self._strings = self._shared_strings()
        self._cells = self._characters = 0

    def sheets(self) -> list[Sheet]:
        """Raises Unfit if there are more cells than any report has."""
        sheets = []
        for number, entry in enumerate(self._root.iter("{*}sheet"), 1):
            if entry.get("state", "visible") != "visible":
                continue
            part = self._targets.get(_relation(entry), f"xl/worksheets/sheet{number}.xml")
            sheets.append(self._sheet(entry.get("name", ""), part))
        return sheets

    def _relations(self) -> dict[str, str]:
        """Relation -> name of the part."""
        part = "xl/_rels/workbook.xml.rels"
        if part not in self._container.names:
            return {}
        return {
            e.get("Id", ""): posixpath.normpath(posixpath.join("/xl", e.get("Target", ""))).lstrip("/")
            for e in self._container.tree(part).iter("{*}Relationship")
        }

    def _optional(self, part: str) -> Any:
        """The root of a part that the workbook may lack, by the name that all programs give it."""
        name = next((n for n in self._targets.values() if n.lower() == f"xl/{part}".lower()), f"xl/{part}")
        return self._container.tree(name) if name in self._container.names else None

    def _shared_strings(self) -> list[Runs]:
        root = self._optional("sharedStrings.xml")
        return [] if root is None else [runs_of(entry) for entry in root if _local(entry) == "si"]

    def _sheet(self, name: str, part: str) -> Sheet:
        root = self._container.tree(part, _without_bare_rows)
        sheet = Sheet(name)
        widths = sheet.widths = _widths(root, sheet.hidden_columns)
        cells = list(self._counted(root, sheet))
        values = {place: value for place, cell in cells if (value := stored_number(cell)) is not None}
        sheet.merged = _merged(root)
        joined = {(top, left) for top, left, _, right in sheet.merged if right > left}
        page = SheetCells(
            self._styles, root, values, widths, self._since_1904, self._strings, joined, self._recalculated
        )
        for place, cell in cells:
            style = self._styles.style(cell.get("s", "0"))
            if style.framed:
                sheet.framed.add(place)
            pieces = page.pieces(place, cell, style)
            self._characters += sum(map(len, pieces))
            if self._characters > MAX_CHARACTERS:
                raise Unfit("read.too_large", f"more than {MAX_CHARACTERS} characters")
            printed = seen(pieces)
            if printed.text:
                sheet.texts[place] = printed.text
                if cell.get("t", "n") in TEXTS and (line := self._styles.line(style, printed.text)):
                    sheet.lines[place] = line
            if printed.left_out:
                sheet.left_out[place] = printed.left_out
        sheet.overlay(overlaid(self._container, part, root))
        return sheet

    def _counted(self, root: Any, sheet: Sheet) -> Iterator[tuple[Place, Any]]:
        for place, cell in _places(root, sheet):
            self._cells += 1
            if self._cells > MAX_CELLS:
                raise Unfit("read.too_large", f"more than {MAX_CELLS} cells")
            yield place, cell


def _without_bare_rows(data: bytes) -> bytes:
    """A sheet without the rows that have a format and nothing else, of which there may be a
    million: one that is formatted down to the last row."""
    return _BARE_ROW.sub(b"", data) if data.count(b"<row") > MANY_ROWS else data


def _widths(root: Any, hidden: set[int]) -> dict[int, float]:
    """The widths of columns that state one, in characters; hidden columns, and such as are
    too narrow to be seen, are added to `hidden`."""
    widths: dict[int, float] = {}
    for entry in islice(root.iterfind("{*}cols/{*}col"), MOST_COLUMN_ENTRIES):
        first, last = _whole(entry.get("min", "0")), min(_whole(entry.get("max", "0")), LAST_COLUMN)
        width = float(entry.get("width", "9") or 9)
        if _on(entry, "hidden") or width < LEAST_WIDTH:
            hidden.update(range(first - 1, last))
        elif last - first < MOST_COLUMN_ENTRIES:
            widths.update(dict.fromkeys(range(first - 1, last), width))
    return widths


def _merged(root: Any) -> list[Area]:
    """The areas of cells that are one."""
    areas = []
    for area in root.iterfind("{*}mergeCells/{*}mergeCell"):
        first, _, last = area.get("ref", "").partition(":")
        start, end = place_of(first), place_of(last)
        if start and end:
            areas.append((*start, *end))
    return areas


def _places(root: Any, sheet: Sheet) -> Iterator[tuple[Place, Any]]:
    """All cells; rows that are hidden, or too low to be seen, and heights of others are added to
    those of the sheet. What does not say where it is follows the last."""
    row = -1
    for line in root.iterfind("{*}sheetData/{*}row"):
        stated = _whole(line.get("r", "0"))
        row = stated - 1 if stated else row + 1
        height = _height(line) if _on(line, "customHeight") else inf
        if _on(line, "hidden") or height < LEAST_HEIGHT:
            sheet.hidden_rows.add(row)
        elif height < inf:
            sheet.heights[row] = height
        column = -1
        for cell in line.iterfind("{*}c"):
            row, column = place_of(cell.get("r", "")) or (row, column + 1)
            yield (row, column), cell


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _on(element: Any, name: str) -> bool:
    return element.get(name, "0") in ("1", "true")


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _height(line: Any) -> float:
    """Of a row in points; without end where it states none."""
    try:
        return float(line.get("ht", "inf"))
    except ValueError:
        return inf


def _relation(entry: Any) -> str:
    """The `r:id` of an entry, whatever its namespace."""
    return next((str(v) for k, v in entry.attrib.items() if k.startswith("{") and k.endswith("}id")), "")
