"""What a page shows, for download as CSV that is safe to open in Excel."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.data import ask, rows
from export.files import HARMLESS, RISKY


def download(name: str, sql: str, values: Sequence[Any] = ()) -> None:
    """A button that gives the rows of a query. The query runs when the button is pressed, not
    before."""
    st.download_button(
        "下载 CSV Download",
        lambda: as_csv(sql, values),
        f"gongkai-{name}.csv",
        "text/csv",
        icon=":material/download:",
        key=f"download_{name}",
        on_click="ignore",
    )


def as_csv(sql: str, values: Sequence[Any] = ()) -> bytes:
    """The rows as CSV, with a byte order mark and with an apostrophe before what a spreadsheet
    would run."""
    frame = ask(sql, *values)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(frame.columns)
    for row in rows(frame):
        writer.writerow([_safe(v) for v in row.values()])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _safe(value: Any) -> Any:
    risky = isinstance(value, str) and re.search(RISKY, value) and not re.match(HARMLESS, value)
    return f"'{value}" if risky else "" if value is None else value
