"""The XML of a Word document -> blocks. Knows which elements are printed, and in what order.

Elements are known by their local names, which the two namespaces of the format (transitional,
strict) share. The parser limits the depth of the tree to 256, so recursion is safe.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelines.model import Block
from pipelines.read.grid_builder import MAX_SPAN, GridBuilder, prose
from pipelines.read.word.docx_fields import Fields

Element = Any  # lxml has no types

WRAPPERS = {"body", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}
UNPRINTED = {"del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "tblGrid"}
PRINTED = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
FALSE = {"0", "false", "off", "none"}


def read_body(root: Element) -> tuple[Block, ...]:
    """The paragraphs and tables of a `w:document` in reading order."""
    body = _Body()
    for child in root:
        if _name(child) == "body":
            body.read(child)
    return tuple(body.blocks)


class _Body:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._grids = 0
        self._fields = Fields()

    def read(self, parent: Element) -> None:
        """Paragraphs and tables below `parent`, into the blocks."""
        for element in _printed(parent):
            if _name(element) == "p":
                text, boxes = self._paragraph(element)
                self.blocks += prose(text)
                for box in boxes:
                    self.read(box)
            else:
                grid = GridBuilder(self._grids + 1)
                self._fill(grid, element)
                if block := grid.block():
                    self._grids += 1
                    self.blocks.append(block)

    def _fill(self, grid: GridBuilder, table: Element) -> None:
        merged: set[int] = set()  # columns in which a vertical merge is open
        for row in _inside(table, "tr"):
            properties = _child(row, "trPr")
            if _has(properties, "del") or _on(properties, "hidden"):
                continue
            grid.open_row()
            column = _number(properties, "gridBefore", 0)
            grid.skip(column)
            for cell in _inside(row, "tc"):
                properties = _child(cell, "tcPr")
                if _has(properties, "cellDel"):
                    continue
                span = _number(properties, "gridSpan", 1)
                vertical, horizontal = _merge(properties, "vMerge"), _merge(properties, "hMerge")
                if horizontal == "continue" or (vertical == "continue" and column in merged):
                    grid.skip(span)
                else:
                    grid.open_cell(span)
                    self._fill_cell(grid, cell)
                    grid.close_cell()
                (merged.add if vertical else merged.discard)(column)
                column += span
            grid.close_row()

    def _fill_cell(self, grid: GridBuilder, parent: Element) -> None:
        for element in _printed(parent):
            if _name(element) == "p":
                text, boxes = self._paragraph(element)
                grid.write("".join(text) + "\n")
                for box in boxes:
                    self._fill_cell(grid, box)
                continue
            grid.cut()
            for row in _inside(element, "tr"):
                for cell in _inside(row, "tc"):
                    self._fill_cell(grid, cell)
                    grid.cut(keep_empty=True)

    def _paragraph(self, paragraph: Element) -> tuple[list[str], list[Element]]:
        """Its printed text in pieces, and the text boxes anchored in it."""
        text: list[str] = []
        boxes: list[Element] = []
        self._collect(paragraph, text, boxes)
        self._fields.end_paragraph()
        return text, boxes

    def _collect(self, parent: Element, text: list[str], boxes: list[Element], hidden: bool = False) -> None:
        for element in parent:
            name = _name(element)
            if name == "fldChar":
                self._fields.mark(_value(element, "fldCharType"))
            elif name in UNPRINTED or name.endswith("Pr"):
                continue
            elif name == "txbxContent":
                boxes += [] if hidden else [element]
            elif name == "AlternateContent":
                self._collect(_alternative(element), text, boxes, hidden)
            elif name == "r":
                properties = _child(element, "rPr")
                apart = _set_apart(properties)
                text.append(apart)
                self._collect(element, text, boxes, hidden or _on(properties, "vanish"))
                text.append(apart)
            else:
                if not hidden and self._fields.printed:
                    text.append(_printed_text(element, name))
                self._collect(element, text, boxes, hidden)


def _name(element: Element) -> str:
    """Local name; empty for comments, entities and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: Element, name: str = "val") -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Elements of that name below `parent`, through whatever wraps them."""
    for element in parent:
        own_name = _name(element)
        if own_name == name:
            yield element
        elif own_name in WRAPPERS:
            yield from _inside(element, name)
        elif own_name == "AlternateContent":
            yield from _inside(_alternative(element), name)


def _printed(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables below `parent`, through whatever wraps them."""
    for element in parent:
        name = _name(element)
        if name in ("p", "tbl"):
            yield element
        elif name in WRAPPERS:
            yield from _printed(element)
        elif name == "AlternateContent":
            yield from _printed(_alternative(element))


def _alternative(element: Element) -> Element:
    """The newest form of content that is given in several; the fallback if that one has no text."""
    choices = sorted(element, key=lambda choice: _name(choice) != "Choice")
    return next(
        (c for c in choices if next(c.iter("{*}t"), None) is not None), choices[0] if choices else element
    )


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if _name(child) == name), None)


def _has(properties: Element | None, name: str) -> bool:
    return properties is not None and _child(properties, name) is not None


def _on(properties: Element | None, name: str) -> bool:
    """Whether a switch is set: it stands there and does not say no."""
    switch = None if properties is None else _child(properties, name)
    return switch is not None and _value(switch).lower() not in FALSE


def _number(properties: Element | None, name: str, default: int) -> int:
    stated = None if properties is None else _child(properties, name)
    digits = "" if stated is None else _value(stated)
    return min(int(digits[:6]), MAX_SPAN) if digits.isascii() and digits.isdigit() else default


def _merge(properties: Element | None, name: str) -> str:
    """`restart`, `continue` (also if nothing is said), or empty for a cell that is not merged."""
    stated = None if properties is None else _child(properties, name)
    return "" if stated is None else (_value(stated) or "continue")


def _set_apart(properties: Element | None) -> str:
    """Blanks around footnote marks and struck figures, which must not melt into the number beside
    them: two, as one may part the thousands of a figure."""
    raised = None if properties is None else _child(properties, "vertAlign")
    if raised is not None and _value(raised) != "baseline":
        return "  "
    return "  " if _on(properties, "strike") or _on(properties, "dstrike") else ""


def _printed_text(element: Element, name: str) -> str:
    """What an element of a run prints. A symbol keeps its place in private use, as its look is the
    font's alone."""
    if name == "t":
        return element.text or ""
    if name != "sym":
        return PRINTED.get(name, "")
    try:
        return chr(int(_value(element, "char"), 16))
    except (ValueError, OverflowError):
        return "\ufffd"
