"""How the codes of the catalogue are written in DuckDB's SQL. Never with braces, so that GX can
fill in `{batch}`."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.catalogue.book import UNKNOWN
from pipelines.catalogue.load import catalogue
from pipelines.model import DOUBTFUL

NO_CELLS = "CAST([] AS VARCHAR[])"
UNREAD = "WHEN r.status = 'quarantined' THEN 'not_read'"
"""The first reason of every rule about a report `r` as a whole: what could not be read is said as
an issue, and nothing about it is held against the office."""
NO_YEAR = "WHEN r.year IS NULL THEN 'year_unknown'"
"""A branch of CASE: the year of the report is not known."""


def text(value: str) -> str:
    """A text literal."""
    return "'" + value.replace("'", "''") + "'"


def listed(values: Iterable[str]) -> str:
    """Text literals with commas, for `IN (…)`."""
    return ", ".join(text(v) for v in values)


def texts(values: Iterable[str]) -> str:
    """A VARCHAR[] literal; an empty one keeps its type."""
    inside = listed(values)
    return f"[{inside}]" if inside else NO_CELLS


def in_doubt(status: str) -> str:
    """Whether the status of a cell leaves its value open."""
    return f"{status} IN ({listed(sorted(DOUBTFUL))})"


def edition(report: str) -> str:
    """The edition of a report, also where none is listed."""
    return f"coalesce({report}.edition, {text(UNKNOWN)})"


def wide(cell: str, report: str = "w") -> str:
    """The column of reports_wide (there `w`) that holds the cell `table.row.column`."""
    return f'{report}."{cell.replace(".", "__")}"'


def as_zero(cell: str, report: str = "w") -> str:
    """The same where nil counts as 0."""
    return f"coalesce({wide(cell, report)}, 0)"


def row_total(cell: str) -> str:
    """The same for a cell that may state the sum of its row; one that is not filled in is that
    sum."""
    parts = " + ".join(map(as_zero, _parts(cell)))
    return f"coalesce({wide(cell)}, {parts or '0'})"


def row_parts(cell: str) -> str:
    """What the parts of its row come to, for a cell that may state their sum; the cell itself where
    it has no parts."""
    return "(" + " + ".join(map(as_zero, _parts(cell) or [cell])) + ")"


def row_cells(cell: str) -> list[str]:
    """All cells of the row of a cell, in all editions."""
    row = cell.rsplit(".", 1)[0]
    return [one for one in catalogue().cells() if one.startswith(f"{row}.")]


def _parts(cell: str) -> list[str]:
    table, row, column = cell.split(".")
    sums = (s for s in catalogue().sums.values() if (s.table, s.each, s.right) == (table, "row", (column,)))
    return [f"{table}.{row}.{part}" for entry in sums for part in entry.left]


def at(cell: str) -> str:
    """Whether a row of `cells` (there `d`) is that of the cell."""
    table, row, column = (text(part) for part in cell.split("."))
    return f'd."table" = {table} AND d."row" = {row} AND d."column" = {column}'


def total(cells: Iterable[str]) -> str:
    """The sum of cells of reports_wide in which nothing counts as 0, free of binary fractions."""
    return f"round({plain_total(cells)}, 9)"


def plain_total(cells: Iterable[str]) -> str:
    """The same as it comes out: to round costs more than to add, and many sums are looked at for
    each that fails."""
    return " + ".join(as_zero(c) for c in cells)


def lacks(table: str, report: str = "w") -> str:
    """Whether the table was not found in a report (of reports_wide)."""
    return f"NOT coalesce(list_contains({report}.tables, {text(table)}), false)"


def has_any(array: str, cells: str) -> str:
    """Whether the arrays have an element in common; one that is NULL has none. Most are empty, and
    cost nothing."""
    return f"CASE WHEN len({array}) > 0 THEN list_has_any({array}, {cells}) ELSE false END"


def without_nulls(items: Iterable[str]) -> str:
    """The list of those expressions that are not NULL."""
    return f"list_filter([{', '.join(items)}], lambda item: item IS NOT NULL)"
