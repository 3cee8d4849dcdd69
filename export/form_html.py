"""One report as its three tables, with what is wrong or in doubt marked in them, as HTML.

Serves the page that `gongkai check` writes; the dashboard and workbooks draw the same sheet in
their own way. Every text of a report is escaped here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from expectations.rule import Printed
from findings.finding import SEVERITIES, Finding, entries
from pipelines.catalogue import catalogue
from pipelines.catalogue.sheet import Slot, edition_of, rows
from pipelines.model import DOUBT_SIGNS, DOUBTFUL, NIL

STYLE = """
.gk{border-collapse:collapse;margin:.4rem 0 1rem;font-size:.85rem;width:100%}
.gk th,.gk td{border:1px solid #9aa4b2;padding:.25rem .4rem;text-align:center;vertical-align:middle}
.gk th{background:#f3f5f8;color:#1f2937;font-weight:500}
.gk th small{display:block;color:#6b7280;font-weight:400;font-size:.68rem;line-height:1.15}
.gk td{min-width:2.6rem;background:#fff;color:#111827;position:relative}
.gk td.nil{color:#9ca3af}
.gk td.doubt{background:#fef3c7;color:#92400e}
.gk td.error{background:#fee2e2;outline:2px solid #dc2626;outline-offset:-2px}
.gk td.warning{background:#ffedd5;outline:2px solid #ea580c;outline-offset:-2px}
.gk td.info{background:#e0f2fe;outline:1px dashed #0284c7;outline-offset:-2px}
.gk sup{color:#b91c1c;font-size:.65rem;margin-left:.15rem}
"""
"""The look of the form in saved files."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report to be drawn: its printed cells by code, its findings, and what has to be known of
    the comparison with the year before. `place`: the divisions that the office lies in; `status`: how
    the reading ended."""

    office: str
    year: int | None
    cells: Mapping[str, Printed]
    findings: Sequence[Finding] = ()
    path: str = ""
    remarks: Sequence[str] = ()
    place: str = ""
    status: str = "parsed"

    @property
    def title(self) -> str:
        """Office and year, or that they are not known."""
        return f"{self.office or '机关不明'} {self.year or '年份不明'}"

    def tables(self) -> dict[str, str]:
        """The tables that were found, each with the edition of its form."""
        by_table = {table: edition_of(table, self.cells) for table in catalogue().tables}
        return {table: edition for table, edition in by_table.items() if edition}


def numbers(findings: Sequence[Finding]) -> dict[str, list[int]]:
    """Which entries, counted from 1, name each cell."""
    named: dict[str, list[int]] = {}
    for number, entry in enumerate(entries(findings), 1):
        for cell in dict.fromkeys(cell for finding in entry for cell in finding.cells):
            named.setdefault(cell, []).append(number)
    return named


def severity_of(cell: str, sheet: Sheet) -> str:
    """The worst severity of the findings that name a cell; empty where none does."""
    severities = {finding.severity for finding in sheet.findings if cell in finding.cells}
    return next((s for s in SEVERITIES if s in severities), "")


def looks_of(cell: str, sheet: Sheet) -> list[str]:
    """How a cell is marked: by the worst severity of its findings, and as `nil` or `doubt` by its status."""
    printed = sheet.cells.get(cell)
    status = printed[2] if printed else "absent"
    looks = (severity_of(cell, sheet), "nil" if status in NIL else "doubt" if status in DOUBTFUL else "")
    return [look for look in looks if look]


def cell_text(printed: Printed | None) -> str:
    """What a cell shows: the text as printed, blank where nothing is printed, a sign where it is in
    doubt."""
    if printed is None:
        return ""
    text, _, status = printed
    return DOUBT_SIGNS.get(status) or " ".join((text or "").split())


def table_html(sheet: Sheet, table: str) -> str:
    """One statutory table as HTML with the classes of STYLE."""
    edition = sheet.tables().get(table)
    if not edition:
        return ""
    named = numbers(sheet.findings)
    lines = []
    for row in rows(table, edition, sheet.cells):
        lines.append("<tr>" + "".join(_slot(slot, sheet, named) for slot in row) + "</tr>")
    return f'<table class="gk">{"".join(lines)}</table>'


def _slot(slot: Slot, sheet: Sheet, named: Mapping[str, Sequence[int]]) -> str:
    span = (f' colspan="{slot.across}"' if slot.across > 1 else "") + (
        f' rowspan="{slot.down}"' if slot.down > 1 else ""
    )
    if not slot.code:
        small = f"<small>{escape(slot.en)}</small>" if slot.en else ""
        return f"<th{span}>{escape(slot.zh)}{small}</th>"
    printed = sheet.cells.get(slot.code)
    status = printed[2] if printed else "absent"
    classes = looks_of(slot.code, sheet)
    remarks = [finding.message for finding in sheet.findings if slot.code in finding.cells]
    if status in DOUBTFUL:
        remarks.append(f"存疑 in doubt: {status}" + (f" “{printed[0]}”" if printed and printed[0] else ""))
    marks = "".join(f"<sup>{n}</sup>" for n in named.get(slot.code, ()))
    text = f"{escape(cell_text(printed)) or '&nbsp;'}{marks}"
    kind = f' class="{" ".join(classes)}"' if classes else ""
    title = f' title="{escape(chr(10).join(remarks), quote=True)}"' if remarks else ""
    return f"<td{span}{kind}{title}>{text}</td>"
