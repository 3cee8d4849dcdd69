"""A report as it was read: its three tables in the layout of the form, then everything that is in
doubt."""

from __future__ import annotations

from findings.verdict import heading, issue_lines
from pipelines.catalogue import catalogue
from pipelines.model import DOUBT_SIGNS, Fact, Report
from terminal.width import fit

LABEL, CELL = 40, 10
"""Widths of the columns of a printed table, in characters of the terminal."""


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
        texts = (fit(_cell_text(f), CELL, right=True) for f in cells)
        lines.append("  " + fit(catalogue().row(table, row).zh, LABEL) + " ".join(texts))
    return lines


def _cell_text(fact: Fact) -> str:
    return DOUBT_SIGNS.get(fact.status) or " ".join((fact.text or "").split()) or "空"
