"""Rows of one table as a workbook: the rows on the first sheet, what they are on the second."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from export.book import PLAIN
from export.form_sheet import wide

WIDEST = 48
"""Characters that a column is made wide for at most."""
LOOKED_AT = 200
"""Rows that the width of a column goes by."""


def workbook(about: Mapping[str, str], head: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """The workbook. Texts are written as texts: nothing in them is run or becomes a link."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**PLAIN, "in_memory": True}) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("数据 data")
        for column, title in enumerate(head):
            sheet.write_string(0, column, title, bold)
            texts = [title, *(str(row[column]) for row in rows[:LOOKED_AT] if row[column] is not None)]
            sheet.set_column(column, column, min(WIDEST, 2 + max(map(wide, texts))))
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                write_value(sheet, line, column, value, day if isinstance(value, date) else None)
        sheet.freeze_panes(1, 0)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(head) - 1)
        other = book.add_worksheet("说明 about")
        other.set_column(1, 1, 100)
        for line, (name, text) in enumerate(about.items()):
            other.write_string(line, 0, name, bold)
            other.write_string(line, 1, text)
    return out.getvalue()


def write_value(sheet: Any, line: int, column: int, value: Any, kind: Any) -> None:
    """A value of a database in a cell; a truth value has no format of its own."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, column, value)
    elif isinstance(value, date | datetime):
        sheet.write_datetime(line, column, value, kind)
    elif isinstance(value, int | float):
        sheet.write_number(line, column, value, kind)
    else:
        sheet.write_string(line, column, str(value)[:32_767], kind)
