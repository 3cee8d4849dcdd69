"""A report as it was read: its three tables in the layout of the form, then everything that is in doubt."""

from __future__ import annotations

from pipelines.catalogue import catalogue
from pipelines.model import Fact, Report
from terminal.width import fit

STATUS = {"parsed": "完整 parsed", "partial": "部分存疑 partial", "quarantined": "未能读取 quarantined"}
LABEL, CELL = 40, 10


def heading(report: Report) -> str:
    """Path, office, year, edition and status in one line."""
    said = report.statement
    edition = catalogue().editions.get(said.edition)
    words = (
        f"{edition.years[0]} 年格式 {edition.en}"
        if edition
        else {"mixed": "新旧格式混用 mixed forms"}.get(said.edition, "")
    )
    parts = [report.filing.path, said.office or "机关不明", f"{said.year} 年" if said.year else "年份不明", words]
    return " · ".join(p for p in (*parts, STATUS[report.status]) if p)


def issue_lines(report: Report) -> list[str]:
    """Each issue in words, with the place and what to do; issues of one kind together."""
    lines = []
    kinds = catalogue().issues
    for code in dict.fromkeys(i.code for i in report.issues):
        same = [i for i in report.issues if i.code == code]
        places = [" ".join(p for p in (place(i.where), i.detail) if p) for i in same]
        shown = [p for p in places if p][:5]
        more = f" 等 {len(places)} 处" if len(places) > 5 else ""
        lines.append(f"  ? {kinds[code].zh} / {kinds[code].en}" + (f"：{'；'.join(shown)}{more}" if shown else ""))
        lines.append(f"    {kinds[code].do}")
    return lines


def place(where: str) -> str:
    """`t3.granted` in words; a place that is no cell as it is."""
    table, _, rest = where.partition(".")
    if table not in catalogue().tables:
        return where
    row, _, columns = rest.partition(".")
    name = f"表{'二三四'[int(table[1]) - 2]}"
    if (table, "row", row) in catalogue().lines:
        name += f"“{catalogue().row(table, row).zh}”"
    columns = "、".join(
        catalogue().column(table, c).zh for c in columns.split("、") if (table, "column", c) in catalogue().lines
    )
    return name + (f"“{columns}”" if columns else "")


def tables(report: Report) -> str:
    """Everything that was read in a report, for the terminal."""
    lines = [heading(report)]
    for table in catalogue().tables:
        facts = [f for f in report.facts if f.table == table]
        if facts:
            lines += ["", f"{catalogue().tables[table].zh} / {catalogue().tables[table].en}"]
            lines += _table(table, facts)
    return "\n".join([*lines, *([""] if report.issues else []), *issue_lines(report), ""])


def _table(table: str, facts: list[Fact]) -> list[str]:
    lines = []
    columns: list[str] = []
    for row in dict.fromkeys(f.row for f in facts):
        cells = [f for f in facts if f.row == row]
        if [f.column for f in cells] != columns:
            columns = [f.column for f in cells]
            names = (fit(catalogue().column(table, c).zh, CELL, right=True) for c in columns)
            lines.append("  " + fit("", LABEL) + " ".join(names))
        shown = (fit(_shown(f), CELL, right=True) for f in cells)
        lines.append("  " + fit(catalogue().row(table, row).zh, LABEL) + " ".join(shown))
    return lines


def _shown(fact: Fact) -> str:
    if fact.status in ("ambiguous", "absent", "unreadable"):
        return {"ambiguous": "？", "absent": "缺", "unreadable": "？"}[fact.status]
    return " ".join((fact.text or "").split()) or "空"
