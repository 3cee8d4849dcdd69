"""Turns the figures of one report into a file in any layout that reports are published in, as
bytes.

What a report says is a `Filled`; how its tables are laid out comes from the catalogue (forms_grid),
how a layout is written down from one file per format (forms_text, forms_html, forms_docx,
forms_pdf).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from tests.data.forms_grid import Part

Layout = Literal["tabs", "commas", "lines", "blanks", "markdown", "glued", "html", "docx", "pdf"]
"""Text with one row per line and tabs or commas between cells, one cell per line, blanks between
cells, pipe tables, nothing between cells; then the three rich formats."""


@dataclass(frozen=True)
class Filled:
    """A filled form.

    `figures` maps a cell code (`t3.granted.total`) to its printed text; a cell without one prints
    `default`. `prose` maps `intro` or a section code to paragraphs, one per line. `editions` gives
    tables of another edition than `edition`. `labels` (keyed `t3.granted`) and `headings` (keyed by
    section) are printed instead of the official ones. `title` None prints the usual one, an empty
    one prints none. Tables break behind the rows of `cuts` (`t3.not_held`), the text of a merged
    cell in the middle of it, and go on after a page number, with `repeated` under their headings
    again; the rows of `lost` are left out. `pieces`: the report as it is laid out, where that is not
    as the form has it (`tests.data.seen`).
    """

    office: str
    year: int
    edition: str
    figures: Mapping[str, str] = field(default_factory=dict)
    prose: Mapping[str, str] = field(default_factory=dict)
    default: str = "0"
    editions: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    title: str | None = None
    cuts: tuple[str, ...] = ()
    repeated: bool = False
    lost: tuple[str, ...] = ()
    pieces: tuple[Part, ...] | None = None

    @property
    def heading(self) -> str:
        """The title as printed, possibly empty."""
        return f"{self.office}{self.year}年政府信息公开工作年度报告" if self.title is None else self.title

    def edition_of(self, table: str) -> str:
        return self.editions.get(table, self.edition)

    def printed(self, code: str) -> str:
        """What is in the cell `code`."""
        return self.figures.get(code, self.default)


def blank(office: str, year: int, edition: str) -> Filled:
    """The unfilled form: every cell empty, no prose."""
    return Filled(office, year, edition, default="")


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
