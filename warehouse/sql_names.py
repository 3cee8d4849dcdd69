"""Names and texts in SQL, and which table of the warehouse holds which table of the form."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_ROW, _COLUMN = "_row", "_column"


@lru_cache(maxsize=1)
def schema_entries() -> dict[str, Any]:
    """schema.yml as it is written."""
    text = (Path(__file__).parent / "schema.yml").read_text(encoding="utf-8")
    entries: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return entries


def _with_columns() -> dict[str, dict[str, list[Any]]]:
    """The tables of schema.yml whose columns it lists itself."""
    tables = schema_entries()["tables"].items()
    return {name: entry["columns"] for name, entry in tables if isinstance(entry["columns"], dict)}


def _facts() -> dict[str, tuple[str, str, str]]:
    """A tidy table is one with a column of type `t3_row` and one of type `t3_column`."""
    facts = {}
    for name, columns in _with_columns().items():
        typed = {entry[0]: column for column, entry in columns.items()}
        for kind, row in typed.items():
            table = kind.removesuffix(_ROW)
            if kind.endswith(_ROW) and table + _COLUMN in typed:
                facts[table] = (name, row, typed[table + _COLUMN])
    return facts


FACTS = _facts()
"""Statutory table -> the tidy table that holds it, its column of row codes, its column of column
codes. From the types of the columns in schema.yml."""
WITH_UNIT = frozenset(table for table, (name, _, _) in FACTS.items() if "unit" in _with_columns()[name])
"""Statutory tables whose cells print their unit; of the others the form says it."""


def quoted(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """An SQL string."""
    return "'" + text.replace("'", "''") + "'"


def among(codes: Iterable[str]) -> str:
    """`('blank', 'dash')`, for `IN`; the empty string is no code, so that the list is never
    empty."""
    return f"({', '.join(map(literal, sorted(codes))) or literal('')})"


def wide_name(cell: str) -> str:
    """`t3.requests_new.total` -> `t3__requests_new__total`."""
    return cell.replace(".", "__")
