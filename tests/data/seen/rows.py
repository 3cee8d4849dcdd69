"""Rows that the form lacks, and cells that are merged over several of the form."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.data.forms_grid import Slot, row_of
from tests.data.seen.laid import NOT_OF_THE_FORM, Arrange, Arrangement, Laid, Matrix, value_columns

EXTRA = "a row that the form lacks"
MERGED = "a nought merged over cells"
MERGED_VALUE = "a figure merged over cells"

_OWN_ROWS = ("其中：网上申请", "其中：信函申请", "其中：当面申请", "小计", "去年同期", "其中：本级")


def _rows(matrix: Matrix) -> list[int]:
    """Those that hold figures of the form."""
    return [at for at, line in enumerate(matrix) if any(slot.code for slot in line)]


def _row_in(matrix: Matrix, behind: int, name: str, figures: list[Slot]) -> Matrix:
    """The table with a row more behind the row `behind`; labels that are merged over its place
    grow."""
    line, columns = matrix[behind], value_columns(matrix)
    below = matrix[behind + 1] if behind + 1 < len(matrix) else None
    label = Slot(name)
    row = [slot if below and below[at] is slot else label for at, slot in enumerate(line)]
    for at, slot in zip(columns, figures, strict=True):
        row[at] = slot
    return [*matrix[: behind + 1], row, *matrix[behind + 1 :]]


def _one_more(table: str, blank: bool) -> Arrange:
    def arrange(laid: Laid, chance: random.Random) -> bool:
        at = chance.choice(_rows(laid.matrix(table)))
        if blank:
            for code in {slot.code for slot in laid.matrix(table)[at] if slot.code}:
                laid.print(code, "", "")
        matrix = laid.matrix(table)
        # as wide as the figures of the row above are, so that a block of one column stays one
        slots = [slot for slot in matrix[at] if slot.code]
        own: dict[int, Slot] = {
            id(slot): Slot(str(chance.randint(0, 60)), code=NOT_OF_THE_FORM) for slot in slots
        }
        figures = [own[id(matrix[at][column])] for column in value_columns(matrix)]
        laid.put(table, _row_in(matrix, at, chance.choice(_OWN_ROWS), figures))
        return True

    return arrange


def _noughts(down: int, sign: str) -> Arrange:
    """Rows of table 3 that hold nothing but noughts print one over all their cells."""

    def arrange(laid: Laid, chance: random.Random) -> bool:
        matrix, columns = laid.matrix("t3"), value_columns(laid.matrix("t3"))
        first = chance.choice(_rows(matrix)[: -down or None])
        rows = range(first, first + down)
        merged = Slot(sign, code=matrix[first][columns[0]].code)
        for row in rows:
            for column in columns:
                laid.seen[matrix[row][column].code] = sign
                matrix[row][column] = merged
        laid.put("t3", matrix)
        return True

    return arrange


def _all_noughts(laid: Laid, chance: random.Random) -> bool:
    """Table 4 prints one nought over all its cells, or over those of each proceeding."""
    matrix = laid.matrix("t4")
    sign, step = chance.choice(("0", "/")), chance.choice((5, 15))
    for start in range(0, 15, step):
        merged = Slot(sign, code=matrix[-1][start].code)
        for column in range(start, start + step):
            laid.seen[matrix[-1][column].code] = sign
            matrix[-1][column] = merged
    laid.put("t4", matrix)
    return True


def _figure(laid: Laid, chance: random.Random) -> bool:
    """A figure over two or three cells of a row: whose it is, no one can tell."""
    table = chance.choice(("t3", "t4"))
    matrix = laid.matrix(table)
    columns = value_columns(matrix)
    row = chance.choice(_rows(matrix))
    first = chance.randrange(len(columns) - 2)
    merged = replace(Slot(str(chance.randint(2, 60))), code=matrix[row][columns[first]].code)
    for column in columns[first : first + chance.choice((2, 3))]:
        laid.seen[matrix[row][column].code] = None
        matrix[row][column] = merged
    laid.put(table, matrix)
    return True


def _lost(laid: Laid, chance: random.Random) -> bool:
    """A row of table 3 that is not printed at all."""
    part = laid.part("t3")
    rows = [at for at, row in enumerate(part.grid) if row_of(row) and row[0].down == 1]
    at = chance.choice(rows)
    code = row_of(part.grid[at])
    matrix = laid.matrix("t3")
    for cell in laid.codes("t3"):
        if cell.split(".")[1] == code:
            laid.seen[cell] = None
    laid.put("t3", [*matrix[:at], *matrix[at + 1 :]])
    return True


RICH = ("html", "docx", "rtf", "doc", "xlsx", "xls", "pdf", "ofd")
ARRANGEMENTS = (
    *(
        Arrangement(EXTRA, f"one more{' behind a blank one' if blank else ''}", _one_more(table, blank), (table,))
        for table in ("t2", "t3")
        for blank in (False, True)
    ),
    Arrangement(MERGED, "over a row", _noughts(1, "0"), ("t3",), RICH),
    Arrangement(MERGED, "a stroke over a row", _noughts(1, "/"), ("t3",), RICH),
    Arrangement(MERGED, "over two rows", _noughts(2, "0"), ("t3",), RICH),
    Arrangement(MERGED, "over three rows", _noughts(3, "0"), ("t3",), RICH),
    Arrangement(MERGED, "over table 4", _all_noughts, ("t4",), RICH),
    Arrangement(MERGED_VALUE, "over cells of a row", _figure, ("t3", "t4"), RICH),
    Arrangement("a row that is not printed", "lost", _lost, ("t3",)),
)  # fmt: skip
