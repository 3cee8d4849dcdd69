"""Turns reports into Excel workbooks: a contents sheet with what each office published or owes and
every finding, and a sheet for each report.

Texts are written as texts: nothing that a report prints becomes a formula or a link.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from export.book import book_at
from export.form_html import Sheet
from export.form_sheet import Spots, draw, height, in_words, reference, to_print
from findings.finding import SEVERITIES, entries
from findings.verdict import STATUS
from pipelines.model import DOUBTFUL

FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
"""Characters that the name of a sheet may not have; control characters may not be there, either."""
LONGEST_NAME = 31
"""Characters that Excel allows in the name of a sheet."""
COLOURS = {"error": "#FECACA", "warning": "#FED7AA", "info": "#BAE6FD", "doubt": "#FEF3C7"}
EDGE: dict[str, Any] = {
    "border": 1,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
    "font_size": 10,
}
"""The format of every cell of the form."""
COLUMNS = {
    "机关 office": 30,
    "地区 place": 24,
    "年度 year": 10,
    "状态 state": 30,
    "差错 slips": 11,
    "存疑 in doubt": 11,
    "文件 file": 46,
}
"""The headings of the contents, and how many characters wide their columns are."""
NOT_RECEIVED = "应有未收到 due, not received"
"""The state of a report that an office owes and that is not there."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A report of which there is no sheet: one that is due and was not received, or a file that could
    not be read. `state` in both languages."""

    office: str
    place: str
    year: int | None
    state: str = NOT_RECEIVED
    path: str = ""


def write_workbook(
    path: Path, sheets: Sequence[Sheet], absent: Sequence[Absent] = (), made: datetime | None = None
) -> None:
    """One sheet for each report, and in front the contents: reports, those `absent`, and the findings,
    each with a link to its cell. It says that it was `made` then, or now. Raises OSError."""
    with book_at(path, made) as book:
        kinds = _formats(book)
        index = book.add_worksheet("目录 Contents")
        taken = {"目录 contents"}
        names = [sheet_name(f"{sheet.year or '年份不明'} {sheet.office}", taken) for sheet in sheets]
        drawn = [
            (sheet, name, draw(book.add_worksheet(name), sheet, kinds))
            for sheet, name in zip(sheets, names, strict=True)
        ]
        _contents(index, drawn, absent, kinds)


def _formats(book: Any) -> dict[str, Any]:
    kinds = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "name": book.add_format({"bold": True}),
        "head": book.add_format({**EDGE, "bg_color": "#F3F5F8"}),
        "cell": book.add_format(EDGE),
        "nil": book.add_format({**EDGE, "font_color": "#9CA3AF"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "count": book.add_format({"align": "center", "valign": "top"}),
        "link": book.add_format(
            {"font_color": "#1D4ED8", "underline": 1, "text_wrap": True, "valign": "top"}
        ),
    }
    return kinds | {name: book.add_format({**EDGE, "bg_color": colour}) for name, colour in COLOURS.items()}


def _contents(
    index: Any, drawn: Sequence[tuple[Sheet, str, Spots]], absent: Sequence[Absent], kinds: Mapping[str, Any]
) -> None:
    to_print(index)
    for x, (head, width) in enumerate(COLUMNS.items()):
        index.set_column(x, x, width)
        index.write_string(0, x, head, kinds["head"])
    index.set_row(0, height("\n", 1))
    index.freeze_panes(1, 0)
    index.repeat_rows(0)
    text = kinds["text"]
    for y, (sheet, name, _) in enumerate(drawn, 1):
        doubtful = sum(status in DOUBTFUL for _, _, status in sheet.cells.values())
        index.write_url(y, 0, f"internal:'{name}'!A1", kinds["link"], sheet.office or "机关不明")
        state = STATUS[sheet.status]
        _line(index, y, (sheet.office, sheet.place, sheet.year, state), sheet.path, kinds)
        index.write_number(y, 4, len(entries(sheet.findings)), kinds["count"])
        index.write_number(y, 5, doubtful, kinds["count"])
    for y, gap in enumerate(absent, 1 + len(drawn)):
        index.write_string(y, 0, gap.office or "机关不明", text)
        _line(index, y, (gap.office, gap.place, gap.year, gap.state), gap.path, kinds)
    _findings(index, 2 + len(drawn) + len(absent), drawn, kinds)


def _line(
    index: Any, y: int, said: tuple[str, str, int | None, str], path: str, kinds: Mapping[str, Any]
) -> None:
    """What a line of the contents has behind its office, and its height."""
    (office, where, year, state), text = said, kinds["text"]
    index.write_string(y, 1, where, text)
    index.write(y, 2, year or "", kinds["count"])
    index.write_string(y, 3, state, text)
    index.write_string(y, 6, path, text)
    widths = COLUMNS.values()
    lines = zip((office, where, "", state, "", "", path), widths, strict=True)
    index.set_row(y, max(height(words, width - 1) for words, width in lines))


def _findings(
    index: Any, top: int, drawn: Sequence[tuple[Sheet, str, Spots]], kinds: Mapping[str, Any]
) -> None:
    """Every slip in a line, with a link to the first of its cells."""
    many = sum(len(entries(sheet.findings)) for sheet, _, _ in drawn)
    findings = sum(len(sheet.findings) for sheet, _, _ in drawn)
    index.write_string(top, 0, f"核对发现 Findings: {findings}（差错 slips: {many}）", kinds["name"])
    y, width = top, sum(list(COLUMNS.values())[4:])
    for sheet, name, spots in drawn:
        for slip in entries(sheet.findings):
            y += 1
            cell = next((cell for cell in slip[0].cells if cell in spots), None)
            target = reference(*spots[cell]) if cell else "A1"
            text = in_words(slip)
            index.write_string(y, 0, sheet.office or "机关不明", kinds["text"])
            index.write_url(y, 1, f"internal:'{name}'!{target}", kinds["link"], f"→ {target}")
            index.write(y, 2, sheet.year or "", kinds["count"])
            index.write_string(y, 3, SEVERITIES[slip[0].severity].both, kinds["text"])
            index.merge_range(y, 4, y, 6, "", kinds["text"])
            index.write_string(y, 4, text, kinds["text"])
            index.set_row(y, height(text, width - 2))


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name for a sheet that Excel accepts: 31 characters, none forbidden and none that is not seen,
    no other sheet's in whatever case."""
    seen = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in wanted)
    stem = FORBIDDEN.sub(" ", seen).strip() or "报告"
    name, count = stem[:LONGEST_NAME], 2
    while name.lower() in taken:
        tail = f" {count}"
        name, count = stem[: LONGEST_NAME - len(tail)] + tail, count + 1
    taken.add(name.lower())
    return name
