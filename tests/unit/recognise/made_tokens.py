"""Tokens of a table made by hand, for tests of what reads them."""

from __future__ import annotations

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.model import Spot
from pipelines.recognise.match_in_order import RowFields
from pipelines.recognise.printed_rows import printed_rows
from pipelines.recognise.tokens import Kind, Token, kind_of

Box = tuple[float, float, float, float]
ROWS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
"""Of table 4, by their codes."""
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
"""The headings of its columns, for each row."""


def token(
    text: str,
    line: int = 1,
    *,
    grid: bool = False,
    prose: bool = False,
    column: int | None = None,
    box: Box | None = None,
    kind: Kind | None = None,
) -> Token:
    """A token whose kind is that of its text, unless `kind` says otherwise."""
    return Token(text, kind or kind_of(text), Spot(column=column, box=box), line, grid, prose)


def lines(text: str, grid: bool = False) -> list[Token]:
    """The printed lines of a text, counted from 1, their fields between bars: `规章 | 1 | 2`."""
    return [
        token(field.strip(), number, grid=grid, column=place if grid else None)
        for number, row in enumerate(text.strip("\n").split("\n"), start=1)
        for place, field in enumerate(row.split("|"), start=1)
    ]


def cells(text: str, grid: bool = True) -> list[Token]:
    """The cells of a table between bars: `<` is covered by the cell at its left, `^` by the one
    above, and at `.` there is none."""
    rows = [[cell.strip() for cell in row.split("|")] for row in text.strip("\n").split("\n")]

    def covered(line: int, column: int, mark: str) -> int:
        step = (0, 1) if mark == "<" else (1, 0)
        count = 1
        while (n := line + count * step[0]) < len(rows) and (c := column + count * step[1]) < len(rows[n]):
            if rows[n][c] != mark:
                break
            count += 1
        return count

    return [
        Token(
            cell,
            kind_of(cell),
            Spot(table=1, row=line + 1, column=column + 1),
            line + 1,
            grid,
            across=covered(line, column, "<"),
            down=covered(line, column, "^"),
        )
        for line, row in enumerate(rows)
        for column, cell in enumerate(row)
        if cell not in ("<", "^", ".")
    ]


def texts(tokens: list[Token]) -> list[str]:
    """What they print."""
    return [t.text for t in tokens]


def form(table: str, edition: str = "f2021") -> Form:
    """One table of one edition."""
    return catalogue().editions[edition].tables[table]


def row(table: str, code: str, fields: list[Token], edition: str = "f2021") -> RowFields:
    """A row of a form with these fields behind its label."""
    return RowFields(printed_rows(form(table, edition))[code], fields)
