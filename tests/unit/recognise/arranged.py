"""Tables made by hand, read by their headings, and written down in short."""

from __future__ import annotations

from pipelines.model import NOT_TEXT
from pipelines.recognise.by_headings import Arranged, by_headings
from tests.unit.recognise.made_tokens import cells, form


def shown(arranged: Arranged) -> dict[str, str]:
    """Row -> the texts of its cells, `.` for one that is not printed, `_` for a blank and `?` for
    one that is open; nothing for a row that is open as a whole."""
    marks = {None: ".", "": "_", NOT_TEXT: "?"}
    return {
        row.row.code: " ".join(marks.get(t, t or "") for candidate in row.candidates for t in candidate.texts)
        for row in arranged.rows
        if row.is_printed
    }


def read(text: str, table: str = "t3", edition: str = "f2021", grid: bool = True) -> Arranged:
    arranged = by_headings(form(table, edition), cells(text, grid))
    assert arranged is not None
    return arranged
