"""Turns the figures of one report into a file in any layout that reports are published in, as
bytes.

What a report says is a `Filled`; how its tables are laid out comes from the catalogue (forms_grid),
how a layout is written down from one file per format (forms_text, forms_html, forms_docx,
forms_pdf).
"""

from __future__ import annotations

from typing import Any, Literal

from tests.data.filled import Filled as Filled
from tests.data.filled import blank as blank

Layout = Literal["tabs", "commas", "lines", "blanks", "markdown", "glued", "html", "docx", "pdf"]
"""Text with one row per line and tabs or commas between cells, one cell per line, blanks between
cells, pipe tables, nothing between cells; then the three rich formats."""


def render(filled: Filled, layout: Layout, **options: Any) -> bytes:
    """The report as a file. `options` are those of the layout's own function."""
    if layout == "html":
        from tests.data.forms_html import html

        return html(filled, **options)
    if layout == "docx":
        from tests.data.forms_docx import docx

        return docx(filled, **options)
    if layout == "pdf":
        from tests.data.forms_pdf import pdf

        return pdf(filled, **options)
    from tests.data import forms_text

    return forms_text.LAYOUTS[layout](filled, **options).encode("utf-8")
