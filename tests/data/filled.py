"""What a made-up report says: an office, a year, an edition of the form and what is printed in its
cells, whatever file it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a table: printed text, how many columns and rows it covers, its cell code if it is
    to be filled in."""

    text: str
    across: int = 1
    down: int = 1
    code: str = ""


Grid = list[list[Slot]]
"""Rows of cells in reading order; a merged cell stands once, at its upper left."""


class Part(NamedTuple):
    """A piece of a report in reading order: `title`, `heading`, `prose` with text, `break` with the
    number of the page that ends inside a table, or `table` with a grid, `first` of those that make
    up one table of the form."""

    kind: str
    text: str = ""
    grid: Grid = []  # noqa: RUF012 (never changed)
    table: str = ""
    first: bool = True


@dataclass(frozen=True)
class Filled:
    """A filled form.

    `figures` maps a cell code (`t3.granted.total`) to its printed text; a cell without one prints
    `default`. `prose` maps `intro` or a section code to paragraphs, one per line. `editions` gives
    tables of another edition than `edition`. `labels` (keyed `t3.granted`) and `headings` (keyed by
    section) are printed instead of the official ones. `title` None prints the usual one, an empty
    one prints none. Tables break behind the rows of `cuts` (`t3.not_held`), the text of a merged
    cell in the middle of it, and go on after a page number, with `repeated` under their headings
    again; the rows of `lost` are left out. `pieces`: the report as it is laid out, where that is
    not as the form has it (`tests.data.seen`).
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
