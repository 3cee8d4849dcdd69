"""The rows of a table as a file: CSV that is safe to open in Excel, JSON, or Excel, with title,
address and build."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from typing import Any

from dashboard.store import Row
from dashboard.table import MOST_TAKEN, Table
from export.files import HARMLESS, RISKY
from export.row_workbook import workbook

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The forms of a download and their media types."""


def take(table: Table, form: str) -> bytes:
    """All rows of a table, up to MOST_TAKEN; where there are more, JSON and Excel say so."""
    rows = table.taken()
    names = [*dict.fromkeys([*(column.name for column in table.columns), *table.only_taken])]
    if form == "csv":
        return as_csv(names, rows)
    about = _about(table, len(rows))
    if form == "json":
        plain = [{name: _json(row.get(name)) for name in names} for row in rows]
        columns = {column.name: table.heading(column) for column in table.columns}
        whole = {**about, "columns": columns, "rows": plain}
        return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"
    titles = {column.name: table.heading(column) for column in table.columns}
    head = [titles.get(name, name) for name in names]
    return workbook(about, head, [[_cell(row.get(name)) for name in names] for row in rows])


def _about(table: Table, taken: int) -> dict[str, str]:
    asked = table.asked
    cut = "" if table.many <= MOST_TAKEN else f"{taken:,} / {table.many:,}"
    known = {
        "title": table.title,
        "address": asked.here(lang=None),
        "source": "gongkai",
        "build": asked.build.name,
        "coverage": table.after,
        "cut": cut,
    }
    return {name: value for name, value in known.items() if value}


def as_csv(names: list[str], rows: list[Row]) -> bytes:
    """Rows as CSV, with a byte order mark and with an apostrophe before what a spreadsheet would
    run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_safe(row.get(name)) for name in names])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _safe(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    risky = isinstance(value, str) and re.search(RISKY, value) and not re.match(HARMLESS, value)
    return f"'{value}" if risky else "" if value is None else value


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _cell(value: Any) -> Any:
    if isinstance(value, int) and abs(value) >= 2**53:  # Excel would round a key
        return str(value)
    return "; ".join(map(str, value)) if isinstance(value, list) else value
