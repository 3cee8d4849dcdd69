"""The rows of a form as print has them: a label with its values behind it, or a whole table in one
line of values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Form
from pipelines.model import Place
from pipelines.recognise.labels import labels


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """Values that are printed one after the other: those of one row of the form, or, where a table
    is printed in one line, of all its rows.

    `code`: of the row, empty for a whole table. `columns`: the column of each value; `names`: its
    cell as `row.column`. `title`: of the block of the form. `groups`: how many rows of the form it
    holds. `optional`: a local row, which the national form does not have.
    """

    code: str
    columns: tuple[str, ...]
    names: tuple[str, ...]
    title: str = ""
    groups: int = 1
    optional: bool = False

    @property
    def cells(self) -> int:
        """How many values it has."""
        return len(self.names)

    def place(self, table: str) -> Place:
        """The row as the place of an issue."""
        return Place(table=table, row=self.code, whole=not self.code)

    def by_column(self) -> PrintedRow:
        """The same cells column by column, as some print a table of one line."""
        size = len(self.columns) // self.groups
        order = [group * size + column for column in range(size) for group in range(self.groups)]
        return PrintedRow(
            self.code,
            tuple(self.columns[i] for i in order),
            tuple(self.names[i] for i in order),
            self.title,
            self.groups,
        )


def printed_rows(form: Form) -> dict[str, PrintedRow]:
    """The filled rows of the form by their codes; one without a code where all are in one line."""
    return _printed_rows(form.edition, form.table)


def latest_form(table: str) -> Form:
    """The form of a table in the latest edition that has it, for what holds in all of them."""
    return [*catalogue().forms(table).values()][-1]


def rows_in_order(form: Form, present: frozenset[str]) -> list[tuple[str, PrintedRow | None]]:
    """(code, filled row or None for a group) in order; local rows only where their label is among
    `present`."""
    filled = printed_rows(form)
    known = labels(form.table).rows
    printed = {code for key in present for code in known.get(key, ())}
    return [
        (code, filled.get(code))
        for code in form.order
        if code in printed or code not in filled or not filled[code].optional
    ]


def one_line(form: Form) -> PrintedRow:
    """All cells of a table that is printed in one line."""
    return printed_rows(form)[""]


@lru_cache(maxsize=16)
def _printed_rows(edition: str, table: str) -> dict[str, PrintedRow]:
    form = catalogue().editions[edition].tables[table]
    if form.printed == "one_line":
        columns = form.columns * len(form.rows)
        return {"": PrintedRow("", columns, form.cells, groups=len(form.rows))}
    return {
        row.code: PrintedRow(
            row.code,
            row.columns,
            tuple(f"{row.code}.{column}" for column in row.columns),
            row.title,
            optional=row.optional,
        )
        for row in form.rows
    }
