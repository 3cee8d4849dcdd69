"""Draws one report on a sheet of a workbook: its tables in the layout of the form, findings as notes
on the cells and listed below them.

All tables share a grid of UNITS columns of one width, and each takes as many of them for a label or
a value as its texts need, so that a page of A4 holds them one below the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from export.form_html import Sheet, cell_text, looks_of, numbers
from findings.finding import SEVERITIES, Finding, entries
from findings.verdict import FOLLOWS
from pipelines.catalogue import catalogue
from pipelines.catalogue.sheet import Slot, placed, rows

UNITS, UNIT = 15, 7
"""Columns of the grid, and how many characters each is wide; the widest table of the forms has fifteen
values side by side."""
LINE = 14
"""Points that a line of text takes in a row."""
A4 = 9
"""The code of the paper."""

Spots = dict[str, tuple[int, int]]
"""Code of a cell of the form -> row and column at which the sheet has it."""


def wide(text: str) -> int:
    """Characters of half a Chinese one that a text takes in a line."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)


def height(text: str, width: float) -> float:
    """Points of a row in which a text is whole that is wrapped at so many characters."""
    return LINE * sum(max(1, -(-wide(line) // max(1, int(width)))) for line in text.split("\n")) + 3


def draw(page: Any, sheet: Sheet, kinds: Mapping[str, Any]) -> Spots:
    """Draw the report on a new sheet of the workbook, in the formats `kinds`; returns where its cells
    are."""
    to_print(page, landscape=False)
    page.set_column(0, UNITS - 1, UNIT)
    title = f"{sheet.title} 政府信息公开工作年度报告"
    page.write_string(0, 0, f"{sheet.place} · {title}" if sheet.place else title, kinds["title"])
    page.write_string(1, 0, "；".join([sheet.path, *sheet.remarks]))
    page.freeze_panes(2, 0)
    named, top, spots = numbers(sheet.findings), 3, Spots()
    for table, edition in sheet.tables().items():
        line = catalogue().tables[table]
        page.write_string(top, 0, f"{line.zh} {line.en}", kinds["name"])
        slots = list(placed(rows(table, edition, sheet.cells)))
        top = _table(page, top + 1, slots, sheet, named, kinds, spots) + 1
    _findings(page, top, sheet, spots, kinds)
    return spots


def to_print(page: Any, landscape: bool = True) -> None:
    """Set a sheet up for A4, as wide as the paper, with the number of the page below."""
    page.hide_gridlines(2)
    page.set_paper(A4)
    if landscape:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(0.4, 0.4, 0.5, 0.6)
    page.set_footer("&L&A&R&P / &N")


def edges(slots: Sequence[tuple[int, int, Slot]]) -> list[int]:
    """Where each column of a table begins on the grid, and where the last one ends."""
    many = max(x + slot.across for _, x, slot in slots)
    valued = {x + dx for _, x, slot in slots if slot.code for dx in range(slot.across)}
    labels = [x for x in range(many) if x not in valued]
    each = max(1, min(2, (UNITS - 2 * len(labels)) // max(1, len(valued))))
    need = dict.fromkeys(labels, 1)
    for _, x, slot in slots:
        if x in need and slot.across == 1:
            need[x] = max(need[x], wide(slot.zh) // slot.down)
    taken = dict.fromkeys(labels, 1)
    for _ in range(UNITS - each * len(valued) - len(labels)):
        narrow = [x for x in labels if need[x] >= taken[x] * UNIT]
        if narrow:
            taken[max(narrow, key=lambda x: need[x] / taken[x])] += 1
    out = [0]
    for x in range(many):
        out.append(out[-1] + taken.get(x, each))
    return out


def _table(
    page: Any,
    top: int,
    slots: Sequence[tuple[int, int, Slot]],
    sheet: Sheet,
    named: Mapping[str, Sequence[int]],
    kinds: Mapping[str, Any],
    spots: Spots,
) -> int:
    """Draw a table and return the row below it."""
    at = edges(slots)
    heights: dict[int, float] = {}
    for y, x, slot in sorted(slots, key=lambda placed: placed[2].down):
        rows_of = range(top + y, top + y + slot.down)
        left, right = at[x], at[x + slot.across] - 1
        text = cell_text(sheet.cells.get(slot.code)) if slot.code else slot.zh
        lack = height(text, (right - left + 1) * UNIT - 1) - sum(heights.get(r, 0) for r in rows_of)
        heights[rows_of[-1]] = heights.get(rows_of[-1], 0) + max(0, lack)
        kind = kinds[_kind(slot.code, sheet) if slot.code else "head"]
        if slot.down > 1 or right > left:
            page.merge_range(rows_of[0], left, rows_of[-1], right, "", kind)
        if slot.code:
            spots[slot.code] = rows_of[0], left
            _value(page, *spots[slot.code], sheet, slot.code, kind)
            _note(page, *spots[slot.code], sheet, slot.code, named.get(slot.code, ()))
        else:
            page.write_string(rows_of[0], left, text, kind)
    for row, points in heights.items():
        page.set_row(row, points)
    return top + max(y + slot.down for y, _, slot in slots)


def _findings(page: Any, top: int, sheet: Sheet, spots: Spots, kinds: Mapping[str, Any]) -> None:
    slips = entries(sheet.findings)
    page.write_string(
        top, 0, f"核对发现 Findings: {len(sheet.findings)}（差错 slips: {len(slips)}）", kinds["name"]
    )
    for number, slip in enumerate(slips, 1):
        row = top + number
        severity = SEVERITIES[slip[0].severity].both
        text = f"{severity}  {in_words(slip)}"
        spot = next((spots[cell] for cell in slip[0].cells if cell in spots), None)
        if spot:
            page.write_url(
                row, 0, f"internal:'{page.get_name()}'!{reference(*spot)}", kinds["link"], f"{number}"
            )
        else:
            page.write_number(row, 0, number, kinds["text"])
        page.merge_range(row, 1, row, UNITS - 1, "", kinds["text"])
        page.write_string(row, 1, text, kinds["text"])
        page.set_row(row, height(text, (UNITS - 1) * UNIT))


def in_words(slip: Sequence[Finding]) -> str:
    """The findings of one slip, the one that leads first, and what to do."""
    words = [slip[0].message, slip[0].message_en, *(f"    {FOLLOWS}{other.message}" for other in slip[1:])]
    return "\n".join([*words, *(f"→ {do}" for do in dict.fromkeys(one.do for one in slip) if do)])


def reference(row: int, column: int) -> str:
    """Row 4, column 2, both from 0, as `C5`."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))


def _kind(cell: str, sheet: Sheet) -> str:
    return next(iter(looks_of(cell, sheet)), "cell")


def _value(page: Any, y: int, x: int, sheet: Sheet, cell: str, kind: Any) -> None:
    """A plain number as a number, all else as it is printed."""
    printed = sheet.cells.get(cell)
    if (
        printed
        and printed[2] == "number"
        and printed[1] is not None
        and re.fullmatch(r"-?\d{1,15}(\.\d+)?", cell_text(printed))
    ):
        page.write_number(y, x, printed[1], kind)
    else:
        page.write_string(y, x, cell_text(printed), kind)


def _note(page: Any, y: int, x: int, sheet: Sheet, cell: str, numbered: Sequence[int]) -> None:
    if numbered:
        slips = entries(sheet.findings)
        remarks = [
            f"{n}. {finding.message}\n{finding.message_en}"
            for n in numbered
            for finding in slips[n - 1]
            if cell in finding.cells
        ]
        page.write_comment(
            y, x, "\n".join(remarks), {"x_scale": 3, "y_scale": 1 + 0.6 * len(remarks), "author": "gongkai"}
        )
