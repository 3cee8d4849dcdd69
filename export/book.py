"""An Excel file that is there whole or not at all, and that says as OSError why it cannot be written."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Texts are written as texts: nothing in them is run or becomes a link."""


@contextmanager
def book_at(path: Path, **options: Any) -> Iterator[Any]:
    """A workbook to be filled, written to `path` at the end. Raises OSError."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    draft = path.with_name(f".{path.name}.new")
    out = io.BytesIO()  # the library closes a file that it could not write once more, and complains
    try:
        draft.open("wb").close()  # what cannot be written is told before the work
        with xlsxwriter.Workbook(out, {**PLAIN, "in_memory": True, **options}) as book:
            yield book
        draft.write_bytes(out.getvalue())
        draft.replace(path)
    except FileCreateError as error:  # of the files in which it keeps the rows meanwhile
        raise OSError(*error.args) from error
    finally:
        draft.unlink(missing_ok=True)
