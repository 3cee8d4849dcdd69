"""Where a cell is in its file: the page picture with the cell outlined, or the printed table
around it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.data import one, raw_folder
from pipelines.model import Block, Cell, Document, Spot
from pipelines.read.layout.page_transform import Box

STRIP, SIDE = 200, 320
"""Pixels of the page shown above and below a cell, and on its sides."""
AROUND_GRID, AROUND_LINES, LONGEST = 5, 4, 300
"""Rows of a table, and lines of a text, shown on both sides of the cell; characters shown of one
field."""


def show(report: Mapping[str, Any], cell: str) -> None:
    """The place of `cell` in the file of `report` (report_id, raw_path)."""
    table, row, column = cell.split(".")
    spot = one(
        "SELECT page, grid, grid_row, grid_column, line, x0, top, x1, bottom, confidence FROM cell_places"
        " WHERE report_id = ?"
        ' AND "table"::VARCHAR = ? AND "row"::VARCHAR = ? AND "column"::VARCHAR = ?',
        int(report["report_id"]),
        table,
        row,
        column,
    )
    if not any(v is not None for v in spot.values()):
        st.info("这个单元格在文件中没有单独的位置 This cell has no place of its own in the file")
        return
    st.caption(_words(spot))
    path = file_of(report["raw_path"])
    if path is None:
        st.warning("原文件不在本机 The file is not on this machine")
        return
    if spot["page"] and spot["x0"] is not None:
        box = (spot["x0"], spot["top"], spot["x1"], spot["bottom"])
        picture = _picture(str(path), path.stat().st_mtime_ns, int(spot["page"]), box)
        if picture:
            st.image(_near(picture, box), width="stretch")
            with st.expander("整页 The whole page"):
                st.image(picture, width="stretch")
            return
        st.caption("该页未能绘制，以下为读到的内容 The page could not be drawn; below is what was read of it")
    _table_around(path, spot)


@st.cache_data(max_entries=50, show_spinner="绘制页面 Drawing the page …")
def _picture(path: str, changed: int, page: int, box: Box) -> bytes | None:
    """The page with the cell outlined."""
    from pipelines.batch.drawing import page_drawn

    return page_drawn(Path(path).read_bytes(), page, [(box, "finding")])


def _near(picture: bytes, box: Box) -> bytes:
    """The strip of the page that holds the cell, wide enough to be read."""
    from PIL import Image

    from pipelines.read.page_image import DPI

    page = Image.open(io.BytesIO(picture))
    top, bottom = (round(box[side] * DPI / 72) for side in (1, 3))
    if top >= page.height:  # drawn smaller than usual
        return picture
    out = io.BytesIO()
    left, right = (round(box[side] * DPI / 72) for side in (0, 2))
    edges = (
        max(left - SIDE, 0),
        max(top - STRIP, 0),
        min(right + SIDE, page.width),
        min(bottom + STRIP, page.height),
    )
    page.crop(edges).save(out, "PNG")
    return out.getvalue()


def _table_around(path: Path, spot: Mapping[str, Any]) -> None:
    document = _document(str(path), path.stat().st_mtime_ns)
    for block in document.blocks:
        for y, line in enumerate(block.rows):
            for x, cell in enumerate(line):
                if _same(cell.spot, spot):
                    st.html(_around(block, y, x))
                    return
    st.info("文件中找不到这个位置 The place is not found in the file")


def file_of(raw_path: str | None) -> Path | None:
    """The file of a report under the folder of raw files; None if it is not there, or if the path
    leads out of it."""
    if not raw_path:
        return None
    root = raw_folder().resolve()
    path = (root / raw_path).resolve()
    return path if path.is_relative_to(root) and path.is_file() else None


@st.cache_resource(max_entries=20, show_spinner="读取原文件 Reading the file …")
def _document(path: str, changed: int) -> Document:
    from pipelines.read.door import read

    return read(Path(path))


def _same(spot: Spot, wanted: Mapping[str, Any]) -> bool:
    places = (spot.page, spot.table, spot.row, spot.column, spot.line)
    named = tuple(wanted[n] for n in ("page", "grid", "grid_row", "grid_column", "line"))
    if places != named:
        return False
    return (
        spot.box is None
        or wanted["x0"] is None
        or abs(spot.box[0] - wanted["x0"]) + abs(spot.box[1] - wanted["top"]) < 1
    )


def _around(block: Block, y: int, x: int) -> str:
    around = AROUND_GRID if block.kind == "grid" else AROUND_LINES
    first = max(y - around, 0)
    lines = []
    for number, line in enumerate(block.rows[first : y + around + 1], first):
        cells = "".join(_field(c, (number, place) == (y, x)) for place, c in enumerate(line))
        lines.append(f"<tr>{cells}</tr>")
    return f'<div class="paper"><table class="gk">{"".join(lines)}</table></div>'


def _field(cell: Cell, here: bool) -> str:
    text = " ".join(cell.text.split())
    text = text if len(text) <= LONGEST or here else text[:LONGEST] + "…"
    return f"<td{' class=focus' if here else ''}>{escape(text) or '&nbsp;'}</td>"


def _words(spot: Mapping[str, Any]) -> str:
    """The place in words."""
    names = {
        "page": "页 page",
        "grid": "表 table",
        "grid_row": "行 row",
        "grid_column": "列 column",
        "line": "文本行 line",
    }
    words = [f"第 {spot[n]} {name}" for n, name in names.items() if spot[n] is not None]
    if spot["confidence"] is not None:
        words.append(f"识别把握 confidence {spot['confidence']:.3f}")
    return " · ".join(words)
