"""Names and texts in SQL, and which table of the warehouse holds which table of the form."""

from __future__ import annotations

FACTS = {
    "t2": ("disclosures", "item", "measure"),
    "t3": ("requests", "outcome", "applicant"),
    "t4": ("disputes", "proceeding", "result"),
}
"""Statutory table -> the tidy table that holds it, its column of row codes, its column of column
codes."""


def quoted(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """An SQL string."""
    return "'" + text.replace("'", "''") + "'"


def wide_name(cell: str) -> str:
    """`t3.requests_new.total` -> `t3__requests_new__total`."""
    return cell.replace(".", "__")
