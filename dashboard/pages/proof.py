"""Where a cell is in its file: the page with all its cells outlined and this one marked, or the
printed table or lines around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard import form, pictures
from dashboard.asked import Asked
from dashboard.report_files import document_of, picture_of
from dashboard.store import Row
from dashboard.words import number
from export.form_html import Sheet, looks_of
from pipelines.model import Block, Cell, Document, Spot

LONGEST = 300
"""Characters shown of a field other than the one that is asked for."""
LINES = 60
"""Rows of a printed table, or lines of a text, shown on both sides of the cell."""
PLACES = (
    "SELECT cell, page, grid, grid_row, grid_column, line, x0, top, x1, bottom, confidence FROM cell_places"
    " WHERE report_id = ?"
)
"""Where the cells of a report are."""
NAMES = {
    "page": ("第 {} 页", "page {}"),
    "grid": ("文件中第 {} 个表格", "table {} of the file"),
    "grid_row": ("第 {} 行", "row {}"),
    "grid_column": ("第 {} 列", "column {}"),
    "line": ("文本第 {} 行", "line {}"),
}
"""The parts of a place in words."""


@dataclass(frozen=True)
class Outlined:
    """A cell on the page, in points."""

    cell: str
    x: float
    y: float
    width: float
    height: float
    look: str
    words: str
    href: str


@dataclass
class Proof:
    """What is shown of a cell: words, where it is, and a page or printed rows with it."""

    cell: str
    name: str
    printed: str
    value: str
    status: str
    place: str = ""
    told: str = ""
    image: str = ""
    size: tuple[float, float] = (1, 1)
    boxes: list[Outlined] = field(default_factory=list)
    printed_rows: list[list[dict[str, Any]]] = field(default_factory=list)


def of_cell(asked: Asked, head: Mapping[str, Any], sheet: Sheet, cell: str) -> Proof:
    """The proof of a cell of a report."""
    text, value, status = sheet.cells[cell]
    proof = Proof(cell, form.named(asked, cell), text or "", number(value), form.kind_of(asked, status))
    places = {row["cell"]: row for row in asked.build.rows(PLACES, head["report_id"])}
    spot = places.get(cell, {})
    if not any(v is not None for name, v in spot.items() if name != "cell"):
        proof.told = asked.t(
            "这个单元格在文件中没有单独的位置", "This cell has no place of its own in the file"
        )
        return proof
    proof.place = " · ".join(
        asked.t(*words).format(spot[n]) for n, words in NAMES.items() if spot[n] is not None
    )
    if spot["confidence"] is not None:
        proof.place += asked.t(
            f" · 识别把握 {spot['confidence']:.3f}", f" · confidence {spot['confidence']:.3f}"
        )
    if spot["page"] and spot["x0"] is not None:
        picture = picture_of(asked, head, int(spot["page"]))
        if picture:
            proof.image = asked.link(f"/reports/{head['report_id']}/page-{spot['page']}.png")
            proof.size = pictures.size_in_points(picture)
            on_page = [
                row for row in places.values() if row["page"] == spot["page"] and row["x0"] is not None
            ]
            proof.boxes = [_outlined(asked, row, sheet, head, cell) for row in on_page]
            return proof
        proof.told = asked.t(
            "该页未能绘制，以下为读到的内容", "The page could not be drawn; below is what was read of it"
        )
    document = document_of(asked, head)
    if document is None:
        proof.told = asked.t("原文件不在本机", "The file is not on this machine")
        return proof
    _printed(asked, proof, document, spot, {_place(row): row["cell"] for row in places.values()}, head)
    return proof


def _outlined(asked: Asked, row: Row, sheet: Sheet, head: Mapping[str, Any], focus: str) -> Outlined:
    cell = row["cell"]
    looks = ["focus"] if cell == focus else looks_of(cell, sheet)
    width, height = max(row["x1"] - row["x0"], 2), max(row["bottom"] - row["top"], 2)
    href = asked.link(f"/reports/{head['report_id']}", cell=cell) + "#source"
    return Outlined(
        cell, row["x0"], row["top"], width, height, " ".join(looks), form.named(asked, cell), href
    )


def _place(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[n] for n in ("page", "grid", "grid_row", "grid_column", "line"))


def _spot(spot: Spot) -> tuple[Any, ...]:
    return (spot.page, spot.table, spot.row, spot.column, spot.line)


def _printed(
    asked: Asked,
    proof: Proof,
    document: Document,
    wanted: Row,
    cells: Mapping[tuple[Any, ...], str],
    head: Mapping[str, Any],
) -> None:
    """The rows of the file around the cell, with their merged cells, those that were read named."""
    for block in document.blocks:
        for y, line in enumerate(block.rows):
            for x, one in enumerate(line):
                if _spot(one.spot) == _place(wanted) and _same_box(one.spot, wanted):
                    proof.printed_rows = _around(asked, block, y, x, cells, head)
                    return
    proof.told = asked.t("文件中找不到这个位置", "The place is not found in the file")


def _same_box(spot: Spot, wanted: Row) -> bool:
    if spot.box is None or wanted["x0"] is None:
        return True
    return bool(abs(spot.box[0] - wanted["x0"]) + abs(spot.box[1] - wanted["top"]) < 1)


def _around(
    asked: Asked, block: Block, y: int, x: int, cells: Mapping[tuple[Any, ...], str], head: Mapping[str, Any]
) -> list[list[dict[str, Any]]]:
    first = max(y - LINES, 0)

    def field_of(one: Cell, here: bool) -> dict[str, Any]:
        text = " ".join(one.text.split())
        cut = text if len(text) <= LONGEST or here else text[:LONGEST] + "…"
        cell = cells.get(_spot(one.spot), "")
        href = asked.link(f"/reports/{head['report_id']}", cell=cell) + "#source" if cell else ""
        return {"text": cut, "here": here, "across": one.across, "down": one.down, "cell": cell, "href": href}

    return [
        [field_of(one, (number_, place) == (y, x)) for place, one in enumerate(line)]
        for number_, line in enumerate(block.rows[first : y + LINES + 1], first)
    ]
