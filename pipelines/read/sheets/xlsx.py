"""A workbook of Excel or WPS (xlsx) -> blocks, from its XML.

Read from the XML itself, because libraries make blanks of what they do not know: cells with an
error, formulas that were never computed. Hidden sheets, rows and columns are not printed and so not
read; drawings and charts are left out. Where the cells go is decided in `sheet`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pipelines.model import Document
from pipelines.read.container import Container, Unfit
from pipelines.read.refusal import refuse
from pipelines.read.sheets.number_formats import Kind, date_text, kind_of
from pipelines.read.sheets.sheet import MAX_CELLS, Place, Sheet, blocks_of, number_text

READER = "lxml"
LAST_COLUMN = 16_384
MOST_COLUMN_ENTRIES = 1000
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # characters that XML cannot hold, and line breaks
_SIDES = ("left", "right", "top", "bottom", "start", "end")


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
        self._kinds, self._frames = self._styles()
        self._strings = self._shared_strings()
        self._cells = 0

    def sheets(self) -> list[Sheet]:
        """Raises Unfit if there are more cells than any report has."""
        visible = []
        for number, entry in enumerate(self._root.iter("{*}sheet"), 1):
            if entry.get("state", "visible") != "visible":
                continue
            target = self._targets.get(_relation(entry), f"xl/worksheets/sheet{number}.xml")
            visible.append(self._sheet(entry.get("name", ""), self._container.tree(target)))
        return visible

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

    def _styles(self) -> tuple[list[Kind], list[bool]]:
        """For each style what it makes of a number, and whether it draws a frame."""
        root = self._optional("styles.xml")
        if root is None:
            return [], []
        codes = {e.get("numFmtId"): e.get("formatCode", "") for e in root.iter("{*}numFmt")}
        drawn = [
            any(_local(side) in _SIDES and side.get("style", "none") != "none" for side in border)
            for border in root.iterfind("{*}borders/{*}border")
        ]
        kinds: list[Kind] = []
        frames = []
        for style in root.iterfind("{*}cellXfs/{*}xf"):
            number = style.get("numFmtId", "0")
            kinds.append(kind_of(_whole(number), codes.get(number, "")))
            border = _whole(style.get("borderId", "0"))
            frames.append(border < len(drawn) and drawn[border])
        return kinds, frames

    def _shared_strings(self) -> list[str]:
        root = self._optional("sharedStrings.xml")
        return [] if root is None else [_string(entry) for entry in root if _local(entry) == "si"]

    def _sheet(self, name: str, root: Any) -> Sheet:
        sheet = Sheet(name)
        for entry in islice(root.iterfind("{*}cols/{*}col"), MOST_COLUMN_ENTRIES):
            if _on(entry, "hidden"):
                first, last = _whole(entry.get("min", "0")), _whole(entry.get("max", "0"))
                sheet.hidden_columns.update(range(first - 1, min(last, LAST_COLUMN)))
        for place, cell in _places(root, sheet.hidden_rows):
            self._cells += 1
            if self._cells > MAX_CELLS:
                raise Unfit("read.too_large", f"more than {MAX_CELLS} cells")
            style = _whole(cell.get("s", "0"))
            if style < len(self._frames) and self._frames[style]:
                sheet.framed.add(place)
            if text := self._text(cell, self._kinds[style] if style < len(self._kinds) else "number"):
                sheet.texts[place] = text
        for area in root.iterfind("{*}mergeCells/{*}mergeCell"):
            first, _, last = area.get("ref", "").partition(":")
            start, end = _place(first), _place(last)
            if start and end:
                sheet.merged.append((*start, *end))
        return sheet

    def _text(self, cell: Any, kind: Kind) -> str:
        """What the cell prints. A formula without a result gives the formula, which is no value."""
        type_ = cell.get("t", "n")
        if type_ == "inlineStr":
            return "".join(_string(e) for e in cell.iterfind("{*}is"))
        value, formula = cell.find("{*}v"), cell.find("{*}f")
        if value is None or (not value.text and type_ != "str"):
            return "" if formula is None else f"={formula.text or ''}"
        stored = value.text or ""
        if type_ == "s":
            index = int(stored) if stored.strip().isdecimal() else len(self._strings)
            return self._strings[index] if index < len(self._strings) else "\ufffd"
        if type_ == "b":
            return {"0": "FALSE", "1": "TRUE"}.get(stored, stored)
        return self._number(stored, kind) if type_ == "n" else stored

    def _number(self, stored: str, kind: Kind) -> str:
        try:
            value = float(stored)
        except ValueError:
            return stored
        if kind == "date":
            return date_text(value, since_1904=self._since_1904)
        return number_text(value, percent=kind == "percent")


def _places(root: Any, hidden: set[int]) -> Iterator[tuple[Place, Any]]:
    """All cells; rows that are hidden are added to `hidden`. What does not say where it stands
    follows the last."""
    row = -1
    for line in root.iterfind("{*}sheetData/{*}row"):
        stated = _whole(line.get("r", "0"))
        row = stated - 1 if stated else row + 1
        if _on(line, "hidden"):
            hidden.add(row)
        column = -1
        for cell in line.iterfind("{*}c"):
            row, column = _place(cell.get("r", "")) or (row, column + 1)
            yield (row, column), cell


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _on(element: Any, name: str) -> bool:
    return element.get(name, "0") in ("1", "true")


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _relation(entry: Any) -> str:
    """The `r:id` of an entry, whatever its namespace."""
    return next((str(v) for k, v in entry.attrib.items() if k.startswith("{") and k.endswith("}id")), "")


def _string(entry: Any) -> str:
    """The text of a string, without the readings that may stand above it."""
    text = "".join(t.text or "" for t in entry.iter("{*}t") if _local(t.getparent()) != "rPh")
    return (
        _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r", "\n") if "_x" in text else text
    )


def _place(reference: str) -> Place | None:
    """`B7` -> (6, 1)."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
