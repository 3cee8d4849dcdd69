"""An Excel file that is there whole or not at all, and that says as OSError why it cannot be written."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Texts are written as texts: nothing in them is run or becomes a link."""


TIMELESS = datetime(1980, 1, 1)
"""The time that a workbook of a release says it was made, as all its parts do in an Excel file: the same
rows are the same bytes, whenever they are written."""


@contextmanager
def book_at(path: Path, made: datetime | None = None, **options: Any) -> Iterator[Any]:
    """A workbook to be filled, written to `path` at the end, that says it was made then, or now. Raises
    OSError."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    draft = path.with_name(f".{path.name}.new")
    out = io.BytesIO()  # the library closes a file that it could not write once more, and complains
    try:
        draft.open("wb").close()  # what cannot be written is told before the work
        with xlsxwriter.Workbook(out, {**PLAIN, "in_memory": True, **options}) as book:
            book.set_properties({"created": made} if made else {})
            yield book
        draft.write_bytes(out.getvalue())
        draft.replace(path)
    except FileCreateError as error:  # of the files in which it keeps the rows meanwhile
        raise OSError(*error.args) from error
    finally:
        draft.unlink(missing_ok=True)
