"""What is to be mended, as an Excel list for the offices concerned: a sheet for each county, in plain
words, without codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from export.book import book_at
from export.workbooks import sheet_name
from findings.decisions import DECISIONS, Decision
from findings.finding import SEVERITIES
from pipelines.csv_input import disarmed

CLOSED = ("dismissed", "corrected")
"""Decisions after which nothing is left to send."""
COLUMNS = {
    "机关": 28,
    "年度": 7,
    "程度": 8,
    "问题": 70,
    "处理办法": 40,
    "处理情况": 30,
    "限期": 12,
    "原文": 40,
    "编号": 14,
}
"""The headings, and how many characters wide their columns are."""
NOWHERE = "地区不明"
"""The sheet of the offices whose county is not known."""
Steps = Mapping[str, Sequence[Decision]]
"""Fingerprint of a finding -> every decision about it, in their order."""


def write_list(path: Path, findings: Sequence[Mapping[str, Any]], decided: Steps) -> int:
    """Write the list and return how many findings it has. `findings` are in the order of their
    places; those that were dismissed or are corrected are left out. Raises OSError."""
    open_ones = [f for f in findings if _state(f, decided) not in CLOSED]
    with book_at(path) as book:
        bold, text = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        index = book.add_worksheet("目录")
        index.set_column(0, 0, 40)
        for x, head in enumerate(("地区", "机关数", "问题数")):
            index.write_string(0, x, head, bold)
        taken = {"目录"}
        for y, (place, group) in enumerate(groupby(open_ones, _place), 1):
            listed = list(group)
            index.write_string(y, 0, disarmed(place))
            index.write_number(y, 1, len({f["office"] for f in listed}))
            index.write_number(y, 2, len(listed))
            _sheet(book.add_worksheet(sheet_name(place, taken)), listed, decided, bold, text)
    return len(open_ones)


def _sheet(page: Any, listed: Sequence[Mapping[str, Any]], decided: Steps, bold: Any, text: Any) -> None:
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
