"""What is to be mended, as an Excel list for the offices concerned: a sheet for each county, in plain
words, without codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from export.book import book_at
from export.form_sheet import height, to_print
from export.workbooks import sheet_name
from findings.decisions import DECISIONS, Decision
from findings.finding import SEVERITIES
from pipelines.csv_input import disarmed

CLOSED = ("dismissed", "corrected")
"""Decisions after which nothing is left to send."""
COLUMNS = {
    "机关": 24,
    "年度": 6,
    "程度": 6,
    "问题": 56,
    "处理办法": 34,
    "处理情况": 18,
    "限期": 11,
    "原文": 24,
    "编号": 14,
}
"""The headings, and how many characters wide their columns are."""
SPARE = 4
"""Characters by which a line may come out wider than its column in another font."""
NOWHERE = "地区不明"
"""The sheet of the offices whose county is not known."""
Steps = Mapping[str, Sequence[Decision]]
"""Fingerprint of a finding -> every decision about it, in their order."""


def write_list(path: Path, findings: Sequence[Mapping[str, Any]], decided: Steps) -> int:
    """Write the list and return how many findings it has. `findings` are in the order of their
    places; those that were dismissed or are corrected are left out. Raises OSError."""
    open_ones = [f for f in findings if _state(f, decided) not in CLOSED]
    with book_at(path) as book:
        bold = book.add_format({"bold": True, "border": 1, "bg_color": "#f3f5f9"})
        text = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        index = book.add_worksheet("目录")
        to_print(index, landscape=False)
        index.set_column(0, 0, 40)
        for x, head in enumerate(("地区", "机关数", "问题数")):
            index.write_string(0, x, head, bold)
        taken = {"目录"}
        for y, (place, group) in enumerate(groupby(open_ones, _place), 1):
            listed = list(group)
            index.write_string(y, 0, disarmed(place), text)
            index.write_number(y, 1, len({f["office"] for f in listed}), text)
            index.write_number(y, 2, len(listed), text)
            _sheet(book.add_worksheet(sheet_name(place, taken)), listed, decided, bold, text)
    return len(open_ones)


def _sheet(page: Any, listed: Sequence[Mapping[str, Any]], decided: Steps, bold: Any, text: Any) -> None:
    to_print(page)
    page.repeat_rows(0)
    for x, (head, width) in enumerate(COLUMNS.items()):
        page.set_column(x, x, width)
        page.write_string(0, x, head, bold)
    page.freeze_panes(1, 0)
    for y, finding in enumerate(listed, 1):
        made = decided.get(finding["fingerprint"], ())
        cells = (
            finding["office"] or "机关不明",
            str(finding["year"] or ""),
            SEVERITIES[finding["severity"]].zh,
            finding["message"],
            finding["what_to_do"],
            "；".join(map(_step, made)) or "待处理",
            str(made[-1].due_by or "") if made else "",
            finding["source_url"] or finding["original_name"] or "",
            finding["fingerprint"][:12],
        )
        page.set_row(
            y, max(height(c, width - SPARE) for c, width in zip(cells, COLUMNS.values(), strict=True))
        )
        for x, cell in enumerate(cells):
            page.write_string(y, x, disarmed(cell), text)


def _place(finding: Mapping[str, Any]) -> str:
    names = [finding[name] for name in ("province", "city", "county") if finding[name]]
    return "".join(dict.fromkeys(names[-2:])) or NOWHERE


def _step(made: Decision) -> str:
    return f"{DECISIONS[made.decision].split()[0]}（{made.decided_on}，{made.decided_by}）"


def _state(finding: Mapping[str, Any], decided: Steps) -> str:
    made = decided.get(finding["fingerprint"])
    return made[-1].decision if made else str(finding["state"])
