"""How the codes of the catalogue are written in DuckDB's SQL. Never with braces, so that GX can
fill in `{batch}`."""

from __future__ import annotations

from collections.abc import Iterable


def text(value: str) -> str:
    """A text literal."""
    return "'" + value.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    """A VARCHAR[] literal; an empty one keeps its type."""
    inside = ", ".join(text(v) for v in values)
    return f"[{inside}]" if inside else "CAST([] AS VARCHAR[])"


def wide(cell: str) -> str:
    """The column of reports_wide (there `w`) that holds the cell `table.row.column`."""
    return f'w."{cell.replace(".", "__")}"'


def total(cells: Iterable[str]) -> str:
    """The sum of cells of reports_wide in which nothing counts as 0, free of binary fractions."""
    return f"round({plain_total(cells)}, 9)"


def plain_total(cells: Iterable[str]) -> str:
    """The same as it comes out: to round costs more than to add, and many sums are looked at for
    each that fails."""
    return " + ".join(f"coalesce({wide(c)}, 0)" for c in cells)


def has_any(array: str, cells: str) -> str:
    """Whether the arrays have an element in common; one that is NULL has none. Most are empty, and
    cost nothing."""
    return f"CASE WHEN len({array}) > 0 THEN list_has_any({array}, {cells}) ELSE false END"


def without_nulls(items: Iterable[str]) -> str:
    """The list of those expressions that are not NULL."""
    return f"list_filter([{', '.join(items)}], lambda item: item IS NOT NULL)"
