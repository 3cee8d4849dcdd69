"""Turns reports into Excel workbooks in the layout of the form, their findings as notes on the
cells.

Texts are written as texts: nothing that a report prints becomes a formula or a link.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from export.form_html import Sheet, cell_text, numbers, severity_of
from findings.finding import SEVERITIES, entries
from findings.verdict import FOLLOWS
from pipelines.catalogue import catalogue
from pipelines.catalogue.sheet import placed, rows
from pipelines.model import DOUBTFUL, NIL

PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
"""Characters that the name of a sheet may not have."""
COLOURS = {"error": "#FECACA", "warning": "#FED7AA", "info": "#BAE6FD", "doubt": "#FEF3C7"}
EDGE: dict[str, Any] = {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
"""The format of every cell of the form."""


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """One sheet for each report, and in front a list of them with the number of their findings."""
    import xlsxwriter

    path.open("wb").close()  # what cannot be written says so as OSError, which xlsxwriter's own error is not
    with xlsxwriter.Workbook(str(path), PLAIN) as book:
        kinds = _formats(book)
        index = book.add_worksheet("目录 Contents")
        taken = {"目录 contents"}
        index.set_column(0, 0, 40)
        index.set_column(1, 3, 16)
        for x, head in enumerate(("机关 office", "年度 year", "核对发现 findings", "存疑 in doubt")):
            index.write_string(0, x, head, kinds["head"])
        for y, sheet in enumerate(sheets, 1):
            name = sheet_name(f"{sheet.year or '年份不明'} {sheet.office}", taken)
            index.write_url(y, 0, f"internal:'{name}'!A1", kinds["link"], sheet.office or "机关不明")
            index.write(y, 1, sheet.year or "")
            index.write_number(y, 2, len(entries(sheet.findings)))
            index.write_number(y, 3, sum(status in DOUBTFUL for _, _, status in sheet.cells.values()))
            _draw(book.add_worksheet(name), sheet, kinds)


def _formats(book: Any) -> dict[str, Any]:
    kinds = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "name": book.add_format({"bold": True}),
        "head": book.add_format({**EDGE, "bg_color": "#F3F5F8"}),
        "cell": book.add_format(EDGE),
        "nil": book.add_format({**EDGE, "font_color": "#9CA3AF"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "link": book.add_format({"font_color": "#1D4ED8", "underline": 1}),
    }
    return kinds | {name: book.add_format({**EDGE, "bg_color": colour}) for name, colour in COLOURS.items()}


def _draw(page: Any, sheet: Sheet, kinds: Mapping[str, Any]) -> None:
    page.hide_gridlines(2)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, f"{sheet.title} 政府信息公开工作年度报告", kinds["title"])
    page.write_string(1, 0, "；".join([sheet.path, *sheet.remarks]))
    named, top, width = numbers(sheet.findings), 3, 0
    for table, edition in sheet.tables().items():
        line = catalogue().tables[table]
        page.write_string(top, 0, f"{line.zh} {line.en}", kinds["name"])
        drawn = rows(table, edition, sheet.cells)
        for y, x, slot in placed(drawn):
            y += top + 1
            last = y + slot.down - 1, x + slot.across - 1
            width = max(width, last[1])
            kind = kinds[_kind(slot.code, sheet) if slot.code else "head"]
            if slot.down > 1 or slot.across > 1:
                page.merge_range(y, x, *last, "", kind)
            if slot.code:
                _value(page, y, x, sheet, slot.code, kind)
                _note(page, y, x, sheet, slot.code, named.get(slot.code, ()))
            else:
                page.write_string(y, x, slot.zh, kind)
        top += len(drawn) + 2
    page.set_column(0, width, 11)
    slips = entries(sheet.findings)
    page.write_string(top, 0, f"核对发现 Findings: {len(slips)}", kinds["name"])
    for number, slip in enumerate(slips, 1):
        severity = SEVERITIES[slip[0].severity].both
        words = [f"{number}. {severity}  {slip[0].message}", slip[0].message_en]
        words += [f"    {FOLLOWS}{finding.message}" for finding in slip[1:]]
        page.merge_range(top + number, 0, top + number, 9, "", kinds["text"])
        page.write_string(top + number, 0, "\n".join(words), kinds["text"])
        page.set_row(top + number, 16 * len(words))


def _kind(cell: str, sheet: Sheet) -> str:
    status = sheet.cells[cell][2] if cell in sheet.cells else "absent"
    return severity_of(cell, sheet) or ("doubt" if status in DOUBTFUL else "nil" if status in NIL else "cell")


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


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name for a sheet that Excel accepts: 31 characters, none forbidden, no other sheet's in
    whatever case."""
    stem = FORBIDDEN.sub(" ", wanted).strip() or "报告"
    name, count = stem[:31], 2
    while name.lower() in taken:
        tail = f" {count}"
        name, count = stem[: 31 - len(tail)] + tail, count + 1
    taken.add(name.lower())
    return name
