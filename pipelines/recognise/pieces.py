"""What was recognised in several files, each by itself -> whether these are pieces of one report.

Conservative: a figure under another office is worse than a report in pieces. Files are one report
only if none of them is one by itself, what one has no other has, and all of them have what a report
must have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from pipelines.catalogue import catalogue
from pipelines.fold import fold
from pipelines.model import Statement

Why = Literal["", "other", "whole", "nothing", "twice", "lacking"]
"""Why files are no pieces of one report: they name two offices or years; one is a report by itself; no
table is in them; a cell is printed in two of them; together they lack a table, the office or the
year. Empty: they are one."""


class Piece(NamedTuple):
    """What one file names and prints: cells as `table.row.column`."""

    office: str | None
    year: int | None
    edition: str
    cells: frozenset[str]

    @property
    def tables(self) -> frozenset[str]:
        """The tables of which it prints cells."""
        return frozenset(cell.partition(".")[0] for cell in self.cells)


def piece_of(statement: Statement) -> Piece:
    """What a statement names and prints."""
    printed = frozenset(reading.code for reading in statement.readings if reading.doubt != "absent")
    return Piece(statement.office, statement.year, statement.edition, printed)


def same_report(pieces: Iterable[Piece]) -> bool:
    """Whether they name one office and one year at most."""
    offices, years = set(), set()
    for piece in pieces:
        offices |= {fold(piece.office)} if piece.office else set()
        years |= {piece.year} if piece.year else set()
    return len(offices) <= 1 and len(years) <= 1


def why_not_one(pieces: Sequence[Piece]) -> Why:
    """Why they are not one report; empty if they are."""
    if not same_report(pieces):
        return "other"
    if any(_is_report([piece]) for piece in pieces):
        return "whole"
    counts = Counter(cell for piece in pieces for cell in piece.cells)
    if not counts:
        return "nothing"
    if max(counts.values()) > 1:
        return "twice"
    return "" if _is_report(pieces) else "lacking"


def _is_report(pieces: Sequence[Piece]) -> bool:
    """Whether office, year and all tables of the form are there."""
    named = any(piece.office for piece in pieces) and any(piece.year for piece in pieces)
    tables = frozenset[str]().union(*(piece.tables for piece in pieces))
    editions = {piece.edition for piece in pieces if piece.cells}
    return named and any(tables >= {*catalogue().tables_of(edition)} for edition in editions)
